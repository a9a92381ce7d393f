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

  /// All bytes at once: an array would give its elements to the hasher one by one.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(bytes.count)
    unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
  }

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
