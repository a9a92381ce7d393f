import Syntax

/// Settings of the cluster's own programs that a ConfigMap holds as a text.
enum EmbeddedObjects {
  /// Named by the map and the key that hold them.
  static func all(in map: KubernetesObject) -> [Node] {
    guard map.kind == "ConfigMap" else { return [] }
    return (map.node["data"]?.object ?? []).flatMap { entry -> [Node] in
      guard let text = entry.value.string, ManifestPath.mentionsObjects(Array(text.utf8)),
        let documents = try? YAMLReader.read(Array(text.utf8), limits: .small)
      else { return [] }
      return documents.filter(isSetting).map {
        // A block scalar begins on the line of its mark.
        named($0.moved(down: entry.value.position.line), "\(map.name)/\(entry.key)", in: map)
      }
    }
  }

  private static func isSetting(_ node: Node) -> Bool {
    let version = node["apiVersion"]?.text ?? ""
    return version.contains(".config.k8s.io/") || version.hasPrefix("audit.k8s.io/")
  }

  private static func named(_ node: Node, _ name: String, in map: KubernetesObject) -> Node {
    func member(_ key: String, _ value: Node) -> Node.Member {
      Node.Member(key: key, keyPosition: node.position, value: value)
    }
    var names = [member("name", Node(.string(name), at: node.position))]
    if let space = map.node["metadata"]?["namespace"] { names.append(member("namespace", space)) }
    let rest = (node.object ?? []).filter { $0.key != "metadata" }
    return Node(
      .object(rest + [member("metadata", Node(.object(names), at: node.position))]),
      at: node.position
    )
  }
}
