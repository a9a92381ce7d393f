/// A unit of systemd: sections of `Key=value` lines, as its own reader takes them.
package struct UnitFile: Sendable {
  package struct Entry: Hashable, Sendable {
    package let section: String
    package let key: String
    /// Continued lines as one, without the blanks around it; empty where a list is begun anew.
    package let value: String
    package let position: Position

    package init(section: String, key: String, value: String, position: Position) {
      self.section = section
      self.key = key
      self.value = value
      self.position = position
    }
  }

  /// In the text's order: later lines add to a list, or take the place of a single value.
  package private(set) var entries: [Entry] = []
  private var section = ""
  private var budget: NodeBudget

  package static func read(
    _ bytes: [UInt8],
    limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> UnitFile {
    let lines = try SourceLines(try SourceText.check(bytes, limits), limits)
    var file = UnitFile(budget: NodeBudget(limits.ofLines))
    var continued: (text: [UInt8], position: Position)?
    for number in 0..<lines.count {
      let position = Position(line: number + 1, column: 1)
      let text = try lines.plain(number)
      if isComment(trimmed(text)) { continue }
      var line = continued ?? ([], position)
      // Taken out, so that it grows in its place.
      continued = nil
      line.text += text
      if isContinued(text) {
        line.text[line.text.count - 1] = UInt8(ascii: " ")
        continued = line
      } else {
        try file.add(trimmed(line.text[...]), at: line.position)
      }
    }
    if let continued { try file.add(trimmed(continued.text[...]), at: continued.position) }
    return file
  }

  private init(budget: NodeBudget) { self.budget = budget }

  /// Passed over even between lines that are continued.
  private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    line.first == UInt8(ascii: "#") || line.first == UInt8(ascii: ";")
  }

  /// An even number of backslashes is those themselves.
  private static func isContinued(_ line: ArraySlice<UInt8>) -> Bool {
    !line.reversed().prefix { $0 == UInt8(ascii: "\\") }.count.isMultiple(of: 2)
  }

  private mutating func add(
    _ line: ArraySlice<UInt8>,
    at position: Position
  ) throws(SyntaxError) {
    guard let first = line.first, !Self.isComment(line) else { return }
    try budget.spend(at: position)
    if first == UInt8(ascii: "[") {
      guard line.last == UInt8(ascii: "]") else {
        throw SyntaxError("a section's name that does not end", at: position)
      }
      section = String(decoding: line.dropFirst().dropLast(), as: UTF8.self)
      return
    }
    guard let sign = line.firstIndex(of: UInt8(ascii: "=")) else {
      throw SyntaxError("expected 'Key=value'", at: position)
    }
    entries.append(
      Entry(
        section: section,
        key: String(decoding: trimmed(line[..<sign]), as: UTF8.self),
        value: String(decoding: trimmed(line[(sign + 1)...]), as: UTF8.self),
        position: position
      )
    )
  }
}
