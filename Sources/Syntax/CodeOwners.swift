/// The rules of a CODEOWNERS file, GitHub's or GitLab's.
package struct CodeOwners: Sendable {
  package struct Rule: Hashable, Sendable {
    package let pattern: String
    package let owners: [String]
    /// Where the section names owners for rules that have none.
    package let section: Section?
    /// GitLab's `!/path`: takes it out of its section, whatever rules stand behind it.
    package let isExclusion: Bool
    package let position: Position

    /// The rule's own owners, or else its section's; of what is taken out nobody.
    package var effectiveOwners: [String] {
      isExclusion ? [] : owners.isEmpty ? section?.owners ?? [] : owners
    }
  }

  /// GitLab's `^[Name][2] @owner`.
  package struct Section: Hashable, Sendable {
    package let name: String
    package let owners: [String]
    package let approvals: Int
    package let isOptional: Bool
    package let position: Position
  }

  package let rules: [Rule]
  package let sections: [Section]

  package static func read(
    _ bytes: [UInt8],
    limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> CodeOwners {
    let lines = try SourceLines(try SourceText.check(bytes, limits), limits)
    var budget = NodeBudget(limits.ofLines)
    var rules: [Rule] = []
    var sections: [Section] = []
    for number in 0..<lines.count {
      let line = trimmed(lines[number])
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      let indent = lines[number].prefix(while: isBlank).count
      let position = Position(line: number + 1, column: indent + 1)
      if let section = section(line, position) {
        sections.append(section)
        try budget.spend(section.owners.count + 1, at: position)
        continue
      }
      let words = words(of: line)
      guard let word = words.first else { continue }
      let isExclusion = word.utf8.first == UInt8(ascii: "!") && word.utf8.count > 1
      try budget.spend(words.count, at: position)
      rules.append(
        Rule(
          pattern: isExclusion ? String(word.dropFirst()) : word,
          owners: Array(words.dropFirst()),
          section: sections.last,
          isExclusion: isExclusion,
          position: position
        )
      )
    }
    return CodeOwners(rules: rules, sections: sections)
  }

  /// Words up to a comment; a backslash keeps the byte behind it in the word.
  private static func words(of line: ArraySlice<UInt8>) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var isEscaped = false
    for byte in line {
      if isEscaped {
        word.append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if isBlank(byte) {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
      } else if byte == UInt8(ascii: "#"), word.isEmpty {
        break
      } else {
        word.append(byte)
      }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  private static func section(_ line: ArraySlice<UInt8>, _ position: Position) -> Section? {
    let isOptional = line.first == UInt8(ascii: "^")
    var rest = isOptional ? line.dropFirst() : line
    guard let name = bracketed(&rest) else { return nil }
    let approvals = bracketed(&rest).flatMap { Int($0) } ?? 1
    return Section(
      name: name,
      owners: words(of: rest),
      approvals: approvals,
      isOptional: isOptional,
      position: position
    )
  }

  private static func bracketed(_ text: inout ArraySlice<UInt8>) -> String? {
    guard text.first == UInt8(ascii: "["), let end = text.firstIndex(of: UInt8(ascii: "]")) else {
      return nil
    }
    defer { text = text[(end + 1)...] }
    return String(decoding: text[..<end].dropFirst(), as: UTF8.self)
  }
}
