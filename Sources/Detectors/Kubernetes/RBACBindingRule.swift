import Detection
import Syntax

struct RBACSubject: Hashable {
  let title: String

  init(_ node: Node, in namespace: String?) {
    let name = node["name"]?.text ?? ""
    switch node["kind"]?.text {
    case "ServiceAccount":
      title = "serviceaccount \(node["namespace"]?.text ?? namespace ?? "default")/\(name)"
    case "Group": title = "group \(name)"
    case "User": title = "user \(name)"
    case let kind: title = "\(kind?.lowercased() ?? "subject") \(name)"
    }
  }

  /// Groups that are everybody, or above all rules.
  var isEverybody: Bool {
    [
      "group system:authenticated", "group system:unauthenticated", "group system:serviceaccounts",
      "group system:masters", "user system:anonymous",
    ].contains(title) || title.hasPrefix("group system:serviceaccounts:")
  }
}

/// Who has which role: (subject, role, scope) whatever the bindings are called.
enum RBACBindingRule: KubernetesRule {
  static let binding = Kind(
    "kubernetes-binding",
    of: .iam,
    title: "A Kubernetes role is bound to somebody",
    help:
      "A RoleBinding or ClusterRoleBinding gives its subjects all that the role allows, in its namespace or everywhere.",
    example: Kind.Example(
      path: "rbac/admins.yaml",
      old: KubernetesExamples.binding(subjects: "[]"),
      new: KubernetesExamples.binding(subjects: "[{kind: Group, name: developers}]")
    )
  )
  static let kinds = [binding]

  struct Grant: Hashable {
    let subject: RBACSubject
    let role: String
    /// `nil`: the whole cluster.
    let namespace: String?

    var everywhere: Grant { Grant(subject: subject, role: role, namespace: nil) }
  }

  static func compare(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings {
    var findings = Findings()
    let (had, has) = (grants(of: old), grants(of: new))
    var weights: [String: Severity] = [:]
    for (grant, line) in has.sorted(by: { $0.value < $1.value }) where had[grant] == nil {
      // Whoever had the role everywhere had it there.
      if had[grant.everywhere] != nil { continue }
      note(grant, line, &findings)
      let weight = weights[grant.role] ?? severity(of: grant.role, in: new)
      weights[grant.role] = weight
      let severity: Severity = grant.subject.isEverybody ? .critical : weight
      findings.observations.append(
        observation(grant, "gives", "to", .widened, severity, new: line)
      )
    }
    for (grant, line) in had.sorted(by: { $0.value < $1.value }) where has[grant] == nil {
      if has[grant.everywhere] != nil { continue }
      note(grant, line, &findings)
      findings.observations.append(
        observation(grant, "takes", "from", .narrowed, .low, old: line)
      )
    }
    return findings
  }

  private static func grants(of manifest: KubernetesManifest) -> [Grant: Int] {
    var grants: [Grant: Int] = [:]
    for binding in manifest.objects(of: "RoleBinding", "ClusterRoleBinding") {
      let reference = binding.node["roleRef"]
      let kind = reference?["kind"]?.text ?? "Role"
      let role = "\(kind) \(reference?["name"]?.text ?? "")"
      let namespace = binding.kind == "RoleBinding" ? binding.namespace ?? "default" : nil
      for node in binding.node["subjects"]?.items ?? [] {
        let subject = RBACSubject(node, in: namespace)
        let grant = Grant(subject: subject, role: role, namespace: namespace)
        grants[grant] = min(grants[grant] ?? .max, node.position.line)
      }
    }
    return grants
  }

  private static func note(_ grant: Grant, _ line: Int, _ findings: inout Findings) {
    let texts = [grant.subject.title, grant.role, grant.namespace ?? ""]
    if texts.contains(where: Unfilled.stands(in:)) {
      findings.doubt(line, "a template stands in a binding of \(grant.role)")
    }
  }

  private static func observation(
    _ grant: Grant,
    _ verb: String,
    _ preposition: String,
    _ direction: Direction,
    _ severity: Severity,
    new: Int? = nil,
    old: Int? = nil
  ) -> Observation {
    let scope = grant.namespace.map { "in namespace \($0)" } ?? "in every namespace"
    return Observation(
      binding,
      direction,
      severity,
      line: new,
      oldLine: old,
      summary: "\(verb) \(grant.role) \(preposition) \(grant.subject.title) \(scope)",
      witness: "\(grant.role) \(scope) as \(grant.subject.title)",
      environments: grant.namespace.map { [$0] } ?? []
    )
  }

  private static func severity(of name: String, in manifest: KubernetesManifest) -> Severity {
    switch name {
    case "ClusterRole cluster-admin", "ClusterRole system:masters": return .critical
    case "ClusterRole view": return .medium
    default: break
    }
    let role = manifest.objects(of: "Role", "ClusterRole").first {
      "\($0.kind) \($0.name)" == name
    }
    let rules = (role?.node["rules"]?.items ?? []).map(RBACRule.init)
    guard !rules.isEmpty, let space = RBACSpace(rules),
      let nothing = RBACPermissions([], in: space), let all = RBACPermissions(rules, in: space),
      let difference = RBACDifference(all.minus(nothing), all, in: space)
    else { return .high }
    return difference.severity
  }
}
