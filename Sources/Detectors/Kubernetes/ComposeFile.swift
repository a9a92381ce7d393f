import Syntax

/// The services of a Compose file.
enum ComposeFile {
  static func containers(of node: Node) -> [ContainerSettings] {
    (node["services"]?.object ?? []).map { container($0, in: node) }
  }

  private static func container(_ member: Node.Member, in file: Node) -> ContainerSettings {
    let node = member.value
    var settings = ContainerSettings(
      identity: member.key,
      place: "in service '\(member.key)'",
      line: member.keyPosition.line
    )
    settings.image = node["image"]
    settings.privileged = node["privileged"]
    settings.capabilities = node["cap_add"]?.items ?? []
    settings.dropped = node["cap_drop"]?.items ?? []
    settings.user = node["user"]
    settings.isReadOnly = node["read_only"]
    settings.options = node["security_opt"]?.items ?? []
    settings.devices = node["devices"]?.items ?? []
    settings.command = node["command"]
    let spaces = [
      ("network_mode", "network"), ("pid", "pid"), ("ipc", "ipc"), ("userns_mode", "userns"),
    ]
    for (key, name) in spaces {
      guard let value = node[key], value.text == "host" else { continue }
      settings.host.append((name, value))
    }
    settings.mounts = (node["volumes"]?.items ?? []).compactMap(mount)
    settings.ports = (node["ports"]?.items ?? []).map(port)
    settings.secrets = (node["secrets"]?.items ?? []).compactMap { item in
      (item["source"] ?? item).text.map { ($0, item) }
    }
    return settings
  }

  private static func mount(_ node: Node) -> ContainerSettings.Mount? {
    let line = node.position.line
    if let source = node["source"]?.text {
      guard node["type"]?.text == "bind" || isPath(source) else { return nil }
      let reads = node["read_only"]?.isTrue ?? false
      return ContainerSettings.Mount(path: source, isReadOnly: reads, line: line)
    }
    let parts = (node.text ?? "").split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 1, isPath(String(parts[0])) else { return nil }
    let reads = parts.dropFirst(2).contains { $0.split(separator: ",").contains("ro") }
    return ContainerSettings.Mount(path: String(parts[0]), isReadOnly: reads, line: line)
  }

  /// A name without a slash is a volume's.
  private static func isPath(_ text: String) -> Bool {
    ["/", ".", "~", "$"].contains { text.hasPrefix($0) }
  }

  private static func port(_ node: Node) -> (text: String, node: Node, isLocal: Bool) {
    if let published = node["published"]?.text {
      let host = node["host_ip"]?.text ?? ""
      return (published, node, host.hasPrefix("127.") || host == "::1")
    }
    let text = node.text ?? ""
    guard text.hasPrefix("127.") || text.hasPrefix("[::1]:") else { return (text, node, false) }
    // The same port as without the address, so that one can be held against the other.
    let rest = text.hasPrefix("[") ? text.dropFirst(6) : text.drop { $0 != ":" }.dropFirst()
    return (String(rest), node, true)
  }
}

/// The containers of an ECS task definition.
enum TaskDefinition {
  static func task(of node: Node) -> Node? {
    let task = node["taskDefinition"] ?? node
    return task["containerDefinitions"]?.array == nil ? nil : task
  }

  static func containers(of node: Node) -> [ContainerSettings] {
    guard let task = task(of: node) else { return [] }
    let family = task["family"]?.text ?? "task"
    return (task["containerDefinitions"]?.items ?? []).map { container($0, task, family) }
  }

  private static func container(_ node: Node, _ task: Node, _ family: String) -> ContainerSettings {
    let name = node["name"]?.text ?? "?"
    var settings = ContainerSettings(
      identity: "\(family)\u{0}\(name)",
      place: "in container '\(name)' of task '\(family)'",
      line: node.position.line
    )
    settings.image = node["image"]
    settings.privileged = node["privileged"]
    settings.user = node["user"]
    settings.isReadOnly = node["readonlyRootFilesystem"]
    settings.options = node["dockerSecurityOptions"]?.items ?? []
    settings.command = node["command"]
    let linux = node["linuxParameters"]
    settings.capabilities = linux?[path: "capabilities", "add"]?.items ?? []
    settings.dropped = linux?[path: "capabilities", "drop"]?.items ?? []
    settings.devices = linux?["devices"]?.items ?? []
    for (key, space) in [("networkMode", "network"), ("pidMode", "pid"), ("ipcMode", "ipc")] {
      guard let value = task[key], value.text == "host" else { continue }
      settings.host.append((space, value))
    }
    settings.mounts = mounts(node, task)
    settings.ports = (node["portMappings"]?.items ?? []).compactMap { port in
      port["hostPort"]?.text.map { ($0, port, false) }
    }
    settings.secrets = (node["secrets"]?.items ?? []).compactMap { item in
      item["valueFrom"]?.text.map { ($0, item) }
    }
    return settings
  }

  private static func mounts(_ node: Node, _ task: Node) -> [ContainerSettings.Mount] {
    let volumes = task["volumes"]?.items ?? []
    return (node["mountPoints"]?.items ?? []).compactMap { point in
      let volume = volumes.first { $0["name"]?.text == point["sourceVolume"]?.text }
      guard let path = volume?[path: "host", "sourcePath"]?.text else { return nil }
      let reads = point["readOnly"]?.isTrue ?? false
      return ContainerSettings.Mount(path: path, isReadOnly: reads, line: point.position.line)
    }
  }

  /// Roles, which are the task's and not a container's.
  static func roles(of node: Node) -> [(key: String, node: Node)] {
    guard let task = task(of: node) else { return [] }
    return ["taskRoleArn", "executionRoleArn"].compactMap { key in task[key].map { (key, $0) } }
  }
}
