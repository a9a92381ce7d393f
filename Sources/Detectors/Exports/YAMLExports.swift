import Syntax

/// Jobs that stand in YAML: pipelines of CI, and containers of a cluster.
enum YAMLExports {
  private static let keys: Set<String> = [
    "run", "script", "before_script", "after_script", "commands", "command", "bash",
  ]

  static func workflow(_ bytes: [UInt8], _ sinks: SinkReader) throws(SyntaxError) -> ExportReport {
    var report = ExportReport()
    for document in try YAMLReader.read(bytes) {
      let crons = document[path: "on", "schedule"]?.list.compactMap { $0["cron"]?.string } ?? []
      var found = ExportReport()
      scripts(document) { found.append($0.report(sinks)) }
      report.append(found.moved(by: 0, schedule: crons.joined(separator: "; ")))
    }
    return report
  }

  private struct Script {
    let node: Node
    /// What a step has for it besides the usual shell.
    let shell: String?

    func report(_ sinks: SinkReader) -> ExportReport {
      guard let text = node.string else { return ExportReport() }
      // A block begins in the line below its sign.
      let line = node.position.line &+ (text.utf8.contains(10) ? 1 : 0)
      guard shell?.hasPrefix("python") ?? false else {
        let plain = text.replacing("${{", with: "$_{{")
        return ShellExports.report(of: expressions(plain), at: line, sinks: sinks)
      }
      do throws(SyntaxError) {
        return try PythonExports.report(of: Array(text.utf8), sinks: sinks).moved(by: line &- 1)
      } catch {
        var report = ExportReport()
        report.hide(text, line: line, "a script that is not read")
        return report
      }
    }
  }

  /// Every script of every step, to a depth that the reader bounds.
  private static func scripts(_ node: Node, _ visit: (Script) -> Void) {
    switch node.value {
    case .array(let items): items.forEach { scripts($0, visit) }
    case .object(let members):
      // That action's script is JavaScript, which the step's own change is told of.
      let isJavaScript = node["uses"]?.string?.hasPrefix("actions/github-script@") ?? false
      for member in members where !(isJavaScript && member.key == "with") {
        if keys.contains(member.key) {
          let shell = node["shell"]?.string
          member.value.list.forEach { visit(Script(node: $0, shell: shell)) }
        }
        scripts(member.value, visit)
      }
    default: break
    }
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
    let branches =
      isTemplate ? try YAMLReader.readBranches(bytes).branches : [try YAMLReader.read(bytes)]
    for document in branches.flatMap(\.self) {
      let schedule = document[path: "spec", "schedule"]?.string ?? ""
      var found = ExportReport()
      walk(document) { key, node in
        guard key == "containers" || key == "initContainers" else { return }
        for container in node.array ?? [] { found.append(self.container(container, sinks)) }
      }
      report.add(found.moved(by: 0, schedule: schedule))
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
