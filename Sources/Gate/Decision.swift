package import Approvals
package import Classifier
package import GitObjects
package import Policy

/// What the gate says to one reference's move, with everything it rests on.
package struct Decision: Sendable {
  package enum Outcome: String, Sendable {
    case allowed, refused, bypassed
    /// Would have been refused, and was let through because the server only observes.
    case observed
  }

  package var outcome: Outcome
  package var target: TargetName
  package var environment: String?
  package var old: ObjectID
  package var new: ObjectID
  package var pusher: Pusher
  package var actor: Actor
  package var findings: [Finding]
  package var requirements: [RequirementStatus]
  package var approvals: [ApprovalVerdict]
  /// Why not, most telling first; empty when allowed.
  package var reasons: [Reason]
  /// Whether authors may be typed names alone, which every decision says.
  package var authorship: AuthorshipRule
  /// What was asked for in an emergency, granted or not.
  package var bypass: Bypass?
  /// After the move there would be no policy that loads.
  package var breaksPolicy = false
  /// The target would be at a tag object, which nobody has but who pushes it.
  package var isAnnotatedTag = false

  package init(
    outcome: Outcome,
    target: TargetName,
    environment: String?,
    old: ObjectID,
    new: ObjectID,
    pusher: Pusher,
    actor: Actor = .unknown,
    findings: [Finding] = [],
    requirements: [RequirementStatus] = [],
    approvals: [ApprovalVerdict] = [],
    reasons: [Reason] = [],
    authorship: AuthorshipRule = .anchored,
    bypass: Bypass? = nil
  ) {
    self.outcome = outcome
    self.target = target
    self.environment = environment
    self.old = old
    self.new = new
    self.pusher = pusher
    self.actor = actor
    self.findings = findings
    self.requirements = requirements
    self.approvals = approvals
    self.reasons = reasons
    self.authorship = authorship
    self.bypass = bypass
  }

  /// Whether the push is let go.
  package var letsGo: Bool { outcome != .refused }
}

/// A code that stays, one sentence, and the command that mends it.
package struct Reason: Hashable, Sendable {
  package let code: ReasonCode
  package let message: String
  package let hint: String?
  /// Positions in ``Decision/findings``; empty where it is about the move as a whole.
  package var findings: [Int]

  package init(
    _ code: ReasonCode,
    _ message: String,
    hint: String? = nil,
    findings: [Int] = []
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.findings = findings
  }
}

/// A (change, class) pair: what a rule is applied to.
///
/// An object, since thousands of them are handed around and none ever changes.
package final class Finding: Sendable {
  package enum Subject: Hashable, Sendable {
    case file(FileChange)
    case ref(RefMove)
  }

  package let subject: Subject
  package let id: ChangeID
  package let facts: ClassFacts
  /// The pushed commits that make the change; empty for a move of the ref.
  package let carriers: [ObjectID]
  package let environments: [String]
  /// See ``EnvironmentPlace/isLikeness``.
  package let isPlacedByLikeness: Bool
  package let contributors: Contributors
  /// Made only by commits that landed on an honoured ref: `refuse` rules alone speak of it.
  package let onlyRefusals: Bool

  package init(
    subject: Subject,
    id: ChangeID,
    facts: ClassFacts,
    carriers: [ObjectID],
    environments: [String],
    isPlacedByLikeness: Bool = false,
    contributors: Contributors,
    onlyRefusals: Bool
  ) {
    self.subject = subject
    self.id = id
    self.facts = facts
    self.carriers = carriers
    self.environments = environments
    self.isPlacedByLikeness = isPlacedByLikeness
    self.contributors = contributors
    self.onlyRefusals = onlyRefusals
  }

  package var classID: ClassID { facts.classID }
  package var actor: Actor { contributors.actor }
}

/// What a rule asks of the findings it applies to, and how far that is met.
package struct RequirementStatus: Hashable, Sendable {
  /// One `{approvals, from}` of the rule: of the branch that is met, or else of the nearest.
  package struct Part: Hashable, Sendable {
    package let count: Int
    package let groups: [GroupID]
    package let presence: Presence
    /// The people assigned to this part; one person is never assigned twice within a rule.
    package let counted: [PersonID]
    /// Who could still approve: humans of the groups with a usable key who did not contribute.
    package let eligible: [PersonID]
  }

  package let rule: RuleName
  package let parts: [Part]
  /// Positions in ``Decision/findings``.
  package var findings: [Int]

  package var isMet: Bool { parts.allSatisfy { $0.counted.count >= $0.count } }
}

/// An approval or another statement that was found, and whether it counted.
package struct ApprovalVerdict: Sendable {
  package enum Result: Hashable, Sendable {
    /// Of a veto: it stands. Of a revocation: it took something back.
    case counted
    case ignored(ReasonCode, String)
  }

  package let approval: ExaminedApproval
  package let result: Result
  /// What shows why it was ignored, where something does.
  package let grounds: [Grounds]

  package var kind: Statement.Kind { approval.kind }

  package init(approval: ExaminedApproval, result: Result, grounds: [Grounds] = []) {
    self.approval = approval
    self.result = result
    self.grounds = grounds
  }
}
