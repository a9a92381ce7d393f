package import Git
package import GitObjects

/// Adds what deploy stages decided to `refs/notes/countersign/deployments`, in any clone.
///
/// Several stages write side by side, so these records are no chain of their own: each names in `heads` the last
/// decision and refusal that its clone had, which says what it was decided by.
package enum DeploymentLedger {
  /// Signs a record, and notes it on the commit it is about.
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
    let parent = try recorder.repository.ownTip(.deployments)
    // The same verdict in the same second is the same record, and no server takes one twice.
    let present = try recorder.repository.notes(on: commit, in: parent)
    guard !present.flatMap(Record.records(inNote:)).contains(record) else { return }
    var edit = NotesEdit()
    edit.append(record.bytes, to: commit)
    let author = ServerIdentity.line(at: now)
    let message = Array("countersign: deployment\n".utf8)
    let notes = try edit.commit(on: parent, message: message, author: author, with: recorder)
    try recorder.update(.deployments, from: parent, to: notes, message: "countersign: deployment")
  }

  private static func head(of ledger: LedgerRef, in repository: borrowing Repository) throws
    -> Digest?
  {
    guard let tip = try repository.ownTip(ledger.name) else { return nil }
    return try LedgerHead(message: try repository.commit(tip).message, of: ledger).last
  }
}
