import Detection
import Syntax

/// What a container may do beyond its own walls.
enum PodPrivilegeRule: KubernetesFactRule {
  static let privilege = Kind(
    "container-privilege",
    of: .workload,
    title: "A container gets or loses privileges",
    help:
      "Privileged mode, added capabilities, root, or the loss of what keeps a program from gaining more: whoever takes over the program gets that much of the node.",
    example: Kind.Example(
      path: "web/deployment.yaml",
      old: KubernetesExamples.deployment(),
      new: KubernetesExamples.deployment(container: "securityContext: {privileged: true}")
    )
  )
  static let kinds = [privilege]

  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    for pod in PodSpec.all(in: object) {
      for container in pod.containers {
        facts.owners.insert(container.identity)
        facts.add(flags(container) + capabilities(container) + [user(container)].compactMap(\.self))
        facts.add(confinement(container))
      }
    }
  }

  private static func fact(
    _ container: PodContainer,
    _ aspect: String,
    rank: Int = 1,
    value: String? = nil,
    _ severity: Severity,
    at node: Node?,
    _ noun: String,
    verbs: Fact.Verbs = .adds
  ) -> Fact {
    Fact(
      privilege,
      slot: "\(container.identity)\u{0}\(aspect)",
      rank: rank,
      value: value,
      owner: rank > 0 ? nil : container.identity,
      severity,
      line: (node ?? container.node).position.line,
      noun,
      container.place,
      verbs: verbs,
      environments: container.pod.object.environments
    )
  }

  /// `nil` where the value is what the cluster takes without one.
  private static func flag(
    _ container: PodContainer,
    _ node: Node?,
    _ key: String,
    on: Bool,
    rank: Int,
    _ severity: Severity
  ) -> Fact? {
    guard let node else { return nil }
    let isTemplate = Unfilled.standsIn(node)
    guard isTemplate || (on ? node.isTrue : node.isFalse) else { return nil }
    return fact(
      container,
      key,
      rank: rank,
      value: isTemplate ? node.text : nil,
      severity,
      at: node,
      "'\(key): \(on)'"
    )
  }

  private static func flags(_ container: PodContainer) -> [Fact] {
    let security = container.security
    var facts = [
      flag(container, security?["privileged"], "privileged", on: true, rank: 1, .critical),
      flag(
        container,
        security?["allowPrivilegeEscalation"],
        "allowPrivilegeEscalation",
        on: false,
        rank: -1,
        .high
      ),
      flag(
        container,
        security?["readOnlyRootFilesystem"],
        "readOnlyRootFilesystem",
        on: true,
        rank: -1,
        .medium
      ),
      flag(
        container,
        container.setting("windowsOptions")?["hostProcess"],
        "hostProcess",
        on: true,
        rank: 1,
        .critical
      ),
    ].compactMap(\.self)
    if let node = security?["procMount"], let value = node.text, value != "Default" {
      facts.append(
        fact(container, "procMount", value: value, .high, at: node, "'procMount'")
      )
    }
    return facts
  }

  private static func capabilities(_ container: PodContainer) -> [Fact] {
    let capabilities = container.security?["capabilities"]
    let added = (capabilities?["add"]?.items ?? []).compactMap { node -> Fact? in
      guard let name = node.text.map(short) else { return nil }
      let severity: Severity = dangerous.contains(name) ? .critical : .high
      return fact(container, "add \(name)", severity, at: node, "capability \(name)")
    }
    let dropped = (capabilities?["drop"]?.items ?? []).compactMap { node -> Fact? in
      guard let name = node.text.map(short) else { return nil }
      return fact(
        container,
        "drop \(name)",
        rank: -1,
        .high,
        at: node,
        "the drop of capability \(name)"
      )
    }
    return added + dropped
  }

  private static func short(_ name: String) -> String {
    let upper = name.uppercased()
    return upper.hasPrefix("CAP_") ? String(upper.dropFirst(4)) : upper
  }

  static let dangerous: Set<String> = [
    "ALL", "SYS_ADMIN", "SYS_PTRACE", "SYS_MODULE", "SYS_RAWIO", "NET_ADMIN", "DAC_READ_SEARCH",
    "BPF", "DAC_OVERRIDE", "SETUID", "SYS_BOOT", "MAC_ADMIN", "PERFMON",
  ]

  /// Somebody else than root, whoever the image says, or root.
  private static func user(_ container: PodContainer) -> Fact? {
    let user = container.setting("runAsUser")
    let nonRoot = container.setting("runAsNonRoot")
    if let user, let value = user.text, Unfilled.stands(in: value) {
      return fact(container, "user", rank: 0, value: value, .high, at: user, "user")
    }
    if let user, user.text == "0" {
      return fact(container, "user", value: "root", .high, at: user, "user", verbs: .sets)
    }
    if let user, user.text != nil {
      // Which unprivileged user it is makes no difference.
      return fact(container, "user", rank: -1, value: "not root", .high, at: user, "user")
    }
    guard let nonRoot, nonRoot.isTrue else { return nil }
    return fact(container, "user", rank: -1, value: "not root", .high, at: nonRoot, "user")
  }

  private static func confinement(_ container: PodContainer) -> [Fact] {
    var facts: [Fact] = []
    if let node = container.setting("seccompProfile")?["type"], let type = node.text {
      facts.append(profile(container, "seccomp", type, at: node))
    }
    if let node = container.setting("appArmorProfile")?["type"], let type = node.text {
      facts.append(profile(container, "AppArmor", type, at: node))
    } else if let node = container.pod.annotations?[
      "container.apparmor.security.beta.kubernetes.io/\(container.name)"
    ], let type = node.text {
      facts.append(profile(container, "AppArmor", type, at: node))
    }
    if let node = container.setting("seLinuxOptions")?["type"], let type = node.text {
      facts.append(
        fact(container, "SELinux", rank: 0, value: type, .high, at: node, "SELinux type")
      )
    }
    return facts
  }

  private static func profile(
    _ container: PodContainer,
    _ name: String,
    _ type: String,
    at node: Node
  ) -> Fact {
    let isOpen = type.lowercased() == "unconfined"
    let isStandard = ["RuntimeDefault", "runtime/default", "docker/default"].contains(type)
    return fact(
      container,
      name,
      rank: isOpen ? 1 : -1,
      value: isStandard ? "RuntimeDefault" : type,
      .high,
      at: node,
      "\(name) profile"
    )
  }
}
