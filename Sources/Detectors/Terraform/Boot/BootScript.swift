import Syntax

/// What one side's script does, as far as it is told, and what is left of it.
struct BootScript {
  /// A pipeline whose meaning is told.
  struct Statement {
    /// All of it, so that no word of it changes unseen.
    let text: String
    var isFact = false
    var exports: Set<Export> = []
  }

  private struct Line {
    let text: String
    /// Of the pipelines that stand on it; `nil` where something on it is not told.
    let statements: [Int]?
  }

  var facts = Facts()
  private(set) var statements: [Statement] = []
  private(set) var exports: [Export] = []
  private var lines: [Line] = []

  init() {}

  init(_ text: BootText, as form: BootArguments.Form, at place: String, _ sinks: SinkReader) {
    let body = String(text.text.drop(while: \.isWhitespace))
    let skipped = text.text.prefix(while: \.isWhitespace).utf8.count { $0 == 0x0A }
    let head = body.prefix { $0 != "\n" && $0 != "\r\n" }
    func line(_ number: Int) -> Int { text.line(number + skipped) }
    switch form {
    case .keys: read(keys: body, at: place, line)
    case .shell where !head.hasPrefix("#!"): read(shell: body, at: place, sinks, line)
    case .shell, .marked:
      if Self.isShell(head) {
        read(shell: body, at: place, sinks, line)
      } else if head.split(separator: " ").first == "#cloud-config" {
        read(cloudConfig: body, at: place, sinks, line)
      } else {
        leave(body)
      }
    case .other: leave(body)
    }
  }

  private static func isShell(_ head: Substring) -> Bool {
    guard head.hasPrefix("#!") else { return false }
    let words = head.dropFirst(2).split { $0 == " " || $0 == "/" }
    return words.contains { ["sh", "bash", "dash", "ash", "zsh", "ksh"].contains($0) }
  }

  /// Something whose every change is one that is not known.
  mutating func leave(_ text: String) { lines.append(Line(text: text, statements: nil)) }

  mutating func add(_ fact: Fact, of text: String) {
    facts.add(fact)
    lines.append(Line(text: text, statements: [statements.count]))
    statements.append(Statement(text: text, isFact: true))
  }

  /// Every line that says something, and which pipelines on it are told.
  mutating func add(_ shell: ShellLines, _ told: [Int: Statement], _ copies: [Export]) {
    exports += copies
    var places: [Int: Int] = [:]
    for (pipeline, statement) in told.sorted(by: { $0.key < $1.key }) {
      places[pipeline] = statements.count
      statements.append(statement)
    }
    for line in shell.lines {
      let known = line.pipelines.compactMap { places[$0] }
      let isTold = !known.isEmpty && known.count == line.pipelines.count
      lines.append(Line(text: line.text, statements: isTold ? known : nil))
    }
  }

  // MARK: - Two sides

  func isSame(as other: BootScript) -> Bool { lines.map(\.text) == other.lines.map(\.text) }

  /// Whether all in which they part is told, and what both have comes in the same order.
  func partsOnlyByWhatIsTold(from other: BootScript) -> Bool {
    rest(beside: other) == other.rest(beside: self)
      && common(with: other) == other.common(with: self)
  }

  private func rest(beside other: BootScript) -> [String] {
    let theirs = Set(other.statements.map(\.text))
    let copies = Set(other.exports.map(\.identity))
    return lines.filter { line in
      guard let places = line.statements else { return true }
      return !places.allSatisfy { place in
        let statement = statements[place]
        // Copies are compared by what they say of themselves; whatever else differs is not told.
        return statement.isFact || theirs.contains(statement.text)
          || !statement.exports.isSubset(of: copies)
      }
    }.map(\.text)
  }

  private func common(with other: BootScript) -> [String] {
    let theirs = Set(other.statements.map(\.text))
    return statements.map(\.text).filter(theirs.contains)
  }
}
