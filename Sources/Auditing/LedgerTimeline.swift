internal import Git
internal import GitObjects
internal import Ledger

/// Which notes commit a record was added to, so that the ledger can be read as it was before it.
struct LedgerTimeline: Sendable {
  /// The notes commits, oldest first, and how many records there were after each.
  private var steps: [(commit: ObjectID, count: Int)] = []

  init(_ reader: LedgerReader, tip: ObjectID, in repository: borrowing Repository) throws {
    var positions: [Digest: Int] = [:]
    for (index, entry) in reader.entries.enumerated() { positions[entry.digest] = index }
    var next: ObjectID? = tip
    while let id = next {
      let commit = try repository.commit(id)
      // A commit that is not ours is a problem that the reader has told of.
      let last = try? LedgerHead(message: commit.message, of: reader.ledger).last
      steps.append((id, last.flatMap { positions[$0] }.map { $0 + 1 } ?? 0))
      next = commit.parents.first
    }
    steps.reverse()
  }

  /// The ledger as it was when the record at this position was written.
  func before(_ position: Int) -> ObjectID? {
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].count > position { high = middle } else { low = middle + 1 }
    }
    return low > 0 ? steps[low - 1].commit : nil
  }
}
