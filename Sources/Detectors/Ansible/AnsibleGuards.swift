import Detection
import Syntax

/// What keeps files, connections and logs of tasks safe.
enum AnsibleGuards {
  static let guards = Kind(
    "ansible-guard",
    of: .protection,
    title: "A task no longer guards a file, a connection or its output",
    help: "World-writable files, connections to whoever answers, and secrets in logs.",
    example: AnsibleDetector.example(
      "copy: {src: a, dest: /a, mode: '0644'}",
      "copy: {src: a, dest: /a, mode: '0777'}"
    )
  )

  static func facts(_ task: AnsibleTask) -> [Fact] {
    var facts: [Fact] = []
    let target = task["dest", "path", "name", "url"] ?? task.name
    if let mode = task["mode"], isLoose(mode) {
      facts.append(fact(task, "mode \(target)", 1, mode, "mode"))
    }
    if task.isOff("validate_certs") || task.isOff("gpgcheck")
      || task["validate_checksum"] == "false"
    {
      facts.append(
        fact(task, "certificates \(task.module) \(target)", 1, nil, "unchecked connection")
      )
    }
    if task.module == "selinux", let state = task["state"] {
      let rank = ["disabled": 1, "permissive": 1][state] ?? -1
      facts.append(
        Fact(
          guards,
          slot: "SELinux",
          rank: rank,
          value: state,
          .high,
          line: task.line,
          "SELinux",
          task.place
        )
      )
    }
    if ["selinux_permissive", "seboolean"].contains(task.module) {
      let what = task.canonical(but: ["persistent"])
      facts.append(fact(task, "\(task.module) \(what)", 1, nil, "\(task.module) \(what)"))
    }
    for key in [
      "allow_unauthenticated", "disable_gpg_check", "trust_all", "force_apt_get_unauthenticated",
    ] {
      guard let flag = task[key], ["true", "yes"].contains(flag.lowercased()) else { continue }
      facts.append(fact(task, "\(key) \(target)", 1, nil, "'\(key)'"))
    }
    if let flag = task.node["no_log"], !flag.isFalse {
      facts.append(
        Fact(
          guards,
          slot: "log \(task.name)",
          rank: -1,
          owner: task.name,
          .medium,
          line: flag.position.line,
          "'no_log'",
          task.place
        )
      )
    }
    return facts
  }

  /// Writable by everybody, or run with the rights of whoever owns the file.
  private static func isLoose(_ mode: String) -> Bool {
    if mode.allSatisfy(\.isNumber), mode.count >= 3 {
      let last = mode.last.flatMap(\.wholeNumberValue) ?? 0
      let special = mode.count > 3 ? mode.dropLast(3).last.flatMap(\.wholeNumberValue) ?? 0 : 0
      return last & 2 != 0 && special & 1 == 0 || special & 6 != 0
    }
    return mode.split(separator: ",").contains { part in
      let halves = part.split(whereSeparator: { "+=".contains($0) })
      let isForOthers = halves.count == 2 && (halves[0].contains("o") || halves[0].contains("a"))
      return isForOthers && halves[1].contains("w") || part.hasSuffix("+s")
    }
  }

  private static func fact(
    _ task: AnsibleTask,
    _ slot: String,
    _ rank: Int,
    _ value: String?,
    _ noun: String
  ) -> Fact {
    Fact(guards, slot: slot, rank: rank, value: value, .high, line: task.line, noun, task.place)
  }
}
