internal import Approvals
internal import GitObjects
internal import Policy

extension Judgment {
  /// Whether the quorum of `break_glass` stands in for all that `require` rules ask and nobody has given:
  /// never for `governance`, nor for anything else that speaks against the push.
  mutating func breakGlass() -> Bool {
    guard proposal.breakGlass != nil else { return false }
    let lacking = requirements.filter { !$0.isMet && $0.canBeBypassed }
    let open = Set(lacking.flatMap(\.findings))
    guard !open.isEmpty else { return false }
    guard policy.breakGlass != nil else {
      reasons.add(Reason(.approvalUnsupported, "the policy has no 'break_glass': nothing opens"))
      return false
    }
    for finding in open.sorted() {
      if let status = quorum.status(of: finding, keyHolders: rules.keyHolders[.none] ?? []) {
        require(status, for: finding)
      }
    }
    counted.formUnion(quorum.statements(for: open))
    return requirements.allSatisfy { $0.rule != .breakGlass || $0.isMet }
  }

  /// What was asked for: those whose hands are in the push, its pusher and those who signed for it are
  /// inside.
  var bypass: Bypass? {
    guard let reason = proposal.breakGlass, let rule = policy.breakGlass else { return nil }
    var inside = Set(findings.flatMap(\.contributors.outsiders))
    var people = Set(findings.flatMap(\.contributors.people))
    people.formUnion(findings.indices.flatMap { quorum.signers(of: $0) })
    inside.formUnion(people.map { Array($0.rawValue.utf8) })
    if let login = proposal.pusher.login { inside.insert(login) }
    let reviewBy = evidence.now.adding(seconds: rule.reviewWithin)
    return Bypass(reason: reason, reviewBy: reviewBy, inside: inside)
  }
}

extension RequirementStatus {
  var canBeBypassed: Bool { rule != .governance && rule != .firstPush }
}
