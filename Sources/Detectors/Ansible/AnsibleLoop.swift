import Syntax

/// The items that a task is repeated for, where the text lists them.
struct AnsibleLoop {
  private let variable: String
  let items: [Node]
  private static let limit = 100

  init?(_ task: Node) {
    guard let list = (task["loop"] ?? task["with_items"] ?? task["with_list"])?.array,
      !list.isEmpty, list.count <= Self.limit
    else { return nil }
    items = list
    variable = task[path: "loop_control", "loop_var"]?.text ?? "item"
  }

  /// The node with an item in the place of the variable.
  ///
  /// Depth is bounded by the reader.
  func filled(_ node: Node, with item: Node) -> Node {
    switch node.value {
    case .string(let text): return filled(text, with: item, at: node)
    case .array(let nodes):
      return Node(.array(nodes.map { filled($0, with: item) }), at: node.position, tag: node.tag)
    case .object(let members):
      let filled = members.map { member in
        Node.Member(
          key: member.key,
          keyPosition: member.keyPosition,
          value: self.filled(member.value, with: item)
        )
      }
      return Node(.object(filled), at: node.position, tag: node.tag)
    default: return node
    }
  }

  private func filled(_ text: String, with item: Node, at node: Node) -> Node {
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      let value = value(of: ScriptText.trimmed(rest[open.upperBound..<close.lowerBound]), in: item)
      // All of the text is the value, which may be a list.
      if let value, open.lowerBound == text.startIndex, close.upperBound == text.endIndex {
        return value
      }
      result += rest[..<open.lowerBound]
      result += value?.text ?? String(rest[open.lowerBound..<close.upperBound])
      rest = rest[close.upperBound...]
    }
    return Node(.string(result + rest), at: node.position, tag: node.tag)
  }

  /// `item`, `item.name`, `item['name']`; `nil` for any other expression.
  private func value(of expression: String, in item: Node) -> Node? {
    guard expression.hasPrefix(variable) else { return nil }
    let path = expression.dropFirst(variable.count)
    if path.isEmpty { return item }
    let isIndex = path.hasPrefix("['") && path.hasSuffix("']")
    guard isIndex || path.hasPrefix(".") else { return nil }
    return item[String(isIndex ? path.dropFirst(2).dropLast(2) : path.dropFirst())]
  }
}
