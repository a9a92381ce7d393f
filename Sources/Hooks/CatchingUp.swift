internal import Gathering
internal import Git
internal import GitObjects
package import Ledger
internal import Policy

/// What every hook run does before it judges, and `countersign reconcile` and `init` do too.
extension Server {
  /// Closes what a crash left open, and puts an edit of the policy file on record.
  package borrowing func catchUp() throws {
    try Landing(try ServerLedger(self)).reconcile()
    try announcePolicy()
  }

  /// Publishes a policy file that was edited on disk, and records that it was.
  ///
  /// Nothing is read but the last commit of the ledger and of the published chain, which say what they know
  /// by digest. A policy in a reference is not published: clients read that reference, and its changes are
  /// landed decisions.
  package borrowing func announcePolicy() throws {
    guard case .file = configuration.policy, try !isAnnounced() else { return }
    let writer = try writer()
    let commit = try writer.exclusively { () throws -> ObjectID in
      try PublishedPolicy.publish(policies, with: writer.recorder, signer: signer, now: now).commit
    }
    try writer.append(to: .decisions, policy: policies.digest) { tip in
      guard let old = tip.head.policy, old != policies.digest else { return [] }
      var draft = RecordDraft(.policy, at: now, repository: policies.policy.repository)
      draft.add("old", "sha256:\(old)")
      draft.add("new", "sha256:\(policies.digest)")
      draft.add("source", "\(configuration.policy)")
      draft.add("commit", "\(commit)")
      return [.init(draft, on: commit)]
    }
  }

  private borrowing func isAnnounced() throws -> Bool {
    guard case .direct(let tip)? = try repository.reference(.policy),
      PublishedPolicy.digest(of: try repository.commit(tip)) == policies.digest
    else { return false }
    return try writer().tip(of: .decisions).head.policy == policies.digest
  }
}
