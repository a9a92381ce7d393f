import Detection
import Syntax

/// A container outside a cluster, as Compose and ECS describe it.
struct ContainerSettings {
  let identity: String
  /// `in service 'web'`.
  let place: String
  let line: Int
  var image: Node?
  var privileged: Node?
  var capabilities: [Node] = []
  var dropped: [Node] = []
  /// Namespaces of the host: `network`, `pid`, `ipc`, `userns`.
  var host: [(name: String, node: Node)] = []
  var user: Node?
  var isReadOnly: Node?
  var mounts: [Mount] = []
  var ports: [(text: String, node: Node, isLocal: Bool)] = []
  var options: [Node] = []
  var devices: [Node] = []
  var secrets: [(name: String, node: Node)] = []
  var command: Node?

  struct Mount {
    let path: String
    let isReadOnly: Bool
    let line: Int
  }

  init(identity: String, place: String, line: Int) {
    self.identity = identity
    self.place = place
    self.line = line
  }

  var run: RunImage? {
    guard let image, let text = image.text else { return nil }
    return RunImage(
      identity: identity,
      image: text,
      line: image.position.line,
      place: place,
      environments: []
    )
  }

  var facts: [Fact] {
    var facts: [Fact] = []
    if let privileged, privileged.isTrue || privileged.text?.contains("$") ?? false {
      let noun = "'privileged: \(privileged.text ?? "true")'"
      facts.append(privilege("privileged", .critical, privileged, noun))
    }
    for change in powers.added {
      let severity = Capabilities.severity(of: change.name)
      facts.append(
        privilege(
          "add \(change.name)",
          owner: change.owner,
          severity,
          change.node,
          "capability \(change.name)"
        )
      )
    }
    for change in powers.dropped {
      facts.append(
        privilege(
          "drop \(change.name)",
          rank: -1,
          owner: change.owner,
          .high,
          change.node,
          "the drop of capability \(change.name)"
        )
      )
    }
    for (name, node) in host {
      facts.append(shared(name, name == "network" ? .high : .critical, node, "the host's \(name)"))
    }
    if let node = isReadOnly, node.isTrue {
      facts.append(privilege("read-only", rank: -1, .medium, node, "the read-only root"))
    }
    facts += userFacts + mountFacts + optionFacts
    for node in devices {
      facts.append(shared("device \(node.canonical)", .high, node, "device \(node.compact)"))
    }
    for port in ports {
      facts.append(published(port.text, port.isLocal, port.node))
    }
    for (name, node) in secrets { facts.append(secret(name, node)) }
    return facts
  }

  /// The container, and whom else facts of another side may be told of.
  var owners: [String] { [identity] + powers.owners }

  private var powers: Capabilities {
    Capabilities(added: capabilities, dropped: dropped, of: identity)
  }

  private func fact(
    _ kind: Kind,
    _ aspect: String,
    _ rank: Int,
    _ value: String?,
    _ severity: Severity,
    _ line: Int,
    _ noun: String,
    verbs: Fact.Verbs = .adds,
    data: [String] = [],
    of owner: String? = nil
  ) -> Fact {
    Fact(
      kind,
      slot: "\(identity)\u{0}\(aspect)",
      rank: rank,
      value: value,
      owner: owner ?? (rank > 0 ? nil : identity),
      severity,
      line: line,
      noun,
      place,
      verbs: verbs,
      data: data
    )
  }

  private func privilege(
    _ aspect: String,
    rank: Int = 1,
    value: String? = nil,
    owner: String? = nil,
    _ severity: Severity,
    _ node: Node,
    _ noun: String
  ) -> Fact {
    fact(
      PodPrivilegeRule.privilege,
      aspect,
      rank,
      value,
      severity,
      node.position.line,
      noun,
      of: owner
    )
  }

  private func shared(_ aspect: String, _ severity: Severity, _ node: Node, _ noun: String) -> Fact
  {
    fact(HostAccessRule.host, aspect, 1, nil, severity, node.position.line, noun)
  }

  private func secret(_ name: String, _ node: Node) -> Fact {
    let line = node.position.line
    return fact(
      HostAccessRule.secret,
      "secret \(name)",
      1,
      nil,
      .medium,
      line,
      "secret '\(name)'",
      data: [name]
    )
  }

  private func published(_ text: String, _ isLocal: Bool, _ node: Node) -> Fact {
    fact(
      ContainerDetector.port,
      "port \(text)",
      isLocal ? 0 : 1,
      nil,
      .medium,
      node.position.line,
      isLocal ? "port \(text) of this machine alone" : "port \(text)",
      verbs: .opens
    )
  }

  private var userFacts: [Fact] {
    guard let user, let text = user.text else { return [] }
    // A variable without a value, or with root's for want of one, may be anybody.
    let isOpen = text.contains("$")
    let fallback = text.firstRange(of: ":-").map { text[$0.upperBound...].prefix { $0 != "}" } }
    let name = isOpen ? String(fallback ?? "") : String(text.prefix { $0 != ":" })
    let isRoot = name == "root" || Int(name) == 0
    return [
      privilege(
        "user",
        rank: isRoot ? 1 : isOpen ? 0 : -1,
        value: isRoot ? "root" : isOpen ? text : "not root",
        .high,
        user,
        "user"
      )
    ]
  }

  private var mountFacts: [Fact] {
    mounts.map { mount in
      fact(
        HostAccessRule.host,
        "path \(mount.path)",
        mount.isReadOnly ? 1 : 2,
        mount.isReadOnly ? "(read-only)" : nil,
        HostPath.severity(of: mount.path, writes: !mount.isReadOnly),
        mount.line,
        "host path \(mount.path)"
      )
    }
  }

  private var optionFacts: [Fact] {
    options.compactMap { node in
      guard let text = node.text?.filter({ $0 != " " }) else { return nil }
      if text.hasSuffix("unconfined") || text == "label:disable" || text == "label=disable" {
        return privilege("option \(text)", .high, node, "'\(text)'")
      }
      let guards = ["no-new-privileges", "no-new-privileges:true", "no-new-privileges=true"]
      let name = guards.contains(text) ? "no-new-privileges" : text
      return privilege("option \(name)", rank: -1, .high, node, "'\(name)'")
    }
  }
}
