import Detection

/// Keys, groups and sudo rights that tasks give.
enum AnsibleAccess {
  static let access = Kind(
    "ansible-access",
    of: .iam,
    title: "A task gives somebody a key, a group or sudo",
    help: "Wherever the task runs, the account can log in, or do as root what it could not.",
    example: AnsibleDetector.example(nil, "user: {name: eve, groups: [sudo], append: true}")
  )

  static func facts(_ task: AnsibleTask) -> [Fact] {
    guard !task.isAbsent else { return [] }
    switch task.module {
    case "authorized_key": return [key(task)]
    case "user": return groups(task)
    case "sudoers":
      return [fact(task, "sudoers \(task["name"] ?? "")", task.canonical(but: []), "sudo rights")]
    case "lineinfile", "blockinfile", "copy", "template": return sudoers(task)
    default: return []
    }
  }

  private static func key(_ task: AnsibleTask) -> Fact {
    let (user, key) = (task["user"] ?? "?", task["key"] ?? "?")
    return fact(task, "key \(user)\u{0}\(key)", nil, "a key of '\(user)'")
  }

  /// Groups whose members are as good as root, or nearly so.
  static let mighty: Set<String> = [
    "sudo", "wheel", "admin", "root", "docker", "lxd", "disk", "shadow", "adm", "libvirt",
  ]

  private static func groups(_ task: AnsibleTask) -> [Fact] {
    let name = task["name", "user"] ?? "?"
    let groups = task.list("groups") + task.list("group")
    var facts = groups.map { group in
      fact(
        task,
        "group \(name)\u{0}\(group)",
        nil,
        "'\(name)' to group '\(group)'",
        mighty.contains(group) ? .critical : .medium
      )
    }
    if task["uid"] == "0" {
      facts.append(fact(task, "uid \(name)", nil, "root's number for '\(name)'", .critical))
    }
    return facts
  }

  private static func sudoers(_ task: AnsibleTask) -> [Fact] {
    guard let path = task["path", "dest", "destfile", "name"], path.hasPrefix("/etc/sudoers") else {
      return []
    }
    let text = task["line", "block", "content", "src"] ?? ""
    // What a template makes of its source is told by nobody.
    return [fact(task, "file \(path)\u{0}\(text)", nil, "to \(path): \(text)", .critical)]
  }

  private static func fact(
    _ task: AnsibleTask,
    _ slot: String,
    _ value: String?,
    _ noun: String,
    _ severity: Severity = .high
  ) -> Fact {
    let shown = noun.count > 120 ? noun.prefix(117) + "..." : noun
    return Fact(
      access,
      slot: slot,
      value: value,
      severity,
      line: task.line,
      String(shown.map { $0.isNewline ? " " : $0 }),
      task.place
    )
  }
}
