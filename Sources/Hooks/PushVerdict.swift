internal import Approvals
package import Gate
internal import GitObjects

extension PreReceive {
  /// What the push comes to, for whoever prints it.
  package struct Verdict: Sendable {
    package var decisions: [Decision] = []
    package var messagePrefix = ""
    /// What went wrong besides; it changes nothing about the verdict.
    package var notice: String?
    package var isRefused: Bool { decisions.contains { $0.outcome == .refused } }
  }
}

extension PreReceive.Verdict {
  init(_ judged: [Judged]) {
    decisions = judged.compactMap(\.decision)
    refuseMixedPolicyPush(judged)
  }

  /// The rules must not change in the same push as what they judge.
  private mutating func refuseMixedPolicyPush(_ judged: [Judged]) {
    let gated = judged.filter(\.update.role.isGated)
    guard gated.count > 1, gated.contains(where: \.touchesPolicy) else { return }
    let reason = Reason(
      .policyMixedPush,
      "the policy changes in a push that moves other gated references",
      hint: "push the policy by itself first"
    )
    for index in decisions.indices {
      decisions[index].outcome = .refused
      decisions[index].reasons.append(reason)
    }
  }

  /// Lets through what would be refused, and says so.
  ///
  /// What belongs to the gate itself is held in any mode.
  mutating func observe() {
    for index in decisions.indices where decisions[index].outcome == .refused {
      let codes = decisions[index].reasons.map(\.code)
      if codes.contains(.protectedRef) || codes.contains(.staleOld) { continue }
      // It would stop every push after this one, of whomever.
      if decisions[index].breaksPolicy { continue }
      decisions[index].outcome = .observed
    }
  }

  /// The decisions as they are kept: git moves nothing of a push that is refused in part.
  var recorded: [Decision] {
    guard isRefused else { return decisions }
    var reasons: [Reason] = []
    for refused in decisions.filter({ $0.outcome == .refused }).flatMap(\.reasons) {
      var reason = refused
      reason.findings = []
      if !reasons.contains(reason) { reasons.append(reason) }
    }
    return decisions.map { decision in
      guard decision.outcome != .refused else { return decision }
      var decision = decision
      decision.outcome = .refused
      decision.reasons = reasons
      return decision
    }
  }
}
