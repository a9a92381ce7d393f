/// The `key = value` lines of an INI file, as npm, pip and git write them.
package struct INILines: Sendable {
  package struct Line: Hashable, Sendable {
    /// Without its brackets; empty in front of the first one.
    package let section: String
    package let key: String
    /// Without the blanks and quotes around it.
    package let value: String
    package let position: Position
  }

  package private(set) var lines: [Line] = []

  /// A line that begins with a blank goes on with the value before, as Python has it, where `goesOn`.
  package static func read(
    _ bytes: [UInt8],
    goesOn: Bool = false,
    limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> INILines {
    let source = try SourceLines(try SourceText.check(bytes, limits), limits)
    var budget = NodeBudget(limits.ofLines)
    var file = INILines()
    var section = ""
    for number in 0..<source.count {
      let position = Position(line: number + 1, column: 1)
      let text = trimmed(try source.plain(number))
      guard let first = text.first, !"#;".utf8.contains(first) else { continue }
      try budget.spend(at: position)
      guard text.last != UInt8(ascii: "\\") else {
        throw SyntaxError("a line that goes on with the next", at: position)
      }
      if first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") {
        section = String(decoding: text.dropFirst().dropLast(), as: UTF8.self)
        continue
      }
      let isMore = goesOn && source[number].first.map(isBlank) ?? false
      if isMore, let last = file.lines.last, last.section.utf8.elementsEqual(section.utf8) {
        file.lines.append(Self.line(section, last.key, text[...], position))
        continue
      }
      let sign = text.firstIndex { $0 == UInt8(ascii: "=") || goesOn && $0 == UInt8(ascii: ":") }
      let key = String(decoding: trimmed(text[..<(sign ?? text.endIndex)]), as: UTF8.self)
      let value = sign.map { text[($0 + 1)...] } ?? Array("true".utf8)[...]
      file.lines.append(Self.line(section, key, value, position))
    }
    return file
  }

  private static func line(
    _ section: String,
    _ key: String,
    _ value: ArraySlice<UInt8>,
    _ position: Position
  ) -> Line {
    var value = trimmed(value)
    for quote in [UInt8(ascii: "\""), UInt8(ascii: "'")]
    where value.count > 1 && value.first == quote && value.last == quote {
      value = value.dropFirst().dropLast()
    }
    return Line(
      section: section,
      key: key,
      value: String(decoding: value, as: UTF8.self),
      position: position
    )
  }
}
