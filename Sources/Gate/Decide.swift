internal import Approvals
internal import Classifier
internal import GitObjects
package import Policy

/// Judges one reference's move.
///
/// A pure function: the same proposal, policy and evidence give the same decision, on the server, in CI, on
/// a laptop and in an audit years later.
///
/// - Returns: `allowed` or `refused` with every finding, requirement, approval and reason; never an error.
package func decide(
  _ proposal: Proposal,
  under policies: PolicySet,
  given evidence: Evidence
) -> Decision {
  let policy = policies.policy
  let evidence = evidence.refusingSharedKeys()
  let findings = FindingBuilder(proposal: proposal, policy: policy).findings
  var judgment = Judgment(
    policy: policy,
    proposal: proposal,
    evidence: evidence,
    findings: findings,
    keyHolders: Dictionary(
      uniqueKeysWithValues: Presence.allCases.map {
        ($0, policies.keyring.holders(at: evidence.now, proving: $0))
      }
    )
  )
  judgment.judge()
  return judgment.decision
}

/// A decision in the making.
struct Judgment {
  let policy: Policy
  let proposal: Proposal
  let evidence: Evidence
  let findings: [Finding]
  let revocations: Revocations
  let vetoes: Vetoes
  let quorum: BreakGlassQuorum
  var isBypassed = false
  var coverage: Coverage
  let rules: RuleEvaluation
  var requirements: [RequirementStatus] = []
  /// The position in ``requirements`` of each, by the requirement without its findings.
  private var positions: [RequirementStatus: Int] = [:]
  /// By question, the positions in ``requirements`` of what the rules answered.
  private var asked: [RuleQuestion: [Int]] = [:]
  var counted: Set<Int> = []
  /// Who approved which finding already: a second approval by the same person adds nothing.
  var approvedBy: [Int: Set<PersonID>] = [:]
  var reasons = ReasonList()

  init(
    policy: Policy,
    proposal: Proposal,
    evidence: Evidence,
    findings: [Finding],
    keyHolders: [Presence: Set<PersonID>]
  ) {
    self.policy = policy
    self.proposal = proposal
    self.evidence = evidence
    self.findings = findings
    revocations = Revocations(evidence.approvals)
    vetoes = Vetoes(
      findings.map { .init(change: $0.id, classID: $0.classID) },
      examined: evidence.approvals,
      policy: policy,
      accepts: proposal.accepts
    )
    quorum = BreakGlassQuorum(
      proposal: proposal,
      findings: findings,
      evidence: evidence,
      revocations: revocations,
      policy: policy
    )
    coverage = Coverage(
      proposal: proposal,
      findings: findings,
      evidence: evidence,
      revocations: revocations,
      policy: policy
    )
    rules = RuleEvaluation(
      policy: policy,
      proposal: proposal,
      approvals: evidence.approvals,
      keyHolders: keyHolders
    )
  }

  mutating func judge() {
    for index in findings.indices { judge(index) }
    for veto in vetoes.standing { reasons.add(veto.reason(findings: veto.subjects)) }
    if !findings.isEmpty {
      for debt in evidence.debts where speaks(debt) { reasons.add(debt.reason) }
    }
    let isBroken = breakGlass()
    for status in requirements where !status.isMet && !(isBroken && status.canBeBypassed) {
      reasons.add(missing: status, rules: rules, hint: firstPushHint(status))
    }
    isBypassed = isBroken && reasons.isEmpty
  }

  private func speaks(_ debt: BypassDebt) -> Bool {
    debt.target == proposal.target && debt.isOverdue(at: evidence.now)
      && debt.settlement(under: policy) == nil
  }

  /// Somebody else was granted the first push, and whoever comes before them should know.
  private func firstPushHint(_ status: RequirementStatus) -> String? {
    let isCreation = status.findings.contains { index in
      if case .ref(let move) = findings[index].subject { move.kind == .created } else { false }
    }
    guard isCreation, status.rule == .governance, let person = proposal.firstPush else {
      return nil
    }
    return "'\(person)' has the first push here, and needs no approval for it"
  }

  private mutating func judge(_ index: Int) {
    let finding = findings[index]
    if !finding.onlyRefusals {
      reasons.add(finding.contributors.unattributable, of: index)
    }
    let covering = coverage.approvals[index]
    let question = RuleQuestion(finding, coveredBy: covering)
    if let question, let known = asked[question] {
      for position in known { requirements[position].findings.append(index) }
      return
    }
    switch rules.ruling(on: finding, coveredBy: covering) {
    case .allowed: break
    case .refused(let rule, let text): reasons.add(refusal: rule, text: text, of: index)
    case .uncovered: reasons.add(uncovered: finding.classID, of: index)
    case .needs(let statuses):
      let positions = statuses.map { require($0, for: index) }
      if let question { asked[question] = positions }
      countApprovals(of: index, toward: statuses)
    }
  }

  /// - Returns: the position among ``requirements``.
  @discardableResult
  mutating func require(_ status: RequirementStatus, for finding: Int) -> Int {
    var status = status
    status.findings = []
    if let known = positions[status] {
      requirements[known].findings.append(finding)
      return known
    }
    let position = requirements.count
    positions[status] = position
    status.findings = [finding]
    requirements.append(status)
    return position
  }

  /// An approval counts when a rule's group could use it, whether or not the rule needed it in the end.
  private mutating func countApprovals(of finding: Int, toward statuses: [RequirementStatus]) {
    for index in coverage.approvals[finding] {
      guard case .good(let approval) = evidence.approvals[index].signature else { continue }
      let parts = statuses.flatMap { policy.parts(ofRule: $0.rule) }
      let named = parts.filter { policy.members(of: $0.from).contains(approval.reviewer) }
      if named.contains(where: { approval.presence >= $0.presence }) {
        count(index, by: approval.reviewer, for: finding)
      } else if named.isEmpty {
        coverage.note(.notAuthorized(approval.reviewer), of: index)
      } else {
        coverage.note(.presenceMissing, of: index)
      }
    }
  }

  private mutating func count(_ approval: Int, by reviewer: PersonID, for finding: Int) {
    if approvedBy[finding, default: []].insert(reviewer).inserted {
      counted.insert(approval)
    } else {
      coverage.note(.samePerson(reviewer), of: approval)
    }
  }

  var decision: Decision {
    var decision = Decision(
      outcome: !reasons.isEmpty ? .refused : isBypassed ? .bypassed : .allowed,
      target: proposal.target,
      environment: proposal.environment,
      old: proposal.old,
      new: proposal.new,
      pusher: proposal.pusher,
      actor: .gravest(findings.map(\.actor)),
      findings: findings,
      requirements: requirements,
      approvals: verdicts,
      reasons: reasons.sorted,
      authorship: policy.authorship,
      bypass: bypass
    )
    decision.isAnnotatedTag = proposal.isAnnotatedTag
    return decision
  }

  private var verdicts: [ApprovalVerdict] {
    var search = GroundsSearch(
      proposal: proposal,
      findings: findings,
      evidence: evidence,
      policy: policy,
      isRefused: !reasons.isEmpty
    )
    return evidence.approvals.enumerated().map { index, approval in
      let result = result(of: index, approval)
      guard case .ignored(let code, _) = result else {
        return .init(approval: approval, result: result)
      }
      let grounds = search.grounds(for: approval, ignoredAs: code)
      return ApprovalVerdict(approval: approval, result: result, grounds: grounds)
    }
  }

  private func result(of index: Int, _ examined: ExaminedApproval) -> ApprovalVerdict.Result {
    switch examined.signature {
    case .rejected(let code, let text): return .ignored(code, text)
    case .good(let said):
      let shortcoming = shortcoming(of: index, said)
      return shortcoming.map { .ignored($0.code, $0.text) } ?? .counted
    }
  }

  /// Why a statement had no effect; `nil` where it had.
  private func shortcoming(of index: Int, _ said: VerifiedApproval) -> Shortcoming? {
    switch said.statement.kind {
    case .approval:
      counted.contains(index) ? nil : coverage.shortcomings[index] ?? .asksForNone
    case .veto:
      vetoes.unrelated.contains(index)
        ? .stale(said.statement, among: findings) : vetoes.shortcomings[index]
    case .revocation: revocations.shortcoming(of: said, among: evidence.approvals)
    case .breakGlass:
      counted.contains(index) ? nil : quorum.shortcomings[index] ?? .notNeeded
    case .bypassReview: .asksForNone
    }
  }
}

extension Shortcoming {
  fileprivate static let notNeeded = Shortcoming(
    code: .approvalUnsupported,
    text: "nothing that it names was lacking",
    nearness: .elsewhere
  )

  fileprivate static func notAuthorized(_ reviewer: PersonID) -> Shortcoming {
    Shortcoming(
      code: .reviewerNotAuthorized,
      text: "'\(reviewer)' is in no group that the rule names",
      nearness: .notAsked
    )
  }

  fileprivate static func samePerson(_ reviewer: PersonID) -> Shortcoming {
    Shortcoming(
      code: .samePerson,
      text: "'\(reviewer)' has approved it already, and counts once",
      nearness: .samePerson
    )
  }

  fileprivate static let asksForNone = Shortcoming(
    code: .reviewerNotAuthorized,
    text: "no rule asks for an approval of what it names",
    nearness: .elsewhere
  )

  fileprivate static let presenceMissing = Shortcoming(
    code: .presenceMissing,
    text: "the rule wants a security key's touch in the signature",
    nearness: .presence
  )
}
