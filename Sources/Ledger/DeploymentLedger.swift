package import Git
package import GitObjects

/// Adds what deploy stages decided to `refs/notes/countersign/deployments`, in any clone.
///
/// Several stages write side by side, so these records are no chain of their own: each names in `heads` the last
/// decision and refusal that its clone had, which says what it was decided by.
package enum DeploymentLedger {
  /// Signs a record, and notes it on the commit it is about, beside what other stages recorded as far as it was
  /// fetched.
  package static func append(
    _ draft: RecordDraft,
    on commit: ObjectID,
    with recorder: borrowing Recorder,
    signer: RecordSigner,
    now: Timestamp
  ) throws {
    let heads = Heads(
      decisions: try head(of: .decisions, in: recorder.repository),
      refusals: try head(of: .refusals, in: recorder.repository)
    )
    let record = try draft.signed(heads, by: signer)
    var union = try DeploymentUnion(in: recorder.repository)
    try union.add(record, on: commit, in: recorder.repository)
    try union.write(with: recorder, now: now)
  }

  /// Unites the clone's own records, where it has any, with those that were fetched.
  package static func unite(with recorder: borrowing Recorder, now: Timestamp) throws {
    guard try recorder.repository.ownTip(.deployments) != nil else { return }
    try DeploymentUnion(in: recorder.repository).write(with: recorder, now: now)
  }

  private static func head(of ledger: LedgerRef, in repository: borrowing Repository) throws
    -> Digest?
  {
    guard let tip = try repository.ownTip(ledger.name) else { return nil }
    return try LedgerHead(message: try repository.commit(tip).message, of: ledger).last
  }
}
