import Syntax

/// The images that a scope names, in the ways that charts name them.
struct HelmImages {
  /// All keys that images are named by.
  private(set) var keys: Set<String> = []
  private let scope: HelmScope
  private var named: [String] = []

  private static let flat = ["imageRegistry", "imageRepository", "imageTag", "imageDigest"]
  private static let parts = ["registry", "repository", "name", "tag", "digest"]

  init(_ scope: HelmScope) {
    self.scope = scope
    // The values of an image are no images of their own.
    named = scope.keys.filter { key in
      key.lowercased().hasSuffix("image") && scope[key].contains { $0.map(Self.isImage) ?? false }
    }
    keys = Set(named).union(Self.flat.filter(scope.has))
  }

  private static func isImage(_ node: Node) -> Bool {
    node.text != nil || parts.contains { node[$0]?.text != nil }
  }

  /// The image of the scope's own container.
  func main(_ isOld: Bool) -> Node? {
    if named.contains("image") { return image("image", isOld) }
    guard Self.flat.contains(where: scope.has) else { return nil }
    return reference(Self.flat.map { scope[$0, isOld] }, Self.flat.map { scope[$0, !isOld] })
  }

  func others(_ isOld: Bool) -> [(String, Node)] {
    named.filter { $0 != "image" }.compactMap { key in image(key, isOld).map { (key, $0) } }
  }

  private func image(_ key: String, _ isOld: Bool) -> Node? {
    let (node, other) = (scope[key, isOld], scope[key, !isOld])
    guard let node else { return nil }
    if node.text != nil { return flattened(node, isOld) }
    func pieces(_ node: Node?) -> [Node?] {
      [node?["registry"], node?["repository"] ?? node?["name"], node?["tag"], node?["digest"]]
    }
    return reference(pieces(node), pieces(other))
  }

  /// A plain name, with a tag that stands beside it.
  private func flattened(_ node: Node, _ isOld: Bool) -> Node? {
    let tag = scope["imageTag", isOld]
    guard tag != nil || scope.has("imageDigest") else { return node }
    return reference([nil, node, tag, scope["imageDigest", isOld]], [])
  }

  /// One text of registry, repository, tag and digest, at the first that differs; what is left out is the
  /// chart's.
  private func reference(_ parts: [Node?], _ other: [Node?]) -> Node? {
    let texts = parts.map { part in part?.text.flatMap { $0.isEmpty ? nil : $0 } }
    guard let first = parts.compactMap(\.self).first, texts.contains(where: { $0 != nil }) else {
      return nil
    }
    let changed = zip(parts, other).first { $0?.text != $1?.text }?.0 ?? parts[2] ?? first
    let registry = texts[0].map { $0 + "/" } ?? ""
    let name = registry + (texts[1] ?? "(the chart's)")
    let tag = texts[2] ?? (texts[3] == nil ? "(the chart's)" : nil)
    let text = name + (tag.map { ":" + $0 } ?? "") + (texts[3].map { "@" + $0 } ?? "")
    return HelmNode.text(text, at: changed.position)
  }
}
