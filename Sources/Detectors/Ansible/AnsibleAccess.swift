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
    let written = AnsibleFiles.facts(task)
    guard written.isEmpty, !task.isAbsent else { return written }
    switch task.module {
    case "authorized_key": return keys(task)
    case "user": return groups(task)
    case "sudoers":
      return [fact(task, "sudoers \(task["name"] ?? "")", task.canonical(but: []), "sudo rights")]
    case let module where isOfAccess(module):
      let arguments = task.canonical(but: ["state"])
      return [fact(task, "\(module) \(arguments)", nil, "\(module) \(arguments)")]
    default: return []
    }
  }

  /// `postgresql_privs`, `mysql_user`, `iam_role`: whom modules of other systems let in.
  private static func isOfAccess(_ module: String) -> Bool {
    let words = module.split(separator: "_").map(String.init)
    return words.count > 1 && !harmless.contains(module)
      && words.contains(where: wordsOfAccess.contains)
  }

  private static let harmless: Set<String> = [
    "include_role", "import_role", "group_by", "add_host", "host_group", "apt_key", "rpm_key",
    "yum_group", "dnf_group", "known_hosts", "meta_role", "resource_group", "set_group",
  ]
  private static let wordsOfAccess: Set<String> = [
    "user", "users", "privs", "role", "roles", "membership", "member", "members", "hba", "acl",
    "policy", "permission", "permissions", "grant", "grants", "rbac", "token", "owner", "login",
    "iam", "collaborator", "deploykey", "sudo", "ownership", "access", "capabilities",
  ]

  /// A key is less with options that hold it, and other keys are gone where it is the only one.
  private static func keys(_ task: AnsibleTask) -> [Fact] {
    let (user, key) = (task["user"] ?? "?", task["key"] ?? "?")
    let options = task["key_options"]
    var facts = [
      Fact(
        access,
        slot: "key \(user)\u{0}\(key)",
        rank: options == nil ? 2 : 1,
        value: options ?? "no options",
        .high,
        line: task.line,
        "a key of '\(user)'",
        task.place
      )
    ]
    if ["true", "yes"].contains(task["exclusive"]?.lowercased() ?? "") {
      facts.append(
        Fact(
          access,
          slot: "only key \(user)",
          rank: -1,
          owner: task.name,
          .high,
          line: task.line,
          "'exclusive' for keys of '\(user)'",
          task.place
        )
      )
    }
    return facts
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
