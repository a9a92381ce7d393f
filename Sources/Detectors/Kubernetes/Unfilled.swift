import Syntax

/// Text that stands for something only a template's values tell.
enum Unfilled {
  static func stands(in text: String) -> Bool {
    text.contains("{{") || text.contains("{%") || text.contains("{#")
  }

  /// The same of a slot that begins with an object's identity: a name that both sides write the same way is one name.
  static func standsBesideName(_ text: String) -> Bool {
    let fields = text.split(separator: "\u{0}", omittingEmptySubsequences: false)
    guard fields.count >= 4 else { return stands(in: text) }
    return fields.dropFirst(4).contains { stands(in: String($0)) }
  }

  static func standsIn(_ node: Node) -> Bool { stands(in: node, depth: 0) }

  private static func stands(in node: Node, depth: Int) -> Bool {
    guard depth < 100 else { return true }
    switch node.value {
    case .string(let text): return stands(in: text)
    case .array(let items): return items.contains { stands(in: $0, depth: depth + 1) }
    case .object(let members):
      return members.contains { stands(in: $0.key) || stands(in: $0.value, depth: depth + 1) }
    default: return false
    }
  }
}
