import Detection
import Syntax

/// Settings that well-known programs read from a ConfigMap, and that say whom or what they let in.
enum SettingRule: KubernetesFactRule {
  static let kinds: [Kind] = []

  private struct Setting {
    let kind: Kind
    /// How much each value lets happen; any other is what is so without the setting.
    let ranks: [String: Int]
  }

  private static let settings: [String: Setting] = [
    // Of ingress-nginx: whoever may write an Ingress writes directives of the proxy.
    "allow-snippet-annotations": Setting(kind: AdmissionRule.admission, ranks: ["true": 1]),
    "annotations-risk-level": Setting(
      kind: AdmissionRule.admission,
      ranks: ["Critical": 1, "Medium": -1, "Low": -2]
    ),
    "enable-modsecurity": Setting(kind: AdmissionRule.admission, ranks: ["true": -1]),
    // Of Argo CD, which deploys with all rights.
    "users.anonymous.enabled": Setting(kind: AccessMapRule.map, ranks: ["true": 1]),
    "admin.enabled": Setting(kind: AccessMapRule.map, ranks: ["false": -1]),
    "exec.enabled": Setting(kind: AccessMapRule.map, ranks: ["true": 1]),
    "server.disable.auth": Setting(kind: AccessMapRule.map, ranks: ["true": 1]),
    "server.insecure": Setting(kind: AccessMapRule.map, ranks: ["true": 1]),
    "policy.default": Setting(
      kind: AccessMapRule.map,
      ranks: ["role:readonly": 1, "role:admin": 2]
    ),
  ]

  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    guard object.kind == "ConfigMap" else { return }
    for member in object.node["data"]?.object ?? [] {
      guard let setting = settings[member.key], let value = member.value.text,
        let rank = setting.ranks[value]
      else { continue }
      facts.add(
        Fact(
          setting.kind,
          slot: "\(object.identity)\u{0}\(member.key)",
          rank: rank,
          value: value,
          owner: rank > 0 ? nil : object.identity,
          .high,
          line: member.keyPosition.line,
          "setting '\(member.key)'",
          "in \(object.title)",
          verbs: .sets,
          environments: object.environments
        )
      )
    }
  }
}
