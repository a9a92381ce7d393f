/// The lines that a change adds: those of the new side that the old one has not, or not as often.
///
/// A line that only moved is not among them.
package struct AddedLines: Sendable {
  package struct Line: Sendable {
    /// From 1.
    package let number: Int
    package let bytes: [UInt8]
  }

  package let lines: [Line]
  /// How the text was read, where it is not plain: for whoever explains what was found.
  package let encoding: Encoding

  package enum Encoding: String, Sendable {
    case utf8 = "UTF-8"
    case utf16 = "UTF-16"
    /// It holds a NUL: searched as it is, as if its line feeds ended lines.
    case binary
  }

  package init(from old: [UInt8]?, to new: [UInt8]?) {
    let (text, encoding) = Self.decode(new ?? [])
    self.encoding = encoding
    var known: [ArraySlice<UInt8>: Int] = [:]
    let before = Self.decode(old ?? []).text
    for line in before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      known[line, default: 0] += 1
    }
    var added: [Line] = []
    var number = 0
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      if let count = known[line], count > 0 {
        known[line] = count - 1
      } else if !line.isEmpty {
        added.append(Line(number: number, bytes: Array(line)))
      }
    }
    lines = added
  }

  private static func decode(_ bytes: [UInt8]) -> (text: [UInt8], encoding: Encoding) {
    switch (bytes.first, bytes.dropFirst().first) {
    case (0xFF, 0xFE): return (utf16(bytes.dropFirst(2), isBigEndian: false), .utf16)
    case (0xFE, 0xFF): return (utf16(bytes.dropFirst(2), isBigEndian: true), .utf16)
    default: return (bytes, bytes.contains(0) ? .binary : .utf8)
    }
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8] {
    var units: [UInt16] = []
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (a, b) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBigEndian ? a << 8 | b : b << 8 | a)
      index += 2
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
