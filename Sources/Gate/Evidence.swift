package import Approvals
package import GitObjects

/// What a proposal is weighed against besides the policy.
///
/// That is the approvals found, what was spent, and the time: the gate has no clock.
package struct Evidence: Sendable {
  package var now: Timestamp
  package var approvals: [ExaminedApproval]
  /// Earlier landed uses of the statements among ``approvals``, by statement digest.
  package var spent: [Digest: [Spending]]

  package init(
    now: Timestamp,
    approvals: [ExaminedApproval] = [],
    spent: [Digest: [Spending]] = [:]
  ) {
    self.now = now
    self.approvals = approvals
    self.spent = spent
  }
}

/// A landed decision that used a statement.
package struct Spending: Hashable, Sendable {
  package let target: TargetName
  package let newTip: ObjectID
  /// The changes that the decision was about.
  package let changes: Set<ChangeID>
  /// The target has gone elsewhere since: what was taken back is not brought back by the same approval.
  package let isTakenBack: Bool

  package init(
    target: TargetName,
    newTip: ObjectID,
    changes: Set<ChangeID>,
    isTakenBack: Bool = false
  ) {
    self.target = target
    self.newTip = newTip
    self.changes = changes
    self.isTakenBack = isTakenBack
  }
}

/// An approval as it was found, with what its signature is worth.
package struct ExaminedApproval: Sendable {
  /// Where it lay.
  ///
  /// Evidence of nothing: what it covers is read from the signed bytes.
  package enum Carrier: Hashable, Sendable {
    case message(ObjectID)
    case commit(ObjectID)
    case note(ObjectID)
  }

  package enum Signature: Sendable {
    case good(VerifiedApproval)
    case rejected(ReasonCode, String)
  }

  package let carrier: Carrier
  /// The reviewer it claims, raw; `nil` where the trailer could not be read.
  package let reviewer: [UInt8]?
  /// `SHA256:…` of the key it claims; of an OpenPGP key that is good, its primary fingerprint.
  package let fingerprint: String?
  /// `ssh` or `openpgp`.
  package let keyKind: String
  package let statementDigest: Digest?
  package let signature: Signature

  package init(
    carrier: Carrier,
    reviewer: [UInt8]?,
    fingerprint: String?,
    keyKind: String = "ssh",
    statementDigest: Digest?,
    signature: Signature
  ) {
    self.carrier = carrier
    self.reviewer = reviewer
    self.fingerprint = fingerprint
    self.keyKind = keyKind
    self.statementDigest = statementDigest
    self.signature = signature
  }
}
