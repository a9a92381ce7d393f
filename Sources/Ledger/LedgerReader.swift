package import Git
package import GitObjects
internal import Platform
package import Policy

/// What is wrong with a ledger: a word that stays, and a sentence.
package struct LedgerProblem: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case unreadable, unsigned, signature, dates, repository, place, chain, head, clock
  }

  package let kind: Kind
  package let text: String

  static func unreadable(on object: ObjectID) -> LedgerProblem {
    LedgerProblem(kind: .unreadable, text: "a record on \(object) cannot be read")
  }
}

/// One record as the reader keeps it: what the chain, the audit and a deploy need, not its text.
package struct LedgerEntry: Sendable {
  package let kind: Record.Kind
  package let digest: Digest
  package let heads: Heads
  /// What it lies on, and the blob of the note.
  package let object: ObjectID
  package let blob: ObjectID
  package let time: Timestamp?
  package let target: RefName?
  package let old: ObjectID?
  package let new: ObjectID?
  package let outcome: [UInt8]?
  /// Of a settled decision: the first word of how.
  package let how: [UInt8]?
  /// The decision that it closes.
  package let decision: Digest?
  /// The policy that the decision was judged by.
  package let policy: Digest?
  /// The statements that counted for it.
  package let counted: [Digest]
  /// What the decision was judged for.
  package let environment: [UInt8]?
  /// By a server key that was in its dates.
  package let isSigned: Bool

  init(_ record: Record, on object: ObjectID, blob: ObjectID, isSigned: Bool) {
    kind = record.kind
    digest = record.digest
    heads = record.heads
    self.object = object
    self.blob = blob
    time = record.time
    target = record.target.flatMap { try? RefName(validating: $0) }
    old = record.objectID("old")
    new = record.objectID("new")
    outcome = record.first("outcome")
    how = record.all("how").first?.fields.first
    decision = record.digest("decision")
    let isDecision = record.kind == .decision
    policy = isDecision ? record.policy?.digest : nil
    counted = isDecision ? record.counted.compactMap { $0?.statement } : []
    environment = record.first("environment").flatMap { Escaped.percentDecode($0) }
    self.isSigned = isSigned
  }
}

/// The whole of one ledger, read and checked record by record: in one pass over its notes, and with some two
/// hundred bytes kept of each.
package struct LedgerReader: Sendable {
  package let ledger: LedgerRef
  /// In the order they were written.
  package private(set) var entries: [LedgerEntry] = []
  /// What is wrong, in a fixed order.
  package private(set) var problems: [LedgerProblem] = []

  /// Reads every record of a notes commit, in the order of the chain; checks signatures and places.
  ///
  /// `notes` that are `nil` read as an empty ledger.
  ///
  /// `names` are the repository's own; on the server, which has no other's records, they may be `nil`.
  ///
  /// `verifying` are the kinds of record whose signatures are checked. Whoever reads no others, or
  /// only what a checked one names by its digest, saves the time; an unchecked one is not
  /// ``LedgerEntry/isSigned``.
  package static func read(
    _ notes: ObjectID?,
    of ledger: LedgerRef,
    in repository: borrowing Repository,
    keys: [ServerKey],
    names: RepositoryNames? = nil,
    verifying: Set<Record.Kind> = Set(Record.Kind.allCases)
  ) throws -> LedgerReader {
    var reader = LedgerReader(ledger: ledger)
    guard let notes else { return reader }
    let check = RecordCheck(keys: keys, kinds: verifying)
    var followers: [Digest?: [LedgerEntry]] = [:]
    /// Records that are read and not yet examined: enough for two threads to share, and never the whole ledger.
    var waiting: [PlacedRecord] = []
    func examine() throws {
      let flaws = try OtherThread.map(waiting, worthIt: PlacedRecord.worthAThread) {
        check.flaws(of: $0)
      }
      for (placed, flaws) in zip(waiting, flaws) {
        reader.problems += flaws.problems
        followers[ledger.previous(of: placed.record), default: []].append(
          LedgerEntry(placed.record, on: placed.object, blob: placed.blob, isSigned: flaws.isSigned)
        )
      }
      waiting.removeAll(keepingCapacity: true)
    }
    try repository.forEachNote(in: notes) { object, blob throws in
      for record in Record.records(inNote: try repository.object(blob).bytes) {
        guard let record else {
          try examine()
          reader.problems.append(.unreadable(on: object))
          continue
        }
        let isForeign = try names?.contain(record.repositoryName, in: repository) == false
        waiting.append(
          PlacedRecord(record: record, object: object, blob: blob, isForeign: isForeign)
        )
        if waiting.count == PlacedRecord.most { try examine() }
      }
    }
    try examine()
    reader.follow(followers)
    reader.checkClock()
    reader.checkHead(try repository.commit(notes).message)
    return reader
  }

  /// Each record names the one before it; a fork, a gap or a copy breaks the line.
  private mutating func follow(_ followers: [Digest?: [LedgerEntry]]) {
    var followers = followers
    var last: Digest?
    while let next = followers.removeValue(forKey: last), let entry = next.first {
      for copy in next.dropFirst() where copy.digest == entry.digest {
        add(
          .place,
          "record sha256:\(copy.digest) lies on \(entry.object.short) and on \(copy.object.short)"
        )
      }
      if next.contains(where: { $0.digest != entry.digest }) {
        add(.chain, "two records follow \(Heads.spell(last))")
      }
      entries.append(entry)
      last = entry.digest
    }
    let left = followers.values.joined().sorted { $0.digest < $1.digest }
    for entry in left {
      add(.chain, "record sha256:\(entry.digest) is not in the chain: one before it is missing")
    }
  }

  /// Hooks that judge side by side may write in either order, but not an hour apart.
  private mutating func checkClock() {
    var latest: Timestamp?
    for entry in entries {
      guard let time = entry.time else { continue }
      if let latest, time.adding(seconds: 3600) < latest {
        add(.clock, "record sha256:\(entry.digest) of \(time) follows one of \(latest)")
      }
      latest = max(latest ?? time, time)
    }
  }

  private mutating func checkHead(_ message: [UInt8]) {
    do throws(LedgerError) {
      let said = try LedgerHead(message: message, of: ledger).last
      if said != entries.last?.digest {
        add(.head, "the head that '\(ledger.name)' names is not its last record")
      }
    } catch {
      add(.head, error.description)
    }
  }

  private mutating func add(_ kind: LedgerProblem.Kind, _ text: String) {
    problems.append(LedgerProblem(kind: kind, text: text))
  }

  /// The digest of the last record.
  package var head: Digest? { entries.last?.digest }

  /// The whole record of an entry.
  package func record(_ entry: LedgerEntry, in repository: borrowing Repository) throws -> Record {
    let note = try repository.object(entry.blob).bytes
    for case let record? in Record.records(inNote: note) where record.digest == entry.digest {
      return record
    }
    throw LedgerError("record sha256:\(entry.digest) cannot be read again")
  }
}
