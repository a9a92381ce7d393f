internal import Approvals
internal import Gate
internal import Gathering
package import Git
package import GitObjects
internal import Hooks
package import Ledger
package import Policy

/// Judges landed decisions again: from the repository, by the policy of the record's digest, at its time, with
/// the ledger as it was then, and only by the approvals that it counted.
package struct Replay {
  /// From so many decisions on they are worth a second thread.
  private static let worthAThread = 8

  /// Decisions that come out otherwise.
  package private(set) var problems: [AuditFinding] = []
  /// Decisions that cannot be judged again.
  package private(set) var remarks: [AuditFinding] = []
  package private(set) var count = 0

  private let judge: Rejudge
  private let archive: PolicyArchive
  private let landed: [(position: Int, entry: LedgerEntry)]

  /// `tip` is of the decisions; `approvals` are notes commits with approvals.
  package init(
    _ reader: LedgerReader,
    tip: ObjectID,
    policy: ObjectID?,
    approvals: [ObjectID],
    keys: [ServerKey],
    in repository: borrowing Repository
  ) throws {
    judge = Rejudge(
      reader: reader,
      timeline: try LedgerTimeline(reader, tip: tip, in: repository),
      approvals: approvals,
      keys: keys
    )
    archive = try PolicyArchive(policy, keys: keys, in: repository)
    let closed = Set(
      reader.entries.filter { $0.kind == .landed && $0.isSigned }.compactMap(\.decision)
    )
    landed = reader.entries.enumerated().map { (position: $0, entry: $1) }.filter {
      $0.entry.kind == .decision && closed.contains($0.entry.digest)
    }
  }

  /// Judges every landed decision, and tells of them oldest first.
  package mutating func run(in repository: borrowing Repository) throws {
    let results = try repository.map(
      landed,
      worthIt: Self.worthAThread,
      from: Rejudge.Memory(archive: archive)
    ) { [judge] landed, memory, repository in
      try judge.judge(landed.entry, at: landed.position, &memory, in: repository)
    }
    for result in results {
      switch result {
      case .same: count += 1
      case .differs(let finding, let isJudged):
        if isJudged { count += 1 }
        problems.append(finding)
      case .gone(let finding, let isJudged):
        if isJudged { count += 1 }
        remarks.append(finding)
      }
    }
  }
}

/// What it takes to judge one decision again.
private struct Rejudge: Sendable {
  let reader: LedgerReader
  let timeline: LedgerTimeline
  let approvals: [ObjectID]
  let keys: [ServerKey]

  enum Result: Sendable {
    case same
    /// Comes out otherwise; not judged at all where the record or its policy does not say how.
    case differs(AuditFinding, isJudged: Bool)
    /// What it was about is no longer in the repository.
    case gone(AuditFinding, isJudged: Bool)
  }

  /// What one thread keeps from decision to decision.
  struct Memory: Sendable {
    var archive: PolicyArchive
    var positions = ReferencePositions()
    /// How many records the positions have followed.
    private var followed = 0

    init(archive: PolicyArchive) { self.archive = archive }

    /// Where references had been led when the record at this position was written.
    mutating func positions(before position: Int, in entries: [LedgerEntry]) -> ReferencePositions {
      if position < followed { (positions, followed) = (ReferencePositions(), 0) }
      for entry in entries[followed..<position] {
        if let landing = entry.landing { positions.follow(landing) }
      }
      followed = position
      return positions
    }
  }

  func judge(
    _ entry: LedgerEntry,
    at position: Int,
    _ memory: inout Memory,
    in repository: borrowing Repository
  ) throws -> Result {
    let name = "decision sha256:\(entry.digest)"
    guard let judged = JudgedRecord(try reader.record(entry, in: repository)) else {
      let text = "\(name) does not say what was judged"
      return .differs(AuditFinding(.replay, text), isJudged: false)
    }
    var isJudged = false
    do {
      guard let policies = try memory.archive.policy(judged.policy, in: repository) else {
        // The server publishes a policy before it judges by it.
        let text = "\(name) cannot be judged again: its policy is not in refs/countersign/policy"
        return .differs(AuditFinding(.policy, text), isJudged: false)
      }
      isJudged = true
      let positions = memory.positions(before: position, in: reader.entries)
      let decision = try decide(judged, under: policies, position, positions, in: repository)
      guard let difference = judged.difference(from: decision) else { return .same }
      let text = "\(name) comes out otherwise: \(difference)"
      return .differs(AuditFinding(.replay, text), isJudged: true)
    } catch let error as GitError where error.kind == .notFound {
      let text = "\(name) cannot be judged again: \(error.message)"
      return .gone(AuditFinding(.replay, text), isJudged: isJudged)
    } catch {
      let text = "\(name) cannot be judged again: \(error)"
      return .differs(AuditFinding(.replay, text), isJudged: isJudged)
    }
  }

  private func decide(
    _ judged: JudgedRecord,
    under policies: PolicySet,
    _ position: Int,
    _ positions: ReferencePositions,
    in repository: borrowing Repository
  ) throws -> Decision {
    let entry = policies.policy.target(for: judged.target)
    var gatherer = Gatherer(
      repository: repository.shared(),
      policies: policies,
      source: judged.source,
      limits: Limits(),
      now: judged.time,
      approvalNotes: approvals,
      decisions: timeline.before(position).map { DecisionIndex(commit: $0, serverKeys: keys) }
    )
    gatherer.carried = judged.trailers
    if judged.old.isZero || entry?.honoursOthers == true {
      gatherer.remoteReferences = positions.sorted
    }
    let move = Move(
      target: TargetName(judged.target),
      entry: entry,
      old: judged.old,
      new: judged.new,
      pusher: judged.pusher,
      breakGlass: judged.breakGlass,
      firstPush: judged.firstPush
    )
    let gathered = try gatherer.gather(move)
    var evidence = try gatherer.evidence(for: gathered)
    // What was overdue then would have refused it, and what is settled now was not yet.
    evidence.debts = []
    evidence.approvals.removeAll { approval in
      approval.statementDigest.map { !judged.counted.contains($0) } ?? true
    }
    return Gate.decide(gathered.proposal, under: policies, given: evidence)
  }
}
