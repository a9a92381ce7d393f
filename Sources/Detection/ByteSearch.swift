extension [UInt8] {
  /// Whether the text stands in the bytes.
  package func holds(_ text: String) -> Bool { holds(Array(text.utf8)) }

  /// Whether some bytes stand in these; looked for by the first of them, which a generic search does not look for alone.
  package func holds(_ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    var start = startIndex
    while start + wanted.count <= endIndex, let found = self[start...].firstIndex(of: first),
      found + wanted.count <= endIndex
    {
      if self[found..<(found + wanted.count)].elementsEqual(wanted) { return true }
      start = found + 1
    }
    return false
  }

  /// Whether the word may stand in a JSON or YAML text: as it is, or spelt with escapes.
  ///
  /// No program escapes a plain letter: who writes `k\u0069nd` wants a search for the word to fail.
  package func mayHold(_ word: String) -> Bool { holds(word) || spellsLetters }

  /// Whether a letter, a digit or a colon is written as an escape, or a key may go over several lines.
  private var spellsLetters: Bool {
    var start = startIndex
    while let slash = self[start...].firstIndex(of: UInt8(ascii: "\\")), slash + 1 < endIndex {
      let count =
        switch self[slash + 1] {
        case UInt8(ascii: "x"): 2
        case UInt8(ascii: "u"): 4
        case UInt8(ascii: "U"): 8
        default: 0
        }
      if count > 0, slash + 2 + count <= endIndex,
        let code = Int(
          String(decoding: self[(slash + 2)..<(slash + 2 + count)], as: UTF8.self),
          radix: 16
        ),
        Self.isWordLetter(code)
      {
        return true
      }
      start = slash + 2
    }
    return holds("? \"")
  }

  private static func isWordLetter(_ code: Int) -> Bool {
    guard let byte = UInt8(exactly: code) else { return false }
    let ranges = [
      UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"),
    ]
    return ranges.contains { $0.contains(byte) }
  }
}
