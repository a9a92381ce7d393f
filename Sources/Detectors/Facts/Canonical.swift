package import Syntax

extension Node {
  /// The same text for all that says the same: keys in order, one way to write each value.
  package var canonical: String {
    var text = ""
    write(into: &text)
    return text
  }

  /// What a summary shows of it.
  package var compact: String {
    let text = canonical
    return text.count > 80 ? text.prefix(77) + "..." : text
  }

  private func write(into text: inout String) {
    if let tag { text += tag + " " }
    switch value {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .number(let number): text += number
    case .string(let string): text += string
    case .array(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += ", " }
        item.write(into: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { text += ", " }
        text += member.key + ": "
        member.value.write(into: &text)
      }
      text += "}"
    }
  }
}
