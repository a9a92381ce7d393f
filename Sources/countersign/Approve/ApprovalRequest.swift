internal import Approvals
internal import Classifier
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Policy
internal import Report

/// What is to be approved for one target, before anybody has seen or signed it.
struct ApprovalRequest {
  let destination: Destination
  let range: Clone.Range
  let findings: [Finding]
  let statements: [Statement]
  /// Why some of it will not count, one sentence each.
  let warnings: [String]

  /// A trailer holds 16 KiB, so one approval names so many changes at most; several add up.
  static let changesPerStatement = 180

  struct Terms {
    let validFor: Int64
    let reason: String?
  }

  init(
    _ range: Clone.Range,
    to destination: Destination,
    by reviewer: Reviewer,
    in clone: borrowing Clone,
    _ terms: Terms
  ) throws {
    let (gathered, decision) = try clone.judge(range, to: destination)
    let findings = decision.findings.filter { !$0.onlyRefusals }
    self.destination = destination
    self.range = range
    self.findings = findings
    let policy = clone.policies.policy
    let tree = policy.approvals.binding == .tree ? gathered.proposal.resultingTree : nil
    let (now, repository) = (clone.now, Array(policy.repository.utf8))
    let changes = Set(findings.map(\.id)).sorted()
    statements = stride(from: 0, to: changes.count, by: Self.changesPerStatement).map { start in
      let part = Array(changes[start..<min(start + Self.changesPerStatement, changes.count)])
      let classes = Set(findings.filter { part.contains($0.id) }.map(\.classID.rawValue))
      return Statement(
        repository: repository,
        target: destination.name.bytes,
        reviewer: Array(reviewer.person.rawValue.utf8),
        classes: classes.map { Array($0.utf8) },
        issued: now,
        expires: now.adding(seconds: terms.validFor),
        changes: part,
        tree: tree,
        reason: terms.reason.map { Array($0.utf8) }
      )
    }
    warnings = Self.warnings(findings, decision, reviewer.person, policy)
  }

  private static func warnings(
    _ findings: [Finding],
    _ decision: Decision,
    _ reviewer: PersonID,
    _ policy: Policy
  ) -> [String] {
    var warnings: [String] = []
    let own = findings.filter { $0.contributors.people.contains(reviewer) }.count
    if own > 0 {
      warnings.append(
        "you had a hand in \(own) of \(Phrase.count(findings.count, "change")): there your approval "
          + "will not count"
      )
    }
    let asked = decision.requirements.contains { status in
      policy.parts(ofRule: status.rule).contains { policy.members(of: $0.from).contains(reviewer) }
    }
    if !asked, !decision.requirements.isEmpty {
      warnings.append("no rule asks for an approval by '\(reviewer)': yours will not count")
    }
    return warnings
  }

  /// The objects a note about these changes goes on: the blobs, so that it survives squash and rebase, and the
  /// tip for a move of the reference.
  func annotated(by statement: Statement) -> [ObjectID] {
    let tip = range.new.isZero ? range.old : range.new
    let changes = Set(statement.changes)
    let objects = findings.filter { changes.contains($0.id) }.map { finding in
      if case .file(let change) = finding.subject { change.annotated ?? tip } else { tip }
    }
    return Set(objects).sorted()
  }
}
