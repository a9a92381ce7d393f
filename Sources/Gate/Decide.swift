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
private struct Judgment {
  let policy: Policy
  let proposal: Proposal
  let evidence: Evidence
  let findings: [Finding]
  var coverage: Coverage
  let rules: RuleEvaluation
  var requirements: [RequirementStatus] = []
  /// Where each of ``requirements`` is, by itself without its findings.
  private var positions: [RequirementStatus: Int] = [:]
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
    coverage = Coverage(
      proposal: proposal,
      findings: findings,
      evidence: evidence,
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
    for status in requirements where !status.isMet {
      reasons.add(missing: status, rules: rules, hint: firstPushHint(status))
    }
    weighUnsupportedStatements()
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
      for problem in finding.contributors.unattributable { reasons.add(problem, of: index) }
    }
    switch rules.ruling(on: finding, coveredBy: coverage.approvals[index]) {
    case .allowed: break
    case .refused(let rule, let text): reasons.add(refusal: rule, text: text, of: index)
    case .uncovered: reasons.add(uncovered: finding.classID, of: index)
    case .needs(let statuses):
      for status in statuses { require(status, for: index) }
      countApprovals(of: index, toward: statuses)
    }
  }

  private mutating func require(_ status: RequirementStatus, for finding: Int) {
    var status = status
    status.findings = []
    if let known = positions[status] {
      requirements[known].findings.append(finding)
    } else {
      positions[status] = requirements.count
      status.findings = [finding]
      requirements.append(status)
    }
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

  /// A veto or a withdrawal that this version cannot weigh is a refusal: passing over it would let
  /// through what somebody with authority said no to.
  private mutating func weighUnsupportedStatements() {
    let changes = Set(findings.map(\.id))
    for examined in evidence.approvals {
      guard case .good(let said) = examined.signature, proposal.accepts(said.statement.target)
      else {
        continue
      }
      let speaks =
        switch said.statement.kind {
        case .veto:
          policy.isReviewer(said.reviewer) && !changes.isDisjoint(with: said.statement.changes)
        case .revocation: withdraws(said)
        // What only loosens may be passed over.
        case .approval, .breakGlass, .bypassReview: false
        }
      if speaks { reasons.add(unsupported: said) }
    }
  }

  /// Whether a revocation is about a statement of the same person that is here.
  private func withdraws(_ revocation: VerifiedApproval) -> Bool {
    evidence.approvals.contains { examined in
      guard case .good(let other) = examined.signature else { return false }
      return other.reviewer == revocation.reviewer
        && revocation.statement.subjects.contains(other.statement.digest)
    }
  }

  var decision: Decision {
    Decision(
      outcome: reasons.isEmpty ? .allowed : .refused,
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
      authorship: policy.authorship
    )
  }

  private var verdicts: [ApprovalVerdict] {
    evidence.approvals.enumerated().map { index, approval in
      ApprovalVerdict(approval: approval, result: result(of: index, approval))
    }
  }

  private func result(of index: Int, _ approval: ExaminedApproval) -> ApprovalVerdict.Result {
    if case .rejected(let code, let text) = approval.signature { return .ignored(code, text) }
    if counted.contains(index) { return .counted }
    guard let shortcoming = coverage.shortcomings[index] else {
      return .ignored(.reviewerNotAuthorized, "no rule asks for an approval of what it names")
    }
    return .ignored(shortcoming.code, shortcoming.text)
  }
}

extension Shortcoming {
  fileprivate static func notAuthorized(_ reviewer: PersonID) -> Shortcoming {
    Shortcoming(
      code: .reviewerNotAuthorized,
      text: "'\(reviewer)' is in no group that the rule names",
      nearness: 4
    )
  }

  fileprivate static func samePerson(_ reviewer: PersonID) -> Shortcoming {
    Shortcoming(
      code: .samePerson,
      text: "'\(reviewer)' has approved it already, and counts once",
      nearness: 6
    )
  }

  fileprivate static let presenceMissing = Shortcoming(
    code: .presenceMissing,
    text: "the rule wants a security key's touch in the signature",
    nearness: 5
  )
}
