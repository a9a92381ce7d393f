import Detection
import Syntax

/// What roles allow.
enum RBACRoleRule: KubernetesRule {
  static let permissions = Kind(
    "kubernetes-role",
    of: .iam,
    title: "A Kubernetes role allows other requests",
    help:
      "The rules of a Role or ClusterRole are compared as sets of requests: API group, resource, name, verb. Everyone bound to the role gains or loses them.",
    example: Kind.Example(
      path: "rbac/deploy.yaml",
      old: KubernetesExamples.role(resources: "pods"),
      new: KubernetesExamples.role(resources: "secrets")
    )
  )
  static let aggregation = Kind(
    "kubernetes-aggregation",
    of: .iam,
    title: "A Kubernetes role joins another by its labels",
    help:
      "A ClusterRole labelled aggregate-to-admin, edit or view adds its rules to that role, for everyone who has it.",
    example: Kind.Example(
      path: "rbac/crd.yaml",
      old: KubernetesExamples.clusterRole(labels: ""),
      new: KubernetesExamples.clusterRole(
        labels: "\n  labels: {rbac.authorization.k8s.io/aggregate-to-view: \"true\"}"
      )
    )
  )
  static let kinds = [permissions, aggregation]

  static func compare(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings {
    var findings = Findings()
    for role in new.objects(of: "Role", "ClusterRole") {
      findings.add(difference(old[role.identity], role, bindings: new))
    }
    for role in old.objects(of: "Role", "ClusterRole") where new[role.identity] == nil {
      findings.add(difference(role, nil, bindings: old))
    }
    let labels = FactComparison(
      old: aggregations(old),
      new: aggregations(new),
      isTemplate: Unfilled.stands(in:)
    )
    findings.add(labels.findings)
    return findings
  }

  private static func difference(
    _ old: KubernetesObject?,
    _ new: KubernetesObject?,
    bindings: KubernetesManifest
  ) -> Findings {
    var findings = Findings()
    guard let role = new ?? old else { return findings }
    let before = old?.node["rules"]?.items ?? []
    let after = new?.node["rules"]?.items ?? []
    if zip(before, after).allSatisfy({ $0.isEquivalent(to: $1) }), before.count == after.count {
      return findings
    }
    if let doubtful = (before + after).first(where: Unfilled.standsIn) {
      findings.doubt(doubtful.position.line, "a template stands in the rules of \(role.title)")
    }
    let rules = (before.map(RBACRule.init), after.map(RBACRule.init))
    guard let space = RBACSpace(rules.0 + rules.1),
      let had = RBACPermissions(rules.0, in: space), let has = RBACPermissions(rules.1, in: space)
    else {
      findings.doubt(role.line, "\(role.title) allows more combinations than are compared")
      return findings
    }
    let gained = RBACDifference(has.minus(had), has, in: space)
    let lost = RBACDifference(had.minus(has), had, in: space)
    if let observation = observation(role, gained, lost, subject: bindings.subject(of: role)) {
      findings.observations.append(observation)
    }
    return findings
  }

  private static func observation(
    _ role: KubernetesObject,
    _ gained: RBACDifference?,
    _ lost: RBACDifference?,
    subject: String?
  ) -> Observation? {
    guard let shown = gained ?? lost else { return nil }
    let direction: Direction =
      gained == nil ? .narrowed : lost == nil ? .widened : .incomparable
    let changes = [gained.map { "adds \($0.text)" }, lost.map { "removes \($0.text)" }]
    let scope = role.namespace.map { " in namespace \($0)" } ?? ""
    return Observation(
      permissions,
      direction,
      direction == .narrowed ? .low : shown.severity,
      line: gained?.line,
      oldLine: lost?.line,
      summary: changes.compactMap(\.self).joined(separator: " and ") + " for \(role.title)",
      witness: "\(shown.witness)\(scope) as \(subject ?? "whoever has \(role.title)")",
      data: shown.resources.filter { $0 == "secrets" },
      environments: role.environments
    )
  }

  private static func aggregations(_ manifest: KubernetesManifest) -> Facts {
    var facts = Facts()
    let roles = manifest.objects(of: "ClusterRole")
    for role in roles {
      let labels = role.node[path: "metadata", "labels"]
      for label in labels?.object ?? [] where label.value.isTrue {
        guard let target = target(of: label.key) else { continue }
        facts.add(joins(role, "'\(target)'", at: label.value, target == "view" ? .high : .critical))
      }
      for other in roles where other.name != role.name {
        guard let label = labels.flatMap({ other.selects($0) }) else { continue }
        facts.add(joins(role, "'\(other.name)'", at: label, .critical))
      }
      for selector in role.node[path: "aggregationRule", "clusterRoleSelectors"]?.items ?? [] {
        facts.add(joins(role, selector.compact, at: selector, .critical))
      }
    }
    return facts
  }

  /// `view` of `rbac.authorization.k8s.io/aggregate-to-view`, whoever's role it is.
  private static func target(of label: String) -> String? {
    guard let name = label.split(separator: "/").last, name.hasPrefix("aggregate-to-") else {
      return nil
    }
    return String(name.dropFirst("aggregate-to-".count))
  }

  private static func joins(
    _ role: KubernetesObject,
    _ target: String,
    at node: Node,
    _ severity: Severity
  ) -> Fact {
    Fact(
      aggregation,
      slot: "\(role.identity)\u{0}\(target)",
      severity,
      line: node.position.line,
      "aggregation of \(target)",
      "for \(role.title)"
    )
  }
}

extension KubernetesObject {
  /// The label by which a role that gathers others takes one with these in.
  fileprivate func selects(_ labels: Node) -> Node? {
    for selector in node[path: "aggregationRule", "clusterRoleSelectors"]?.items ?? [] {
      let wanted = selector["matchLabels"]?.object ?? []
      let found = wanted.compactMap { item in labels[item.key].map { (item.value.text, $0) } }
      guard let first = found.first, found.count == wanted.count,
        found.allSatisfy({ $0.0 == $0.1.text })
      else { continue }
      return first.1
    }
    return nil
  }
}

extension KubernetesManifest {
  /// Somebody who has the role, by a binding of the same file.
  func subject(of role: KubernetesObject) -> String? {
    let binding = objects(of: "RoleBinding", "ClusterRoleBinding").first {
      $0.node[path: "roleRef", "name"]?.text == role.name
        && $0.node[path: "roleRef", "kind"]?.text == role.kind
        && (role.kind == "ClusterRole" || $0.namespace == role.namespace)
    }
    return binding?.node["subjects"]?.items.first.map {
      RBACSubject($0, in: binding?.namespace).title
    }
  }
}
