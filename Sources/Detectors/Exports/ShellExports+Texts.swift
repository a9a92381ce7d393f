import Syntax

// What runs though it is no command of the script: texts that a shell is fed with, and documents.

extension ShellExports {
  /// Texts that are read as scripts of their own; what cannot be read so is a doubt.
  mutating func readTexts(of command: ShellCommand, after before: ArraySlice<ShellCommand>) {
    for document in command.hereDocuments where !document.isQuoted {
      readSubstitutions(in: document)
    }
    let texts = ShellTexts(command: command, words: command.words.flatMap(split), before: before)
    for text in texts.fed {
      switch text {
      case .script(let script): read(script: script, at: command.position.line)
      case .untold(let reason): hide(command, before, reason)
      }
    }
  }

  /// Substitutions run in a document that is not quoted.
  private mutating func readSubstitutions(in document: ShellCommand.HereDocument) {
    guard document.text.has(anyOf: ["$(", "`"]), depth < 3 else { return }
    let quoted = ": \"" + document.text.replacing("\"", with: "\\\"") + "\""
    read(script: quoted, at: document.position.line)
  }

  /// `cat f > /dev/tcp/host/port`, `exec 3<>/dev/tcp/host/port`.
  mutating func readSocket(_ command: ShellCommand, _ carried: ShellFlow?) {
    for redirection in command.redirections where redirection.sign.contains(">") {
      let parts = text(of: redirection.target).split(separator: "/").map(String.init)
      guard parts.count > 2, parts[0] == "dev", parts[1] == "tcp" || parts[1] == "udp" else {
        continue
      }
      let sink = sinks.sink("//" + parts[2]).named(parts[2...].joined(separator: ":"))
      let flow = carried ?? ShellFlow(form: "/dev/\(parts[1])", sources: [output(command)])
      add(flow, to: sink, command)
    }
  }

  /// A word as the words it becomes: an unquoted variable of several, and `{a,b}`.
  func split(_ word: ShellWord) -> [String] {
    let whole = text(of: word)
    guard !word.isQuoted else { return [whole] }
    let isVariable = word.parts.contains { if case .variable = $0 { true } else { false } }
    if isVariable, whole.utf8.contains(0x20) {
      return whole.split(separator: " ").prefix(1000).map(String.init)
    }
    guard word.literal != nil, whole.hasPrefix("{"), whole.hasSuffix("}"), whole.contains(",")
    else { return [whole] }
    return whole.dropFirst().dropLast().split(separator: ",").prefix(1000).map(String.init)
  }

  /// Another server that stands in for a cloud's.
  func endpoint(of command: ShellCommand) -> String {
    let names = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"]
    for name in names {
      if let own = command.assignments.last(where: { $0.name == name }) {
        return text(of: own.value)
      }
    }
    return names.lazy.compactMap { variables[$0].map { $0 ?? "${endpoint}" } }.first ?? ""
  }

  /// An `exit` that stands by itself in the first column, and `false` as a condition.
  mutating func noteEnd(_ command: ShellCommand) {
    guard depth == 0, ends.utf8.count < 100 else { return }
    if command.name == "exit", command.position.column == 1 { ends += " after its end" }
    if command.name == "false", command.words.count == 1 { ends += " after false" }
  }

  private mutating func read(script: String, at line: Int) {
    guard depth < 3 else { return }
    let inner = Self.report(of: script, at: line, sinks: sinks, depth: depth + 1)
    report.opaque += inner.opaque
    report.exports += inner.exports.filter { $0.sink.text != "standard output" }
  }

  private mutating func hide(
    _ command: ShellCommand,
    _ before: ArraySlice<ShellCommand>,
    _ reason: String
  ) {
    let text = (before.map(\.raw) + [command.raw]).joined(separator: " | ")
    report.hide(text, line: command.position.line, reason)
  }
}
