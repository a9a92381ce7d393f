import Detection
import Syntax

/// The fields that a strategic merge patch sets, whatever they are set to: each overrules the base.
struct StrategicPatch {
  let object: Node
  private let target: PatchTarget
  private let kind: Kind
  private var leaves: [(field: PatchField, value: Node)] = []

  init(_ object: Node, target: Node? = nil) {
    self.object = object
    self.target = target.map(PatchTarget.init) ?? PatchTarget(of: object)
    kind = PatchKinds.kind(of: object["kind"]?.text ?? self.target.kind)
    collect(object, [], 0)
  }

  var title: String { target.title }

  /// Whether the whole object is taken away.
  var deletes: Bool { object["$patch"]?.text == "delete" }

  private mutating func collect(_ node: Node, _ path: [String], _ depth: Int) {
    if let members = node.object, !members.isEmpty, depth < 64 {
      for member in members where !Self.names(member.key, at: path) {
        collect(member.value, path + [member.key], depth + 1)
      }
    } else if let items = node.array, !items.isEmpty, depth < 64 {
      for (index, item) in items.enumerated() {
        collect(item, path + [item["name"]?.text ?? String(index)], depth + 1)
      }
    } else if !path.isEmpty {
      leaves.append((PatchField(path: path), node))
    }
  }

  /// What only says which object, or which item of a list, is meant.
  private static func names(_ key: String, at path: [String]) -> Bool {
    switch path {
    case []: ["apiVersion", "kind"].contains(key)
    case ["metadata"]: ["name", "namespace"].contains(key)
    default: key == "name" && ["containers", "initContainers"].contains(path.dropLast().last)
    }
  }

  func facts(after line: Int = 0) -> [Fact] {
    if deletes { return [deletion(after: line)] }
    return leaves.compactMap { leaf in
      guard !leaf.field.isHarmless(leaf.value) else { return nil }
      return Fact(
        kind,
        slot: "\(target.title)\u{0}\(leaf.field.title)",
        rank: 0,
        value: leaf.value.canonical,
        kind == PatchKinds.iam ? .high : .medium,
        line: line + leaf.value.position.line,
        "the patch of '\(leaf.field.title)'",
        "for \(target.title)"
      )
    }
  }

  private func deletion(after line: Int) -> Fact {
    let guards = PatchKinds.guards(object["kind"]?.text ?? "")
    return Fact(
      kind,
      slot: "\(target.title)\u{0}delete",
      rank: guards ? 1 : 0,
      .high,
      line: line + object.position.line,
      "the deletion",
      "of \(target.title)"
    )
  }
}
