internal import Approvals
internal import Auditing
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy
internal import Report

/// What a deploy check by the ledger comes to.
struct LedgerVerdict: Sendable {
  /// Allowed or refused, with its reasons; `old` is zero, since nothing is compared.
  let decision: Decision
  /// The record it rests on; `nil` where there is none.
  let record: CheckBasis.LandedRecord?
  /// What should be said besides, one sentence each.
  let remarks: [String]
}

/// Decides by the server's records.
///
/// Is the commit where landed decisions led, is nothing in between without one, and does nothing
/// since speak against it?
struct LedgerCheck: ~Copyable {
  let clone: Clone

  init(clone: consuming Clone) { self.clone = clone }

  /// - Throws: ``Failure`` with exit 2 where the records are missing or cannot be relied on.
  consuming func verdict(on commit: ObjectID, to destination: Destination) throws -> LedgerVerdict {
    guard let entry = destination.entry else { throw Failure.ungated(destination.name) }
    let reader = try ledger()
    try refuseOldPolicy(reader)
    try PolicyUnderTest.refuse(in: clone, for: commit) { tip, source in
      try reader.isPolicy(tip, of: source, in: clone.repository)
    }
    let evidence = try DeployEvidence(
      for: commit,
      to: DeployDestination(destination.ref, entry: entry, in: clone.policies.policy),
      by: reader,
      in: clone.repository
    )
    let landing = try evidence.landing(in: clone.repository)
    let debts = try debts(of: evidence)
    let reasons = try evidence.reasons(
      under: clone.policies,
      statements: try objections(to: evidence),
      debts: debts,
      at: clone.now,
      in: clone.repository
    )
    let decision = Decision(
      outcome: reasons.isEmpty ? .allowed : .refused,
      target: destination.name,
      environment: entry.environment,
      old: .zero,
      new: commit,
      pusher: .nobody,
      reasons: reasons
    )
    return LedgerVerdict(
      decision: decision,
      record: landing.map {
        CheckBasis.LandedRecord(
          decision: $0.decision,
          target: "\($0.target)",
          time: $0.time,
          object: $0.new
        )
      },
      remarks: try evidence.remarks(debts: debts, in: clone.repository)
    )
  }

  /// Every veto that is here, and every revocation.
  private borrowing func objections(to evidence: DeployEvidence) throws -> [ExaminedApproval] {
    let notes = try clone.approvalNotes()
    guard !notes.isEmpty else {
      throw try Failure.approvalsMissing(in: clone.repository, from: clone.remote)
    }
    var search = ObjectionSearch(
      ApprovalCheck(policies: clone.policies, now: clone.now),
      limits: .none
    )
    for tip in notes { try search.add(notes: tip, in: clone.repository) }
    try search.add(commits: evidence.commits, in: clone.repository)
    return search.statements
  }

  /// The bypasses that it rests on, but for those that a review here settles before the server says so.
  private borrowing func debts(of evidence: DeployEvidence) throws -> [BypassDebt] {
    let check = ApprovalCheck(policies: clone.policies, now: clone.now)
    let search = DebtSearch(check, notes: try clone.approvalNotes(), limits: .none)
    var debts: [BypassDebt] = []
    for record in try evidence.bypasses(in: clone.repository) {
      guard let debt = try search.debt(record, in: clone.repository) else {
        throw Failure(
          "decision sha256:\(record.digest) does not say what it bypassed",
          hint: "run 'countersign audit verify'"
        )
      }
      if debt.settlement(under: clone.policies.policy) == nil { debts.append(debt) }
    }
    return debts
  }

  /// The rules that were in force once are no rules to deploy by.
  private borrowing func refuseOldPolicy(_ reader: LedgerReader) throws {
    guard case .published(let tip, _) = clone.origin,
      let missing = try PublishedPolicy.missing(from: tip, knownTo: reader, in: clone.repository)
    else { return }
    throw Failure(
      "the policy here is older than the records: they name \(missing), which was published later",
      hint: "fetch it with",
      command: "git fetch \(ShellWord.quoted(clone.remote) ?? "REMOTE") "
        + "'+refs/countersign/policy*:refs/countersign/policy*'"
    )
  }

  private borrowing func ledger() throws -> LedgerReader {
    guard let notes = try clone.repository.ownTip(.decisions) else {
      throw try Failure.decisionsMissing(in: clone.repository, from: clone.remote)
    }
    let reader = try LedgerReader.read(
      notes,
      of: .decisions,
      in: clone.repository,
      keys: clone.policies.policy.serverKeys,
      names: try clone.repositoryNames(),
      verifying: [.landed, .baseline, .settled]
    )
    if let problem = reader.problems.first {
      throw Failure(
        "the server's decisions cannot be relied on: \(problem.text)",
        hint: "run 'countersign audit verify'"
      )
    }
    return reader
  }
}
