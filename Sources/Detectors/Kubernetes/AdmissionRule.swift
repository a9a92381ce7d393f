import Detection
import Syntax

/// What the cluster itself refuses to run.
enum AdmissionRule: KubernetesFactRule {
  static let admission = Kind(
    "kubernetes-admission",
    of: .protection,
    title: "The cluster checks less, or otherwise, what it admits",
    help:
      "Pod Security labels, admission webhooks, policies and quotas keep manifests from doing harm; one that is gone or only warns keeps nothing.",
    example: Kind.Example(
      path: "web/namespace.yaml",
      old: namespaceExample("restricted"),
      new: namespaceExample("privileged")
    )
  )
  static let kinds = [admission]

  private static func namespaceExample(_ level: String) -> String {
    """
    apiVersion: v1
    kind: Namespace
    metadata:
      name: prod
      labels: {pod-security.kubernetes.io/enforce: \(level)}

    """
  }

  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    facts.owners.formUnion(owners(object))
    switch object.kind {
    case "Namespace": facts.add(podSecurity(object) + podSecurityVersion(object))
    case "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration":
      facts.add(webhooks(object))
    case "ValidatingAdmissionPolicy", "MutatingAdmissionPolicy":
      facts.add(policy(object, enforced: true))
    case "ValidatingAdmissionPolicyBinding", "MutatingAdmissionPolicyBinding":
      let actions = object.node[path: "spec", "validationActions"]
      facts.add(policy(object, enforced: actions?.texts.contains("Deny") ?? true))
    case "ClusterPolicy", "Policy":
      let rules = KyvernoRule.all(of: object)
      let enforced = KyvernoRule.areEnforced(by: object) || rules.contains(where: \.isEnforced)
      facts.add(policy(object, enforced: enforced))
      facts.add(rules.flatMap { enforcement(of: $0, object) + deeds(of: $0, object) })
    case "ResourceQuota", "LimitRange", "PodDisruptionBudget":
      facts.add(policy(object, enforced: true, .medium))
    default:
      guard object.group == "constraints.gatekeeper.sh" else { return }
      let action = object.node[path: "spec", "enforcementAction"]?.text ?? "deny"
      facts.add(policy(object, enforced: action == "deny"))
    }
  }

  static func judges(_ object: KubernetesObject) -> Bool {
    object.group == "constraints.gatekeeper.sh"
  }

  private static func fact(
    _ object: KubernetesObject,
    _ aspect: String,
    rank: Int,
    value: String? = nil,
    owner: String? = nil,
    _ severity: Severity,
    at node: Node?,
    _ noun: String,
    _ place: String
  ) -> Fact {
    Fact(
      admission,
      slot: "\(object.identity)\u{0}\(aspect)",
      rank: rank,
      value: value,
      owner: owner,
      severity,
      line: (node ?? object.node).position.line,
      noun,
      place,
      environments: object.kind == "Namespace" ? [object.name] : object.environments
    )
  }

  private static func podSecurity(_ object: KubernetesObject) -> [Fact] {
    let labels = object.node[path: "metadata", "labels"]
    let ranks = ["privileged": 0, "baseline": -1, "restricted": -2]
    return ["enforce", "audit", "warn"].compactMap { mode in
      guard let node = labels?["pod-security.kubernetes.io/\(mode)"], let level = node.text else {
        return nil
      }
      // An unknown level is taken for none.
      let rank = ranks[level] ?? 0
      if rank == 0, !Unfilled.stands(in: level) { return nil }
      return fact(
        object,
        mode,
        rank: rank,
        value: level,
        owner: object.identity,
        mode == "enforce" ? .high : .medium,
        at: node,
        "Pod Security level '\(mode)'",
        "in \(object.title)"
      )
    }
  }

  /// The checks of an older version are fewer; without one it is the cluster's own.
  private static func podSecurityVersion(_ object: KubernetesObject) -> [Fact] {
    let labels = object.node[path: "metadata", "labels"]
    guard let node = labels?["pod-security.kubernetes.io/enforce-version"],
      let version = node.text, version != "latest"
    else { return [] }
    let minor = version.split(separator: ".").last.flatMap { Int($0) }
    return [
      fact(
        object,
        "version",
        rank: minor.map { max(1, 1000 - $0) } ?? 1,
        value: version,
        owner: "\(object.identity)\u{0}enforce",
        .high,
        at: node,
        "the version of the Pod Security checks",
        "in \(object.title)"
      )
    ]
  }

  private static func webhooks(_ object: KubernetesObject) -> [Fact] {
    let mutates = object.kind == "MutatingWebhookConfiguration"
    return (object.node["webhooks"]?.items ?? []).flatMap { hook in
      let name = hook["name"]?.text ?? "?"
      let owner = "\(object.identity)\u{0}\(name)"
      let place = "of webhook '\(name)' in \(object.title)"
      var facts = [
        fact(
          object,
          name,
          // A webhook that changes what it sees is more than a check.
          rank: mutates ? 0 : -1,
          value: mutates ? "" : nil,
          .critical,
          at: hook,
          "webhook '\(name)'",
          "in \(object.title)"
        )
      ]
      if hook["failurePolicy"]?.text ?? "Fail" == "Fail" {
        facts.append(
          fact(
            object,
            name + " failure",
            rank: -1,
            owner: owner,
            .high,
            at: hook["failurePolicy"] ?? hook,
            "failure policy 'Fail'",
            place
          )
        )
      }
      if let node = hook["matchPolicy"], node.text == "Exact" {
        facts.append(
          fact(
            object,
            "\(name) matchPolicy",
            rank: 1,
            owner: owner,
            .high,
            at: node,
            "'matchPolicy: Exact'",
            place
          )
        )
      }
      for key in [
        "clientConfig", "rules", "namespaceSelector", "objectSelector", "matchConditions",
      ] {
        guard let node = hook[key] else { continue }
        facts.append(
          fact(
            object,
            "\(name) \(key)",
            rank: 0,
            value: node.canonical,
            owner: owner,
            .high,
            at: node,
            "'\(key)'",
            place
          )
        )
      }
      return facts
    }
  }

  private static func policy(
    _ object: KubernetesObject,
    enforced: Bool,
    _ severity: Severity = .high
  ) -> [Fact] {
    var facts: [Fact] = []
    if enforced {
      facts.append(fact(object, "enforced", rank: -1, severity, at: nil, object.title, ""))
    }
    let enforcement = ["validationFailureAction", "validationActions", "enforcementAction"]
    let rest = (object.node["spec"]?.object ?? []).filter { !enforcement.contains($0.key) }
    for member in rest {
      facts.append(
        fact(
          object,
          "spec \(member.key)",
          rank: 0,
          value: KyvernoRule.withoutActions(member.value, of: object).canonical,
          owner: object.identity,
          severity,
          at: member.value,
          "'\(member.key)'",
          "in \(object.title)"
        )
      )
    }
    return facts
  }
}

extension AdmissionRule {
  /// That a rule is enforced and does not only tell.
  private static func enforcement(of rule: KyvernoRule, _ object: KubernetesObject) -> [Fact] {
    guard rule.isEnforced else { return [] }
    return [
      fact(
        object,
        "enforced \(rule.name)",
        rank: -1,
        owner: object.identity,
        .high,
        at: rule.node,
        "the enforced rule '\(rule.name)'",
        "in \(object.title)"
      )
    ]
  }

  /// What a rule makes or changes by itself; which of it differs is told with the rules.
  private static func deeds(of rule: KyvernoRule, _ object: KubernetesObject) -> [Fact] {
    ["generate", "mutate"].compactMap { deed in
      guard let node = rule.node[deed] else { return nil }
      let what = node["kind"]?.text.map { " \($0)" } ?? ""
      return fact(
        object,
        "\(deed) \(rule.name)",
        rank: 1,
        .high,
        at: node,
        "the rule '\(rule.name)' that \(deed)s\(what)",
        "in \(object.title)"
      )
    }
  }

  /// Webhooks, too, are owners of what is said of them.
  static func owners(_ object: KubernetesObject) -> [String] {
    let labels = object.node[path: "metadata", "labels"]
    let enforces = labels?["pod-security.kubernetes.io/enforce"] != nil
    return (enforces ? ["\(object.identity)\u{0}enforce"] : [])
      + (object.node["webhooks"]?.items ?? []).map {
        "\(object.identity)\u{0}\($0["name"]?.text ?? "?")"
      }
  }
}
