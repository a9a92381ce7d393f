internal import Approvals
internal import Classifier
internal import GitObjects
package import Policy

/// What the policy's rules say of one finding.
enum Ruling {
  case allowed
  case refused(rule: RuleName, text: String)
  case uncovered
  case needs([RequirementStatus])
}

/// Applies the rules to findings: `refuse` beats `require` beats `allow`; all that apply must hold.
struct RuleEvaluation {
  let policy: Policy
  let proposal: Proposal
  let approvals: [ExaminedApproval]
  /// By presence, the people with a key that is good now and can prove it: an approval that nobody can sign is not
  /// asked for.
  let keyHolders: [Presence: Set<PersonID>]
  private let rules: [ClassID: [Rule]]
  /// Who could approve for each part of a requirement; those who had a hand in a change are still among them.
  private let able: [Requirement.Leaf: [PersonID]]

  init(
    policy: Policy,
    proposal: Proposal,
    approvals: [ExaminedApproval],
    keyHolders: [Presence: Set<PersonID>]
  ) {
    self.policy = policy
    self.proposal = proposal
    self.approvals = approvals
    self.keyHolders = keyHolders
    rules = policy.rules.reduce(into: [:]) { rules, rule in
      for id in Set(rule.classes) { rules[id, default: []].append(rule) }
    }
    let required = policy.rules.flatMap { rule -> [Requirement.Leaf] in
      if case .require(let requirement) = rule.effect { requirement.leaves } else { [] }
    }
    able = (required + policy.governance.leaves).reduce(into: [:]) { able, leaf in
      let holders = keyHolders[leaf.presence] ?? []
      able[leaf] = policy.members(of: leaf.from)
        .filter { policy.people[$0]?.kind == .human && holders.contains($0) }.sorted()
    }
  }

  func ruling(on finding: Finding, coveredBy covering: [Int]) -> Ruling {
    if finding.classID == .policy { return underGovernance(finding, covering) }
    let rules = rules[finding.classID, default: []].filter { $0.applies(to: finding) }
    if let rule = rules.first(where: \.effect.isRefusal), case .refuse(let text) = rule.effect {
      return .refused(rule: rule.name, text: text)
    }
    if finding.onlyRefusals { return .allowed }
    if rules.isEmpty {
      return finding.classID == .meta ? underGovernance(finding, covering) : .uncovered
    }
    let statuses = rules.compactMap { rule -> RequirementStatus? in
      guard case .require(let requirement) = rule.effect else { return nil }
      return status(of: requirement, rule: rule.name, finding, covering)
    }
    return statuses.isEmpty ? .allowed : .needs(statuses)
  }

  /// Class `policy` is always under `governance`, and no rule may loosen that.
  private func underGovernance(_ finding: Finding, _ covering: [Int]) -> Ruling {
    if finding.onlyRefusals { return .allowed }
    if let granted = firstPushGrant(finding) { return .needs([granted]) }
    return .needs([status(of: policy.governance, rule: .governance, finding, covering)])
  }

  /// The first push of a gated ref into an empty repository, which `init --first-push` granted
  /// once.
  private func firstPushGrant(_ finding: Finding) -> RequirementStatus? {
    guard case .ref(let move) = finding.subject, move.kind == .created,
      let person = proposal.firstPush, let login = proposal.pusher.login,
      policy.person(login: login)?.id == person
    else { return nil }
    let part = RequirementStatus.Part(
      count: 1,
      groups: [],
      presence: .none,
      counted: [person],
      eligible: []
    )
    return RequirementStatus(rule: .firstPush, parts: [part], findings: [])
  }

  /// The status of the branch of `any` that is met, or else of the one that comes nearest.
  private func status(
    of requirement: Requirement,
    rule: RuleName,
    _ finding: Finding,
    _ covering: [Int]
  ) -> RequirementStatus {
    let branches = requirement.alternatives.map { leaves in
      branch(leaves, rule: rule, finding, covering)
    }
    return branches.first(where: \.isMet)
      ?? branches.filter(canBeMet).min { $0.distance < $1.distance }
      ?? branches.first
      ?? RequirementStatus(rule: rule, parts: [], findings: [])
  }

  private func branch(
    _ leaves: [Requirement.Leaf],
    rule: RuleName,
    _ finding: Finding,
    _ covering: [Int]
  ) -> RequirementStatus {
    let assignment = Assignment(
      leaves.map { leaf in
        .init(count: leaf.count, candidates: reviewers(for: leaf, among: covering))
      }
    )
    let parts = zip(leaves, assignment.assigned).map { leaf, counted in
      RequirementStatus.Part(
        count: leaf.count,
        groups: leaf.from,
        presence: leaf.presence,
        counted: counted,
        eligible: eligible(for: leaf, finding)
      )
    }
    return RequirementStatus(rule: rule, parts: parts, findings: [])
  }

  private func reviewers(for leaf: Requirement.Leaf, among covering: [Int]) -> [PersonID] {
    let members = policy.members(of: leaf.from)
    var seen: Set<PersonID> = []
    return covering.compactMap { index in
      guard case .good(let approval) = approvals[index].signature,
        members.contains(approval.reviewer), approval.presence >= leaf.presence,
        seen.insert(approval.reviewer).inserted
      else { return nil }
      return approval.reviewer
    }
  }

  func eligible(for leaf: Requirement.Leaf, _ finding: Finding) -> [PersonID] {
    able[leaf, default: []].filter { !finding.contributors.people.contains($0) }
  }

  /// Whether enough people are left who could ever meet the requirement.
  func canBeMet(_ status: RequirementStatus) -> Bool {
    let demands = status.parts.map { part in
      Assignment.Demand(
        count: part.count,
        candidates: Set(part.counted).union(part.eligible).sorted()
      )
    }
    return Assignment(demands).isComplete
  }
}

extension RequirementStatus {
  /// How many approvals are missing.
  var distance: Int { parts.reduce(0) { $0 + max(0, $1.count - $1.counted.count) } }
}

extension Rule {
  /// Whether the rule names the finding's class and its `when` holds.
  ///
  /// A field that is read here, or where eligible people are looked for, and that is missing in ``RuleQuestion`` makes
  /// two different findings share a ruling.
  package func applies(to finding: Finding) -> Bool {
    classes.contains(finding.classID)
      && when.matches(
        environments: finding.environments,
        actor: finding.actor.kind,
        direction: finding.facts.direction,
        kinds: finding.facts.kinds,
        severity: finding.facts.severity,
        data: finding.facts.data
      )
      && (!effect.isGrant
        || when.matchesAll(
          environments: finding.environments,
          isPlaced: !finding.isPlacedByLikeness,
          kinds: finding.facts.kinds,
          data: finding.facts.data
        ))
  }
}

extension Rule.Effect {
  var isGrant: Bool {
    if case .allow = self { true } else { false }
  }

  var isRefusal: Bool {
    if case .refuse = self { true } else { false }
  }
}
