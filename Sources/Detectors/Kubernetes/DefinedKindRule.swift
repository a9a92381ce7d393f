import Detection
import Syntax

/// What objects of kinds that a table knows say.
enum DefinedKindRule: KubernetesRule {
  static let kinds: [Kind] = []

  static func compare(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings {
    FactComparison(
      old: facts(of: old, beside: new),
      new: facts(of: new, beside: old),
      isTemplate: Unfilled.standsBesideName
    ).findings
  }

  /// Whether all that the object has is in the table.
  static func knows(_ object: KubernetesObject) -> Bool {
    guard let defined = DefinedKind[object] else { return false }
    return defined.isWhole(object.node, [])
  }

  private static func facts(
    of manifest: KubernetesManifest,
    beside other: KubernetesManifest
  ) -> Facts {
    var facts = Facts()
    for object in manifest.objects {
      guard let defined = DefinedKind[object] else { continue }
      facts.owners.insert(object.identity)
      if let presence = defined.presence {
        facts.add(
          fact(object, defined, "", rank: presence.rawValue, at: object.node, object.title)
        )
      }
      // What stands for everything says what each item beside it says.
      let all = other[object.identity].map { defined.fields(of: $0).filter(\.isEverything) } ?? []
      for field in defined.fields(of: object) {
        let isCovered = !field.isEverything && all.contains { $0.path == field.path }
        facts.add(read(field, object, defined, withItems: !isCovered))
      }
    }
    return facts
  }

  private static func read(
    _ field: DefinedKind.Field,
    _ object: KubernetesObject,
    _ defined: DefinedKind,
    withItems: Bool
  ) -> [Fact] {
    func one(_ rank: Int, _ value: String?, item: String = "") -> Fact {
      fact(
        object,
        defined,
        "\(field.path) \(item)",
        rank: rank,
        value: value,
        owner: rank > 0 || defined.isFree ? nil : object.identity,
        at: field.node,
        "'\(field.path)'" + (item.isEmpty ? "" : " \(item)")
      )
    }
    func items(_ rank: Int) -> [Fact] {
      if field.isEverything {
        return [one(rank, nil, item: "*")]
          + field.node.list.filter(\.isExcluded).map { one(-rank, nil, item: $0.compact) }
      }
      guard withItems else { return [] }
      // What a grant names with '!' it takes away.
      return field.node.list.map { one($0.isExcluded ? -rank : rank, nil, item: $0.compact) }
    }
    switch field.meaning {
    case .grants: return items(1)
    case .guards: return items(-1)
    case .levels(let ranks):
      let value = field.node.canonical
      guard let rank = ranks[value] else { return [one(0, value)] }
      return rank == 0 ? [] : [one(rank, value)]
    case .other: return [one(0, field.node.canonical)]
    case .named:
      return CarefulWords.leaves(of: field.node, at: [field.path]).map { path, leaf in
        one(0, leaf.canonical, item: path)
      }
    case .harmless: return []
    }
  }

  private static func fact(
    _ object: KubernetesObject,
    _ defined: DefinedKind,
    _ aspect: String,
    rank: Int,
    value: String? = nil,
    owner: String? = nil,
    at node: Node,
    _ noun: String
  ) -> Fact {
    Fact(
      defined.kind,
      slot: "\(object.identity)\u{0}\(aspect)",
      rank: rank,
      value: value,
      owner: owner,
      .high,
      line: node.position.line,
      noun,
      aspect.isEmpty ? "" : "in \(object.title)",
      environments: object.environments
    )
  }
}

extension Node {
  fileprivate var isExcluded: Bool {
    text?.hasPrefix("!") ?? object?.contains { $0.value.text?.hasPrefix("!") ?? false } ?? false
  }
}

extension DefinedKind {
  /// One that an object has, of those that the table knows.
  struct Field {
    /// `servers[web].hosts`.
    let path: String
    let node: Node
    let meaning: Meaning

    var isEverything: Bool { node.list.contains { $0.text == "*" } }
  }

  func fields(of object: KubernetesObject) -> [Field] {
    var found: [Field] = []
    visit(object.node, [], "", &found)
    return found
  }

  private func visit(_ node: Node, _ path: [String], _ shown: String, _ found: inout [Field]) {
    guard path.count < 8, found.count < 1000 else { return }
    if let meaning = meaning(of: path) {
      found.append(Field(path: shown, node: node, meaning: meaning))
      return
    }
    for member in node.object ?? [] where !path.isEmpty || !Self.outside.contains(member.key) {
      let isSpec = path.isEmpty && member.key == "spec"
      let name = isSpec ? "" : shown.isEmpty ? member.key : shown + "." + member.key
      visit(member.value, path + [member.key], name, &found)
    }
    for (index, item) in node.items.enumerated() {
      let mark = (item["name"] ?? item[path: "port", "name"])?.text ?? String(index)
      visit(item, path, "\(shown)[\(mark)]", &found)
    }
  }

  /// Whether the table has a meaning for all that stands below.
  func isWhole(_ node: Node, _ path: [String]) -> Bool {
    guard path.count < 8 else { return false }
    if meaning(of: path) != nil { return true }
    if let members = node.object {
      return members.allSatisfy { member in
        path.isEmpty && Self.outside.contains(member.key)
          || isWhole(member.value, path + [member.key])
      }
    }
    if let items = node.array { return items.allSatisfy { isWhole($0, path) } }
    return node.isNull
  }

  private static let outside: Set<String> = ["apiVersion", "kind", "metadata", "status"]
}
