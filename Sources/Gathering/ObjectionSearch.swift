package import Approvals
package import Gate
package import Git
package import GitObjects
internal import Policy

/// Finds vetoes, and what takes them back, wherever they lie: a deploy has no range to look in.
package struct ObjectionSearch {
  private let examiner: Examiner
  /// What was found, with what its signature is worth.
  package private(set) var statements: [ExaminedApproval] = []

  package init(_ check: ApprovalCheck, limits: WalkLimits) {
    examiner = Examiner(check: check, limits: limits)
  }

  /// Reads every note of a notes commit.
  package mutating func add(notes tip: ObjectID, in repository: borrowing Repository) throws {
    for (object, blob) in try repository.allNotes(in: tip) {
      let note = try repository.object(blob, limit: 16 << 20).bytes
      guard Self.mayObject(note) else { continue }
      statements += try examiner.approvals(inNote: note, on: object).filter(\.kind.lasts)
    }
  }

  /// Reads the messages of some commits.
  package mutating func add(
    commits: some Sequence<ObjectID>,
    in repository: borrowing Repository
  ) throws {
    for id in commits {
      let commit = try repository.commit(id)
      guard Self.mayObject(commit.message) else { continue }
      let tree = try commit.parents.first.map { try repository.commit($0).tree }
      statements += try examiner.approvals(in: commit, id: id, parentTree: tree).filter(
        \.kind.lasts
      )
    }
  }

  private static func mayObject(_ text: [UInt8]) -> Bool {
    kinds.contains { text.firstRange(of: $0) != nil }
  }

  private static let kinds = [Array("kind=veto".utf8), Array("kind=revocation".utf8)]
}
