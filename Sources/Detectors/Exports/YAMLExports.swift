import Syntax

/// Jobs that stand in YAML: pipelines of CI, and containers of a cluster.
enum YAMLExports {
  private static let scripts: Set<String> = [
    "run", "script", "before_script", "after_script", "commands", "command", "bash",
  ]

  static func workflow(_ bytes: [UInt8], _ sinks: SinkReader) throws(SyntaxError) -> ExportReport {
    var report = ExportReport()
    for document in try YAMLReader.read(bytes) {
      let crons = document[path: "on", "schedule"]?.list.compactMap { $0["cron"]?.string } ?? []
      var found = ExportReport()
      walk(document) { key, node in
        guard scripts.contains(key) else { return }
        for line in node.list {
          guard let text = line.string else { continue }
          found.append(shell(text, line, bytes, sinks))
        }
      }
      report.append(found.moved(by: 0, schedule: crons.joined(separator: "; ")))
    }
    return report
  }

  /// A block begins in the line below its sign.
  private static func shell(
    _ text: String,
    _ node: Node,
    _ bytes: [UInt8],
    _ sinks: SinkReader
  ) -> ExportReport {
    let plain = text.replacing("${{", with: "$_{{")
    var line = node.position.line
    if text.utf8.contains(10) { line &+= 1 }
    return ShellExports.report(of: expressions(plain), at: line, sinks: sinks)
  }

  /// `${{ expression }}` as a variable that no shell knows.
  private static func expressions(_ text: String) -> String {
    var result = ""
    var rest = text
    while let (before, after) = SinkReader.split(rest, at: "$_{{") {
      guard let (name, tail) = SinkReader.split(after, at: "}}") else { break }
      let word = name.utf8.filter { $0.isSQLWord }
      result += before + "${" + String(decoding: Array(word), as: UTF8.self) + "}"
      rest = tail
    }
    return result + rest
  }

  /// Every member of every object, to a depth that the reader bounds.
  static func walk(_ node: Node, _ visit: (String, Node) -> Void) {
    switch node.value {
    case .array(let items): items.forEach { walk($0, visit) }
    case .object(let members):
      for member in members {
        visit(member.key, member.value)
        walk(member.value, visit)
      }
    default: break
    }
  }

  static func manifests(_ bytes: [UInt8], _ sinks: SinkReader) throws(SyntaxError) -> ExportReport {
    var report = ExportReport()
    let isTemplate = Templates.arePresent(in: bytes)
    let documents =
      isTemplate ? try YAMLReader.readTemplate(bytes).documents : try YAMLReader.read(bytes)
    for document in documents {
      let schedule = document[path: "spec", "schedule"]?.string ?? ""
      var found = ExportReport()
      walk(document) { key, node in
        guard key == "containers" || key == "initContainers" else { return }
        for container in node.array ?? [] { found.append(self.container(container, sinks)) }
      }
      report.append(found.moved(by: 0, schedule: schedule))
    }
    return report
  }

  private static func container(_ node: Node, _ sinks: SinkReader) -> ExportReport {
    let command = node["command"]?.list ?? []
    let arguments = node["args"]?.list ?? []
    let words = (command + arguments).compactMap(\.text)
    guard let first = (command + arguments).first, !words.isEmpty else { return ExportReport() }
    return ShellExports.report(
      of: LineExports.quoted(words),
      at: first.position.line,
      sinks: sinks
    )
  }
}
