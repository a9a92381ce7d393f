package import Git
package import GitObjects
internal import Platform

/// Appends records: one notes commit for all the records of a call, under a lock and by compare-and-swap.
///
/// The chain's head is found in the message of the last notes commit, so that adding one record reads four
/// small trees however long the ledger is.
package struct LedgerWriter: ~Copyable {
  package let recorder: Recorder
  package let signer: RecordSigner
  package let now: Timestamp
  /// Seconds to wait for other writers.
  private let patience: Double

  package init(
    recorder: consuming Recorder,
    signer: RecordSigner,
    now: Timestamp,
    patience: Double = 30
  ) {
    self.recorder = recorder
    self.signer = signer
    self.now = now
    self.patience = patience
  }

  /// One record to be written, on an object; with lines for files beside the notes.
  package struct Entry: Sendable {
    package let draft: RecordDraft
    package let object: ObjectID
    package var spends: [(statement: Digest, line: [UInt8])] = []
    /// A line for ``BypassIndex``.
    package var bypass: [UInt8] = []

    package init(
      _ draft: RecordDraft,
      on object: ObjectID,
      spends: [(statement: Digest, line: [UInt8])] = [],
      bypass: [UInt8] = []
    ) {
      self.draft = draft
      self.object = object
      self.spends = spends
      self.bypass = bypass
    }
  }

  /// A ledger as it stands while nobody else writes.
  package struct Tip: Sendable {
    package let commit: ObjectID
    package let head: LedgerHead
  }

  /// Writes records to one ledger, in this order.
  ///
  /// `policy` is the digest of the policy file that has been looked at; `nil` leaves what was said
  /// before. `beforehand` is called with the signed records before they are part of the ledger.
  /// `entries` says what to write, given the ledger as it stands under the lock; it may be called
  /// again.
  @discardableResult
  package borrowing func append(
    to ledger: LedgerRef,
    policy: Digest? = nil,
    beforehand: ([Record]) throws -> Void = { _ in },
    _ entries: (Tip) throws -> [Entry]
  ) throws -> [Record] {
    try exclusively { () throws -> [Record] in
      let tip = try tip(of: ledger)
      return try write(try entries(tip), after: tip, ledger, policy: policy, beforehand)
    }
  }

  @discardableResult
  package borrowing func append(_ entries: [Entry], to ledger: LedgerRef) throws -> [Record] {
    entries.isEmpty ? [] : try append(to: ledger) { _ in entries }
  }

  /// Makes a notes reference that does not exist yet: one that does cannot be squatted by `…/decisions/x`.
  ///
  /// - Returns: whether it was made.
  package borrowing func begin(_ name: RefName, message: [UInt8]) throws -> Bool {
    try exclusively { () throws -> Bool in
      guard try recorder.repository.reference(name) == nil else { return false }
      let commit = try NotesEdit().commit(on: nil, message: message, author: author, with: recorder)
      try recorder.update(name, from: nil, to: commit, message: "countersign: begin")
      return true
    }
  }

  /// Runs what writes to a ledger while no other process of ours does.
  ///
  /// A git process that knows nothing of our lock may still be faster; then what it left is read
  /// again.
  package borrowing func exclusively<Result>(_ body: () throws -> Result) throws -> Result {
    let directory = Files.join(recorder.repository.commonDirectory, "countersign")
    try Files.makeDirectory(directory)
    let lock = try FileLock(Files.join(directory, "ledger.lock"), patience: patience)
    defer { _ = lock }
    let deadline = Clock.monotonic() + min(patience, 5)
    var pause = 1
    while true {
      do {
        return try body()
      } catch let error as GitError where error.kind == .contended {
        guard Clock.monotonic() < deadline else { throw LedgerError(Self.held(error)) }
        Clock.pause(milliseconds: pause + Int.random(in: 0...pause))
        pause = min(pause * 2, 100)
      }
    }
  }

  private static func held(_ error: GitError) -> String {
    "\(error.description); if no git process runs there, a crash left the reference's '.lock' file: "
      + "remove it"
  }

  private borrowing func write(
    _ entries: [Entry],
    after tip: Tip,
    _ ledger: LedgerRef,
    policy: Digest?,
    _ beforehand: ([Record]) throws -> Void
  ) throws -> [Record] {
    var head = tip.head
    if let policy { head.policy = policy }
    guard !entries.isEmpty || head != tip.head else { return [] }
    var heads = Heads(
      decisions: try ledger == .decisions ? tip.head.last : self.head(of: .decisions),
      refusals: try ledger == .refusals ? tip.head.last : self.head(of: .refusals)
    )
    var edit = NotesEdit()
    var records: [Record] = []
    for entry in entries {
      let record = try entry.draft.signed(heads, by: signer)
      if ledger == .decisions {
        heads.decisions = record.digest
      } else {
        heads.refusals = record.digest
      }
      edit.append(record.bytes, to: entry.object)
      for (statement, line) in entry.spends {
        edit.appendLines(line, to: SpentIndex.path(of: statement))
      }
      if !entry.bypass.isEmpty { edit.appendLines(entry.bypass, to: BypassIndex.path) }
      records.append(record)
    }
    if let last = records.last { head.last = last.digest }
    let subject = records.last?.kind.rawValue ?? "begin"
    let commit = try edit.commit(
      on: tip.commit,
      message: head.message(about: subject),
      author: author,
      with: recorder
    )
    try beforehand(records)
    try recorder.update(
      ledger.name,
      from: tip.commit,
      to: commit,
      message: "countersign: \(subject)"
    )
    return records
  }

  private var author: [UInt8] { ServerIdentity.line(at: now) }

  /// A ledger as it is now.
  ///
  /// - Throws: ``LedgerError`` where there is none: `init` begins it, and nothing else does.
  package borrowing func tip(of ledger: LedgerRef) throws -> Tip {
    guard let id = try recorder.repository.ownTip(ledger.name) else {
      throw LedgerError.gone(ledger.name)
    }
    return Tip(commit: id, head: try LedgerHead(message: message(of: id, ledger), of: ledger))
  }

  private borrowing func message(of id: ObjectID, _ ledger: LedgerRef) throws -> [UInt8] {
    do throws(GitError) {
      return try recorder.repository.commit(id).message
    } catch {
      guard error.kind == .malformed else { throw error }
      throw LedgerError("'\(ledger.name)' does not point to a commit of ours: \(error)")
    }
  }

  /// The digest of a ledger's last record.
  package borrowing func head(of ledger: LedgerRef) throws -> Digest? {
    try tip(of: ledger).head.last
  }
}
