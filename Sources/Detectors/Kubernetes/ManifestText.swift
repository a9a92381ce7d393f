import Syntax

/// One side of a manifest's file, read.
struct ManifestText {
  let manifest: KubernetesManifest
  /// Each action that has lines of its own, with the line it stands before: it may decide whether that counts.
  private let actions: [(words: String, line: Int)]

  init(_ bytes: [UInt8]?, _ path: ManifestPath) throws(SyntaxError) {
    guard let bytes else {
      manifest = KubernetesManifest()
      actions = []
      return
    }
    if path.isJSON {
      manifest = KubernetesManifest([try JSONReader.read(bytes, limits: .bundle)])
      actions = []
    } else if Templates.arePresent(in: bytes) {
      do {
        let documents = try YAMLReader.read(bytes, limits: .bundle)
        manifest = KubernetesManifest(documents.map { Self.named($0, path) })
        actions = []
      } catch {
        let (documents, templates) = try YAMLReader.readTemplate(bytes)
        manifest = KubernetesManifest(documents.map { Self.named($0, path) })
        actions = Self.scenes(of: templates)
      }
    } else {
      let documents = try YAMLReader.read(bytes, limits: .bundle)
      manifest = KubernetesManifest(documents.map { Self.named($0, path) })
      actions = []
    }
  }

  /// Kustomizations and charts are known by the file's name and may leave out what they are.
  private static func named(_ node: Node, _ path: ManifestPath) -> Node {
    guard path.isSpecial, let members = node.object, node["kind"] == nil else { return node }
    let kind = path.isChart ? "Chart" : "Kustomization"
    let version = path.isChart ? "v2" : "kustomize.config.k8s.io/v1"
    func member(_ key: String, _ value: String) -> Node.Member {
      Node.Member(
        key: key,
        keyPosition: node.position,
        value: Node(.string(value), at: node.position)
      )
    }
    let rest = members.filter { $0.key != "apiVersion" }
    return Node(
      .object([member("apiVersion", version), member("kind", kind)] + rest),
      at: node.position
    )
  }

  private static func scenes(of templates: Templates) -> [(words: String, line: Int)] {
    let lines = templates.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return templates.actions.filter(\.isWholeLine).compactMap { action in
      if ["{{/*", "{{- /*", "{#"].contains(where: action.text.hasPrefix) { return nil }
      let next = lines.dropFirst(action.position.line).first { line in
        !line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      }
      // Placeholders are numbered through the text: their numbers say nothing here.
      let words = String(decoding: next ?? [], as: UTF8.self).filter { $0.isASCII && !$0.isNumber }
      return (action.text + "\u{0}" + words, action.position.line)
    }
  }

  /// The first action that does not stand in the other text before the same line.
  func firstActionUnlike(_ other: ManifestText) -> Int? {
    if actions.count == other.actions.count,
      zip(actions, other.actions).allSatisfy({ $0.words == $1.words })
    {
      return nil
    }
    return zip(actions, other.actions).first { $0.words != $1.words }?.0.line
      ?? actions.last?.line ?? 1
  }
}
