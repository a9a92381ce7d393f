import Detection
import Syntax

/// Who may talk to whom within the cluster, and out of it.
enum NetworkPolicyRule: KubernetesRule {
  static let policy = Kind(
    "kubernetes-policy",
    of: .network,
    title: "A NetworkPolicy lets other traffic pass",
    help:
      "A policy isolates the pods it selects and lets in, or out, what its rules name; an empty list of peers names everybody. Without any policy everything passes.",
    example: Kind.Example(
      path: "web/policy.yaml",
      old: KubernetesExamples.object(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        "spec: {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}"
      ),
      new: KubernetesExamples.object(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        "spec: {podSelector: {}, ingress: [{from: []}]}"
      )
    )
  )
  static let kinds = [policy]

  static func compare(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings {
    var findings = Findings()
    for object in policies(new) {
      let before = old[object.identity]
      guard !(before?.node.isEquivalent(to: object.node) ?? false) else { continue }
      note(before, object, &findings)
      for side in sides { compare(before, object, side, &findings) }
      select(before, object, &findings)
    }
    for object in policies(old) where new[object.identity] == nil {
      note(object, nil, &findings)
      for side in sides { compare(object, nil, side, &findings) }
    }
    return findings
  }

  /// Those of other makers say otherwise what they let pass.
  private static func policies(_ manifest: KubernetesManifest) -> [KubernetesObject] {
    manifest.objects(of: "NetworkPolicy").filter { DefinedKind[$0] == nil }
  }

  private struct Side {
    let type: String
    let rules: String
    let peers: String
    let words: String
  }

  private static let sides = [
    Side(type: "Ingress", rules: "ingress", peers: "from", words: "into"),
    Side(type: "Egress", rules: "egress", peers: "to", words: "out of"),
  ]

  private static func isIsolated(_ object: KubernetesObject?, _ side: Side) -> Bool {
    guard let spec = object?.node["spec"] else { return false }
    let types = spec["policyTypes"]?.texts ?? []
    if !types.isEmpty { return types.contains(side.type) }
    return side.type == "Ingress" || spec["egress"] != nil
  }

  private static func compare(
    _ old: KubernetesObject?,
    _ new: KubernetesObject?,
    _ side: Side,
    _ findings: inout Findings
  ) {
    guard let shown = new ?? old else { return }
    func reach(_ object: KubernetesObject?) -> NetworkPolicyReach {
      NetworkPolicyReach(object?.node[path: "spec"]?[side.rules], peers: side.peers)
    }
    let (before, after) = (reach(old), reach(new))
    if before.isTooLarge || after.isTooLarge {
      findings.doubt(shown.line, "\(shown.title) has more rules than are compared")
      return
    }
    let scene = "\(side.words) the pods of \(shown.title)"
    func add(_ direction: Direction, _ severity: Severity, _ summary: String, line: Int? = nil) {
      findings.observations.append(
        Observation(
          policy,
          direction,
          direction == .narrowed ? .low : severity,
          line: new == nil ? nil : line ?? shown.line,
          oldLine: old?.line,
          summary: summary,
          environments: shown.environments
        )
      )
    }
    switch (isIsolated(old, side), isIsolated(new, side)) {
    case (false, false): return
    case (true, false):
      // A policy that lets everything pass holds nothing back.
      let direction: Direction = before.isEverything ? .narrowed : .widened
      add(direction, .high, "stops isolating traffic \(scene)")
    case (false, true):
      if after.isEverything {
        add(.widened, .high, "lets everything \(scene)")
      } else {
        // What it lets in, another policy may have kept out until now.
        let direction: Direction = after.isEmpty ? .narrowed : .incomparable
        add(direction, .medium, "isolates traffic \(scene)")
      }
    case (true, true):
      let (gained, lost) = (after.minus(before), before.minus(after))
      guard let first = gained.first ?? lost.first else { return }
      let severity: Severity = gained.contains { $0.way.isWorld } ? .high : .medium
      let direction: Direction =
        gained.isEmpty ? .narrowed : lost.isEmpty || after.isEverything ? .widened : .incomparable
      let more = gained.count > 1 ? " and \(gained.count - 1) more" : ""
      let words =
        gained.isEmpty
        ? "no longer lets \(first.way.title) \(scene)"
        : "lets \(first.way.title)\(more) \(scene)"
      add(direction, severity, words, line: gained.first?.line)
    }
  }

  private static func select(
    _ old: KubernetesObject?,
    _ new: KubernetesObject,
    _ findings: inout Findings
  ) {
    guard let old, let before = old.node[path: "spec", "podSelector"],
      let after = new.node[path: "spec", "podSelector"], !before.isEquivalent(to: after)
    else { return }
    let all = (before.object?.isEmpty ?? true, after.object?.isEmpty ?? true)
    findings.observations.append(
      Observation(
        policy,
        all.0 ? .widened : all.1 ? .narrowed : .incomparable,
        all.1 ? .low : .high,
        line: after.position.line,
        oldLine: before.position.line,
        summary: "selects other pods for \(new.title)",
        environments: new.environments
      )
    )
  }

  private static func note(
    _ old: KubernetesObject?,
    _ new: KubernetesObject?,
    _ findings: inout Findings
  ) {
    let specs = [old, new].compactMap { $0?.node["spec"] }
    if let templated = specs.first(where: Unfilled.standsIn) {
      findings.doubt(templated.position.line, "a template stands in a NetworkPolicy")
    }
  }
}
