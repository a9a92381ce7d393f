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
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var (place, end) = (0, bytes.count)
    while place < bytes.count {
      guard bytes[place...].starts(with: "$_{{".utf8), place < end else {
        result.append(bytes[place])
        place &+= 1
        continue
      }
      var close = place &+ 4
      while close &+ 1 < bytes.count, !bytes[close...].starts(with: "}}".utf8) { close &+= 1 }
      guard close &+ 1 < bytes.count else {
        // No more of them have an end.
        end = place
        continue
      }
      result += "${".utf8 + bytes[(place &+ 4)..<close].filter(\.isSQLWord) + "}".utf8
      place = close &+ 2
    }
    return String(decoding: result, as: UTF8.self)
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
