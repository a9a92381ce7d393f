package import GitObjects

/// Which notes reference a chain of records is in.
package enum LedgerRef: Hashable, Sendable, CaseIterable {
  case decisions, refusals

  package var name: RefName { self == .decisions ? .decisions : .refusals }

  /// Where a record of this ledger names the one before it.
  package func previous(of record: Record) -> Digest? {
    self == .decisions ? record.heads.decisions : record.heads.refusals
  }
}

/// Why records could not be kept or read.
package struct LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }

  /// One begun anew would forget what was spent, who brought what, and what is owed.
  package static func gone(_ name: RefName) -> LedgerError {
    LedgerError("'\(name)' is gone, and what it knew with it: restore it from a backup or a clone")
  }
}

/// What the message of a ledger's last commit says.
///
/// By it the next record can be added without reading the ledger. `audit verify` proves it true.
package struct LedgerHead: Hashable, Sendable {
  /// The digest of the last record; `nil` for an empty ledger.
  package var last: Digest?
  /// Of the decisions: the policy file as it was when it was last looked at.
  package var policy: Digest?

  package init(last: Digest? = nil, policy: Digest? = nil) {
    self.last = last
    self.policy = policy
  }

  /// - Throws: ``LedgerError`` where the commit is not one of ours: `git notes add` would cut the chain.
  package init(message: [UInt8], of ledger: LedgerRef) throws(LedgerError) {
    var lines = message.split(separator: 0x0A)
    guard let line = lines.popLast(), line.starts(with: "head ".utf8) else {
      throw LedgerError(
        "'\(ledger.name)' was written by somebody else; run 'countersign audit verify'"
      )
    }
    last = Heads.digest(line.dropFirst(5))
    guard last != nil || line.elementsEqual("head none".utf8) else {
      throw LedgerError(
        "the head of '\(ledger.name)' cannot be read; run 'countersign audit verify'"
      )
    }
    if let line = lines.last, line.starts(with: "policy ".utf8) {
      policy = Heads.digest(line.dropFirst(7))
      guard policy != nil else {
        throw LedgerError(
          "the policy that '\(ledger.name)' names cannot be read; run 'countersign audit verify'"
        )
      }
    }
  }

  /// The commit message, about the last record's kind.
  package func message(about subject: String) -> [UInt8] {
    let policy = policy.map { "policy sha256:\($0)\n" } ?? ""
    return Array("countersign: \(subject)\n\n\(policy)head \(Heads.spell(last))\n".utf8)
  }
}
