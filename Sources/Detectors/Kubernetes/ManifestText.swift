import Syntax

/// One side of a manifest's file, read.
struct ManifestText {
  /// One, or one for each branch of a template's conditions where they cannot stand in one text.
  let branches: [KubernetesManifest]
  /// The actions that decide over lines.
  let scenes: [TemplateScene]
  private let layout: TemplateLayout?

  init(_ bytes: [UInt8]?, _ path: ManifestPath) throws(SyntaxError) {
    var documents: [[Node]] = [[]]
    var templates: Templates?
    if let bytes, path.isJSON {
      documents = [[try JSONReader.read(bytes, limits: .bundle)]]
    } else if let bytes {
      do throws(SyntaxError) {
        documents = [try YAMLReader.read(bytes, limits: .bundle)]
      } catch {
        guard Templates.arePresent(in: bytes) else { throw error }
        (documents, templates) = try YAMLReader.readBranches(bytes)
      }
    }
    branches = documents.map { documents in
      KubernetesManifest(documents.enumerated().map { Self.named($1, $0, path) })
    }
    layout = templates.map(TemplateLayout.init)
    if let templates, let layout {
      scenes = templates.actions.filter(\.isWholeLine).compactMap {
        TemplateScene($0, in: layout)
      }
    } else {
      scenes = []
    }
  }

  var isEmpty: Bool { branches.allSatisfy { $0.objects.isEmpty && $0.deletions == 0 } }

  /// Both sides' branches, first with first; the last of a side for all that the other has beyond it.
  static func pairs(_ old: ManifestText, _ new: ManifestText)
    -> [(KubernetesManifest, KubernetesManifest)]
  {
    (0..<max(old.branches.count, new.branches.count)).map {
      (old.branches[min($0, old.branches.count - 1)], new.branches[min($0, new.branches.count - 1)])
    }
  }

  subscript(identity: String) -> KubernetesObject? {
    branches.lazy.compactMap { $0[identity] }.first
  }

  /// The objects of the documents that the lines are of, each once.
  func objects(on lines: ClosedRange<Int>) -> [KubernetesObject] {
    guard let layout else { return [] }
    let first = layout.document(of: lines.lowerBound).lowerBound
    let last = layout.document(of: lines.upperBound).upperBound
    var known: Set<String> = []
    return branches.flatMap(\.objects).filter {
      first...last ~= $0.line && known.insert($0.identity).inserted
    }
  }

  /// Kustomizations, charts and helmfiles are known by the file's name and may leave out what they are.
  private static func named(_ node: Node, _ index: Int, _ path: ManifestPath) -> Node {
    guard path.isSpecial, let members = node.object, node["kind"] == nil else { return node }
    let kind = path.isHelmfile ? "Helmfile" : path.isChart ? "Chart" : "Kustomization"
    let version = path.isChart ? "v2" : "kustomize.config.k8s.io/v1"
    func member(_ key: String, _ value: String) -> Node.Member {
      Node.Member(
        key: key,
        keyPosition: node.position,
        value: Node(.string(value), at: node.position)
      )
    }
    let isMore = path.isHelmfile && index > 0
    let rest =
      members.filter { $0.key != "apiVersion" }
      + (isMore ? [member("metadata", "")].map { $0.naming("\(index + 1)") } : [])
    return Node(
      .object([member("apiVersion", version), member("kind", kind)] + rest),
      at: node.position
    )
  }
}

extension Node.Member {
  /// With an object's name below it.
  fileprivate func naming(_ name: String) -> Node.Member {
    let inner = Node.Member(
      key: "name",
      keyPosition: keyPosition,
      value: Node(.string(name), at: keyPosition)
    )
    return Node.Member(
      key: key,
      keyPosition: keyPosition,
      value: Node(.object([inner]), at: keyPosition)
    )
  }
}
