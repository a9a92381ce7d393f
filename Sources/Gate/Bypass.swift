internal import Approvals
package import GitObjects
package import Policy

/// A push that asks to go without what rules require, and the debt that it opens.
package struct Bypass: Hashable, Sendable {
  /// What the push says of it, raw.
  package let reason: [UInt8]
  /// Until when somebody outside must have reviewed it.
  package let reviewBy: Timestamp
  /// Those who made, pushed or signed it, and so may not review it: people, and the e-mails and logins
  /// of those who are nobody in the policy.
  package let inside: Set<[UInt8]>

  package init(reason: [UInt8], reviewBy: Timestamp, inside: Set<[UInt8]>) {
    self.reason = reason
    self.reviewBy = reviewBy
    self.inside = inside
  }
}

/// A bypass that landed, and what was found that may settle it.
package struct BypassDebt: Sendable {
  package let decision: Digest
  package let target: TargetName
  /// Where the decision's record lies, and reviews of it.
  package let object: ObjectID
  package let time: Timestamp
  package let bypass: Bypass
  package var reviews: [ExaminedApproval] = []

  package init(
    decision: Digest,
    target: TargetName,
    object: ObjectID,
    time: Timestamp,
    bypass: Bypass
  ) {
    self.decision = decision
    self.target = target
    self.object = object
    self.time = time
    self.bypass = bypass
  }

  /// The review that settles it; `nil` where none does.
  package func settlement(under policy: Policy) -> ExaminedApproval? {
    let revocations = Revocations(reviews)
    return reviews.first { examined in
      guard case .good(let review) = examined.signature else { return false }
      return review.statement.kind == .bypassReview
        && review.statement.subjects.contains(decision)
        && review.statement.target == target.bytes
        && revocations.time(of: examined) == nil
        && mayReview(review.reviewer, under: policy)
    }
  }

  /// Whether somebody had no hand in it and is one whom rules ask.
  package func mayReview(_ person: PersonID, under policy: Policy) -> Bool {
    guard let person = policy.people[person], person.kind == .human else { return false }
    let names = [Array(person.id.rawValue.utf8)] + person.emails + person.logins
    return policy.mayReviewBypasses(person.id) && names.allSatisfy { !bypass.inside.contains($0) }
  }

  package func isOverdue(at now: Timestamp) -> Bool { bypass.reviewBy <= now }

  /// Why nothing goes on before somebody has reviewed it.
  package var reason: Reason {
    Reason(
      .bypassUnreviewed,
      "the break-glass of \(time) was to be reviewed by \(bypass.reviewBy)",
      hint: "somebody who neither made nor signed it runs "
        + "'git countersign review-bypass sha256:\(decision) --push'"
    )
  }
}
