import Syntax

/// The objects that a kustomization writes out by itself: its patches, and the maps that it generates.
struct KustomizeObjects {
  /// Where several patches are for one object, the second of each is compared with the second, and so on.
  private(set) var layers: [KubernetesManifest] = []

  init(_ kustomization: Kustomization) {
    var layers: [[Node]] = [kustomization.maps]
    var seen: [String: Int] = [:]
    for inline in kustomization.strategic {
      let patch = inline.patch
      guard !patch.deletes, let object = KubernetesObject(patch.object),
        object.kind != "Kustomization"
      else { continue }
      let layer = seen[patch.title, default: 0]
      seen[patch.title] = layer + 1
      if layers.count == layer { layers.append([]) }
      layers[layer].append(patch.object.moved(down: inline.line))
    }
    self.layers = layers.map { KubernetesManifest($0) }
  }

  subscript(layer: Int) -> KubernetesManifest {
    layers.indices.contains(layer) ? layers[layer] : KubernetesManifest()
  }
}

extension Kustomization {
  /// What is generated from literals; files are read where they stand.
  fileprivate var maps: [Node] {
    (node["configMapGenerator"]?.items ?? []).compactMap { generator in
      guard let name = generator["name"] else { return nil }
      let literals = generator["literals"]?.items ?? []
      let data = literals.compactMap { literal -> Node.Member? in
        guard let text = literal.text, let sign = text.firstIndex(of: "=") else { return nil }
        let value = text[text.index(after: sign)...].trimming { $0 == "\"" || $0 == "'" }
        return member(
          String(text[..<sign]),
          Node(.string(String(value)), at: literal.position),
          at: literal.position
        )
      }
      let place = generator.position
      let space = generator["namespace"] ?? node["namespace"]
      let names =
        [member("name", name, at: place)]
        + (space.map { [member("namespace", $0, at: place)] } ?? [])
      return Node(
        .object([
          member("apiVersion", Node(.string("v1"), at: place), at: place),
          member("kind", Node(.string("ConfigMap"), at: place), at: place),
          member("metadata", Node(.object(names), at: place), at: place),
          member("data", Node(.object(data), at: place), at: place),
        ]),
        at: place
      )
    }
  }

  private func member(_ key: String, _ value: Node, at position: Position) -> Node.Member {
    Node.Member(key: key, keyPosition: position, value: value)
  }
}

extension Substring {
  fileprivate func trimming(_ isOutside: (Character) -> Bool) -> Substring {
    var rest = drop(while: isOutside)
    while let last = rest.last, isOutside(last) { rest.removeLast() }
    return rest
  }
}

extension Node {
  /// The same text so many lines further down.
  func moved(down lines: Int) -> Node {
    func moved(_ position: Position) -> Position {
      Position(line: position.line + lines, column: position.column)
    }
    let value: Value =
      switch self.value {
      case .array(let items): .array(items.map { $0.moved(down: lines) })
      case .object(let members):
        .object(
          members.map {
            Member(
              key: $0.key,
              keyPosition: moved($0.keyPosition),
              value: $0.value.moved(down: lines)
            )
          }
        )
      default: self.value
      }
    return Node(value, at: moved(position), tag: tag)
  }
}
