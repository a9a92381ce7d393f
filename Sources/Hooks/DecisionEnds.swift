internal import Git
internal import GitObjects
internal import Ledger

/// The records that close decisions, as one ledger calls for them.
struct DecisionEnds {
  typealias Pending = PendingDecisions.Pending

  private let index: DecisionIndex
  private let now: Timestamp
  private(set) var entries: [LedgerWriter.Entry] = []
  /// The decisions whose marks can be taken off.
  private(set) var closed: [Pending] = []
  /// Moves that were landed here.
  private var moves: Set<Move> = []

  private struct Move: Hashable {
    let target: RefName
    let old: ObjectID
    let new: ObjectID
  }

  /// `index` has the decisions as they stand.
  init(_ index: DecisionIndex, now: Timestamp) {
    self.index = index
    self.now = now
  }

  /// Closes decisions about one reference, given where it is: those that led it there, one after the other,
  /// have landed; those whose `old` it has left some other way are settled.
  mutating func close(
    _ open: [Pending],
    current: ObjectID,
    in repository: borrowing Repository
  ) throws {
    let path = Self.path(to: current, among: open)
    for pending in path.reversed() { try land(pending, in: repository) }
    for pending in open where pending.old != current && !path.contains(pending) {
      try settle(pending, in: repository)
    }
  }

  /// The decisions that lead to where the reference is, last first.
  ///
  /// More than one when git was quicker than its post-receive hooks: a decision from B to C was judged with
  /// the reference at B, so the one from A to B was carried out.
  private static func path(to current: ObjectID, among open: [Pending]) -> [Pending] {
    var path: [Pending] = []
    var position = current
    while let step = open.first(where: { $0.new == position && !path.contains($0) }) {
      path.append(step)
      position = step.old
    }
    return path
  }

  /// Lands a decision that git has carried out, and before it those that led the reference to its `old`.
  mutating func land(
    _ pending: Pending,
    after others: [Pending],
    in repository: borrowing Repository
  ) throws {
    for earlier in Self.path(to: pending.old, among: others).reversed() {
      try land(earlier, in: repository)
    }
    try land(pending, in: repository)
  }

  /// Lands a decision, once: not when another process did, nor when an equal decision was carried out in its
  /// stead.
  private mutating func land(_ pending: Pending, in repository: borrowing Repository) throws {
    guard !closed.contains(pending) else { return }
    guard let place = try place(of: pending, in: repository) else { return }
    let move = Move(target: pending.target, old: pending.old, new: pending.new)
    let isTaken = place.later.contains { $0.kind == .landed && $0.isAbout(pending) }
    guard !isTaken, moves.insert(move).inserted else { return settle(pending, place.decision) }
    var draft = RecordDraft(closing: place.decision, as: .landed, at: now)
    draft.add("target", pending.target.bytes)
    draft.add("old", "\(pending.old)")
    draft.add("new", "\(pending.new)")
    draft.add("decision", "sha256:\(pending.decision)")
    let use = SpentLine(
      target: pending.target.bytes,
      new: pending.new,
      decision: pending.decision,
      object: pending.object
    )
    let spends = try counted(in: place.decision).map {
      (statement: $0, line: use.encoded)
    }
    let isBypass = place.decision.first("outcome")?.elementsEqual("bypassed".utf8) == true
    let bypass = isBypass ? BypassIndex.opened(pending.decision, on: pending.object) : []
    entries.append(.init(draft, on: pending.object, spends: spends, bypass: bypass))
  }

  /// The statements that a decision used up.
  private func counted(in decision: Record) throws -> [Digest] {
    try decision.counted.map { line in
      guard let statement = line?.statement else {
        throw LedgerError(
          "decision sha256:\(decision.digest) does not say which approvals counted; run "
            + "'countersign audit verify'"
        )
      }
      return statement
    }
  }

  /// Closes a decision that came to nothing.
  mutating func settle(_ pending: Pending, in repository: borrowing Repository) throws {
    guard let place = try place(of: pending, in: repository) else { return }
    settle(pending, place.decision)
  }

  private mutating func settle(_ pending: Pending, _ decision: Record) {
    var draft = RecordDraft(closing: decision, as: .settled, at: now)
    draft.add("target", pending.target.bytes)
    draft.add("decision", "sha256:\(pending.decision)")
    draft.add("how", "superseded")
    entries.append(.init(draft, on: pending.object))
  }

  /// A decision that still is to be closed, and the records on its object that came after it.
  ///
  /// A mark whose record never became part of the ledger, or was closed by another process, is
  /// taken off.
  private mutating func place(of pending: Pending, in repository: borrowing Repository) throws
    -> (decision: Record, later: [Record])?
  {
    closed.append(pending)
    let records = try index.everything(on: pending.object, in: repository)
    guard let position = records.firstIndex(where: { $0.digest == pending.decision }) else {
      return nil
    }
    let later = Array(records[(position + 1)...])
    return later.contains { $0.digest("decision") == pending.decision }
      ? nil : (records[position], later)
  }
}

extension RecordDraft {
  /// A record that closes a decision, in the repository that the decision names.
  fileprivate init(closing decision: Record, as kind: Record.Kind, at time: Timestamp) {
    self.init(kind: kind)
    add("time", "\(time)")
    add("repository", decision.repositoryName)
  }
}

extension Record {
  fileprivate func isAbout(_ pending: PendingDecisions.Pending) -> Bool {
    target == pending.target.bytes && objectID("old") == pending.old
      && objectID("new") == pending.new
  }
}
