package import Syntax

/// All objects of one side of a file.
package struct KubernetesManifest: Sendable {
  package private(set) var objects: [KubernetesObject] = []
  /// Documents that are no objects of a cluster, without empty ones.
  package private(set) var others: [Node] = []
  /// Patches by which objects go.
  private(set) var deletions = 0
  private(set) var places: [String: Int] = [:]

  package init(_ documents: [Node] = []) {
    documents.forEach { add($0, depth: 0) }
  }

  private mutating func add(_ node: Node, depth: Int) {
    // What is in it the detector of encrypted files is asked, which sees that it is replaced.
    if node.isNull || SopsFile.hides(node) { return }
    guard let object = KubernetesObject(node) else {
      others.append(node)
      return
    }
    if object.kind.hasSuffix("List"), let items = node["items"]?.array, depth < 4 {
      items.forEach { add($0, depth: depth + 1) }
      return
    }
    // A patch that takes an object away says nothing of what is in it.
    if node["$patch"]?.text == "delete" {
      deletions += 1
      return
    }
    if places[object.identity] == nil { places[object.identity] = objects.count }
    objects.append(object)
    EmbeddedObjects.all(in: object).forEach { add($0, depth: 4) }
  }

  package func objects(of kind: String...) -> [KubernetesObject] {
    objects.filter { kind.contains($0.kind) }
  }

  package subscript(identity: String) -> KubernetesObject? {
    places[identity].map { objects[$0] }
  }

  /// Two objects of one identity: which of them a cluster keeps depends on who applies them.
  package var twin: KubernetesObject? {
    var seen: Set<String> = []
    return objects.first { !seen.insert($0.identity).inserted }
  }
}
