import Detection

/// Policies that are lists of rules: of Cilium, of Istio, of Calico.
enum RuleListCases {
  static let all = cilium + istio + calico

  private static let policy = "network.kubernetes-policy"
  private static let traffic = "protection.kubernetes-traffic"

  private static func cilium(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    back: Direction? = nil
  ) -> DetectorCase {
    func spec(_ text: String) -> String { "spec: {endpointSelector: {}\(text)}" }
    return DeliveredCases.differs(
      name,
      "cilium.io/v2",
      "CiliumNetworkPolicy",
      spec(old),
      spec(new),
      direction,
      direction == .equal ? nil : policy,
      back: back
    )
  }

  private static let front = "{fromEndpoints: [{matchLabels: {app: front}}]}"

  private static let cilium = [
    cilium(
      "one more rule lets one more pass",
      ", ingress: [\(front)]",
      ", ingress: [\(front), {fromEntities: [world]}]",
      .widened
    ),
    cilium(
      "one more port of a rule",
      ", egress: [{toCIDR: [10.0.0.0/8], toPorts: [{ports: [{port: '80'}]}]}]",
      ", egress: [{toCIDR: [10.0.0.0/8], toPorts: [{ports: [{port: '80'}, {port: '81'}]}]}]",
      .widened
    ),
    cilium(
      "a rule that asks for a label less",
      ", ingress: [{fromEndpoints: [{matchLabels: {app: front, tier: web}}]}]",
      ", ingress: [\(front)]",
      .widened
    ),
    cilium(
      "rules in another order",
      ", ingress: [\(front), {fromEntities: [host]}]",
      ", ingress: [{fromEntities: [host]}, \(front)]",
      .equal
    ),
    cilium(
      "two rules as one",
      ", ingress: [{fromEntities: [host]}, {fromEntities: [cluster]}]",
      ", ingress: [{fromEntities: [host, cluster]}]",
      .equal
    ),
    cilium(
      "a refusal more",
      ", ingressDeny: [\(front)]",
      ", ingressDeny: [\(front), {fromEntities: [world]}]",
      .narrowed
    ),
    cilium(
      "no rule at all any more holds nothing back",
      ", ingress: [\(front)], egress: [{toEntities: [cluster]}]",
      ", egress: [{toEntities: [cluster]}]",
      .widened,
      back: .incomparable
    ),
    cilium(
      "a rule of nothing lets nothing pass",
      ", egress: [{}]",
      ", egress: [{toEntities: [world]}]",
      .widened
    ),
    cilium(
      "an empty list holds nothing back",
      ", ingress: [\(front)]",
      ", ingress: []",
      .widened,
      back: .incomparable
    ),
    cilium(
      "the end of a range",
      ", ingress: [{toPorts: [{ports: [{port: '80'}]}]}]",
      ", ingress: [{toPorts: [{ports: [{port: '80', endPort: 65535}]}]}]",
      .incomparable
    ),
    cilium(
      "a rule that narrows others",
      ", ingress: [\(front), {fromRequires: [{matchLabels: {a: b}}]}]",
      ", ingress: [\(front)]",
      .incomparable
    ),
    cilium(
      "other pods",
      ", ingress: [\(front)]",
      ", nodeSelector: {}, ingress: [\(front)]",
      .incomparable
    ),
  ]

  private static func istio(_ name: String, _ old: String, _ new: String, _ direction: Direction)
    -> DetectorCase
  {
    DeliveredCases.differs(
      name,
      "security.istio.io/v1",
      "AuthorizationPolicy",
      "spec: {\(old)}",
      "spec: {\(new)}",
      direction,
      direction == .equal ? nil : traffic
    )
  }

  private static let source = "{from: [{source: {principals: [a]}}]}"

  private static let istio = [
    istio(
      "one more principal",
      "rules: [{from: [{source: {principals: [a]}}]}]",
      "rules: [{from: [{source: {principals: [a, b]}}]}]",
      .widened
    ),
    istio("a rule for everybody", "rules: [\(source)]", "rules: [\(source), {}]", .widened),
    istio("no rule lets nobody in", "rules: [\(source)]", "rules: []", .narrowed),
    istio(
      "a refusal less",
      "action: DENY, rules: [\(source), {to: [{operation: {paths: [/admin]}}]}]",
      "action: DENY, rules: [\(source)]",
      .widened
    ),
    istio(
      "a name less that is not meant",
      "rules: [{from: [{source: {notNamespaces: [a, b]}}]}]",
      "rules: [{from: [{source: {notNamespaces: [a]}}]}]",
      .incomparable
    ),
    istio(
      "what was let in is refused",
      "rules: [\(source)]",
      "action: DENY, rules: [\(source)]",
      .incomparable
    ),
  ]

  private static func calico(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    back: Direction? = nil
  ) -> DetectorCase {
    DeliveredCases.differs(
      name,
      "projectcalico.org/v3",
      "GlobalNetworkPolicy",
      "spec: {selector: all(), ingress: [\(old)]}",
      "spec: {selector: all(), ingress: [\(new)]}",
      direction,
      direction == .equal ? nil : policy,
      back: back
    )
  }

  private static let allow = "{action: Allow, source: {nets: [10.0.0.0/8]}}"

  private static let calico = [
    calico(
      "one more net",
      allow,
      "{action: Allow, source: {nets: [10.0.0.0/8, 0.0.0.0/0]}}",
      .widened
    ),
    calico("a refusal before all else", allow, "{action: Deny}, \(allow)", .incomparable),
    calico(
      "a refusal behind all else",
      "{action: Deny}, \(allow)",
      "\(allow), {action: Deny}",
      .incomparable
    ),
  ]
}
