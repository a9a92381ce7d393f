import Syntax

/// Somebody in a list or map.
struct RosterEntry {
  let name: String
  let node: Node
  /// Where the map's value is a role: `alice: admin`.
  var role: Node?

  /// Somebody whose entry says that they are gone.
  var isAbsent: Bool {
    ["state", "ensure", "status"].contains { key in
      ["absent", "removed", "disabled", "inactive"].contains(node[key]?.text ?? "")
    }
  }

  var isMighty: Bool { role?.text.map(RosterRank.isMighty) ?? false }
}

/// What the value of a key for people looks like.
enum RosterShape {
  /// Those who are named, and what stands beside them in a map.
  case entries([RosterEntry], rest: [Node.Member])
  /// A list that only a template's run knows.
  case expression(String)
  case other

  init(_ node: Node) {
    // `!include other.yml`: whoever runs it knows what it brings in.
    if let tag = node.tag?.lowercased(),
      ["include", "import", "file"].contains(where: tag.contains)
    {
      self = .expression(node.canonical)
      return
    }
    switch node.value {
    case .string(let text) where Templates.arePresent(in: Array(text.utf8)):
      self = .expression(text)
    case .array(let items): self = Self.list(items)
    case .object(let members): self = Self.map(members, node)
    default: self = .other
    }
  }

  /// One item that names nobody does not hide the others.
  private static func list(_ items: [Node]) -> RosterShape {
    let entries = items.compactMap { item -> RosterEntry? in
      if let name = RosterReader.identity(of: item) {
        return RosterEntry(name: name.text, node: item)
      }
      if let text = item.text { return RosterEntry(name: text, node: item) }
      guard let member = item.object?.first, item.object?.count == 1 else { return nil }
      return RosterEntry(name: member.key, node: item, role: member.value)
    }
    let isOfPeople =
      items.isEmpty || entries.contains { isPrincipal($0.name) || $0.node.isTemplated }
    return isOfPeople ? .entries(entries, rest: []) : .other
  }

  /// `{alice: admin}`, `{alice: {role: admin}}`, or one person's description.
  private static func map(_ members: [Node.Member], _ node: Node) -> RosterShape {
    let entries = members.compactMap { member -> RosterEntry? in
      guard isPrincipal(member.key) else { return nil }
      switch member.value.value {
      case .bool(false): return nil
      case .null where !descriptive.contains(member.key):
        return RosterEntry(name: member.key, node: member.value)
      case .string(let text) where text.isEmpty && descriptive.contains(member.key): return nil
      case .bool, .string:
        guard member.value.text.map({ RosterRank.rank(of: $0) != nil || $0.isEmpty }) ?? false
        else {
          return nil
        }
        return RosterEntry(name: member.key, node: member.value, role: member.value)
      case .object:
        // `{members: …}` within `users` is a list of its own, and `items` a schema's word.
        let isName = RosterLexicon.meaning(of: member.key) == .none && member.key != "items"
        return isName ? RosterEntry(name: member.key, node: member.value) : nil
      default: return nil
      }
    }
    guard !entries.isEmpty || members.isEmpty else { return .other }
    let names = Set(entries.map(\.name))
    return .entries(entries, rest: members.filter { !names.contains($0.key) })
  }

  /// What a team has beside its people, and what is no name of anybody where it is left empty.
  private static let descriptive: Set<String> = [
    "description", "title", "comment", "note", "notes", "summary", "purpose", "privacy", "slack",
    "email", "url", "homepage",
  ]

  /// A login, an address, a team, a key, a full name: one line without what paths and sentences have.
  static func isPrincipal(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 1000, !text.utf8.contains(0x0A) else { return false }
    if ["/", "./", "../", "~", "-", "$", "#"].contains(where: { text.hasPrefix($0) }) {
      return false
    }
    if text.hasPrefix("ssh-") || text.hasPrefix("ecdsa-") || text.hasPrefix("sk-") { return true }
    return !text.contains("://") && !text.utf8.contains(UInt8(ascii: "="))
      && text.utf8.count { $0 == 0x20 } <= 4
  }
}
