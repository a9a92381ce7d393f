import Detection

/// Commands that open and close a machine's own firewall.
enum BootFirewall {
  static func meaning(_ words: [String]) -> BootMeaning? {
    guard let name = words.first, let rank = rank(name, Array(words.dropFirst())) else {
      return nil
    }
    return BootMeaning(
      kind: BootKinds.firewall,
      rank: rank,
      severity: .high,
      noun: "'\(words.joined(separator: " "))'",
      verbs: .runs
    )
  }

  /// `nil` where it is no rule, or which way it goes cannot be told.
  private static func rank(_ name: String, _ words: [String]) -> Int? {
    switch name {
    case "ufw":
      let verbs = words.filter { !$0.hasPrefix("-") }
      guard verbs.first != "delete", verbs.first != "route" else { return nil }
      let verb = verbs.first == "default" ? verbs.dropFirst().first : verbs.first
      return verb.flatMap {
        [
          "allow": 1, "limit": 1, "disable": 1, "reset": 1, "deny": -1, "reject": -1, "enable": -1,
        ][$0]
      }
    case "iptables", "ip6tables": return tables(words)
    case "firewall-cmd":
      if words.contains("--zone=drop") || words.contains(where: { $0.contains("rich-rule") }) {
        return nil
      }
      if words.contains(where: { $0.hasPrefix("--add-") }) { return 1 }
      return words.contains { $0.hasPrefix("--remove-") } ? -1 : nil
    case "systemctl", "service":
      guard
        words.contains(where: {
          ["firewalld", "ufw", "nftables", "iptables", "firewalld.service", "ufw.service"]
            .contains($0)
        })
      else { return nil }
      if words.contains(where: { ["stop", "disable", "mask"].contains($0) }) { return 1 }
      return words.contains { ["start", "enable", "unmask"].contains($0) } ? -1 : nil
    case "setenforce": return words.first == "0" || words.first == "Permissive" ? 1 : -1
    default: return nil
    }
  }

  private static func tables(_ words: [String]) -> Int? {
    if words.contains("-t") || words.contains("--table") { return nil }
    if words.contains("-F") || words.contains("--flush") { return 1 }
    guard words.contains(where: { ["-A", "-I", "-P", "--append", "--insert"].contains($0) }) else {
      return nil
    }
    if words.contains("ACCEPT") { return 1 }
    return words.contains("DROP") || words.contains("REJECT") ? -1 : nil
  }
}
