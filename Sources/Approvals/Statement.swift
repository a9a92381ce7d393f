package import GitObjects

/// What a reviewer signs: one spelling, so that the bytes can be made again from a trailer.
///
/// See docs/formats.md.
package struct Statement: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case approval, veto, revocation
    case breakGlass = "break-glass"
    case bypassReview = "bypass-review"

    /// Whether it holds until its signer takes it back, whatever dates it and its key have: a no that
    /// ran out by itself would let through what nobody has said yes to again.
    package var lasts: Bool { self == .veto || self == .revocation }

    /// What each of ``Statement/subjects`` is called in the signed bytes and in a trailer.
    package var subjectKey: String { self == .bypassReview ? "decision" : "statement" }
  }

  package var kind = Kind.approval
  package var repository: [UInt8]
  /// A full reference name or `environment/NAME`; raw bytes.
  package var target: [UInt8]
  package var reviewer: [UInt8]
  package var classes: [[UInt8]]
  package var issued: Timestamp
  package var expires: Timestamp
  package var changes: [ChangeID]
  /// Of a revocation: the statements it takes back; of a bypass review: the decision it is about.
  package var subjects: [Digest] = []
  package var tree: ObjectID?
  package var reason: [UInt8]?

  package init(
    kind: Kind = .approval,
    repository: [UInt8],
    target: [UInt8],
    reviewer: [UInt8],
    classes: [[UInt8]],
    issued: Timestamp,
    expires: Timestamp,
    changes: [ChangeID],
    subjects: [Digest] = [],
    tree: ObjectID? = nil,
    reason: [UInt8]? = nil
  ) {
    self.kind = kind
    self.repository = repository
    self.target = target
    self.reviewer = reviewer
    self.classes = classes.sorted { $0.lexicographicallyPrecedes($1) }
    self.issued = issued
    self.expires = expires
    self.changes = changes.sorted()
    self.subjects = subjects.sorted()
    self.tree = tree
    self.reason = reason
  }

  /// The bytes that are signed.
  package var encoded: [UInt8] {
    var lines = ["countersign \(kind.rawValue) v1"]
    lines.append("repository " + Self.text(repository))
    lines.append("target " + Self.text(Escaped.statementValue(target)))
    lines.append("reviewer " + Self.text(reviewer))
    lines.append("classes " + Self.text(Array(classes.joined(separator: [UInt8(ascii: ",")]))))
    lines.append("issued \(issued)")
    lines.append("expires \(expires)")
    lines += subjects.map { "\(kind.subjectKey) sha256:\($0)" }
    lines += changes.map { "change \($0)" }
    if let tree { lines.append("tree \(tree)") }
    if let reason { lines.append("reason " + Self.text(Escaped.statementValue(reason))) }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// The SHA-256 of the signed bytes: the statement's name in the ledger.
  package var digest: Digest { Digest(of: encoded) }

  /// The id under which a revocation of the statement is noted, besides the objects that the statement lies on.
  ///
  /// No object has it. It is looked up wherever the statement is found, also where somebody carried the statement to
  /// after it was taken back.
  package static func place(ofRevoking statement: Digest) -> ObjectID {
    ObjectID(at: 0, of: statement.bytes)
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
