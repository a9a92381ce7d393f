import Detection
import Syntax

extension RosterReader {
  /// Whose maps may lie in one another: `permissions: {bors: {review: true}}`.
  private static let nesting: Set<String> = ["permissions", "permission", "access", "privileges"]

  /// `repos: {name: write}` and lists of teams or roles.
  mutating func rights(_ member: Node.Member, beside node: Node) {
    // What stands beside a list of people is theirs, as groups within a group are.
    if let items = member.value.array, items.allSatisfy({ $0.string != nil }),
      node.object?.contains(where: { RosterLexicon.meaning(of: $0.key) == .people }) ?? false
    {
      within(member.key) { reader in
        for item in items { reader.add(right: nil, as: item, to: nil) }
      }
      return
    }
    let nests = RosterLexicon.parts(of: member.key).last.map(Self.nesting.contains) ?? false
    within(member.key) { $0.rights(in: member.value, below: "", nests: nests) }
  }

  private mutating func rights(in node: Node, below prefix: String, nests: Bool) {
    guard let members = node.object, !members.isEmpty else { return walk(node) }
    let words = members.filter { !nests || $0.value.object == nil }
    let areRights = words.allSatisfy {
      $0.value.text.map { RosterRank.rank(of: $0) != nil } ?? false
    }
    for member in members {
      if nests, member.value.object != nil, RosterLexicon.meaning(of: member.key) == .none {
        rights(in: member.value, below: prefix + member.key + ".", nests: true)
      } else if areRights, member.value.object == nil {
        add(right: prefix + member.key, as: member.value, to: nil)
      } else {
        walk(member, beside: node)
      }
    }
  }

  /// A team, group or role, of somebody or of all that the file is about.
  mutating func add(right name: String?, as value: Node, to person: String?) {
    guard let text = value.text ?? Self.identity(of: value)?.text else { return walk(value) }
    let holder = names.dropLast().last.map(place) ?? "'\(label)'"
    let whom = person.map(Self.shown) ?? holder
    let list = names.last ?? "role"
    let isFlag = value.bool != nil
    let what =
      name.map { isFlag ? "the \(list) '\($0)'" : "'\(text)' on '\($0)'" }
      ?? "the \(list) '\(text)'"
    add(
      slot: [name ?? text],
      rank: name == nil ? nil : RosterRank.rank(of: text),
      value: name == nil ? nil : text,
      severity: RosterRank.isMighty(text) ? .critical : .high,
      line: value.position.line,
      comes: "gives \(whom) \(what)",
      goes: "takes \(what) from \(whom)",
      subject: "the right of \(whom) on '\(name ?? text)'",
      isFlag: isFlag && name != nil
    )
  }
}
