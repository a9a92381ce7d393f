internal import Approvals
internal import Gate
internal import Git
internal import GitObjects

extension Gatherer {
  /// Approvals that the gate would not come upon, because they lie on bytes of the same files that are not
  /// pushed: to say which those are.
  ///
  /// An approval that names a change of the push is left out: the gate does not come upon it, so it must not count here
  /// either.
  ///
  /// `looked` are the objects whose notes were examined already.
  borrowing func strays(
    beside proposal: Proposal,
    besides looked: Set<ObjectID>,
    _ examiner: Examiner
  ) throws -> [ExaminedApproval] {
    let classified = proposal.net + proposal.commits.flatMap { $0.changes.joined() }
    let pushed = Set(classified.map(\.id))
    let known = proposal.net.prefix(64).map(\.change)
    var strays: [ExaminedApproval] = []
    for tip in notesCommits {
      for (object, blob) in try repository.allNotes(in: tip) where !looked.contains(object) {
        try limits.walk.checkTime()
        let guesses = Set(known.flatMap { Self.changes(of: $0, to: object) })
        let note = try repository.object(blob, limit: limits.note, setting: "maxNote").bytes
        strays += try examiner.approvals(inNote: note, on: object).filter { examined in
          guard case .good(let said) = examined.signature, said.statement.kind == .approval
          else { return false }
          return pushed.isDisjoint(with: said.statement.changes)
            && !guesses.isDisjoint(with: said.statement.changes)
        }
      }
    }
    return strays
  }

  /// The ids of the change as it would be with the annotated blob as its new side.
  private static func changes(of change: FileChange, to blob: ObjectID) -> [ChangeID] {
    [FileMode.regular, .executable].map { mode in
      FileChange(path: change.path, old: change.old, new: .init(mode: mode, id: blob)).id
    }
  }
}
