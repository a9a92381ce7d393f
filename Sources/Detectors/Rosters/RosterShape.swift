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
  case entries([RosterEntry])
  /// A list that only a template's run knows.
  case expression(String)
  case other

  init(_ node: Node) {
    switch node.value {
    case .string(let text) where Templates.arePresent(in: Array(text.utf8)):
      self = .expression(text)
    case .array(let items): self = Self.list(items)
    case .object(let members): self = Self.map(members, node)
    default: self = .other
    }
  }

  private static func list(_ items: [Node]) -> RosterShape {
    var entries: [RosterEntry] = []
    for item in items {
      if let name = RosterReader.identity(of: item) {
        entries.append(RosterEntry(name: name.text, node: item))
      } else if let text = item.text, isPrincipal(text) || item.isTemplated {
        entries.append(RosterEntry(name: text, node: item))
      } else if let member = item.object?.first, item.object?.count == 1 {
        entries.append(RosterEntry(name: member.key, node: item, role: member.value))
      } else {
        return .other
      }
    }
    return .entries(entries)
  }

  /// `{alice: admin}`, `{alice: {role: admin}}`, or one person's description.
  private static func map(_ members: [Node.Member], _ node: Node) -> RosterShape {
    let isOfRoles = members.allSatisfy { member in
      switch member.value.value {
      case .null, .bool: true
      case .string(let text): RosterRank.rank(of: text) != nil || text.isEmpty
      default: false
      }
    }
    if isOfRoles {
      return .entries(
        members.filter { $0.value.bool != false }
          .map { RosterEntry(name: $0.key, node: $0.value, role: $0.value.isNull ? nil : $0.value) }
      )
    }
    let isOfPeople = members.allSatisfy { member in
      (member.value.object != nil || member.value.isNull) && isPrincipal(member.key)
        && RosterWords.meaning(of: member.key) == .none
    }
    guard isOfPeople else { return .other }
    return .entries(members.map { RosterEntry(name: $0.key, node: $0.value) })
  }

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
