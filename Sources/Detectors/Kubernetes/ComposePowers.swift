import Detection
import Syntax

/// What else a service of a Compose file is given, made of, or takes from elsewhere.
///
/// A key that is neither judged elsewhere nor known for harmless is another access where it changes.
enum ComposePowers {
  static func facts(of file: Node?) -> Facts {
    var facts = Facts()
    for service in file?["services"]?.object ?? [] {
      facts.owners.insert(service.key)
      for member in service.value.object ?? [] { facts.add(self.facts(member, service.key)) }
      let networks = networks(service)
      // Within the host's own network there is no other to join.
      if !networks.isEmpty { facts.owners.insert("networks \(service.key)") }
      facts.add(networks)
    }
    for section in ["volumes", "secrets", "configs"] {
      for member in file?[section]?.object ?? [] {
        facts.owners.insert("\(section) \(member.key)")
        facts.add(source(member, in: section))
      }
    }
    return facts
  }

  /// Each item gives something.
  private static let lists: [String: (kind: Kind, severity: Severity)] = [
    "group_add": (PodPrivilegeRule.privilege, .high),
    "device_cgroup_rules": (HostAccessRule.host, .high),
    "volumes_from": (HostAccessRule.host, .high),
  ]

  /// What the keys of ``ContainerSettings`` say of a container, told one by one.
  private static let judged: Set<String> = [
    "image", "privileged", "cap_add", "cap_drop", "user", "read_only", "security_opt", "devices",
    "command", "volumes", "ports", "secrets", "networks", "pid", "ipc", "userns_mode",
  ]

  private static let harmless: Set<String> = [
    "container_name", "depends_on", "healthcheck", "labels", "logging", "restart", "deploy",
    "stop_grace_period", "stop_signal", "environment", "expose", "hostname", "domainname",
    "mem_limit", "mem_reservation", "memswap_limit", "mem_swappiness", "cpus", "cpu_count",
    "cpu_percent", "cpu_shares", "cpu_period", "cpu_quota", "cpuset", "cpu_rt_runtime",
    "cpu_rt_period", "shm_size", "ulimits", "tty", "stdin_open", "working_dir", "platform",
    "profiles", "pull_policy", "scale", "init", "links", "annotations", "attach", "tmpfs",
    "pids_limit", "oom_kill_disable", "oom_score_adj", "blkio_config", "mac_address", "develop",
    "storage_opt", "version",
  ]

  private static func facts(_ member: Node.Member, _ service: String) -> [Fact] {
    let (key, value) = (member.key, member.value)
    // What other files said of it is taken back.
    let reset = value.tag.map { tag in
      fact(
        PodPrivilegeRule.privilege,
        "tag \(key)",
        1,
        nil,
        .high,
        member,
        "'\(tag)' of '\(key)'",
        service
      )
    }
    return [reset].compactMap(\.self) + given(member, service)
  }

  private static func given(_ member: Node.Member, _ service: String) -> [Fact] {
    let (key, value) = (member.key, member.value)
    if let list = lists[key] {
      return value.list.map { item in
        let text = item.text ?? item.canonical
        return fact(
          list.kind,
          "\(key) \(text)",
          1,
          nil,
          list.severity,
          member,
          "\(key) \(text)",
          service
        )
      }
    }
    switch key {
    case "use_api_socket":
      guard !value.isFalse else { return [] }
      return [
        fact(HostAccessRule.host, key, 1, nil, .critical, member, "the engine's socket", service)
      ]
    case "cgroup", "uts":
      guard value.text == "host" else { return [] }
      return [fact(HostAccessRule.host, key, 1, nil, .high, member, "the host's \(key)", service)]
    case "post_start", "pre_stop": return hooks(member, service)
    case "build": return build(member, service)
    case "network_mode":
      guard value.text != "host" else { return [] }
      return [other(ComposeNetworks.outside, member, service)]
    case "entrypoint", "env_file": return [other(CommandRule.command, member, service)]
    case _ where judged.contains(key) || harmless.contains(key) || key.hasPrefix("x-"): return []
    default: return [other(PodPrivilegeRule.privilege, member, service)]
    }
  }

  /// Commands that run beside the container's own, maybe with more rights.
  private static func hooks(_ member: Node.Member, _ service: String) -> [Fact] {
    let isMighty = member.value.items.contains { hook in
      hook["privileged"].map { !$0.isFalse } ?? false
        || ["root", "0"].contains(hook["user"]?.text ?? "")
    }
    let mighty = fact(
      PodPrivilegeRule.privilege,
      "root \(member.key)",
      1,
      nil,
      .critical,
      member,
      "'\(member.key)' with a root's rights",
      service
    )
    return (isMighty ? [mighty] : []) + [other(CommandRule.command, member, service)]
  }

  /// From elsewhere, or with more than a build has.
  private static func build(_ member: Node.Member, _ service: String) -> [Fact] {
    let harmless: Set<String> = [
      "dockerfile", "args", "target", "labels", "shm_size", "platforms", "tags", "pull", "no_cache",
      "cache_from", "cache_to",
    ]
    let context = member.value.text ?? member.value["context"]?.text ?? ""
    let isRemote =
      context.contains("://") || context.contains("git@") || context.contains("github.com")
    let rest = (member.value.object ?? []).filter {
      !harmless.contains($0.key) && $0.key != "context"
    }
    let words =
      (isRemote ? [context] : []) + rest.map { "\($0.key) \($0.value.canonical)" }.sorted()
    guard !words.isEmpty else { return [] }
    let text = words.joined(separator: ", ")
    return [
      fact(ImageRule.image, "build", isRemote ? 1 : 0, text, .high, member, "build from", service)
    ]
  }

  /// A service without a word is in the default one.
  private static func networks(_ service: Node.Member) -> [Fact] {
    let node = service.value["networks"]
    // What only says more of a service says nothing of where it is.
    let isWhole = service.value["image"] != nil || service.value["build"] != nil
    guard service.value["network_mode"] == nil, node != nil || isWhole else { return [] }
    let names = node?.array?.compactMap(\.text) ?? node?.object?.map(\.key) ?? ["default"]
    return names.map { name in
      fact(
        ComposeNetworks.outside,
        "network \(name)",
        1,
        nil,
        .medium,
        Node.Member(
          key: "networks",
          keyPosition: (node ?? service.value).position,
          value: service.value
        ),
        "network '\(name)'",
        service.key
      )
    }
  }

  /// Where a volume, a secret or a config comes from.
  private static func source(_ member: Node.Member, in section: String) -> [Fact] {
    let owner = "\(section) \(member.key)"
    let line = member.keyPosition.line
    let options = member.value["driver_opts"]
    if section == "volumes", let device = options?["device"]?.text,
      device.hasPrefix("/") || (options?["o"]?.text ?? "").contains("bind")
    {
      return [
        Fact(
          HostAccessRule.host,
          slot: "\(owner) path \(device)",
          rank: 1,
          HostPath.severity(of: device, writes: true),
          line: line,
          "host path \(device)",
          "by volume '\(member.key)'"
        )
      ]
    }
    let text = member.value.canonical
    guard member.value.object?.isEmpty == false else { return [] }
    return [
      Fact(
        section == "volumes" ? HostAccessRule.host : HostAccessRule.secret,
        slot: owner,
        rank: 0,
        value: text,
        owner: owner,
        .high,
        line: line,
        "source",
        "of '\(member.key)' in '\(section)'"
      )
    ]
  }

  private static func other(_ kind: Kind, _ member: Node.Member, _ service: String) -> Fact {
    let text = member.value.list.map { $0.text ?? $0.canonical }.joined(separator: " ")
    return fact(kind, member.key, 0, text, .high, member, "'\(member.key)'", service)
  }

  private static func fact(
    _ kind: Kind,
    _ aspect: String,
    _ rank: Int,
    _ value: String?,
    _ severity: Severity,
    _ member: Node.Member,
    _ noun: String,
    _ service: String
  ) -> Fact {
    Fact(
      kind,
      slot: "\(service)\u{0}more \(aspect)",
      rank: rank,
      value: value,
      // Of a service that is new its powers are told, and not what it is made of.
      owner: aspect.hasPrefix("network ") ? "networks \(service)" : rank > 0 ? nil : service,
      severity,
      line: member.keyPosition.line,
      noun,
      "in service '\(service)'"
    )
  }
}
