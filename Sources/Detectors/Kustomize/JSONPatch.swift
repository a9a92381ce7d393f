import Detection
import Syntax

/// The operations of a JSON patch (RFC 6902), compared one by one.
struct JSONPatch {
  private struct Operation {
    let name: String
    let field: PatchField
    let value: Node?
    let source: String?
    let position: Position

    init?(_ node: Node) {
      guard let name = node["op"]?.text, let path = node["path"]?.text else { return nil }
      self.name = name
      field = PatchField(
        path: path.split(separator: "/").map {
          String($0).replacing("~1", with: "/").replacing("~0", with: "~")
        }
      )
      value = node["value"]
      source = node["from"]?.text
      position = node.position
    }

    var text: String {
      [name, source, value?.compact].compactMap(\.self).joined(separator: " ")
    }
  }

  private let operations: [Operation]

  /// `nil` where a list holds anything else; an empty one is a patch too.
  init?(_ node: Node) {
    guard let items = node.array else { return nil }
    operations = items.compactMap(Operation.init)
    guard operations.count == items.count else { return nil }
  }

  var isEmpty: Bool { operations.isEmpty }

  /// `target` is what the kustomization says the patch is for.
  func facts(for target: PatchTarget, after line: Int = 0) -> [Fact] {
    var twins: [String: Int] = [:]
    return operations.compactMap { operation in
      guard !operation.field.isHarmless(operation.value) else { return nil }
      let path = "/" + operation.field.path.joined(separator: "/")
      let twin = twins[path, default: 0]
      twins[path] = twin + 1
      let kind = PatchKinds.kind(of: target.kind, fields: operation.field.path)
      return Fact(
        kind,
        slot: "\(target.title)\u{0}\(path)\u{0}\(twin)",
        rank: 0,
        value: operation.text,
        kind == PatchKinds.iam ? .high : .medium,
        line: line + operation.position.line,
        "the patch of '\(path)'",
        "for \(target.title)"
      )
    }
  }
}

/// Which objects a patch is for.
struct PatchTarget {
  let kind: String?
  let title: String

  init(_ node: Node?) {
    kind = node?["kind"]?.text
    let rest = (node?.object ?? []).filter { $0.key != "kind" }
      .map { $0.key == "name" ? $0.value.compact : "\($0.key) \($0.value.compact)" }
    let words = [kind] + rest
    let text = words.compactMap(\.self).joined(separator: " ")
    title = text.isEmpty ? "whatever it is applied to" : text
  }

  init(of object: Node) {
    let name = object["metadata"]?["name"]?.text
    kind = object["kind"]?.text
    title = [kind, name].compactMap(\.self).joined(separator: " ")
  }
}
