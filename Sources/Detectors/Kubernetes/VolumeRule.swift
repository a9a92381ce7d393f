import Detection
import Syntax

/// Where the data of persistent volumes lies.
enum VolumeRule: KubernetesFactRule {
  static let source = Kind(
    "volume-source",
    of: .workload,
    title: "A persistent volume stands for another store",
    help:
      "Whoever may claim the volume, or runs in a pod that does, reads and writes what the store holds.",
    example: Kind.Example(
      path: "storage/volume.yaml",
      old: KubernetesExamples.object(
        "v1",
        "PersistentVolume",
        "spec: {nfs: {server: 10.0.0.1, path: /homes}}"
      ),
      new: KubernetesExamples.object(
        "v1",
        "PersistentVolume",
        "spec: {nfs: {server: 10.0.0.1, path: /}}"
      )
    )
  )
  static let kinds = [source]

  /// All but these names a store, or a claim that may have it; a path of the node is judged as one.
  private static let others: Set<String> = [
    "capacity", "accessModes", "mountOptions", "storageClassName", "volumeMode", "hostPath",
    "persistentVolumeReclaimPolicy",
  ]

  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    guard object.kind == "PersistentVolume" else { return }
    for member in object.node["spec"]?.object ?? [] where !others.contains(member.key) {
      facts.add(
        Fact(
          source,
          slot: "\(object.identity)\u{0}\(member.key)",
          value: member.value.canonical,
          .medium,
          line: member.keyPosition.line,
          "'\(member.key)'",
          "for \(object.title)",
          environments: object.environments,
          isFirm: true
        )
      )
    }
  }
}
