import Detection
import Syntax

/// Where the data of volumes lies.
enum VolumeRule: KubernetesFactRule {
  static let source = Kind(
    "volume-source",
    of: .workload,
    title: "A volume stands for another store",
    help:
      "Whoever may claim the volume, or runs in a pod that has it, reads and writes what the store holds.",
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
    for pod in PodSpec.all(in: object) {
      facts.owners.insert(pod.identity)
      facts.add(stores(of: pod) + claims(of: pod))
    }
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

  /// Volumes of a pod that are neither its own, nor a claim's, nor told as a path or a secret.
  private static let own: Set<String> = [
    "name", "configMap", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim",
    "projected", "secret", "hostPath", "image",
  ]

  /// Another claim is other data; one more of a pod that was there, too.
  private static func claims(of pod: PodSpec) -> [Fact] {
    (pod.node["volumes"]?.items ?? []).compactMap { volume in
      guard let node = volume[path: "persistentVolumeClaim", "claimName"] else { return nil }
      return Fact(
        source,
        slot: "\(pod.identity)\u{0}claim \(volume["name"]?.text ?? "")",
        rank: 0,
        value: node.canonical,
        owner: pod.identity,
        .medium,
        line: node.position.line,
        "a volume of the claim",
        "for \(pod.object.title)",
        environments: pod.object.environments,
        isFirm: true
      )
    }
  }

  private static func stores(of pod: PodSpec) -> [Fact] {
    (pod.node["volumes"]?.items ?? []).flatMap { volume in
      (volume.object ?? []).filter { !own.contains($0.key) && $0.value.object != nil }.map {
        Fact(
          source,
          slot: "\(pod.identity)\u{0}\(volume["name"]?.text ?? "") \($0.key)",
          value: $0.value.canonical,
          .medium,
          line: $0.keyPosition.line,
          "a volume of '\($0.key)' as",
          "for \(pod.object.title)",
          environments: pod.object.environments,
          isFirm: true
        )
      }
    }
  }
}
