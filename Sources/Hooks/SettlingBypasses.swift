internal import Approvals
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

extension Server {
  /// Puts on record that bypasses were reviewed, by what lies among the approvals now.
  ///
  /// On record, so that a debt that was settled stays so when the review runs out or the reviewer leaves.
  borrowing func settleBypasses() throws {
    guard try hasSettled(try decisions()) else { return }
    try writer().append(to: .decisions) { tip in
      let index = DecisionIndex(commit: tip.commit, serverKeys: [])
      return try settlements(index).map { debt, review in
        var draft = RecordDraft(.settled, at: now, repository: policies.policy.repository)
        draft.add("target", debt.target.bytes)
        draft.add("decision", "sha256:\(debt.decision)")
        draft.addReview(review.line)
        return .init(draft, on: debt.object, bypass: BypassIndex.settled(debt.decision))
      }
    }
  }

  private borrowing func hasSettled(_ index: DecisionIndex) throws -> Bool {
    try !settlements(index).isEmpty
  }

  private borrowing func settlements(_ index: DecisionIndex) throws
    -> [(debt: BypassDebt, review: ExaminedApproval)]
  {
    guard let tip = try repository.ownTip(.approvals) else { return [] }
    let check = ApprovalCheck(policies: policies, now: now)
    let search = DebtSearch(check, notes: [tip], limits: configuration.limits.walk)
    return try search.open(in: index, of: repository).compactMap { debt in
      debt.settlement(under: policies.policy).map { (debt, $0) }
    }
  }
}
