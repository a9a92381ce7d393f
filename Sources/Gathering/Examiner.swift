package import Approvals
package import Gate
package import GitObjects
package import Policy
internal import SSH

/// Reads trailers out of messages and notes and says what each one's signature is worth.
struct Examiner {
  let check: ApprovalCheck

  init(policies: PolicySet, now: Timestamp) {
    check = ApprovalCheck(
      repository: policies.policy.repository, directory: policies, now: now,
      validFor: policies.policy.approvals.validFor)
  }

  /// - Parameter parentTree: the tree of the only parent, for `signature=commit`.
  func approvals(in commit: CommitObject, id: ObjectID, parentTree: ObjectID?) -> [ExaminedApproval] {
    TrailerBlock.countersignedBy(in: commit.message).map { offered in
      examine(offered, carrier: .message(id), approvalCommit: (commit, id, parentTree))
    }
  }

  /// A note holds nothing but trailers; blank lines, which `git notes merge` leaves, are nothing.
  func approvals(inNote note: [UInt8], on object: ObjectID) -> [ExaminedApproval] {
    TrailerBlock.countersignedBy(inNote: note).map { offered in
      examine(offered, carrier: .note(object), approvalCommit: nil)
    }
  }
}
