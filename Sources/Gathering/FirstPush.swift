internal import Git
internal import GitObjects
internal import Ledger

extension Gatherer {
  /// Whether nothing is here yet: no reference but the gate's own, and none that was ever led anywhere.
  ///
  /// A repository whose only branch was deleted looks as empty; what landed there, or was introduced, is still in the
  /// ledger. An audit, which knows of no reference that is not gated, goes by that alone.
  borrowing func isFirstPush() throws -> Bool {
    let isEmpty = try serverReferences().allSatisfy { name, _ in
      name.isBelow("refs/countersign") || name.isBelow("refs/notes")
    }
    return try isEmpty && !hasHistory()
  }

  private borrowing func hasHistory() throws -> Bool {
    guard let decisions else { return false }
    let kinds: [Record.Kind] = [.landed, .baseline, .introduced]
    for (object, blob) in try repository.allNotes(in: decisions.commit) {
      let records = try Record.readable(inNote: try repository.object(blob).bytes, on: object)
      if records.contains(where: { kinds.contains($0.kind) }) { return true }
    }
    return false
  }
}
