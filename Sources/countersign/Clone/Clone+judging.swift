internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

extension Clone {
  borrowing func decisions() throws -> DecisionIndex? {
    guard let tip = try repository.ownTip(.decisions) else { return nil }
    return DecisionIndex(
      commit: tip,
      serverKeys: policies.policy.serverKeys,
      names: try repositoryNames()
    )
  }

  borrowing func repositoryNames() throws -> RepositoryNames {
    RepositoryNames(policies.policy, published: try repository.ownTip(.policy))
  }

  /// The approvals of the clone itself, and those that were fetched.
  borrowing func approvalNotes() throws -> [ObjectID] {
    try [RefName.approvals, .fetchedApprovals].compactMap { try repository.ownTip($0) }
  }

  borrowing func gatherer() throws -> Gatherer {
    var gatherer = Gatherer(
      repository: repository.shared(),
      policies: policies,
      source: serverPolicySource,
      limits: Limits(),
      now: now,
      approvalNotes: try approvalNotes(),
      decisions: try decisions()
    )
    gatherer.remoteReferences = try serverReferences()
    return gatherer
  }

  /// What the gate would say if the range were pushed there.
  ///
  /// `explaining` looks for approvals that could not count either.
  borrowing func judge(
    _ range: Range,
    to destination: Destination,
    pusher: Pusher = .nobody,
    breakGlass: [UInt8]? = nil,
    explaining: Bool = false
  ) throws -> (gathered: GatheredProposal, decision: Decision) {
    var gatherer = try gatherer()
    gatherer.looksFurther = explaining
    let move = Move(
      target: destination.name,
      entry: destination.entry,
      old: range.old,
      new: range.new,
      pusher: pusher,
      breakGlass: breakGlass
    )
    let gathered = try gatherer.gather(move)
    let evidence = try gatherer.evidence(for: gathered)
    var decision = decide(gathered.proposal, under: policies, given: evidence)
    try PolicyEdit(policies, source: serverPolicySource).check(&decision, in: repository)
    return (gathered, decision)
  }

  /// The same, where a range that cannot be judged (too long, malformed) is a refusal with its reason.
  borrowing func decision(
    on range: Range,
    to destination: Destination,
    pusher: Pusher,
    breakGlass: [UInt8]? = nil
  ) throws -> Decision {
    do {
      return try judge(
        range,
        to: destination,
        pusher: pusher,
        breakGlass: breakGlass,
        explaining: true
      ).decision
    } catch GatheringError.refused(let reason) {
      return refusal(reason, range, destination, pusher)
    } catch let error as GitError {
      guard case .refused(let reason) = GatheringError(error) else { throw GatheringError(error) }
      return refusal(reason, range, destination, pusher)
    }
  }

  private func refusal(
    _ reason: Reason,
    _ range: Range,
    _ destination: Destination,
    _ pusher: Pusher
  ) -> Decision {
    Decision(
      outcome: .refused,
      target: destination.name,
      environment: destination.entry?.environment,
      old: range.old,
      new: range.new,
      pusher: pusher,
      reasons: [reason]
    )
  }
}
