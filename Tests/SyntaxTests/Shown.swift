import Syntax

/// A tree in one line, for tables of cases: strings as `'x'`, numbers bare, tags in front.
func shown(_ node: Node) -> String {
  let tag = node.tag.map { $0 + " " } ?? ""
  switch node.value {
  case .null: return tag + "null"
  case .bool(let flag): return tag + "\(flag)"
  case .number(let text): return tag + text
  case .string(let text): return tag + "'\(text)'"
  case .array(let items): return tag + "[" + items.map(shown).joined(separator: ", ") + "]"
  case .object(let members):
    let parts = members.map { "\($0.key): \(shown($0.value))" }
    return tag + "{" + parts.joined(separator: ", ") + "}"
  }
}

/// What a reader makes of a text: the tree, or where and why not.
func outcome(_ read: () throws(SyntaxError) -> Node) -> String {
  do throws(SyntaxError) { return shown(try read()) } catch { return error.description }
}
