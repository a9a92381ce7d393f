import Detection
import Syntax

/// What takes data with it when it goes.
enum DestructionRule: KubernetesFactRule {
  static let removal = Kind(
    "kubernetes-object",
    of: .destruction,
    title: "Something that holds data is taken out of a manifest",
    help:
      "What prunes or deletes by this manifest removes the object, and with a claim, a namespace or a definition everything in it.",
    example: Kind.Example(
      path: "web/data.yaml",
      old: KubernetesExamples.object("v1", "PersistentVolumeClaim", "spec: {}"),
      new: ""
    )
  )
  static let kinds = [removal]

  private static let held: [String: Severity] = [
    "PersistentVolumeClaim": .high, "PersistentVolume": .high, "Namespace": .critical,
    "StatefulSet": .high, "CustomResourceDefinition": .critical, "VolumeSnapshot": .medium,
  ]

  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    if let severity = held[object.kind] {
      facts.add(guardian(object, "object", nil, severity, at: object.node, object.title, ""))
    }
    for claim in object.node[path: "spec", "volumeClaimTemplates"]?.items ?? [] {
      let name = claim[path: "metadata", "name"]?.text ?? "?"
      facts.add(
        guardian(
          object,
          "claim \(name)",
          object.identity,
          .high,
          at: claim,
          "volume claim '\(name)'",
          "for \(object.title)"
        )
      )
    }
    let policies = [
      object.node[path: "spec", "persistentVolumeReclaimPolicy"], object.node["reclaimPolicy"],
      object.node[path: "spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted"],
      object.node[path: "spec", "persistentVolumeClaimRetentionPolicy", "whenScaled"],
    ]
    for (index, node) in policies.enumerated() {
      guard let node, node.text == "Retain" else { continue }
      facts.add(
        guardian(
          object,
          "retain \(index)",
          object.identity,
          .high,
          at: node,
          "policy 'Retain'",
          "for \(object.title)"
        )
      )
    }
    if let node = object.node[path: "spec", "replicas"], node.text == "0" {
      facts.add(
        Fact(
          removal,
          slot: "\(object.identity)\u{0}replicas",
          .medium,
          line: node.position.line,
          "'replicas: 0'",
          "for \(object.title)",
          verbs: .sets,
          environments: object.environments
        )
      )
    }
  }

  private static func guardian(
    _ object: KubernetesObject,
    _ aspect: String,
    _ owner: String?,
    _ severity: Severity,
    at node: Node,
    _ noun: String,
    _ place: String
  ) -> Fact {
    Fact(
      removal,
      slot: "\(object.identity)\u{0}\(aspect)",
      rank: -1,
      owner: owner,
      severity,
      line: node.position.line,
      noun,
      place,
      environments: object.environments
    )
  }
}
