internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

/// What became of open decisions.
package struct Reconciled: Sendable {
  package var landed = 0
  package var settled = 0
  /// Their references are still where they were judged.
  package var open = 0
}

extension Server {
  /// Closes every open decision, those too whose marks were lost with a disk or in a copy of the repository;
  /// what `countersign reconcile` runs.
  package borrowing func reconcile() throws -> Reconciled {
    try PendingDecisions(commonDirectory: repository.commonDirectory).removeUnreadable()
    var records = try Landing(ServerLedger(self)).reconcile()
    try announcePolicy()
    let tip = try writer().tip(of: .decisions)
    let reader = try LedgerReader.read(
      tip.commit,
      of: .decisions,
      in: repository,
      keys: policies.policy.serverKeys
    )
    let open = OpenDecisions(reader.entries)
    records += try Landing(ServerLedger(self)).reconcile(open)
    var result = Reconciled()
    for record in records {
      result.landed += record.kind == .landed ? 1 : 0
      result.settled += record.kind == .settled ? 1 : 0
    }
    result.open = open.decisions.count - records.count { open.contains($0) }
    return result
  }
}

/// The decisions of a whole ledger that nothing closed, and where references were last led.
struct OpenDecisions {
  private(set) var decisions: [PendingDecisions.Pending] = []
  private var lastLed: [RefName: ObjectID] = [:]

  init(_ entries: [LedgerEntry]) {
    let closed = Set(entries.filter { $0.kind != .decision }.compactMap(\.decision))
    for entry in entries {
      guard let target = entry.target, let new = entry.new else { continue }
      switch entry.kind {
      case .landed, .baseline: lastLed[target] = new
      case .decision where !closed.contains(entry.digest):
        guard let old = entry.old else { continue }
        decisions.append(.init(decision: entry.digest, target: target, old: old, new: new))
      default: continue
      }
    }
  }

  /// Whether the reference was last led to where the decision found it.
  func isNext(_ pending: PendingDecisions.Pending) -> Bool {
    lastLed[pending.target] ?? .zero == pending.old
  }

  /// Whether a record closes one of these.
  func contains(_ record: Record) -> Bool {
    decisions.contains { $0.decision == record.digest("decision") }
  }
}
