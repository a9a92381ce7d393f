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
        facts.add(flags(container) + [user(container), group(container)].compactMap(\.self))
        capabilities(container, &facts)
        facts.add(confinement(container))
      }
    }
  }

  static func fact(
    _ container: PodContainer,
    _ aspect: String,
    rank: Int = 1,
    value: String? = nil,
    owner: String? = nil,
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
      owner: owner ?? (rank > 0 ? nil : container.identity),
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

  private static func capabilities(_ container: PodContainer, _ facts: inout Facts) {
    let node = container.security?["capabilities"]
    let capabilities = Capabilities(
      added: node?["add"]?.items ?? [],
      dropped: node?["drop"]?.items ?? [],
      of: container.identity
    )
    facts.owners.formUnion(capabilities.owners)
    for change in capabilities.added {
      facts.add(
        fact(
          container,
          "add \(change.name)",
          owner: change.owner,
          Capabilities.severity(of: change.name),
          at: change.node,
          "capability \(change.name)"
        )
      )
    }
    for change in capabilities.dropped {
      facts.add(
        fact(
          container,
          "drop \(change.name)",
          rank: -1,
          owner: change.owner,
          .high,
          at: change.node,
          "the drop of capability \(change.name)"
        )
      )
    }
  }

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

  /// Like the user, and no group said is the image's, which is root's more often than not.
  private static func group(_ container: PodContainer) -> Fact? {
    guard let node = container.setting("runAsGroup"), let value = node.text else { return nil }
    if Unfilled.stands(in: value) {
      return fact(container, "group", rank: 0, value: value, .medium, at: node, "group")
    }
    let isRoot = value == "0"
    return fact(
      container,
      "group",
      rank: isRoot ? 1 : -1,
      value: isRoot ? "root" : "not root",
      .medium,
      at: node,
      "group"
    )
  }

}
