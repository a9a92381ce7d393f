import Syntax

/// Files of which lines, or instructions, are commands.
enum LineExports {
  /// `m h d m w [user] command`.
  static func crontab(_ text: String, _ sinks: SinkReader) -> ExportReport {
    var report = ExportReport()
    guard text.utf8.lazy.filter({ $0 == 10 }).count <= 5000 else {
      report.hide(text, line: 1, "more than 5000 lines of a crontab")
      return report
    }
    for (index, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false)
      .enumerated()
    {
      let words = line.split(whereSeparator: { $0 <= 0x20 })
      guard let first = words.first?.first, first != UInt8(ascii: "#") else { continue }
      let count = first == UInt8(ascii: "@") ? 1 : 5
      let isTime = count == 1 || "0123456789*{".utf8.contains(first)
      guard words.count > count, isTime else { continue }
      let schedule = words.prefix(count).map { String(decoding: Array($0), as: UTF8.self) }.joined(
        separator: " "
      )
      let start = words[count].startIndex
      let command = String(decoding: Array(line[start...]), as: UTF8.self)
      report.append(
        ShellExports.report(of: withoutUser(command), at: index &+ 1, sinks: sinks)
          .moved(by: 0, schedule: schedule)
      )
    }
    return report
  }

  /// `/etc/cron.d` names the user before the command.
  private static func withoutUser(_ command: String) -> String {
    let words = command.utf8.split(maxSplits: 1, whereSeparator: { $0 <= 0x20 })
    guard words.count == 2 else { return command }
    let first = String(decoding: Array(words[0]), as: UTF8.self)
    let isName = first.utf8.allSatisfy { $0.isSQLWord || $0 == UInt8(ascii: "-") }
    guard isName, !ShellRecogniser.known.contains(first),
      !["cd", "test", "sudo", "env", "nice", "flock", "timeout", "docker", "kubectl"].contains(
        first
      )
    else { return command }
    return String(decoding: Array(words[1]), as: UTF8.self)
  }

  static func dockerfile(_ bytes: [UInt8], _ sinks: SinkReader) throws(SyntaxError) -> ExportReport
  {
    var report = ExportReport()
    for instruction in try Dockerfile.read(bytes, limits: .small).instructions
    where ["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"].contains(instruction.name) {
      let script = instruction.list.map(quoted) ?? instruction.script
      report.append(ShellExports.report(of: script, at: instruction.position.line, sinks: sinks))
      for document in instruction.hereDocuments {
        report.append(
          ShellExports.report(of: document.text, at: document.position.line, sinks: sinks)
        )
      }
    }
    return report
  }

  /// Commands of a unit of systemd, without the signs in front of them.
  static func unit(_ bytes: [UInt8], _ sinks: SinkReader) throws(SyntaxError) -> ExportReport {
    var report = ExportReport()
    try SyntaxLimits.small.check(bytes)
    let templates = try Templates.takeOut(of: bytes)
    for entry in try UnitFile.read(templates.bytes).entries where entry.key.hasPrefix("Exec") {
      let script = SystemdCommand(templates.restored(entry.value)).script
      report.append(ShellExports.report(of: script, at: entry.position.line, sinks: sinks))
    }
    return report
  }

  /// A list of arguments as a line of a script.
  static func quoted(_ words: [String]) -> String {
    words.map { word in
      word.utf8.allSatisfy { $0.isSQLWord || "-./:=@,+".utf8.contains($0) } && !word.isEmpty
        ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }.joined(separator: " ")
  }
}
