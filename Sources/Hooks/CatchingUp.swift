internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

/// What every hook run does before it judges, and `countersign reconcile` and `init` do too.
extension Server {
  /// Closes what a crash left open, and puts an edit of the policy file on record.
  package borrowing func catchUp() throws {
    try Landing(ServerLedger(self)).reconcile()
    try announcePolicy()
    try settleBypasses()
  }

  /// Publishes the policy where it is not the one that was published last, and records that its file was
  /// edited on disk.
  ///
  /// Nothing is read but the last commit of the ledger and of the published chain, which say what they know
  /// by digest. The change of a policy in a reference needs no record: it is a landed decision.
  borrowing func announcePolicy() throws {
    guard try !isAnnounced() else { return }
    let writer = writer()
    // Clones follow what is published, and would lose what they have of the policies before.
    if try repository.ownTip(.policy) == nil, try writer.head(of: .decisions) != nil {
      throw LedgerError.gone(.policy)
    }
    let source = "\(configuration.policy)"
    let commit = try writer.exclusively { () throws -> ObjectID in
      try PublishedPolicy.publish(
        policies,
        from: source,
        with: writer.recorder,
        signer: signer,
        now: now
      ).commit
    }
    guard case .file = configuration.policy else { return }
    try writer.append(to: .decisions, policy: policies.digest) { tip in
      guard let old = tip.head.policy, old != policies.digest else { return [] }
      var draft = RecordDraft(.policy, at: now, repository: policies.policy.repository)
      draft.add("old", "sha256:\(old)")
      draft.add("new", "sha256:\(policies.digest)")
      draft.add("source", source)
      draft.add("commit", "\(commit)")
      return [.init(draft, on: commit)]
    }
  }

  private borrowing func isAnnounced() throws -> Bool {
    guard let tip = try repository.ownTip(.policy),
      PublishedPolicy.isCurrent(
        try repository.commit(tip),
        for: policies,
        from: "\(configuration.policy)",
        by: signer
      )
    else { return false }
    guard case .file = configuration.policy else { return true }
    return try writer().tip(of: .decisions).head.policy == policies.digest
  }
}
