package import GitObjects
package import Policy
package import SSH

/// An approval whose signature is good now, by the reviewer it names. Only ``ApprovalCheck`` makes one.
package struct VerifiedApproval: Hashable, Sendable {
  package let statement: Statement
  package let reviewer: PersonID
  package let fingerprint: Fingerprint
  package let presence: Presence

  fileprivate init(
    statement: Statement,
    reviewer: PersonID,
    fingerprint: Fingerprint,
    presence: Presence
  ) {
    self.statement = statement
    self.reviewer = reviewer
    self.fingerprint = fingerprint
    self.presence = presence
  }
}

/// Why an approval counts for nothing, whatever it is about.
package struct ApprovalProblem: Error, Hashable, Sendable {
  package let code: ReasonCode
  package let text: String

  package init(_ code: ReasonCode, _ text: String) {
    self.code = code
    self.text = text
  }
}

/// The commit that a `signature=commit` trailer stands in.
package struct ApprovalCommit: Sendable {
  package let commit: CommitObject
  /// The tree of its parent; `nil` where it has none or several.
  package let parentTree: ObjectID?

  package init(commit: CommitObject, parentTree: ObjectID?) {
    self.commit = commit
    self.parentTree = parentTree
  }
}

/// Says what a trailer's signature is worth now, by the keys and people of one policy.
package struct ApprovalCheck: Sendable {
  private let policies: PolicySet
  private let now: Timestamp
  /// How far a reviewer's clock may run ahead, in seconds.
  private static let skew: Int64 = 300

  package init(policies: PolicySet, now: Timestamp) {
    self.policies = policies
    self.now = now
  }

  /// The repository's name, which a trailer may leave out.
  package var repository: [UInt8] { Array(policies.policy.repository.utf8) }

  package func verify(_ trailer: Trailer, in commit: ApprovalCommit?) throws(ApprovalProblem)
    -> VerifiedApproval
  {
    let statement = trailer.statement
    guard statement.repository == repository else {
      throw ApprovalProblem(
        .approvalWrongRepository,
        "it is for '\(Escaped.text(statement.repository))', not for '\(policies.policy.repository)'"
      )
    }
    let reviewer = try reviewer(trailer)
    let (signed, blob, namespace) = try signature(trailer, in: commit, reviewer: reviewer)
    let signature: SSHSignature
    do throws(SSHSignature.Malformed) {
      signature = try namespace == "git" ? SSHSignature(armored: blob) : SSHSignature(blob: blob)
    } catch {
      throw ApprovalProblem(.signatureBad, "its signature cannot be read: \(error)")
    }
    try check(signature, over: signed, namespace: namespace, by: reviewer)
    try checkTimes(statement)
    return VerifiedApproval(
      statement: statement,
      reviewer: reviewer.id,
      fingerprint: signature.publicKey.fingerprint,
      presence: .none
    )
  }

  private func reviewer(_ trailer: Trailer) throws(ApprovalProblem) -> Person {
    let id = trailer.statement.reviewer
    guard
      let person = PersonID(rawValue: String(decoding: id, as: UTF8.self)).flatMap({
        policies.policy.people[$0]
      })
    else {
      throw ApprovalProblem(.reviewerNotAuthorized, "'\(Escaped.text(id))' is nobody in the policy")
    }
    guard person.kind == .human else {
      throw ApprovalProblem(.reviewerNotHuman, "'\(person.id)' is no human")
    }
    guard person.emails.contains(ASCII.lowercased(trailer.email)) else {
      throw ApprovalProblem(
        .approvalMalformed,
        "'\(Escaped.text(trailer.email))' is no e-mail of '\(person.id)'"
      )
    }
    return person
  }

  /// The bytes that were signed, the signature over them, and its namespace.
  private func signature(_ trailer: Trailer, in commit: ApprovalCommit?, reviewer: Person)
    throws(ApprovalProblem) -> ([UInt8], [UInt8], String)
  {
    switch trailer.signature {
    case .ssh(let blob): return (trailer.statement.encoded, blob, "countersign")
    case .openPGP:
      throw ApprovalProblem(.approvalUnsupported, "OpenPGP signatures are not read by this version")
    case .commit:
      guard let commit else {
        throw ApprovalProblem(.approvalMalformed, "'signature=commit' stands outside a commit")
      }
      let armor = try approvalSignature(commit, reviewer: reviewer)
      return (commit.commit.signedBytes, armor, "git")
    }
  }

  /// Only an empty commit that is the reviewer's own from end to end is an approval: a rebased copy has another
  /// committer line, and somebody else's commit another author.
  private func approvalSignature(_ approval: ApprovalCommit, reviewer: Person)
    throws(ApprovalProblem) -> [UInt8]
  {
    let commit = approval.commit
    guard commit.parents.count == 1, approval.parentTree == commit.tree else {
      throw ApprovalProblem(
        .approvalMalformed,
        "an approval commit has one parent and changes nothing"
      )
    }
    guard commit.author.raw == commit.committer.raw,
      reviewer.emails.contains(ASCII.lowercased(commit.author.email))
    else {
      throw ApprovalProblem(
        .approvalMalformed,
        "the approval commit is not by '\(reviewer.id)' as author and committer"
      )
    }
    guard let armor = commit.signature else {
      throw ApprovalProblem(.signatureBad, "the approval commit is not signed")
    }
    guard armor.starts(with: "-----BEGIN SSH SIGNATURE-----".utf8) else {
      throw ApprovalProblem(
        .approvalUnsupported,
        "the approval commit's signature is not by an SSH key"
      )
    }
    return armor
  }

  private func check(
    _ signature: SSHSignature,
    over message: [UInt8],
    namespace: String,
    by reviewer: Person
  ) throws(ApprovalProblem) {
    let key = signature.publicKey
    if case .unsupported(let name) = key.algorithm {
      throw ApprovalProblem(
        .approvalUnsupported,
        "keys of type '\(Escaped.text(name))' are not read by this version"
      )
    }
    if policies.keyring.revoked.contains(key) {
      throw ApprovalProblem(.keyRevoked, "the key \(key.fingerprint) is revoked")
    }
    let lines = policies.keyring.lines(for: key)
    guard let owner = lines.first?.owner else {
      throw ApprovalProblem(
        .signatureUnknownKey,
        "the key \(key.fingerprint) is nobody's in the policy"
      )
    }
    guard owner == reviewer.id else {
      throw ApprovalProblem(
        .signatureUnknownKey,
        "the key \(key.fingerprint) is not one of '\(reviewer.id)'"
      )
    }
    let serving = lines.filter { $0.serves(namespace) }
    guard !serving.isEmpty else {
      throw ApprovalProblem(
        .signatureUnknownKey,
        "the key \(key.fingerprint) is not for namespace '\(namespace)'"
      )
    }
    guard serving.contains(where: { $0.isValid(at: now) }) else {
      throw ApprovalProblem(.keyExpired, "the key \(key.fingerprint) is outside its dates")
    }
    switch signature.check(message, namespace: namespace) {
    case .good: break
    case .bad(let why): throw ApprovalProblem(.signatureBad, "its signature is bad: \(why)")
    case .unsupported(let name):
      throw ApprovalProblem(
        .approvalUnsupported,
        "signatures of type '\(Escaped.text(name))' are not read"
      )
    }
  }

  private func checkTimes(_ statement: Statement) throws(ApprovalProblem) {
    guard statement.issued <= now.adding(seconds: Self.skew) else {
      throw ApprovalProblem(
        .approvalNotYetValid,
        "it was issued at \(statement.issued), and it is \(now)"
      )
    }
    guard now < statement.expires, statement.issued < statement.expires else {
      throw ApprovalProblem(.approvalExpired, "it expired at \(statement.expires)")
    }
    let end = statement.issued.adding(seconds: policies.policy.approvals.validFor)
    guard now < end else {
      throw ApprovalProblem(.approvalExpired, "by the policy it was good until \(end)")
    }
  }
}
