package import Git
package import GitObjects
package import SSH

/// Looks things up in the decisions ledger without reading all of it.
package struct DecisionIndex: Sendable {
  package let commit: ObjectID
  private let keys: [SSHPublicKey]

  /// - Parameter commit: the notes commit to read.
  package init(commit: ObjectID, serverKeys: [SSHPublicKey]) {
    self.commit = commit
    keys = serverKeys
  }

  /// The records on an object that a server key signed; what is not signed is as good as absent.
  package func records(on object: ObjectID, in repository: borrowing Repository) throws -> [Record] {
    try repository.notes(on: object, in: commit).flatMap { Record.records(inNote: $0) }
      .compactMap { $0 }.filter { record in keys.contains { record.isSigned(by: $0) } }
  }

  /// Whether a decision landed the reference here, or a baseline took it as it was.
  package func isLanded(_ id: ObjectID, on ref: RefName, in repository: borrowing Repository) throws
    -> Bool
  {
    try records(on: id, in: repository).contains { record in
      (record.kind == .landed || record.kind == .baseline) && record.target == ref.bytes
        && record.objectID("new") == id
    }
  }

  /// Who first pushed a commit here: login and adapter; `nil` where no hook saw it.
  package func introducer(of commit: ObjectID, in repository: borrowing Repository) throws
    -> (login: [UInt8], adapter: [UInt8])?
  {
    for record in try records(on: commit, in: repository) where record.kind == .introduced {
      guard let fields = record.all("pusher").first?.fields, fields.count == 2,
        let login = Escaped.percentDecode(fields[0])
      else { continue }
      return (login, fields[1])
    }
    return nil
  }

  /// A landed use of a statement.
  package struct Use: Hashable, Sendable {
    package let target: [UInt8]
    package let newTip: ObjectID
    package let changes: Set<ChangeID>
  }

  package func uses(of statement: Digest, in repository: borrowing Repository) throws -> [Use] {
    guard let tree = try repository.notesTree(commit) else { return [] }
    let path = TreePath(SpentIndex.path(of: statement).joined(separator: "/"))
    guard let entry = try repository.entry(at: path, in: tree) else { return [] }
    var uses: [Use] = []
    for line in try repository.object(entry.id).bytes.split(separator: 0x0A) {
      let fields = line.split(separator: 0x20)
      guard fields.count == 3, let target = Escaped.percentDecode(fields[0]),
        let tip = ObjectID(hex: fields[1]), let digest = Heads.digest(fields[2])
      else { continue }
      let decision = try records(on: tip, in: repository).first { $0.digest == digest }
      uses.append(Use(target: target, newTip: tip, changes: decision?.findingIDs ?? []))
    }
    return uses
  }
}

extension Record {
  /// The change ids of a decision's findings.
  package var findingIDs: Set<ChangeID> {
    Set(all("finding").compactMap { line in
      let fields = line.fields
      return fields.count > 3 ? ChangeID(hex: fields[3]) : nil
    })
  }
}

extension DecisionIndex {
  /// Whether a decision already led the reference to this id, landed or not yet.
  package func hasHistory(of ref: RefName, at id: ObjectID, in repository: borrowing Repository) throws
    -> Bool
  {
    try records(on: id, in: repository).contains { $0.kind == .decision && $0.target == ref.bytes }
  }
}
