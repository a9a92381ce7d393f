import Detection
import Syntax

/// From which addresses a load balancer is reached, where both sides say some.
enum LoadBalancerRanges: KubernetesRule {
  /// It speaks of exposure, whose kind is another rule's.
  static let kinds: [Kind] = []

  static func compare(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings {
    var findings = Findings()
    for service in new.objects(of: "Service") {
      guard let before = old[service.identity].flatMap(ranges), let after = ranges(of: service),
        !isOpen(before), !isOpen(after)
      else { continue }
      compare(before, after, service, &findings)
    }
    return findings
  }

  /// `nil` where the Service has no load balancer, or no list: then everybody reaches it.
  private static func ranges(of service: KubernetesObject) -> Node? {
    guard service.node[path: "spec", "type"]?.text == "LoadBalancer" else { return nil }
    return service.node[path: "spec", "loadBalancerSourceRanges"]
  }

  /// No range at all is every address.
  static func isOpen(_ list: Node?) -> Bool {
    guard let texts = list?.texts, !texts.isEmpty else { return true }
    return AddressBlock.merged(Set(texts.compactMap(AddressBlock.init))).contains {
      $0.isEverything
    }
  }

  private static func compare(
    _ old: Node,
    _ new: Node,
    _ service: KubernetesObject,
    _ findings: inout Findings
  ) {
    let (before, after) = (AddressSet(texts: old.texts), AddressSet(texts: new.texts))
    let (gained, lost) = (after.subtracting(before), before.subtracting(after))
    guard !gained.isEmpty || !lost.isEmpty else { return }
    if gained.names.union(lost.names).contains(where: Unfilled.stands) {
      findings.doubt(new.position.line, "a template stands in the ranges of \(service.title)")
    }
    let direction: Direction =
      lost.isEmpty ? .widened : gained.isEmpty ? .narrowed : .incomparable
    let change =
      lost.isEmpty
      ? "adds address range \(gained.text)"
      : gained.isEmpty
        ? "removes address range \(lost.text)"
        : "changes address range \(lost.text) to \(gained.text)"
    findings.observations.append(
      Observation(
        ServiceRule.exposure,
        direction,
        direction == .narrowed ? .low : gained.isWorld ? .high : .medium,
        line: new.position.line,
        oldLine: old.position.line,
        summary: "\(change) for \(service.title)",
        environments: service.environments
      )
    )
  }
}
