internal import Approvals
internal import Gate
internal import GitObjects

/// A trailer as it was found, not yet looked at.
struct OfferedApproval: Sendable {
  let value: TrailerBlock.Offered
  let carrier: ExaminedApproval.Carrier
  /// The commit whose message it stands in.
  let commit: ApprovalCommit?
  /// It is in a note of the push that is judged, and nowhere before.
  let isPushed: Bool

  static func all(in commit: CommitObject, id: ObjectID, parentTree: ObjectID?) -> [Self] {
    let around = ApprovalCommit(commit: commit, parentTree: parentTree)
    return TrailerBlock.countersignedBy(in: commit.message).map {
      Self(value: $0, carrier: .message(id), commit: around, isPushed: false)
    }
  }

  static func all(inNote note: [UInt8], on object: ObjectID, isPushed: Bool = false) -> [Self] {
    TrailerBlock.countersignedBy(inNote: note).map {
      Self(value: $0, carrier: .note(object), commit: nil, isPushed: isPushed)
    }
  }
}
