internal import Approvals
package import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Platform
internal import Policy

/// Judges a push before any reference moves. Refused is the verdict until everything has said otherwise.
package struct PreReceive: ~Copyable {
  private let server: Server
  private let pusher: Pusher

  /// What the push comes to, for whoever prints it.
  package struct Verdict: Sendable {
    package var decisions: [Decision] = []
    package var isObserved = false
    package var messagePrefix = ""
    package var isRefused: Bool { decisions.contains { $0.outcome == .refused } }
  }

  package init(_ environment: HookEnvironment, gitDirectory: [UInt8]) throws {
    let server = try Server.open(
      gitDirectory: gitDirectory, objectDirectories: environment.objectDirectories)
    if let host = server.configuration.host, server.host == nil {
      throw Server.undecidable(
        .policyInvalid, "'countersign.host' is '\(Escaped.text(host))', which is no host",
        hint: "the server's admin can run 'countersign doctor'")
    }
    pusher = server.host?.pusher(in: environment) ?? .nobody
    self.server = server
  }

  /// Judges every update and records what was decided, before anything is let go.
  package borrowing func run(_ updates: [RefUpdate]) throws -> Verdict {
    let recorder = try Recorder.open(gitDirectory: server.repository.gitDirectory)
    try Landing(server).reconcile()
    let judged = try updates.map { try judge($0, newApprovals: approvalsPushed(in: updates)) }
    var verdict = Verdict()
    verdict.messagePrefix = server.host?.messagePrefix ?? ""
    verdict.decisions = judged.compactMap(\.decision)
    mixPolicyPush(judged, &verdict)
    if server.configuration.mode == .observe { observe(&verdict) }
    let introduced = verdict.isRefused ? [] : try introductions(judged, recorder)
    try record(verdict, introduced: introduced)
    return verdict
  }

  /// One update with what was found out about it.
  private struct Judged {
    let update: RefUpdate
    let name: RefName
    let role: RefRole
    var decision: Decision?
    var touchesPolicy = false
    var carriers: [ObjectID] = []
  }

  private borrowing func approvalsPushed(in updates: [RefUpdate]) -> ObjectID? {
    updates.first { $0.name == .approvals && !$0.new.isZero }?.new
  }

  private borrowing func judge(_ update: RefUpdate, newApprovals: ObjectID?) throws -> Judged {
    let (name, current) = try server.repository.resolve(update.name)
    let role = RefRole(of: name, under: server.policies.policy, policyRef: policyRef)
    var judged = Judged(update: update, name: name, role: role)
    do {
      try checkStale(update, name: name, current: current, role: role)
      switch role {
      case .forbidden(let why):
        throw GatheringError.refused(Reason(.protectedRef, "'\(name)' is not yours to push: \(why)"))
      case .deployments:
        throw GatheringError.refused(
          Reason(.protectedRef, "'\(name)' takes no records from clients in this version"))
      case .approvals:
        try ApprovalNotesUpdate.check(old: current, new: update.new, in: server.repository)
      case .gated(let entry):
        try judgeGated(&judged, entry: entry, newApprovals: newApprovals)
      case .ungated:
        judged.carriers = try carriersIfUngated(update)
      }
    } catch GatheringError.refused(let reason) {
      judged.decision = refusal(of: judged, reason)
    } catch let error as GitError {
      let mapped = GatheringError(error)
      guard case .refused(let reason) = mapped else { throw mapped }
      judged.decision = refusal(of: judged, reason)
    }
    return judged
  }

  /// `old` is the client's claim: a verdict about another range than the one that lands would be worthless.
  private borrowing func checkStale(
    _ update: RefUpdate, name: RefName, current: ObjectID?, role: RefRole
  ) throws {
    switch role {
    // Nothing of it is judged; and what is hidden is pushed as if it were new.
    case .ungated, .forbidden, .deployments: return
    case .gated, .approvals: break
    }
    guard update.old == current ?? .zero else {
      throw GatheringError.refused(
        Reason(
          .staleOld, "'\(name)' is not where the push says it is", hint: "run 'git fetch' and push again"))
    }
  }

  private borrowing func judgeGated(_ judged: inout Judged, entry: Target?, newApprovals: ObjectID?)
    throws
  {
    let gatherer = try gatherer(newApprovals: newApprovals)
    let move = Move(
      target: TargetName(judged.name), entry: entry, old: judged.update.old,
      new: judged.update.new, pusher: pusher, firstPush: try firstPushPerson())
    let gathered = try gatherer.gather(move)
    let evidence = try gatherer.evidence(for: gathered)
    let decision = decide(gathered.proposal, under: server.policies, given: evidence)
    judged.decision = decision
    judged.carriers = gathered.proposal.commits.filter(\.hasFindings).map(\.id)
    judged.touchesPolicy = decision.findings.contains { finding in
      if case .file = finding.subject { finding.classID == .policy } else { false }
    }
    if judged.touchesPolicy { try checkPolicyStaysValid(after: judged.update.new) }
  }

  private borrowing func gatherer(newApprovals: ObjectID?) throws -> Gatherer {
    var notes: [ObjectID] = []
    if case .direct(let tip)? = try server.repository.reference(.approvals) { notes.append(tip) }
    if let newApprovals { notes.append(newApprovals) }
    return Gatherer(
      repository: try server.repository.reopened(), policies: server.policies,
      source: server.configuration.policy, limits: server.configuration.limits, now: server.now,
      approvalNotes: notes, decisions: try server.decisions())
  }

  /// Who `init --first-push` named, as long as nothing has ever landed here.
  private borrowing func firstPushPerson() throws -> PersonID? {
    guard let named = server.configuration.firstPush, try server.repository.reference(.decisions) == nil || server.ledgerIsEmpty()
    else { return nil }
    return PersonID(rawValue: String(decoding: named, as: UTF8.self))
  }

  private borrowing func checkPolicyStaysValid(after new: ObjectID) throws {
    guard case .ref(_, let path) = server.configuration.policy,
      let commit = try server.repository.peelToCommit(new)
    else { return }
    do {
      _ = try PolicySource.load(path: path, in: commit, of: server.repository)
    } catch let error as PolicyError {
      throw GatheringError.refused(
        Reason(
          .policyInvalid, "the policy would not load any more: \(error.description)",
          hint: "run 'countersign policy lint' before you push it"))
    }
  }

  private borrowing func carriersIfUngated(_ update: RefUpdate) throws -> [ObjectID] {
    guard !update.new.isZero, let tip = try server.repository.peelToCommit(update.new) else { return [] }
    return try NewCommits(server).carriers(from: tip, old: update.old)
  }

  private borrowing func introductions(_ judged: [Judged], _ recorder: borrowing Recorder) throws
    -> [(commit: ObjectID, ref: RefName)]
  {
    var seen: Set<ObjectID> = []
    var result: [(commit: ObjectID, ref: RefName)] = []
    for one in judged {
      for commit in one.carriers where !recorder.exists(commit) && seen.insert(commit).inserted {
        result.append((commit, one.name))
      }
    }
    return result
  }

  private var policyRef: RefName? {
    if case .ref(let ref, _) = server.configuration.policy { ref } else { nil }
  }

  private func refusal(of judged: Judged, _ reason: Reason) -> Decision {
    var environment: String?
    if case .gated(let entry) = judged.role { environment = entry?.environment }
    return Decision(
      outcome: .refused, target: TargetName(judged.name), environment: environment,
      old: judged.update.old, new: judged.update.new, pusher: pusher, reasons: [reason])
  }

  /// The rules must not change in the same push as what they judge.
  private func mixPolicyPush(_ judged: [Judged], _ verdict: inout Verdict) {
    let gated = judged.filter { if case .gated = $0.role { true } else { false } }
    guard gated.count > 1, gated.contains(where: \.touchesPolicy) else { return }
    let reason = Reason(
      .policyMixedPush, "the policy changes in a push that moves other gated references",
      hint: "push the policy by itself first")
    for index in verdict.decisions.indices {
      verdict.decisions[index].outcome = .refused
      verdict.decisions[index].reasons.append(reason)
    }
  }

  private func observe(_ verdict: inout Verdict) {
    for index in verdict.decisions.indices where verdict.decisions[index].outcome == .refused {
      // What belongs to the gate itself is held in any mode.
      let codes = verdict.decisions[index].reasons.map(\.code)
      if codes.contains(.protectedRef) || codes.contains(.staleOld) { continue }
      verdict.decisions[index].outcome = .observed
      verdict.isObserved = true
    }
  }

  /// The decision is on disk before the push is let go; a refusal is on disk too, and outlives its objects.
  private borrowing func record(_ verdict: Verdict, introduced: [(commit: ObjectID, ref: RefName)])
    throws
  {
    let writer = try server.writer()
    let source = server.configuration.policy
    var others = Set(verdict.decisions.filter { $0.outcome == .refused }.flatMap(\.reasons))
    var entries: [LedgerWriter.Entry] = []
    for var decision in verdict.decisions {
      if verdict.isRefused, decision.outcome != .refused {
        decision.outcome = .refused
        decision.reasons = Array(others)
      }
      let object = decision.new.isZero ? decision.old : decision.new
      let draft = decision.record(at: server.now, under: server.policies, from: source)
      entries.append(.init(draft, on: object))
    }
    others.removeAll()
    if verdict.isRefused {
      try writer.append(entries, to: .refusals)
      return
    }
    for (commit, ref) in introduced {
      guard let login = pusher.login else { break }
      var draft = RecordDraft(.introduced, at: server.now, repository: server.policies.policy.repository)
      draft.add("ref", ref.bytes)
      draft.add("commit", "\(commit)")
      draft.add("pusher", login, Array((pusher.adapter ?? "").utf8))
      entries.append(.init(draft, on: commit))
    }
    let records = try writer.append(entries, to: .decisions)
    try Landing(server).expect(records.filter { $0.kind == .decision })
  }
}

extension Candidate {
  fileprivate var hasFindings: Bool { changes.contains { !$0.isEmpty } }
}
