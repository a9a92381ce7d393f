internal import Approvals
internal import Gate
internal import Git
internal import GitObjects
internal import OpenPGP
internal import Policy
internal import SSH

/// Says what the signature of each trailer in a message or a note is worth.
struct Examiner: Sendable {
  let check: ApprovalCheck
  /// Whoever may push notes chooses how many there are to look at.
  let limits: WalkLimits

  /// The approvals that a commit's message carries.
  ///
  /// `parentTree` is the tree of the only parent, for `signature=commit`.
  func approvals(in commit: CommitObject, id: ObjectID, parentTree: ObjectID?) throws
    -> [ExaminedApproval]
  {
    try OfferedApproval.all(in: commit, id: id, parentTree: parentTree).map(examine)
  }

  /// The approvals in a note.
  func approvals(inNote note: [UInt8], on object: ObjectID) throws -> [ExaminedApproval] {
    try OfferedApproval.all(inNote: note, on: object).map(examine)
  }

  func examine(_ offered: OfferedApproval) throws -> ExaminedApproval {
    try limits.checkTime()
    var approval = try examineTrailer(of: offered)
    if offered.isPushed { approval.pushed = try? offered.value.get() }
    return approval
  }

  private func examineTrailer(of offered: OfferedApproval) throws -> ExaminedApproval {
    var reviewer: [UInt8]?
    let trailer: Trailer
    do throws(Trailer.Malformed) {
      let value = try offered.value.get()
      reviewer = Trailer.claimedReviewer(in: value)
      trailer = try Trailer(parsing: value, repository: check.repository)
    } catch {
      return ExaminedApproval(
        carrier: offered.carrier,
        reviewer: reviewer,
        fingerprint: nil,
        statementDigest: nil,
        signature: .rejected(.approvalMalformed, error.description)
      )
    }
    return try examine(trailer, carrier: offered.carrier, commit: offered.commit)
  }

  private func examine(
    _ trailer: Trailer,
    carrier: ExaminedApproval.Carrier,
    commit: ApprovalCommit?
  ) throws -> ExaminedApproval {
    let signature: ExaminedApproval.Signature
    do throws(ApprovalProblem) {
      signature = .good(try check.verify(trailer, in: commit))
    } catch {
      switch error {
      case .unanswered(let why): throw GatheringError.unanswered(why)
      case .rejected(let code, let why): signature = .rejected(code, why)
      }
    }
    let key = claimedKey(trailer, commit, signature)
    var place = carrier
    if case .commit = trailer.signature, case .message(let id) = carrier { place = .commit(id) }
    return ExaminedApproval(
      carrier: place,
      kind: trailer.statement.kind,
      reviewer: trailer.statement.reviewer,
      fingerprint: key?.name,
      keyKind: key?.kind ?? "ssh",
      statementDigest: trailer.statement.digest,
      claimed: trailer.statement,
      signature: signature
    )
  }

  /// The kind and name of the key that signed, or that is said to have where it did not verify.
  private func claimedKey(
    _ trailer: Trailer,
    _ commit: ApprovalCommit?,
    _ signature: ExaminedApproval.Signature
  ) -> (kind: String, name: String?)? {
    if case .good(let approval) = signature { return (approval.key.kind, "\(approval.key)") }
    switch trailer.signature {
    case .ssh(let blob): return ("ssh", fingerprint(try? SSHSignature(blob: blob)))
    case .openPGP: return ("openpgp", nil)
    case .commit:
      guard let armor = commit?.commit.signature else { return nil }
      if OpenPGPSignature.isArmored(armor) { return ("openpgp", nil) }
      return ("ssh", fingerprint(try? SSHSignature(armored: armor)))
    }
  }

  private func fingerprint(_ signature: SSHSignature?) -> String? {
    signature?.publicKey.fingerprint.description
  }
}
