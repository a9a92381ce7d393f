/// A piece of a SQL text.
package struct SQLToken: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A keyword or a name without quotes.
    case word
    /// A name in backticks or brackets; one in double quotes is ``doubleQuoted``.
    case name
    /// A name to most dialects, a string to MySQL and BigQuery.
    case doubleQuoted
    case string
    /// A string in dollars, which mostly is a program: `$$ … $$`.
    case body
    case number
    /// A part that a template engine fills in.
    case template
    /// A command of psql, with the rest of its line.
    case meta
    /// What ends a statement besides `;`.
    case delimiter
    /// Any other single character.
    case symbol
  }

  package let kind: Kind
  /// Without its quotes; a word as it is written.
  package let text: String
  package let position: Position
  /// In bytes of the text.
  package let range: Range<Int>
  /// Whether some servers skip it, as a comment that MySQL executes.
  package let isConditional: Bool

  package init(
    _ kind: Kind,
    _ text: String,
    at position: Position,
    range: Range<Int>,
    isConditional: Bool = false
  ) {
    self.kind = kind
    self.text = text
    self.position = position
    self.range = range
    self.isConditional = isConditional
  }

  /// Whether it is this keyword, given in capitals.
  package func `is`(_ keyword: StaticString) -> Bool {
    guard kind == .word, text.utf8.count == keyword.utf8CodeUnitCount else { return false }
    return keyword.withUTF8Buffer { wanted in
      unsafe zip(text.utf8, wanted).allSatisfy { $0.asciiCapital == $1 }
    }
  }

  package func isSymbol(_ character: Character) -> Bool {
    kind == .symbol && text.first == character
  }

  /// The keyword in capitals; empty for anything but a word.
  package var keyword: String { kind == .word ? text.asciiCapitals : "" }

  /// What makes it the same as another in a reformatted text.
  package var canonical: String {
    switch kind {
    case .word: text.asciiCapitals
    case .name: "`\(text)`"
    case .doubleQuoted: "\"\(text)\""
    case .string: "'\(text)'"
    case .body: "$$\(text)$$"
    case .number, .template, .meta, .delimiter, .symbol: text
    }
  }
}

extension UInt8 {
  var asciiCapital: UInt8 { (0x61...0x7A).contains(self) ? self & 0xDF : self }
}

extension String {
  /// With ASCII letters alone in capitals.
  package var asciiCapitals: String { String(decoding: utf8.map(\.asciiCapital), as: UTF8.self) }

  /// With ASCII letters alone in small.
  package var asciiSmall: String {
    String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
