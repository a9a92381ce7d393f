import Detection

/// Rules that tasks add to a machine's firewall.
enum AnsibleFirewall {
  static let firewall = Kind(
    "ansible-firewall",
    of: .network,
    title: "A task opens or closes a machine's firewall",
    help:
      "A rule that accepts lets more of the network in; one that drops, or the firewall itself, holds it out.",
    example: AnsibleDetector.example(nil, "ufw: {rule: allow, port: '22', from: any}")
  )

  static func facts(_ task: AnsibleTask) -> [Fact] {
    if let watcher = watcher(task) { return [watcher] }
    guard let rank = rank(task), rank != 0 else { return [] }
    let rule = task.canonical(but: ["comment", "state", "permanent", "immediate"])
    return [
      Fact(
        firewall,
        slot: "\(task.module) \(rule)",
        rank: rank,
        isWorld(rule) ? .high : .medium,
        line: task.line,
        "firewall rule \(rule.prefix(100))",
        task.place
      )
    ]
  }

  /// Above nothing for what lets in, below for what holds out.
  private static func rank(_ task: AnsibleTask) -> Int? {
    var rank: Int
    switch task.module {
    case "ufw":
      let verb = task["rule"] ?? task["policy", "default", "direction"] ?? task["state"] ?? ""
      rank =
        [
          "allow": 1, "limit": 1, "disabled": 1, "reset": 1, "deny": -1, "reject": -1,
          "enabled": -1,
        ][verb] ?? 0
      if let delete = task["delete"], ["true", "yes"].contains(delete.lowercased()) { rank = 0 }
      return rank
    case "firewalld":
      rank = task["zone"] == "drop" || (task["rich_rule"] ?? "").contains("reject") ? -1 : 1
    case "iptables":
      rank = ["ACCEPT": 1, "DROP": -1, "REJECT": -1][task["jump", "policy"] ?? ""] ?? 0
      // All rules of the chain are gone.
      if ["true", "yes"].contains(task["flush"]?.lowercased() ?? "") { rank = 1 }
    default: return nil
    }
    return task.isAbsent ? 0 : rank
  }

  private static let watchers: Set<String> = [
    "firewalld", "ufw", "iptables", "ip6tables", "nftables", "fail2ban", "auditd", "apparmor",
    "falco", "crowdsec", "netfilter-persistent", "sshguard", "osqueryd", "wazuh-agent",
  ]

  /// The program itself that holds out or watches, run or not.
  private static func watcher(_ task: AnsibleTask) -> Fact? {
    guard ["service", "systemd", "systemd_service", "sysvinit"].contains(task.module),
      let name = task["name", "service"]?.split(separator: ".").first.map(String.init),
      watchers.contains(name)
    else { return nil }
    let isOff =
      task["state"] == "stopped" || task.isOff("enabled")
      || ["true", "yes"].contains(task["masked"]?.lowercased() ?? "")
    return Fact(
      firewall,
      slot: "service \(name)",
      rank: isOff ? 1 : -1,
      value: isOff ? "stopped" : "running",
      .high,
      line: task.line,
      "service '\(name)'",
      task.place
    )
  }

  private static func isWorld(_ rule: String) -> Bool {
    ["any", "0.0.0.0/0", "::/0"].contains { rule.contains($0) }
      || !["from", "src", "source"].contains { rule.contains($0) }
  }
}
