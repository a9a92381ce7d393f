internal import Approvals
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

/// One update with what was found out about it.
struct Judged {
  let update: Push.Update
  /// Of a gated reference always, of another where it is refused.
  var decision: Decision?
  /// The policy or one of its key files changes, in whatever commit.
  var touchesPolicy = false
  /// The pushed commits with findings.
  var carriers: [ObjectID] = []
}

extension PreReceive {
  /// What one update comes to.
  ///
  /// A refusal is a decision like any other; what cannot be decided is thrown.
  borrowing func judge(_ update: Push.Update, of push: Push) throws -> Judged {
    var judged = Judged(update: update)
    do {
      try checkName(update, push)
      switch update.role {
      case .forbidden(let why):
        throw refused(
          .protectedRef,
          "'\(update.name)' is not yours to push: \(why)",
          hint: "leave it out: 'git push origin BRANCH' pushes one branch and nothing else"
        )
      case .deployments:
        try DeploymentNotesUpdate(server).check(from: update.current, to: update.update.new)
      case .approvals:
        try ApprovalNotesUpdate(server).check(from: update.current, to: update.update.new)
      case .gated(let entry): try judgeGated(&judged, entry: entry, push)
      case .ungated:
        judged.carriers = try NewCommits(self).carriers(from: update.update.new)
      }
    } catch GatheringError.refused(let reason) {
      judged.decision = refusal(of: update, reason)
    } catch let error as GitError {
      let mapped = GatheringError(error)
      guard case .refused(let reason) = mapped else { throw mapped }
      judged.decision = refusal(of: update, reason)
    }
    return judged
  }

  /// What is wrong with an update whatever it brings.
  private borrowing func checkName(_ update: Push.Update, _ push: Push) throws {
    if let other = push.twin(of: update) {
      throw refused(
        .protectedRef,
        "'\(update.update.name)' and '\(other)' are one reference",
        hint: "push it once, as '\(update.name)'"
      )
    }
    if try PseudoReferences(server.repository).contains(update.update.name) {
      throw refused(
        .protectedRef,
        "'\(update.update.name)' goes to a proc-receive hook, which moves references unjudged",
        hint: "push to the reference itself"
      )
    }
    if case .ungated = update.role, let alias = push.gatedAlias(of: update.name) {
      throw refused(
        .policyInvalid,
        "the gated '\(alias)' is only another name of '\(update.name)', which is not gated",
        hint: "the server's admin lists '\(update.name)' under 'targets'"
      )
    }
    switch update.role {
    // Nothing of it is judged; and what is hidden is pushed as if it were new.
    case .ungated, .forbidden: return
    case .gated, .approvals, .deployments: break
    }
    // `old` is the client's claim: a verdict about another range than the one that lands is worth nothing.
    guard update.update.old == update.current ?? .zero else {
      throw refused(
        .staleOld,
        "'\(update.name)' is not where the push says it is",
        hint: "run 'git fetch' and push again"
      )
    }
    guard update.current != nil || !update.update.new.isZero else {
      throw refused(
        .protectedRef,
        "'\(update.name)' does not exist and cannot be deleted",
        hint: "run 'git fetch --prune' to see what there is"
      )
    }
    // git would find it only after the decision, which then never ends.
    if let other = push.obstacle(to: update) {
      throw refused(
        .protectedRef,
        "'\(update.name)' cannot exist beside '\(other)'",
        hint: "give it a name that is neither above nor below another reference"
      )
    }
  }

  private borrowing func judgeGated(_ judged: inout Judged, entry: Target?, _ push: Push) throws {
    let update = judged.update
    let gatherer = try gatherer(push)
    let move = Move(
      target: TargetName(update.name),
      entry: entry,
      old: update.update.old,
      new: update.update.new,
      pusher: pusher,
      breakGlass: options.breakGlass,
      firstPush: firstPush(push)
    )
    let gathered = try gatherer.gather(move)
    let evidence = try gatherer.evidence(for: gathered)
    var decision = decide(gathered.proposal, under: server.policies, given: evidence)
    try PolicyEdit(server.policies, source: policySource).check(&decision, in: server.repository)
    judged.decision = decision
    judged.carriers = gathered.proposal.commits.map(\.id)
    judged.touchesPolicy = decision.touchesPolicy
  }

  private borrowing func gatherer(_ push: Push) throws -> Gatherer {
    // A veto may have been among them.
    guard let approvals = try server.repository.ownTip(.approvals) else {
      throw LedgerError.gone(.approvals)
    }
    var gatherer = Gatherer(
      repository: server.repository.shared(),
      policies: server.policies,
      source: policySource,
      limits: server.configuration.limits,
      now: server.now,
      approvalNotes: [approvals],
      decisions: try server.decisions()
    )
    gatherer.pushedNotes = push.newApprovals
    return gatherer
  }

  /// Who `init --first-push` named.
  ///
  /// The grant is for one reference: several at once get none.
  private borrowing func firstPush(_ push: Push) -> PersonID? {
    guard push.gatedCreations == 1, let named = server.configuration.firstPush else { return nil }
    return PersonID(rawValue: String(decoding: named, as: UTF8.self))
  }

  private borrowing func refusal(of update: Push.Update, _ reason: Reason) -> Decision {
    var environment: String?
    if case .gated(let entry) = update.role { environment = entry?.environment }
    return Decision(
      outcome: .refused,
      target: TargetName(update.name),
      environment: environment,
      old: update.update.old,
      new: update.update.new,
      pusher: pusher,
      reasons: [reason],
      authorship: server.policies.policy.authorship
    )
  }
}

private func refused(_ code: ReasonCode, _ message: String, hint: String? = nil) -> GatheringError {
  .refused(Reason(code, message, hint: hint))
}
