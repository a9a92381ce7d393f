package import GitObjects
package import Policy
internal import SSH

/// An approval whose signature is good now, by the reviewer it names.
///
/// Only ``ApprovalCheck`` makes one.
package struct VerifiedApproval: Hashable, Sendable {
  package let statement: Statement
  package let reviewer: PersonID
  package let key: SignerKey
  package let presence: Presence
  /// Whether its key is in its dates now, and its own moment has come.
  ///
  /// A veto or a revocation counts where this is false, too, but only to tighten: it takes no veto back.
  package let isCurrent: Bool

  fileprivate init(statement: Statement, signer: VerifiedSigner, isCurrent: Bool = true) {
    self.statement = statement
    self.isCurrent = isCurrent
    reviewer = signer.person
    key = signer.key
    presence = signer.presence
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
    guard !statement.kind.lasts else { return try verifyLasting(trailer, in: commit, reviewer) }
    let signer = try signer(of: trailer, in: commit, reviewer: reviewer, at: now)
    try checkTimes(statement)
    return VerifiedApproval(statement: statement, signer: signer)
  }

  /// A key that was good at the moment that the statement names is enough for it to tighten: else a
  /// veto would lapse with a certificate of eight hours.
  private func verifyLasting(
    _ trailer: Trailer,
    in commit: ApprovalCommit?,
    _ reviewer: Person
  ) throws(ApprovalProblem) -> VerifiedApproval {
    let statement = trailer.statement
    let signer: VerifiedSigner
    var isCurrent = isIssued(statement)
    do throws(ApprovalProblem) {
      signer = try self.signer(of: trailer, in: commit, reviewer: reviewer, at: now)
    } catch {
      guard case .rejected(.keyExpired, _) = error, statement.issued < now else { throw error }
      signer = try self.signer(of: trailer, in: commit, reviewer: reviewer, at: statement.issued)
      isCurrent = false
    }
    return VerifiedApproval(statement: statement, signer: signer, isCurrent: isCurrent)
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

  private func signer(
    of trailer: Trailer,
    in commit: ApprovalCommit?,
    reviewer: Person,
    at time: Timestamp
  ) throws(ApprovalProblem) -> VerifiedSigner {
    let check = SignerCheck(keyring: policies.keyring, now: time)
    let signature = try OfferedSignature(trailer, in: commit, reviewer: reviewer)
    switch signature.form {
    case .ssh(let form, let namespace):
      return try check.signer(
        of: form,
        over: signature.message,
        namespace: namespace,
        expected: reviewer.id
      )
    case .openPGP(let form):
      return try check.signer(of: form, over: signature.message, expected: reviewer.id)
    }
  }

  private func isIssued(_ statement: Statement) -> Bool {
    statement.issued <= now.adding(seconds: Timestamp.skew)
  }

  private func checkTimes(_ statement: Statement) throws(ApprovalProblem) {
    guard isIssued(statement) else {
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
