internal import Approvals
internal import Classifier
package import Gate
internal import GitObjects

/// What `check` found, ready to be printed in any format.
package struct CheckReport: Sendable {
  package let decision: Decision
  package let basis: CheckBasis
  /// Sentences about how it was judged.
  package var notes: [String]
  package let policyDigest: String
  /// Where the policy was read from.
  package let policySource: String
  /// What reviewers must give as `--policy`; `nil` where they find it by themselves.
  package let reviewersPolicy: String?
  /// countersign's own version.
  package let version: String

  package init(
    decision: Decision,
    basis: CheckBasis = .judgment,
    notes: [String],
    policyDigest: String,
    policySource: String,
    reviewersPolicy: String? = nil,
    version: String
  ) {
    self.decision = decision
    self.basis = basis
    self.notes = basis.notes + notes
    self.policyDigest = policyDigest
    self.policySource = policySource
    self.reviewersPolicy = reviewersPolicy
    self.version = version
  }

  /// Whether nothing but people is missing.
  package var canBeWaitedFor: Bool { decision.reasons.allSatisfy { $0.code == .approvalMissing } }

  var voice: RefusalText.Voice { basis.isRecords ? .records : .check }

  var text: String {
    RefusalText.render([decision], voice: voice, notes: notes, policy: reviewersPolicy)
  }

  package func rendered(as format: ReportFormat) -> String {
    switch format {
    case .text: text
    case .json:
      DecisionJSON.render(
        decision,
        policy: policyDigest,
        source: policySource,
        basis: basis,
        reviewersPolicy: reviewersPolicy
      )
    case .sarif: SARIF.render(self)
    case .junit: JUnit.render(self)
    case .markdown: Markdown.render(self)
    case .github: GitHubAnnotations.render(self)
    }
  }
}

package enum ReportFormat: String, Sendable, CaseIterable {
  case text, json, sarif, junit, markdown, github

  /// What standard output holds where nothing could be decided; nothing at all in most formats.
  package func rendering(error message: String, hint: String?, version: String) -> String {
    switch self {
    case .text, .json, .markdown: ""
    case .sarif: SARIF.render(error: message, hint: hint, version: version)
    case .junit: JUnit.render(error: message, hint: hint)
    case .github: GitHubAnnotations.render(error: message, hint: hint)
    }
  }
}

/// One line of a report: a reason and, where it is about one, a change.
struct Complaint {
  let reason: Reason
  /// `nil` for a reason about the move as a whole.
  let finding: Finding?

  /// The reason in full, with the change that it is about.
  var sentence: String {
    guard let finding else { return reason.message }
    let commit = finding.carriers.first.map { " in commit \($0.short)" } ?? ""
    return "\(finding.sentence)\(commit): \(reason.message)"
  }
}

extension Decision {
  /// Every reason once for each change it is about.
  var complaints: [Complaint] {
    reasons.flatMap { reason in
      reason.findings.isEmpty
        ? [Complaint(reason: reason, finding: nil)]
        : reason.findings.map { Complaint(reason: reason, finding: findings[$0]) }
    }
  }

  /// `refused refs/heads/main`, for headings.
  var heading: String { "\(outcome.rawValue) \(target)" }
}
