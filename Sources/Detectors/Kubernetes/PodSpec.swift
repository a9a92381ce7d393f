package import Syntax

/// What an object runs, wherever in it that stands.
package struct PodSpec: Sendable {
  package let node: Node
  /// Of the pods.
  let metadata: Node?
  package let object: KubernetesObject
  package let identity: String

  /// The pod specs of the kinds that have one, and of whatever else has a pod template.
  package static func all(in object: KubernetesObject) -> [PodSpec] {
    switch object.kind {
    case "Pod": return make(object.node, object)
    case "PodTemplate": return make(object.node["template"], object)
    case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "ReplicationController",
      "DeploymentConfig":
      return make(object.node[path: "spec", "template"], object)
    case "CronJob":
      return make(object.node[path: "spec", "jobTemplate", "spec", "template"], object)
    default:
      var found: [PodSpec] = []
      search(object.node["spec"], object, "", 0, &found)
      return found
    }
  }

  private static func make(_ template: Node?, _ object: KubernetesObject, _ place: String = "")
    -> [PodSpec]
  {
    guard let spec = template?["spec"] else { return [] }
    return [
      PodSpec(
        node: spec,
        metadata: template?["metadata"],
        object: object,
        identity: "\(object.identity)\u{0}\(place)"
      )
    ]
  }

  private static func search(
    _ node: Node?,
    _ object: KubernetesObject,
    _ place: String,
    _ depth: Int,
    _ found: inout [PodSpec]
  ) {
    guard let node, depth < 12, found.count < 50 else { return }
    switch node.value {
    case .object(let members):
      if node["spec"]?["containers"]?.array != nil {
        found += make(node, object, place)
        return
      }
      if node["containers"]?.array != nil {
        found.append(
          PodSpec(
            node: node,
            metadata: nil,
            object: object,
            identity: "\(object.identity)\u{0}\(place)"
          )
        )
        return
      }
      for member in members where !DeliveredValues.areHeld(by: object, at: member.key) {
        search(member.value, object, place + "/" + member.key, depth + 1, &found)
      }
    case .array(let items):
      for (index, item) in items.enumerated() {
        let name = item["name"]?.text ?? String(index)
        search(item, object, place + "/" + name, depth + 1, &found)
      }
    default: break
    }
  }

  /// Whether the cluster itself makes the pods: nobody else puts in what they do not name.
  var isBuiltIn: Bool { Self.builtIn.contains(object.kind) }

  private static let builtIn: Set<String> = [
    "Pod", "PodTemplate", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job",
    "ReplicationController", "DeploymentConfig", "CronJob",
  ]

  package var annotations: Node? { metadata?["annotations"] }

  package var containers: [PodContainer] {
    ["initContainers", "containers", "ephemeralContainers"].flatMap { list in
      (node[list]?.items ?? []).enumerated().map { index, node in
        PodContainer(node: node, pod: self, name: node["name"]?.text ?? "\(list)[\(index)]")
      }
    }
  }
}

package struct PodContainer: Sendable {
  package let node: Node
  package let pod: PodSpec
  package let name: String

  package var identity: String { "\(pod.identity)\u{0}\(name)" }
  package var place: String { "in container '\(name)' of \(pod.object.title)" }
  package var security: Node? { node["securityContext"] }

  /// A setting of the container, else of its pod.
  func setting(_ key: String) -> Node? {
    security?[key] ?? pod.node["securityContext"]?[key]
  }
}

/// A command that a cluster runs, for whoever judges commands.
package struct ClusterCommand: Sendable {
  /// `container 'dump' of CronJob prod/backup`.
  package let container: String
  /// As `command` and `args` give them; `sh -c` is not opened.
  package let words: [String]
  package let position: Position
  /// Of a CronJob.
  package let schedule: String?
  package let namespace: String?

  /// All commands of the objects in the documents of a file.
  package static func all(in documents: [Node]) -> [ClusterCommand] {
    KubernetesManifest(documents).objects.flatMap { object in
      PodSpec.all(in: object).flatMap(\.containers).compactMap { container in
        let nodes = (container.node["command"]?.list ?? []) + (container.node["args"]?.list ?? [])
        guard let first = nodes.first else { return nil }
        return ClusterCommand(
          container: "container '\(container.name)' of \(object.title)",
          words: nodes.compactMap(\.text),
          position: first.position,
          schedule: object.node[path: "spec", "schedule"]?.text,
          namespace: object.namespace
        )
      }
    }
  }
}
