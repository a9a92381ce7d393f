/// A path inside a tree, as the raw bytes git stores: components joined by `/`, no leading slash.
///
/// Swift's `String` would make the NFC and NFD spellings of a name one path where git has two, so a
/// path is never a `String`. `description` is escaped and safe to print.
package struct TreePath: Hashable, Sendable {
  package let bytes: [UInt8]

  /// Takes what a strict tree reader has checked component by component.
  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(all: bytes) }

  package var components: [ArraySlice<UInt8>] { bytes.split(separator: UInt8(ascii: "/")) }

  /// The text, where the bytes are UTF-8.
  package var utf8: String? { String(validating: bytes, as: UTF8.self) }
}

extension TreePath: CustomStringConvertible {
  package var description: String { Escaped.text(bytes) }
}

extension TreePath: Comparable {
  package static func < (a: Self, b: Self) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}

extension Hasher {
  /// All bytes at once: an array would give its elements one by one, at ten times the cost.
  package mutating func combine(all bytes: [UInt8]) {
    combine(bytes.count)
    unsafe bytes.withUnsafeBytes { unsafe combine(bytes: $0) }
  }
}
