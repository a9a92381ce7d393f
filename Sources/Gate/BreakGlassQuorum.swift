internal import Approvals
internal import GitObjects
internal import Policy

/// Who signed that a push may go without what rules require.
///
/// Much stricter than approvals: for this very target, once ever, and by nobody who had a hand in any
/// part of the push.
struct BreakGlassQuorum {
  private let policy: Policy
  private let evidence: Evidence
  private let contributors: Set<PersonID>
  /// For each finding, the positions of the statements that speak for it.
  private var covering: [[Int]]
  private(set) var shortcomings: [Int: Shortcoming] = [:]

  init(
    proposal: Proposal,
    findings: [Finding],
    evidence: Evidence,
    revocations: Revocations,
    policy: Policy
  ) {
    self.policy = policy
    self.evidence = evidence
    contributors = Set(findings.flatMap(\.contributors.people))
    covering = Array(repeating: [], count: findings.count)
    for (index, examined) in evidence.approvals.enumerated() {
      guard case .good(let said) = examined.signature, said.statement.kind == .breakGlass
      else { continue }
      if let time = revocations.time(of: examined) {
        shortcomings[index] = .revoked(at: time)
      } else if let shortcoming = shortcoming(of: said, proposal) {
        shortcomings[index] = shortcoming
      } else {
        add(said.statement, at: index, to: findings)
      }
    }
  }

  private func shortcoming(of said: VerifiedApproval, _ proposal: Proposal) -> Shortcoming? {
    guard let rule = policy.breakGlass else {
      return .opensNothing("the policy has no 'break_glass'")
    }
    guard proposal.breakGlass != nil else {
      return .opensNothing("the push does not ask for it: '-o countersign.break-glass=REASON'")
    }
    guard said.statement.target == proposal.target.bytes else {
      return .otherTarget(said.statement, than: proposal.target)
    }
    if let wrong = Shortcoming.wrongTree(said.statement, proposal, policy) { return wrong }
    if evidence.spent[said.statement.digest]?.isEmpty == false { return .usedUp }
    guard policy.members(of: rule.from).contains(said.reviewer) else {
      return .notInQuorum(said.reviewer)
    }
    return contributors.contains(said.reviewer) ? .hadAHand(said.reviewer) : nil
  }

  private mutating func add(_ statement: Statement, at index: Int, to findings: [Finding]) {
    let named = Set(statement.changes)
    let about = findings.indices.filter { named.contains(findings[$0].id) }
    let covered = about.filter { statement.names(findings[$0].classID) }
    if about.isEmpty {
      shortcomings[index] = .stale(statement, among: findings)
    } else if covered.isEmpty {
      shortcomings[index] = .wrongClass(findings[about[0]].classID)
    }
    for finding in covered { covering[finding].append(index) }
  }

  /// What `break_glass` asks for a finding, and how far that is met; `nil` where it asks nothing.
  func status(of finding: Int, keyHolders: Set<PersonID>) -> RequirementStatus? {
    guard let rule = policy.breakGlass else { return nil }
    let eligible = policy.members(of: rule.from).filter { person in
      policy.people[person]?.kind == .human && keyHolders.contains(person)
        && !contributors.contains(person)
    }
    let part = RequirementStatus.Part(
      count: rule.approvals,
      groups: rule.from,
      presence: .none,
      counted: signers(of: finding),
      eligible: eligible.sorted()
    )
    return RequirementStatus(rule: .breakGlass, parts: [part], findings: [])
  }

  /// Each person once.
  func signers(of finding: Int) -> [PersonID] {
    let people = covering[finding].compactMap { index -> PersonID? in
      if case .good(let said) = evidence.approvals[index].signature { said.reviewer } else { nil }
    }
    return Set(people).sorted()
  }

  /// Every statement that speaks for some of the findings: all are used up, so that a second one by the
  /// same person is not left over for another push.
  func statements(for findings: Set<Int>) -> Set<Int> { Set(findings.flatMap { covering[$0] }) }
}

extension Shortcoming {
  fileprivate static func opensNothing(_ text: String) -> Shortcoming {
    Shortcoming(code: .approvalUnsupported, text: text, nearness: .elsewhere)
  }

  fileprivate static func notInQuorum(_ person: PersonID) -> Shortcoming {
    Shortcoming(
      code: .reviewerNotAuthorized,
      text: "'\(person)' is in no group that 'break_glass' names",
      nearness: .notAsked
    )
  }

  fileprivate static func hadAHand(_ person: PersonID) -> Shortcoming {
    Shortcoming(code: .selfApproval, text: "'\(person)' had a hand in the push", nearness: .ownHand)
  }

  fileprivate static let usedUp = Shortcoming(
    code: .approvalSpent,
    text: "it was used already, and opens once",
    nearness: .spent
  )
}
