package import Git
package import GitObjects
package import Policy
package import SSH

/// Looks things up in the decisions ledger without reading all of it.
package struct DecisionIndex: Sendable {
  package let commit: ObjectID
  private let keys: [ServerKey]
  private let own: SSHPublicKey?
  private let names: RepositoryNames?

  /// Looks into the notes commit `commit`.
  ///
  /// `own` is the key that this server signs with, listed or not. `names` are the repository's own
  /// where its records were fetched from elsewhere.
  package init(
    commit: ObjectID,
    serverKeys: [ServerKey],
    own: SSHPublicKey? = nil,
    names: RepositoryNames? = nil
  ) {
    self.names = names
    self.commit = commit
    self.own = own
    keys = serverKeys
  }

  /// The records on an object that a server key signed; what is not signed is as good as absent.
  package func records(on object: ObjectID, in repository: borrowing Repository) throws -> [Record]
  {
    try everything(on: object, in: repository).filter { record in
      try isSigned(record)
        && names?.contain(record.repositoryName, in: repository) ?? true
    }
  }

  private func isSigned(_ record: Record) -> Bool {
    if let own, record.isSigned(by: own) { return true }
    return keys.contains { $0.vouches(for: record) && record.isSigned(by: $0.key) }
  }

  /// Signed or not: for callers who know a record's digest.
  ///
  /// - Throws: ``LedgerError`` where one cannot be read: it might be the one that is looked for.
  package func everything(on object: ObjectID, in repository: borrowing Repository) throws
    -> [Record]
  {
    try repository.notes(on: object, in: commit).flatMap {
      try Record.readable(inNote: $0, on: object)
    }
  }

  /// Whether a decision landed the reference here, or a baseline took it as it was.
  ///
  /// With an `environment` only a decision counts that was about it.
  package func isLanded(
    _ id: ObjectID,
    on ref: RefName,
    for environment: String? = nil,
    in repository: borrowing Repository
  ) throws -> Bool {
    let records = try records(on: id, in: repository)
    return records.contains { record in
      guard record.kind == .landed || record.kind == .baseline, record.target == ref.bytes,
        record.objectID("new") == id
      else { return false }
      guard let environment, record.kind == .landed else { return true }
      let decision = records.first { $0.digest == record.digest("decision") }
      return decision?.first("environment").flatMap { Escaped.percentDecode($0) }
        == Array(environment.utf8)
    }
  }

  /// Who first pushed a commit here: login and adapter; `nil` where no hook saw it.
  package func introducer(of commit: ObjectID, in repository: borrowing Repository) throws
    -> (login: [UInt8], adapter: [UInt8])?
  {
    for record in try records(on: commit, in: repository) where record.kind == .introduced {
      guard let pusher = record.pusher else { continue }
      return pusher
    }
    return nil
  }

  /// A landed use of a statement.
  package struct Use: Hashable, Sendable {
    package let target: [UInt8]
    /// Of a deletion the old id: what is gone was used up, and no second deletion is its repetition.
    package let newTip: ObjectID
    package let changes: Set<ChangeID>
  }

  /// Where a statement was used up.
  ///
  /// A line counts whoever signed the decision it names: after a key was rotated away, an approval must not
  /// come back to life. A line whose decision is gone is an error, for what it was about is unknown.
  package func uses(of statement: Digest, in repository: borrowing Repository) throws -> [Use] {
    guard let tree = try repository.notesTree(commit) else { return [] }
    guard let entry = try repository.entry(at: SpentIndex.path(of: statement), in: tree) else {
      return []
    }
    return try repository.object(entry.id).bytes.split(separator: 0x0A).map { text in
      guard let line = SpentLine(parsing: text),
        let decision = try everything(on: line.object, in: repository)
          .first(where: { $0.digest == line.decision })
      else {
        throw LedgerError(
          "the uses of approval sha256:\(statement) name a decision that is not there; run "
            + "'countersign audit verify'"
        )
      }
      return Use(
        target: line.target,
        newTip: line.new.isZero ? line.object : line.new,
        changes: decision.findingIDs
      )
    }
  }
}

extension ServerKey {
  /// Whether the key may sign this record: by default one of the server's decisions or refusals.
  ///
  /// It must be listed for such records, and in its dates at the record's time.
  package func vouches(for record: Record, as use: Use = .server) -> Bool {
    self.use == use && record.time.map { isValid(at: $0) } ?? false
  }
}
