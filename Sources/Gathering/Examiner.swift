internal import Approvals
internal import Gate
internal import GitObjects
internal import Policy
internal import SSH

/// Reads trailers out of messages and notes, and says what each one's signature is worth.
struct Examiner {
  let check: ApprovalCheck

  /// - Parameter parentTree: the tree of the only parent, for `signature=commit`.
  func approvals(in commit: CommitObject, id: ObjectID, parentTree: ObjectID?) -> [ExaminedApproval]
  {
    TrailerBlock.countersignedBy(in: commit.message).map { offered in
      examine(
        offered,
        carrier: .message(id),
        commit: ApprovalCommit(commit: commit, parentTree: parentTree)
      )
    }
  }

  func approvals(inNote note: [UInt8], on object: ObjectID) -> [ExaminedApproval] {
    TrailerBlock.countersignedBy(inNote: note).map { offered in
      examine(offered, carrier: .note(object), commit: nil)
    }
  }

  private func examine(
    _ offered: TrailerBlock.Offered,
    carrier: ExaminedApproval.Carrier,
    commit: ApprovalCommit?
  ) -> ExaminedApproval {
    var reviewer: [UInt8]?
    do throws(Trailer.Malformed) {
      let value = try offered.get()
      reviewer = Trailer.claimedReviewer(in: value)
      let trailer = try Trailer(parsing: value, repository: check.repository)
      return examine(trailer, carrier: carrier, commit: commit)
    } catch {
      return ExaminedApproval(
        carrier: carrier,
        reviewer: reviewer,
        fingerprint: nil,
        statementDigest: nil,
        signature: .rejected(.approvalMalformed, error.description)
      )
    }
  }

  private func examine(
    _ trailer: Trailer,
    carrier: ExaminedApproval.Carrier,
    commit: ApprovalCommit?
  ) -> ExaminedApproval {
    let signature: ExaminedApproval.Signature
    do throws(ApprovalProblem) {
      signature = .good(try check.verify(trailer, in: commit))
    } catch {
      signature = .rejected(error.code, error.text)
    }
    var isCommit = carrier
    if case .commit = trailer.signature, case .message(let id) = carrier { isCommit = .commit(id) }
    return ExaminedApproval(
      carrier: isCommit,
      reviewer: trailer.statement.reviewer,
      fingerprint: fingerprint(trailer, commit),
      statementDigest: trailer.statement.digest,
      signature: signature
    )
  }

  private func fingerprint(_ trailer: Trailer, _ commit: ApprovalCommit?) -> String? {
    let signature: SSHSignature?
    switch trailer.signature {
    case .ssh(let blob): signature = try? SSHSignature(blob: blob)
    case .commit: signature = commit?.commit.signature.flatMap { try? SSHSignature(armored: $0) }
    case .openPGP: signature = nil
    }
    return signature?.publicKey.fingerprint.description
  }
}
