internal import Crypto

/// A SHA-256 digest: 32 bytes, printed as 64 lowercase hexadecimal digits.
package struct Digest: Hashable, Sendable, BitwiseCopyable {
  package static let byteCount = 32

  // Big-endian words, so that comparing them compares the bytes.
  private let words: InlineArray<4, UInt64>

  private init(_ bytes: some Sequence<UInt8>) {
    var words = InlineArray<4, UInt64>(repeating: 0)
    for (index, byte) in bytes.enumerated() {
      words[index / 8] = words[index / 8] << 8 | UInt64(byte)
    }
    self.words = words
  }

  /// Takes 64 lowercase hexadecimal digits; anything else is `nil`.
  package init?(hex: some Collection<UInt8>) { self.init(hex: Array(hex)) }

  package init?(hex: [UInt8]) {
    guard hex.count == 2 * Self.byteCount, let bytes = Hex.decode(hex) else { return nil }
    self.init(bytes)
  }

  /// The SHA-256 of `content`.
  package init(of content: [UInt8]) {
    self.init(SHA256.hash(data: content))
  }

  package var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(Self.byteCount)
    for index in words.indices {
      for shift in stride(from: 56, through: 0, by: -8) {
        result.append(UInt8(truncatingIfNeeded: words[index] >> UInt64(shift)))
      }
    }
    return result
  }

  package var hex: [UInt8] { Hex.encode(bytes) }

  package static func == (a: Self, b: Self) -> Bool {
    a.words.indices.allSatisfy { a.words[$0] == b.words[$0] }
  }

  /// A digest is a hash already, so a part of it does.
  package func hash(into hasher: inout Hasher) { hasher.combine(words[0]) }
}

extension Digest: CustomStringConvertible {
  package var description: String { String(decoding: hex, as: UTF8.self) }
}

extension Digest: Comparable {
  package static func < (a: Self, b: Self) -> Bool {
    for index in a.words.indices where a.words[index] != b.words[index] {
      return a.words[index] < b.words[index]
    }
    return false
  }
}
