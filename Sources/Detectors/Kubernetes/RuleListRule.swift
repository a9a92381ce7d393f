import Detection
import Syntax

/// Policies of other makers than Kubernetes that are lists of rules, each of which lets something pass or holds it back.
enum RuleListRule: KubernetesRule {
  static let kinds: [Kind] = []

  static func compare(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings {
    var findings = Findings()
    for object in new.objects {
      // Of what comes or goes as a whole the table of kinds says so.
      guard let list = RuleList(object), let before = old[object.identity] else { continue }
      for name in list.names { compare(name, of: list, before, object, &findings) }
    }
    return findings
  }

  private static func compare(
    _ name: String,
    of list: RuleList,
    _ old: KubernetesObject,
    _ new: KubernetesObject,
    _ findings: inout Findings
  ) {
    let (before, after) = (old.node["spec"]?[name], new.node["spec"]?[name])
    func add(_ direction: Direction, _ summary: String, line: Int?) {
      findings.observations.append(
        Observation(
          list.kind,
          direction,
          direction == .narrowed ? .low : .high,
          line: line ?? new.line,
          oldLine: before?.position.line ?? old.line,
          summary: "\(summary) '\(name)' of \(new.title)",
          environments: new.environments
        )
      )
    }
    let was = RuleWays(before, emptyMatches: list.emptyMatches)
    let now = RuleWays(after, emptyMatches: list.emptyMatches)
    let (gained, lost) = (now.minus(was), was.minus(now))
    let (held, holds) = (before?.items.isEmpty == false, after?.items.isEmpty == false)
    if list.isolates(by: name), held != holds {
      // Without any rule nothing is held back, and with the first one all else is.
      return !holds
        ? add(.widened, "holds back nothing any more by", line: nil)
        : add(.incomparable, "holds back all but the rules of", line: after?.position.line)
    }
    let effect = RuleList.Effect(name, old, new)
    guard let first = gained.first ?? lost.first else {
      if effect == .ordered, before?.canonical != after?.canonical {
        add(.incomparable, "puts otherwise the rules of", line: after?.position.line)
      }
      return
    }
    let direction: Direction =
      effect == .ordered || !gained.isEmpty && !lost.isEmpty
      ? .incomparable : gained.isEmpty == (effect == .allows) ? .narrowed : .widened
    let more = (gained.isEmpty ? lost : gained).count - 1
    let verb =
      switch effect {
      case .allows: gained.isEmpty ? "no longer lets pass" : "lets pass"
      case .denies: gained.isEmpty ? "no longer holds back" : "holds back"
      case .ordered: gained.isEmpty ? "removes the rule on" : "adds the rule on"
      }
    add(
      direction,
      "\(verb) \(first.way.title)\(more > 0 ? " and \(more) more" : "") by",
      line: gained.first?.line
    )
  }
}

/// Where an object has its lists.
private struct RuleList {
  let kind: Kind
  let names: [String]
  private let isolating: Set<String>
  /// Whether a rule that asks for nothing is one for everything.
  let emptyMatches: Bool

  func isolates(by name: String) -> Bool { isolating.contains(name) }

  /// What each rule of a list does.
  enum Effect {
    case allows, denies
    /// The first one that matches decides.
    case ordered

    init(_ name: String, _ old: KubernetesObject, _ new: KubernetesObject) {
      let specs = [old, new].compactMap { $0.node["spec"] }
      let rules = specs.flatMap { $0[name]?.items ?? [] }
      let actions = Set((specs + rules).compactMap { $0["action"]?.text?.lowercased() })
      if name.hasSuffix("Deny") || actions == ["deny"] && rules.allSatisfy({ $0["action"] == nil })
      {
        self = .denies
      } else {
        // What a rule of Cilium requires narrows what others let pass.
        let narrows = rules.contains { $0["fromRequires"] != nil || $0["toRequires"] != nil }
        self = actions.isSubset(of: ["allow"]) && !narrows ? .allows : .ordered
      }
    }
  }

  init?(_ object: KubernetesObject) {
    emptyMatches = object.group != "cilium.io"
    switch (object.group, object.kind) {
    case ("cilium.io", "CiliumNetworkPolicy"), ("cilium.io", "CiliumClusterwideNetworkPolicy"):
      kind = NetworkPolicyRule.policy
      names = ["ingress", "egress", "ingressDeny", "egressDeny"]
      isolating = ["ingress", "egress"]
    case ("projectcalico.org", "NetworkPolicy"), ("projectcalico.org", "GlobalNetworkPolicy"),
      ("crd.projectcalico.org", "NetworkPolicy"), ("crd.projectcalico.org", "GlobalNetworkPolicy"):
      kind = NetworkPolicyRule.policy
      names = ["ingress", "egress"]
      isolating = ["ingress", "egress"]
    case ("security.istio.io", "AuthorizationPolicy"):
      kind = MeshRule.traffic
      names = ["rules"]
      isolating = []
    default: return nil
    }
  }
}
