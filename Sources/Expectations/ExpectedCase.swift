internal import Policy
package import Syntax

/// One push to a gated reference, and what must become of it.
package struct ExpectedCase: Sendable {
  /// What happens to a path.
  enum Kind: String, Sendable, CaseIterable {
    case added, modified, removed, mode, symlink, submodule
  }

  /// A move of the reference that is itself a change.
  enum Move: String, Sendable, CaseIterable { case created, deleted, rewound }

  /// What a file says before and after, for classes that look into it; `nil` where there is none.
  struct Edit: Sendable {
    let path: String
    let old: [UInt8]?
    let new: [UInt8]?
  }

  package let name: String
  package let position: Position
  let changes: [(path: String, kind: Kind)]
  let edits: [Edit]
  let target: String
  let move: Move?
  let author: String
  /// `nil` is nobody.
  let pusher: String?
  let isSigned: Bool
  let trailers: [String]
  let approvals: [PersonID]
  let expected: Outcome

  /// What is compared; `nil` is not.
  struct Outcome: Sendable {
    var outcome: String?
    var classes: [String]?
    var directions: [String]?
    var kinds: [String]?
    var rules: [String]?
    var approvers: [String]?
    var reasons: [String]?
    /// `PERSON: CODE` for each approval that does not count.
    var ignored: [String]?
  }

  init(_ node: YAMLNode, file: String) throws(PolicyError) {
    let keys = [
      "name", "paths", "changes", "edits", "target", "move", "author", "pusher", "signed",
      "trailers",
      "approvals",
      "expect",
    ]
    let map = try MapReader(node, file: file, what: "a case", keys: keys)
    name = try map.text(try map.required("name"))
    position = node.position
    changes = try Self.changes(map)
    edits = try Self.edits(map)
    target = try map.text("target") ?? "refs/heads/main"
    move = try map.choice("move")
    author = try map.text(try map.required("author"))
    let pusher = try map.text("pusher") ?? author
    self.pusher = pusher == "nobody" ? nil : pusher
    isSigned = try map.bool("signed") ?? false
    trailers = try map.texts("trailers")?.map(\.text) ?? []
    approvals = try map.names("approvals", as: PersonID.self) ?? []
    expected = try Self.outcome(try map.required("expect"), file: file)
    guard !changes.isEmpty || !edits.isEmpty || move != nil else {
      throw PolicyError(
        file: file,
        at: node.position,
        "a case has 'paths', 'changes', 'edits' or 'move'"
      )
    }
  }

  private static func changes(_ map: MapReader) throws(PolicyError) -> [(path: String, kind: Kind)]
  {
    var changes = try map.texts("paths")?.map { (path: $0.text, kind: Kind.modified) } ?? []
    guard let node = map.node("changes") else { return changes }
    let read = try MapReader(node, file: map.file, what: "changes", keys: nil)
    for pair in read.entries {
      let kind: Kind = try read.choice(pair.key) ?? .modified
      guard !changes.contains(where: { $0.path.utf8.elementsEqual(pair.key.utf8) }) else {
        throw PolicyError(
          file: map.file,
          at: pair.keyPosition,
          "'\(pair.key)' is under 'paths' as well"
        )
      }
      changes.append((pair.key, kind))
    }
    return changes
  }

  private static func edits(_ map: MapReader) throws(PolicyError) -> [Edit] {
    guard let node = map.node("edits") else { return [] }
    let read = try MapReader(node, file: map.file, what: "edits", keys: nil)
    var edits: [Edit] = []
    for pair in read.entries {
      let what = "'\(pair.key)'"
      let sides = try MapReader(pair.value, file: map.file, what: what, keys: ["old", "new"])
      let (old, new) = (try sides.text("old"), try sides.text("new"))
      guard old != nil || new != nil else {
        throw PolicyError(
          file: map.file,
          at: pair.keyPosition,
          "\(what) has neither 'old' nor 'new'"
        )
      }
      edits.append(
        Edit(path: pair.key, old: old.map { Array($0.utf8) }, new: new.map { Array($0.utf8) })
      )
    }
    return edits
  }

  private static func outcome(_ node: YAMLNode, file: String) throws(PolicyError) -> Outcome {
    let keys = [
      "outcome", "classes", "directions", "kinds", "rules", "approvers", "reasons", "ignored",
    ]
    let map = try MapReader(node, file: file, what: "expect", keys: keys)
    guard !map.entries.isEmpty else {
      throw PolicyError(file: file, at: node.position, "'expect' is empty")
    }
    func list(_ key: String) throws(PolicyError) -> [String]? {
      map.node(key) == nil ? nil : try map.names(orNone: key).sorted()
    }
    var outcome = Outcome()
    outcome.outcome = try map.text("outcome")
    if let wanted = outcome.outcome, !["allowed", "refused"].contains(wanted) {
      throw PolicyError(
        file: file,
        at: map.node("outcome")?.position ?? node.position,
        "'outcome' is allowed or refused"
      )
    }
    outcome.classes = try list("classes")
    outcome.directions = try list("directions")
    outcome.kinds = try list("kinds")
    outcome.rules = try list("rules")
    outcome.approvers = try list("approvers")
    outcome.reasons = try list("reasons")
    if let node = map.node("ignored") {
      let read = try MapReader(node, file: file, what: "ignored", keys: nil)
      var ignored: [String] = []
      for pair in read.entries { ignored.append("\(pair.key): \(try read.text(pair.value))") }
      outcome.ignored = ignored.sorted()
    }
    return outcome
  }
}
