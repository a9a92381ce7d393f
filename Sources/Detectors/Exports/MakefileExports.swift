import Syntax

/// Finds the commands of a makefile, with its own variables written out as `make` does.
struct MakefileExports {
  private let sinks: SinkReader
  /// Of variables that are set once; `nil` of those that are set otherwise or again.
  private var variables: [String: String?] = [:]
  /// Variables within variables, and how long they may make a line.
  private static let depth = 10
  private static let length = 20_000
  private static let lines = 5000

  /// Recipes of `just` begin with blanks.
  static func report(of text: String, _ sinks: SinkReader, blanks: Bool = false) -> ExportReport {
    let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false).map {
      String(decoding: Array($0), as: UTF8.self)
    }
    var report = ExportReport()
    guard lines.count <= Self.lines else {
      report.hide(text, line: 1, "more than \(Self.lines) lines of a makefile")
      return report
    }
    var reader = MakefileExports(sinks: sinks)
    let parts = Self.parts(of: blanks ? lines.map(Self.withTab) : lines)
    for part in parts where !part.isRecipe { reader.learn(part.text) }
    for part in parts { report.append(reader.commands(of: part)) }
    return report
  }

  private init(sinks: SinkReader) { self.sinks = sinks }

  // MARK: - Lines

  /// A line with those that continue it.
  private struct Part {
    var text: String
    let line: Int
    let isRecipe: Bool
  }

  private static func withTab(_ line: String) -> String {
    guard line.utf8.first == 0x20 else { return line }
    return "\t" + line.utf8Dropping { $0 == 0x20 || $0 == 9 }
  }

  private static func parts(of lines: [String]) -> [Part] {
    let isOneShell = lines.contains { $0.hasPrefix(".ONESHELL") }
    var parts: [Part] = []
    var continues = false
    for (index, line) in lines.enumerated() {
      let isRecipe = line.utf8.first == 9
      let last = parts.count - 1
      if continues || isOneShell && isRecipe && last >= 0 && parts[last].isRecipe {
        parts[last].text += "\n" + line.utf8Dropping { $0 == 9 }
      } else {
        let text = isRecipe ? line.utf8Dropping { $0 == 9 || "@-+ ".utf8.contains($0) } : line
        parts.append(Part(text: text, line: index + 1, isRecipe: isRecipe))
      }
      continues = line.hasSuffix("\\")
    }
    return parts
  }

  /// The commands of a recipe's line, of a rule's own line, and of every `$(shell …)`.
  private func commands(of part: Part) -> ExportReport {
    if part.isRecipe { return shell(part.text, part.line) }
    var report = ExportReport()
    if Self.assignment(part.text) == nil, part.text.utf8.first != UInt8(ascii: "#"),
      let (rule, command) = SinkReader.split(part.text, at: ";"), rule.contains(":")
    {
      report.append(shell(command, part.line))
    }
    var rest = part.text
    while let (_, after) = SinkReader.split(rest, at: "$(shell ") {
      report.append(shell(Self.untilClosed(after, "(", ")").inside, part.line))
      rest = after
    }
    return report
  }

  private func shell(_ text: String, _ line: Int) -> ExportReport {
    ShellExports.report(of: expanded(text, 0), at: line, sinks: sinks)
  }

  // MARK: - Variables

  private mutating func learn(_ text: String) {
    guard let (name, sign, value) = Self.assignment(text) else { return }
    let isOther = variables[name].map { $0 != value } ?? false
    variables[name] = isOther || sign == "+=" || sign == "!=" ? .some(nil) : .some(value)
  }

  /// `NAME = value`, with any of the signs there are.
  private static func assignment(_ text: String) -> (name: String, sign: String, value: String)? {
    guard let (before, value) = SinkReader.split(text, at: "=") else { return nil }
    var words = before.split { $0 == " " || $0 == "\t" }.map(String.init)
    while words.count > 1, ["export", "override", "private"].contains(words[0]) {
      words.removeFirst()
    }
    var sign = "="
    if let last = words.last, [":", "::", "?", "+", "!"].contains(last) {
      sign = last + "="
      words.removeLast()
    }
    guard words.count == 1 else { return nil }
    var name = words[0]
    while let mark = name.last, ":?+!".contains(mark) {
      sign = "\(mark)="
      name.removeLast()
    }
    guard !name.isEmpty, name.utf8.allSatisfy({ $0.isSQLWord || "-.".utf8.contains($0) }) else {
      return nil
    }
    let plain = SinkReader.split(value, at: " #")?.0 ?? value
    return (name, sign, String(plain.utf8Dropping { $0 <= 0x20 }))
  }

  /// `$(NAME)` by its value where that is known, else as a variable that no shell knows; `$$` is the shell's `$`.
  private func expanded(_ text: String, _ depth: Int) -> String {
    guard depth < Self.depth else { return text }
    var result = ""
    var rest = text
    while result.utf8.count < Self.length, let (before, after) = SinkReader.split(rest, at: "$") {
      result += before
      guard let first = after.utf8.first else { return result }
      let (inside, tail): (String, String)
      switch first {
      case UInt8(ascii: "$"):
        result += "$"
        rest = String(after.dropFirst())
        continue
      case UInt8(ascii: "("): (inside, tail) = Self.untilClosed(String(after.dropFirst()), "(", ")")
      case UInt8(ascii: "{"): (inside, tail) = Self.untilClosed(String(after.dropFirst()), "{", "}")
      default: (inside, tail) = (String(after.prefix(1)), String(after.dropFirst()))
      }
      result += value(of: inside, depth)
      rest = tail
    }
    return result + rest
  }

  private func value(of inside: String, _ depth: Int) -> String {
    if let known = variables[inside] ?? nil { return expanded(known, depth + 1) }
    if inside.hasPrefix("shell ") {
      return "$(" + expanded(String(inside.dropFirst(6)), depth + 1) + ")"
    }
    let name = inside.utf8.filter { $0.isSQLWord }
    return "${" + (name.isEmpty ? "target" : String(decoding: Array(name), as: UTF8.self)) + "}"
  }

  /// What stands before the sign that closes what is open already, and what behind it.
  private static func untilClosed(_ text: String, _ open: Character, _ close: Character)
    -> (inside: String, tail: String)
  {
    var depth = 1
    var place = text.startIndex
    while place < text.endIndex {
      if text[place] == open { depth += 1 }
      if text[place] == close { depth -= 1 }
      if depth == 0 { return (String(text[..<place]), String(text[text.index(after: place)...])) }
      place = text.index(after: place)
    }
    return (text, "")
  }
}

extension String {
  fileprivate func utf8Dropping(while isDropped: (UInt8) -> Bool) -> String {
    String(decoding: Array(utf8.drop(while: isDropped)), as: UTF8.self)
  }
}
