internal import Approvals
internal import Gate
internal import Git
internal import GitObjects
internal import Policy

/// Reads who a commit names and whose key signed it.
struct CommitAuthorship: Sendable {
  let policies: PolicySet
  let now: Timestamp
  let limits: Limits

  func authorship(of commit: CommitObject, id: ObjectID) throws -> Authorship {
    let lines = Declarations.lines(of: commit.message)
    let coAuthors = Declarations.coAuthors(in: lines)
    guard coAuthors.count <= limits.coAuthors else {
      throw GitError.limit(
        "maxCoAuthors",
        "judge commit \(id)",
        "it names \(coAuthors.count) co-authors, and \(limits.coAuthors) are allowed"
      )
    }
    return Authorship(
      author: mailbox(commit.author),
      committer: mailbox(commit.committer),
      coAuthors: coAuthors,
      trailers: lines,
      signer: try signer(of: commit)
    )
  }

  private func mailbox(_ identity: Identity) -> Mailbox {
    Mailbox(name: identity.name, email: identity.email)
  }

  /// The server's clock decides whether a key is in date: the commit's own date is its author's to
  /// choose.
  private func signer(of commit: CommitObject) throws -> Authorship.Signer {
    guard let armor = commit.signature else { return .unsigned }
    let check = SignerCheck(keyring: policies.keyring, now: now)
    do throws(ApprovalProblem) {
      return .person(try check.signer(ofCommit: commit, signature: armor).person)
    } catch {
      switch error {
      case .unanswered(let why): throw GatheringError.unanswered(why)
      case .rejected(_, let why):
        return .unverified(why, claimed: check.claimedOwner(ofCommitSignature: armor))
      }
    }
  }
}

extension GatheringError {
  /// A signature that could not be judged may be a contributor's, or a veto: nothing is decided
  /// without it.
  package static func unanswered(_ why: String) -> GatheringError {
    .undecidable(
      Reason(
        .policyInvalid,
        why,
        hint: "the server's admin can run 'countersign policy lint'"
      )
    )
  }
}
