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
  /// Bypasses of the target that no record calls reviewed.
  package var debts: [BypassDebt]
  /// What paths of the push were before, to explain what was approved; decides nothing.
  package var formerSides: [TreePath: [FileChange.Side]] = [:]

  package init(
    now: Timestamp,
    approvals: [ExaminedApproval] = [],
    spent: [Digest: [Spending]] = [:],
    debts: [BypassDebt] = []
  ) {
    self.now = now
    self.approvals = approvals
    self.spent = spent
    self.debts = debts
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
  /// What it says it is; of what cannot be read, an approval.
  package let kind: Statement.Kind
  /// The reviewer it claims, raw; `nil` where the trailer could not be read.
  package let reviewer: [UInt8]?
  /// `SHA256:…` of the key it claims; of an OpenPGP key that is good, its primary fingerprint.
  package let fingerprint: String?
  /// `ssh` or `openpgp`.
  package let keyKind: String
  package let statementDigest: Digest?
  /// What it says, whatever its signature is worth; `nil` where the trailer could not be read.
  package let claimed: Statement?
  package let signature: Signature
  /// The trailer, where it is only in a note of the push that is judged.
  package var pushed: [UInt8]?

  package init(
    carrier: Carrier,
    kind: Statement.Kind = .approval,
    reviewer: [UInt8]?,
    fingerprint: String?,
    keyKind: String = "ssh",
    statementDigest: Digest?,
    claimed: Statement? = nil,
    signature: Signature
  ) {
    self.carrier = carrier
    self.kind = kind
    self.reviewer = reviewer
    self.fingerprint = fingerprint
    self.keyKind = keyKind
    self.statementDigest = statementDigest
    if case .good(let approval) = signature {
      self.claimed = approval.statement
    } else {
      self.claimed = claimed
    }
    self.signature = signature
  }
}
