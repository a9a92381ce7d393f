import Detection
import Syntax

/// What a unit runs, and with more rights than its user has.
enum SystemdCommands {
  static let command = Kind(
    "systemd-command",
    of: .workload,
    title: "A unit of systemd runs another command",
    help: """
      The machine runs something else, at its start or whenever the unit is asked for. What a command \
      exports is judged with the exports.
      """,
    example: SystemdDetector.example("", "ExecStartPost=/opt/report\n")
  )
  static let privilege = Kind(
    "systemd-privilege",
    of: .workload,
    title: "A unit of systemd runs with other rights",
    help: """
      Another user or group, capabilities, or a command with '+' or '!' in front of it: whoever takes over \
      the program has that much of the machine.
      """,
    example: SystemdDetector.example("", "User=root\n")
  )

  static let keys = [
    "ExecCondition", "ExecStartPre", "ExecStart", "ExecStartPost", "ExecReload", "ExecReloadPost",
    "ExecStop", "ExecStopPre", "ExecStopPost",
  ]

  static func facts(_ unit: SystemdUnit) -> [Fact] {
    SystemdUnit.running.flatMap { section in
      keys.flatMap { key in
        unit.list(section, key).enumerated().flatMap { facts(unit, $0.element, $0.offset) }
      }
    }
  }

  private static func facts(_ unit: SystemdUnit, _ entry: UnitFile.Entry, _ number: Int) -> [Fact] {
    let command = SystemdCommand(entry.value)
    let isRoot = SystemdUser.isRoot(unit, in: entry.section)
    let whom = isRoot && !unit.isDropIn ? " as root" : ""
    var facts = [
      unit.fact(
        self.command,
        "\(entry.key) \(number)",
        rank: 1,
        value: command.text,
        isRoot ? .high : .medium,
        entry,
        entry.key + whom,
        verbs: .runs
      )
    ]
    if let sign = command.power {
      facts.append(
        unit.fact(
          privilege,
          "\(entry.key) \(number) power",
          rank: sign == "+" ? 2 : 1,
          value: "'\(sign)'",
          .high,
          entry,
          "more rights for \(entry.key) by"
        )
      )
    }
    return facts
      + FetchedScript.addresses(in: command.script).map { address in
        FetchedScript.fact(address, .high, line: entry.position.line)
      }
  }
}

/// A command line of a unit: `-+/usr/bin/web --all`.
struct SystemdCommand {
  /// `+` runs it as root and without walls, `!` and `!!` as root.
  let power: String?
  /// Without what gives it power.
  let text: String
  /// For readers of shell scripts.
  let script: String

  init(_ value: String) {
    let signs = value.prefix { "@-:+!|".contains($0) }
    let rest = value.dropFirst(signs.count)
    power = signs.contains("+") ? "+" : signs.contains("!") ? "!" : nil
    text = signs.filter { $0 != "+" && $0 != "!" } + rest
    script = String(rest).replacing("%%", with: "%")
  }
}
