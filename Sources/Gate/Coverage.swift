internal import Approvals
internal import GitObjects
internal import Policy

/// Which verified approvals cover which findings, by what their signed bytes say.
struct Coverage {
  /// For each finding, the positions of the approvals that cover it.
  private(set) var approvals: [[Int]]
  /// For each approval, the nearest of the reasons why it did not count; later steps add theirs by ``note(_:of:)``.
  private(set) var shortcomings: [Shortcoming?]

  init(
    proposal: Proposal,
    findings: [Finding],
    evidence: Evidence,
    revocations: Revocations,
    policy: Policy
  ) {
    approvals = Array(repeating: [], count: findings.count)
    shortcomings = Array(repeating: nil, count: evidence.approvals.count)
    guard !evidence.approvals.isEmpty else { return }
    var findingsOf: [ChangeID: [Int]] = [:]
    for (index, finding) in findings.enumerated() {
      findingsOf[finding.id, default: []].append(index)
    }
    let check = CoverageCheck(proposal: proposal, evidence: evidence, policy: policy)
    for (index, approval) in evidence.approvals.enumerated() {
      // Another kind of statement may name the same changes and mean the opposite.
      guard case .good(let verified) = approval.signature, verified.statement.kind == .approval
      else { continue }
      if let time = revocations.time(of: approval) {
        shortcomings[index] = .revoked(at: time)
        continue
      }
      if let shortcoming = check.context(of: verified) {
        shortcomings[index] = shortcoming
        continue
      }
      let uses = check.uses(of: verified)
      let named = verified.statement.changes.flatMap { findingsOf[$0] ?? [] }
      if named.isEmpty { shortcomings[index] = .stale(verified.statement, among: findings) }
      for finding in named {
        if let shortcoming = check.shortcoming(of: verified, used: uses, for: findings[finding]) {
          note(shortcoming, of: index)
        } else {
          approvals[finding].append(index)
        }
      }
    }
  }

  mutating func note(_ shortcoming: Shortcoming, of approval: Int) {
    if let known = shortcomings[approval], known.nearness >= shortcoming.nearness { return }
    shortcomings[approval] = shortcoming
  }
}

extension Statement {
  func names(_ class_: ClassID) -> Bool {
    classes.contains(Array(class_.rawValue.utf8))
  }
}

private struct CoverageCheck {
  let proposal: Proposal
  let evidence: Evidence
  let policy: Policy

  /// What is wrong with the approval whatever the finding.
  func context(of approval: VerifiedApproval) -> Shortcoming? {
    let statement = approval.statement
    guard proposal.accepts(statement.target) else {
      return .otherTarget(statement, than: proposal.target)
    }
    return .wrongTree(statement, proposal, policy)
  }

  /// The landed decisions that used the approval for this target.
  ///
  /// The same move judged once more, in CI or an audit, is no further use, as long as the target has what it led to.
  func uses(of approval: VerifiedApproval) -> [Spending] {
    guard policy.approvals.singleUse else { return [] }
    return evidence.spent[approval.statement.digest, default: []].filter { use in
      use.target == proposal.target && (use.newTip != proposal.new || use.isTakenBack)
    }
  }

  func shortcoming(of approval: VerifiedApproval, used uses: [Spending], for finding: Finding)
    -> Shortcoming?
  {
    let statement = approval.statement
    guard statement.names(finding.classID) else {
      return .wrongClass(finding.classID)
    }
    if uses.contains(where: { $0.changes.contains(finding.id) }) {
      return Shortcoming(
        code: .approvalSpent,
        text: "it was used already, for another push to '\(proposal.target)'",
        nearness: .spent
      )
    }
    if finding.contributors.people.contains(approval.reviewer) {
      return Shortcoming(
        code: .selfApproval,
        text: "'\(approval.reviewer)' had a hand in the change",
        nearness: .ownHand
      )
    }
    return nil
  }
}
