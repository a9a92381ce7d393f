/// The name of a git object: 20 bytes, the SHA-1 of its header and content.
///
/// Repositories with longer ids are refused as `unsupported-repository` before an id is ever read.
package struct ObjectID: Hashable, Sendable, BitwiseCopyable {
  package static let byteCount = 20
  package static let hexCount = 40
  /// The id that git writes for "no object": the old side of a creation, the new side of a deletion.
  package static let zero = ObjectID(words: (0, 0, 0))

  // Big-endian words, so that comparing them compares the bytes.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt32

  package init(words: (UInt64, UInt64, UInt32)) {
    (first, second, third) = words
  }

  /// The 20 bytes as numbers, the first byte the most significant.
  package var words: (UInt64, UInt64, UInt32) { (first, second, third) }

  /// Takes 20 raw bytes; anything else is `nil`.
  package init?(bytes: some Sequence<UInt8>) {
    var words: (UInt64, UInt64, UInt32) = (0, 0, 0)
    var count = 0
    for byte in bytes {
      switch count {
      case 0..<8: words.0 = words.0 << 8 | UInt64(byte)
      case 8..<16: words.1 = words.1 << 8 | UInt64(byte)
      case 16..<20: words.2 = words.2 << 8 | UInt32(byte)
      default: return nil
      }
      count += 1
    }
    guard count == Self.byteCount else { return nil }
    self.init(words: words)
  }

  /// Takes the 20 raw bytes that begin at a position of an array which has them.
  package init(at start: Int, of bytes: [UInt8]) {
    var words: (UInt64, UInt64, UInt32) = (0, 0, 0)
    for index in start..<(start + 8) { words.0 = words.0 << 8 | UInt64(bytes[index]) }
    for index in (start + 8)..<(start + 16) { words.1 = words.1 << 8 | UInt64(bytes[index]) }
    for index in (start + 16)..<(start + 20) { words.2 = words.2 << 8 | UInt32(bytes[index]) }
    self.init(words: words)
  }

  /// Takes exactly 40 lowercase hexadecimal digits, as git writes them; anything else is `nil`.
  package init?(hex: [UInt8]) { self.init(hex: hex[...]) }

  /// As ``init(hex:)`` of an array does.
  package init?(hex: ArraySlice<UInt8>) {
    guard hex.count == Self.hexCount, let first = Hex.number(hex.prefix(16)),
      let second = Hex.number(hex.dropFirst(16).prefix(16)), let third = Hex.number(hex.suffix(8))
    else { return nil }
    self.init(words: (first, second, UInt32(third)))
  }

  /// Takes exactly 40 lowercase hexadecimal digits; anything else is `nil`.
  package init?(hex: String) {
    self.init(hex: Array(hex.utf8))
  }

  package var isZero: Bool { self == .zero }

  /// The 20 raw bytes.
  package var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(Self.byteCount)
    for shift in stride(from: 56, through: 0, by: -8) {
      result.append(UInt8(truncatingIfNeeded: first >> UInt64(shift)))
    }
    for shift in stride(from: 56, through: 0, by: -8) {
      result.append(UInt8(truncatingIfNeeded: second >> UInt64(shift)))
    }
    for shift in stride(from: 24, through: 0, by: -8) {
      result.append(UInt8(truncatingIfNeeded: third >> UInt32(shift)))
    }
    return result
  }

  /// The 40 lowercase hexadecimal digits.
  package var hex: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(Self.hexCount)
    appendHex(to: &result)
    return result
  }

  func appendHex(to result: inout [UInt8]) {
    Hex.append(first, digits: 16, to: &result)
    Hex.append(second, digits: 16, to: &result)
    Hex.append(third, digits: 8, to: &result)
  }

  /// The first ten digits, for people.
  package var short: String {
    var digits: [UInt8] = []
    Hex.append(first >> 24, digits: 10, to: &digits)
    return String(decoding: digits, as: UTF8.self)
  }
}

extension ObjectID: CustomStringConvertible {
  package var description: String { String(decoding: hex, as: UTF8.self) }
}

extension ObjectID {
  /// An id is a hash already, so a part of it does.
  package func hash(into hasher: inout Hasher) { hasher.combine(first) }
}

extension ObjectID: Comparable {
  package static func < (a: Self, b: Self) -> Bool {
    (a.first, a.second, a.third) < (b.first, b.second, b.third)
  }
}
