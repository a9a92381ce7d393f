internal import Approvals
internal import Policy

extension Evidence {
  /// Without what one key signed for two people, which certificates make possible: none of it says
  /// who signed.
  ///
  /// That a key *file* gives nobody's key to two is seen when the policy loads; certificates come
  /// with the push.
  func refusingSharedKeys() -> Evidence {
    var reviewers: [SignerKey: Set<PersonID>] = [:]
    for case .good(let approval) in approvals.map(\.signature) {
      reviewers[approval.key, default: []].insert(approval.reviewer)
    }
    guard reviewers.contains(where: { $0.value.count > 1 }) else { return self }
    var result = self
    result.approvals = approvals.map { examined in
      // A no stands whoever else has the key: to certify it for a second person must not undo it.
      guard case .good(let approval) = examined.signature, approval.statement.kind != .veto,
        let people = reviewers[approval.key], people.count > 1
      else { return examined }
      let names = people.sorted().map { "'\($0)'" }.joined(separator: " and ")
      return examined.rejected(
        .samePerson,
        "the key \(approval.key) signed for \(names): one key is one person"
      )
    }
    return result
  }
}

extension ExaminedApproval {
  fileprivate func rejected(_ code: ReasonCode, _ text: String) -> ExaminedApproval {
    ExaminedApproval(
      carrier: carrier,
      kind: kind,
      reviewer: reviewer,
      fingerprint: fingerprint,
      keyKind: keyKind,
      statementDigest: statementDigest,
      claimed: claimed,
      signature: .rejected(code, text)
    )
  }
}
