package import Git
package import GitObjects

/// Which bypasses are not reviewed yet, in a file beside the notes: a hook run must not read the ledger.
package enum BypassIndex {
  static let path = TreePath("countersign/bypasses")

  /// A line for a bypass that has landed: `open sha256:DECISION OBJECT`.
  package static func opened(_ decision: Digest, on object: ObjectID) -> [UInt8] {
    Array("open sha256:\(decision) \(object)\n".utf8)
  }

  /// A line for one that was reviewed: `settled sha256:DECISION`.
  package static func settled(_ decision: Digest) -> [UInt8] {
    Array("settled sha256:\(decision)\n".utf8)
  }

  /// What is open, in the order it landed; `nil` where a line is none of these.
  static func open(in lines: [UInt8]) -> [(decision: Digest, object: ObjectID)]? {
    var open: [(decision: Digest, object: ObjectID)] = []
    for line in lines.split(separator: 0x0A) {
      let fields = line.split(separator: 0x20)
      guard fields.count > 1, let decision = Heads.digest(fields[1]) else { return nil }
      if fields.count == 3, fields[0].elementsEqual("open".utf8),
        let object = ObjectID(hex: fields[2])
      {
        open.append((decision, object))
      } else if fields.count == 2, fields[0].elementsEqual("settled".utf8) {
        open.removeAll { $0.decision == decision }
      } else {
        return nil
      }
    }
    return open
  }
}

extension DecisionIndex {
  /// The decisions whose bypasses nobody has reviewed, as the server's records say.
  ///
  /// Whoever signed the one it names: a debt is not forgiven by the rotation of a key.
  package func openBypasses(in repository: borrowing Repository) throws -> [Record] {
    guard let tree = try repository.notesTree(commit) else { return [] }
    guard let entry = try repository.entry(at: BypassIndex.path, in: tree) else { return [] }
    guard let open = BypassIndex.open(in: try repository.object(entry.id).bytes) else {
      throw LedgerError("the list of bypasses cannot be read; run 'countersign audit verify'")
    }
    return try open.map { decision, object in
      let record = try everything(on: object, in: repository).first { $0.digest == decision }
      guard let record else {
        throw LedgerError(
          "the list of bypasses names a decision that is not there; run 'countersign audit verify'"
        )
      }
      return record
    }
  }
}
