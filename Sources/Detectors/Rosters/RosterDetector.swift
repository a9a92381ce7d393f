package import Detection
import Syntax

/// People, teams and roles that a list or map of YAML, JSON or TOML gives access to.
package struct RosterDetector: Detector {
  package init() {}

  package var kinds: [Kind] { [Self.member, Self.role, Self.identity] }

  static let member = Kind(
    "member",
    of: .roster,
    title: "Somebody added to or removed from a list that gives access",
    help: "The list is fed to whatever hands out access: a group, a team, accounts on machines.",
    example: .init(
      path: "group_vars/all.yml",
      old: "sudo_users:\n  - alice\n",
      new: "sudo_users:\n  - alice\n  - bob\n"
    )
  )
  static let role = Kind(
    "role",
    of: .roster,
    title: "Role of somebody in a list changed",
    help: "A role, group or permission beside a name says how much that name is given.",
    example: .init(
      path: "org/members.yaml",
      old: "users:\n  alice: {role: reader}\n",
      new: "users:\n  alice: {role: admin}\n"
    )
  )
  static let identity = Kind(
    "identity",
    of: .roster,
    title: "Account or key behind a name changed",
    help: "The name keeps its access; another account or key now stands behind it.",
    example: .init(
      path: "people/alice.toml",
      old: "[[members]]\nname = 'Alice'\ngithub-id = 1\n",
      new: "[[members]]\nname = 'Alice'\ngithub-id = 2\n"
    )
  )

  package func read(_ pair: FilePair) -> Reading {
    let file = FileName(pair.path)
    guard let format = RosterFormat(file) else { return .foreign }
    let sides = [pair.old, pair.new].compactMap(\.self)
    guard sides.contains(where: RosterText.mayHold) else { return .foreign }
    let old: RosterSide
    let new: RosterSide
    do throws(SyntaxError) {
      old = try RosterSide(pair.old, format, file)
      new = try RosterSide(pair.new, format, file)
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
    guard !old.items.isEmpty || !new.items.isEmpty else { return .foreign }
    let comparison = AccessComparison(old: old.items, new: new.items)
    if let line = new.unclearLine(from: old) {
      return .partial(
        comparison.observations,
        line: line,
        reason: "what a template writes here is not known"
      )
    }
    return comparison.reading
  }
}

/// Whether a text can hold a roster at all; looked at before it is parsed.
enum RosterText {
  static func mayHold(_ bytes: [UInt8]) -> Bool {
    var word: [UInt8] = []
    for byte in bytes {
      if 0x61...0x7A ~= byte | 0x20 || byte == UInt8(ascii: "_") {
        word.append(byte | 0x20)
        continue
      }
      if word.count >= 4, word.count < 40 {
        let text = String(decoding: word, as: UTF8.self)
        if RosterWords.meaning(of: text) != .none { return true }
      }
      word.removeAll(keepingCapacity: true)
    }
    return false
  }
}
