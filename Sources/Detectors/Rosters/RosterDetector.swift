package import Detection
import Syntax

/// People, teams and roles that a list or map of YAML, JSON or TOML gives access to.
package struct RosterDetector: Detector {
  package init() {}

  package var kinds: [Kind] { [Self.member, Self.role, Self.identity, Self.threshold] }

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

  static let threshold = Kind(
    "threshold",
    of: .roster,
    title: "Number of people who have to agree changed",
    help: "Whatever reads the list asks for so many of its people before it lets something happen.",
    example: .init(
      path: "org/members.yaml",
      old: "approvers: [alice, bob]\nrequired_approvals: 2\n",
      new: "approvers: [alice, bob]\nrequired_approvals: 1\n"
    )
  )

  package func read(_ pair: FilePair) -> Reading {
    let file = FileName(pair.path)
    guard let format = RosterFormat(file) else { return .foreign }
    let sides = [pair.old, pair.new].compactMap(\.self)
    let isOfPeople = file.directories.last.map { RosterLexicon.meaning(of: $0) == .people } ?? false
    guard isOfPeople || sides.contains(where: RosterText.mayHold) else { return .foreign }
    let old: RosterSide
    let new: RosterSide
    do throws(SyntaxError) {
      old = try RosterSide(pair.old, format, file)
      new = try RosterSide(pair.new, format, file)
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
    guard !old.items.isEmpty || !new.items.isEmpty else { return .foreign }
    let (before, after) = AnsibleLists.resolved(old: old.items, new: new.items, in: pair)
    let comparison = AccessComparison(old: before, new: after)
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
  /// Words by a hash: two that share one only have a text looked at for nothing.
  private static let words = Set(
    RosterLexicon.people.union(RosterLexicon.person).union(RosterLexicon.rights).compactMap {
      word in
      RosterLexicon.parts(of: word).last.map { hash($0.utf8) }
    }
  )
  private static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(start, mixed)
  }

  private static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  static func mayHold(_ bytes: [UInt8]) -> Bool {
    var hash = start
    var wasLower = false
    for byte in bytes {
      let isUpper = 0x41...0x5A ~= byte
      let isLower = 0x61...0x7A ~= byte
      if isUpper && wasLower || !isUpper && !isLower {
        if hash != start, words.contains(hash) { return true }
        hash = start
      }
      if isUpper || isLower { hash = mixed(hash, byte | 0x20) }
      wasLower = isLower
    }
    return hash != start && words.contains(hash)
  }
}
