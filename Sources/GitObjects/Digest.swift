internal import Crypto

/// A SHA-256 digest: 32 bytes, printed as 64 lowercase hexadecimal digits.
package struct Digest: Hashable, Sendable {
  package let bytes: [UInt8]

  /// Takes 64 lowercase hexadecimal digits; anything else is `nil`.
  package init?(hex: some Collection<UInt8>) {
    guard hex.count == 64, let bytes = Hex.decode(hex) else { return nil }
    self.bytes = bytes
  }

  /// The SHA-256 of `content`.
  package init(of content: [UInt8]) {
    bytes = Array(SHA256.hash(data: content))
  }

  package var hex: [UInt8] { Hex.encode(bytes) }
}

extension Digest: CustomStringConvertible {
  package var description: String { String(decoding: hex, as: UTF8.self) }
}

extension Digest: Comparable {
  package static func < (a: Self, b: Self) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}
