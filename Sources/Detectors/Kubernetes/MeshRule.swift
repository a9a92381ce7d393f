import Detection
import Syntax

/// Whether what programs say to each other is encrypted and checked by the mesh around them.
enum MeshRule: KubernetesFactRule {
  static let traffic = Kind(
    "kubernetes-traffic",
    of: .protection,
    title: "Traffic within the cluster is encrypted or checked otherwise",
    help:
      "A mesh encrypts what programs say to each other and checks who says it. A program without its proxy, or a port around it, answers whoever asks.",
    example: Kind.Example(
      path: "mesh/web.yaml",
      old: example("STRICT"),
      new: example("PERMISSIVE")
    )
  )
  static let kinds = [traffic]

  private static func example(_ mode: String) -> String {
    KubernetesExamples.object(
      "security.istio.io/v1",
      "PeerAuthentication",
      "spec: {mtls: {mode: \(mode)}}"
    )
  }

  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    if object.kind == "Namespace" {
      marks(object.node["metadata"], object, isNamespace: true, in: &facts)
    }
    if object.kind == "Pod" { marks(object.node["metadata"], object, in: &facts) }
    for pod in PodSpec.all(in: object) where object.kind != "Pod" {
      marks(pod.metadata, object, in: &facts)
    }
  }

  /// How much each value of a label or annotation lets pass beside the mesh; `*` is any value.
  private static let ranks: [String: [String: Int]] = [
    "istio-injection": ["enabled": -1], "istio.io/rev": ["*": -1],
    "istio.io/dataplane-mode": ["ambient": -1, "none": 1],
    "sidecar.istio.io/inject": ["true": -1, "false": 1],
    "linkerd.io/inject": ["enabled": -1, "ingress": -1, "disabled": 1],
    "config.linkerd.io/skip-inbound-ports": ["*": 1],
    "config.linkerd.io/skip-outbound-ports": ["*": 1],
    "config.linkerd.io/default-inbound-policy": [
      "deny": -3, "cluster-authenticated": -2, "all-authenticated": -1,
    ],
    "traffic.sidecar.istio.io/excludeInboundPorts": ["*": 1],
    "traffic.sidecar.istio.io/excludeOutboundPorts": ["*": 1],
    "traffic.sidecar.istio.io/excludeOutboundIPRanges": ["*": 1],
    "traffic.sidecar.istio.io/includeInboundPorts": ["*": 0],
    "traffic.sidecar.istio.io/includeOutboundIPRanges": ["*": 0],
  ]

  static func knows(_ mark: String) -> Bool { ranks[mark] != nil }

  private static func marks(
    _ metadata: Node?,
    _ object: KubernetesObject,
    isNamespace: Bool = false,
    in facts: inout Facts
  ) {
    for part in ["labels", "annotations"] {
      for member in metadata?[part]?.object ?? [] {
        guard let known = ranks[member.key], let value = member.value.text,
          let rank = known[value] ?? known["*"]
        else { continue }
        // A namespace that says no is one that says nothing.
        if isNamespace, rank > 0, known["*"] == nil { continue }
        facts.add(
          Fact(
            traffic,
            slot: "\(object.identity)\u{0}\(member.key)",
            rank: rank,
            value: value,
            owner: rank > 0 ? nil : object.identity,
            .high,
            line: member.keyPosition.line,
            "'\(member.key)'",
            "for \(object.title)",
            environments: isNamespace ? [object.name] : object.environments
          )
        )
      }
    }
  }
}
