internal import Git
internal import GitObjects
internal import Ledger

/// Follows decisions to their end.
///
/// One is `landed` once the reference is where the decision let it go, `settled` once it has gone
/// elsewhere. A decision whose reference is still at `old` is never given up.
///
/// What becomes of one is decided while no other process writes, from the ledger and the references
/// as they are then: two processes that see the same move write one record.
struct Landing: ~Copyable {
  typealias Pending = PendingDecisions.Pending

  private let ledger: ServerLedger
  private let pending: PendingDecisions

  init(_ ledger: consuming ServerLedger) {
    pending = PendingDecisions(commonDirectory: ledger.repository.commonDirectory)
    self.ledger = ledger
  }

  /// Closes every open decision whose reference says how it ended.
  @discardableResult
  borrowing func reconcile() throws -> [Record] {
    guard try pending.all().contains(where: { try position(of: $0) != $0.old }) else { return [] }
    return try close { ends in
      let open = try pending.all()
      for target in Set(open.map(\.target)).sorted() {
        let current = try ledger.repository.resolve(target).id ?? .zero
        try ends.close(
          open.filter { $0.target == target },
          current: current,
          in: ledger.repository
        )
      }
    }
  }

  /// Closes decisions that were found in the ledger and may have no mark.
  ///
  /// When the reference is at `new` and was last led to `old`, the decision led it there; at `old` it is
  /// still open and gets its mark back, unless it is about a reference whose name cannot exist; anywhere else
  /// it came to nothing.
  borrowing func reconcile(_ open: OpenDecisions) throws -> [Record] {
    try close { ends in
      let taken = try TakenNames(ledger.repository)
      for found in open.decisions {
        let current = try position(of: found)
        if current.isZero, found.old.isZero, taken.obstacle(to: found.target) != nil {
          try ends.settle(found, in: ledger.repository)
        } else if current == found.old {
          try pending.add(found)
        } else if current == found.new, open.isNext(found) {
          try ends.land(found, after: [], in: ledger.repository)
        } else {
          try ends.settle(found, in: ledger.repository)
        }
      }
    }
  }

  /// Closes the decisions that git says it has carried out.
  borrowing func landed(_ updates: [RefUpdate]) throws {
    try close { ends in
      let open = try pending.all()
      for moved in try open.filter({ try isMoved($0, by: updates) }) {
        let others = open.filter { $0.target == moved.target && $0 != moved }
        try ends.land(moved, after: others, in: ledger.repository)
      }
    }
  }

  private borrowing func isMoved(_ pending: Pending, by updates: [RefUpdate]) throws -> Bool {
    try updates.contains { update in
      guard update.old == pending.old, update.new == pending.new else { return false }
      return try ledger.repository.resolve(update.name).name == pending.target
    }
  }

  private borrowing func position(of pending: Pending) throws -> ObjectID {
    try ledger.repository.resolve(pending.target).id ?? .zero
  }

  @discardableResult
  private borrowing func close(_ decide: (inout DecisionEnds) throws -> Void) throws -> [Record] {
    var closed: [Pending] = []
    let records = try ledger.writer.append(to: .decisions) { tip in
      let index = DecisionIndex(commit: tip.commit, serverKeys: [])
      var ends = DecisionEnds(index, now: ledger.writer.now)
      try decide(&ends)
      closed = ends.closed
      return ends.entries
    }
    for pending in closed { try self.pending.remove(pending) }
    return records
  }
}
