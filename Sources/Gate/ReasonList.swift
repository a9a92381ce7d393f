internal import Approvals
internal import GitObjects
internal import Policy

/// The reasons of a refusal, each once, most telling first.
struct ReasonList {
  private var reasons: [Reason] = []
  private var positions: [Sentence: Int] = [:]
  /// The problems that were added last, and where they are: findings of one commit follow each other.
  private var last: (problems: [Unattributable], positions: [Int]) = ([], [])

  private struct Sentence: Hashable {
    let code: ReasonCode
    let text: String
  }

  var isEmpty: Bool { reasons.isEmpty }

  /// What no approval can mend comes before what one can.
  var sorted: [Reason] {
    let order: [ReasonCode] = [
      .refusedByRule, .vetoed, .bypassUnreviewed, .unattributableAuthor, .noRule,
      .noEligibleReviewer,
    ]
    let ranks = reasons.map { order.firstIndex(of: $0.code) ?? order.count }
    return reasons.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { reasons[$0] }
  }

  mutating func add(refusal rule: RuleName, text: String, of finding: Int) {
    add(
      .refusedByRule,
      "'\(rule)' refuses it: \(Escaped.text(text))",
      hint: nil,
      findings: [finding]
    )
  }

  mutating func add(_ problems: [Unattributable], of finding: Int) {
    if problems == last.problems {
      for position in last.positions { reasons[position].findings.append(finding) }
      return
    }
    let positions = problems.map {
      add(.unattributableAuthor, $0.text, hint: $0.hint, findings: [finding])
    }
    last = (problems, positions)
  }

  mutating func add(uncovered class_: ClassID, of finding: Int) {
    add(
      .noRule,
      "no rule covers class '\(class_)' here",
      hint: "ask who keeps the policy to add a rule for it",
      findings: [finding]
    )
  }

  mutating func add(_ reason: Reason) {
    add(reason.code, reason.message, hint: reason.hint, findings: reason.findings)
  }

  /// `hint` is another way out than an approval.
  mutating func add(missing status: RequirementStatus, rules: RuleEvaluation, hint: String?) {
    guard rules.canBeMet(status) else {
      add(
        .noEligibleReviewer,
        "'\(status.rule)' needs \(status.need), and too few are left who did not make the change",
        hint: hint
          ?? "somebody of \(status.groupNames) who had no hand in it and has a key must be added",
        findings: status.findings
      )
      return
    }
    add(
      .approvalMissing,
      "'\(status.rule)' needs \(status.need)",
      hint: hint,
      findings: status.findings
    )
  }

  /// One reason for each sentence, whatever number of findings it is about; where it stands.
  @discardableResult
  private mutating func add(
    _ code: ReasonCode,
    _ message: String,
    hint: String?,
    findings: [Int] = []
  ) -> Int {
    let sentence = Sentence(code: code, text: message)
    if let known = positions[sentence] {
      reasons[known].findings += findings
      return known
    }
    let position = reasons.count
    positions[sentence] = position
    reasons.append(Reason(code, message, hint: hint, findings: findings))
    return position
  }
}

extension RequirementStatus {
  /// "1 of 'security' and 2 of 'platform'", as a sentence goes on.
  package var need: String {
    parts.map { part in
      let groups = part.groups.map { "'\($0)'" }.joined(separator: " or ")
      let touch: String =
        switch part.presence {
        case .none: ""
        case .touched: " with a touched security key"
        case .verified: " with a security key and its PIN"
        }
      return "\(part.count) of \(groups)\(touch)"
    }.joined(separator: " and ")
  }

  var groupNames: String {
    Set(parts.flatMap(\.groups)).sorted().map { "'\($0)'" }.joined(separator: ", ")
  }
}
