internal import Git
internal import GitObjects
internal import Ledger

extension Gatherer {
  /// Whether nothing is here yet: no reference but the gate's own, and none that was ever led anywhere.
  ///
  /// A repository whose only branch was deleted looks as empty; what landed there is still in the ledger.
  borrowing func isFirstPush() throws -> Bool {
    let isEmpty = try serverReferences().allSatisfy { name, _ in
      name.isBelow("refs/countersign") || name.isBelow("refs/notes")
    }
    return try isEmpty && !hasLandings()
  }

  private borrowing func hasLandings() throws -> Bool {
    guard let decisions else { return false }
    for (object, blob) in try repository.allNotes(in: decisions.commit) {
      let records = try Record.readable(inNote: try repository.object(blob).bytes, on: object)
      if records.contains(where: { $0.kind == .landed || $0.kind == .baseline }) { return true }
    }
    return false
  }
}
