package import Git
package import GitObjects
internal import Platform

/// Which notes reference a record goes to.
package enum LedgerRef: Hashable, Sendable, CaseIterable {
  case decisions, refusals

  package var name: RefName { self == .decisions ? .decisions : .refusals }
}

/// Why records could not be kept.
package struct LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

/// Appends records: one notes commit for all the records of a call, under a lock and by compare-and-swap.
///
/// The chain's head is found in the message of the last notes commit, so that adding one record reads four
/// small trees however long the ledger is. `audit verify` proves that message true.
package struct LedgerWriter: ~Copyable {
  package let recorder: Recorder
  private let signer: RecordSigner
  private let now: Timestamp
  private static let attempts = 50

  package init(recorder: consuming Recorder, signer: RecordSigner, now: Timestamp) {
    self.recorder = recorder
    self.signer = signer
    self.now = now
  }

  /// One record to be written, on an object; with lines for files beside the notes.
  package struct Entry: Sendable {
    package let draft: RecordDraft
    package let object: ObjectID
    package var spends: [(statement: Digest, line: [UInt8])] = []

    package init(_ draft: RecordDraft, on object: ObjectID, spends: [(statement: Digest, line: [UInt8])] = []) {
      self.draft = draft
      self.object = object
      self.spends = spends
    }
  }

  /// Writes records to one ledger, in this order.
  @discardableResult
  package borrowing func append(_ entries: [Entry], to ledger: LedgerRef) throws -> [Record] {
    guard !entries.isEmpty else { return [] }
    let directory = Files.join(recorder.repository.commonDirectory, "countersign")
    try Files.makeDirectory(directory)
    let lock = try FileLock(Files.join(directory, "ledger.lock"))
    defer { _ = lock }
    for _ in 0..<Self.attempts {
      do {
        return try attempt(entries, on: ledger)
      } catch let error as GitError where error.kind == .contended {
        // A git process that knows nothing of our lock was faster; what it left is read again.
        continue
      }
    }
    throw LedgerError(
      "cannot update '\(ledger.name)': another process holds its lock; if none runs, remove "
        + "'\(ledger.name).lock' in the git directory")
  }

  private borrowing func attempt(_ entries: [Entry], on ledger: LedgerRef) throws -> [Record] {
    let parent = try tip(ledger)
    var heads = Heads(decisions: try head(of: .decisions), refusals: try head(of: .refusals))
    var edit = NotesEdit()
    var records: [Record] = []
    for entry in entries {
      let record = entry.draft.signed(heads, by: signer)
      if ledger == .decisions { heads.decisions = record.digest } else { heads.refusals = record.digest }
      edit.append(record.bytes, to: entry.object)
      for (statement, line) in entry.spends { edit.appendLines(line, to: SpentIndex.path(of: statement)) }
      records.append(record)
    }
    guard let last = records.last else { return [] }
    let message = Array("countersign: \(last.kind.rawValue)\n\nhead sha256:\(last.digest)\n".utf8)
    let author = Array("countersign <countersign@localhost> \(now.seconds) +0000".utf8)
    let commit = try edit.commit(on: parent, message: message, author: author, with: recorder)
    try recorder.update(ledger.name, from: parent, to: commit, message: "countersign: \(last.kind.rawValue)")
    return records
  }

  package borrowing func tip(_ ledger: LedgerRef) throws -> ObjectID? {
    switch try recorder.repository.reference(ledger.name) {
    case nil: return nil
    case .direct(let id): return id
    case .symbolic: throw LedgerError("'\(ledger.name)' is a symbolic reference")
    }
  }

  /// The digest of a ledger's last record.
  package borrowing func head(of ledger: LedgerRef) throws -> Digest? {
    guard let tip = try tip(ledger) else { return nil }
    guard let commit = try? recorder.repository.commit(tip) else {
      throw LedgerError("'\(ledger.name)' does not point to a commit")
    }
    return try LedgerHead.digest(in: commit.message, of: ledger)
  }
}

/// The last line of a notes commit's message.
package enum LedgerHead {
  package static func digest(in message: [UInt8], of ledger: LedgerRef) throws -> Digest? {
    guard let line = message.split(separator: 0x0A).last else { return nil }
    if line.elementsEqual("head none".utf8) { return nil }
    guard line.starts(with: "head ".utf8), let digest = Heads.digest(line.dropFirst(5)) else {
      throw LedgerError(
        "'\(ledger.name)' was written by somebody else; run 'countersign audit verify'")
    }
    return digest
  }
}

/// Where the uses of a statement are listed, beside the notes.
enum SpentIndex {
  static func path(of statement: Digest) -> [String] {
    let hex = "\(statement)"
    return ["countersign", "spent", String(hex.prefix(2)), String(hex.dropFirst(2))]
  }
}
