package import Approvals
package import GitObjects
package import Policy

/// Who said no to which changes, and has not taken it back.
///
/// Whoever a rule would ask may say so, one who had a hand in the change too: else its author could
/// silence a reviewer by naming them a co-author.
package struct Vetoes: Sendable {
  /// A change in a class, which a veto may be about.
  package struct Subject: Hashable, Sendable {
    package let change: ChangeID
    package let classID: ClassID

    package init(change: ChangeID, classID: ClassID) {
      self.change = change
      self.classID = classID
    }
  }

  package struct Standing: Sendable {
    package let veto: VerifiedApproval
    package let digest: Digest
    /// The positions of the subjects that it is about.
    package let subjects: [Int]
  }

  package private(set) var standing: [Standing] = []
  /// Why other vetoes do not stand, by position among the statements.
  private(set) var shortcomings: [Int: Shortcoming] = [:]
  /// The positions of the vetoes that are about none of the subjects.
  private(set) var unrelated: Set<Int> = []

  /// Weighs the vetoes among some statements; `accepts` says whether one for this target speaks here.
  package init(
    _ subjects: [Subject],
    examined: [ExaminedApproval],
    policy: Policy,
    accepts: (_ target: [UInt8]) -> Bool
  ) {
    let vetoes = examined.enumerated().compactMap { index, statement in
      if case .good(let said) = statement.signature, said.statement.kind == .veto {
        (index, statement, said)
      } else {
        nil
      }
    }
    guard !vetoes.isEmpty else { return }
    let revocations = Revocations(examined)
    var positions: [ChangeID: [Int]] = [:]
    for (index, subject) in subjects.enumerated() {
      positions[subject.change, default: []].append(index)
    }
    for (index, statement, veto) in vetoes {
      guard let digest = statement.statementDigest else { continue }
      let about = veto.statement.changes.flatMap { positions[$0] ?? [] }
      if let time = revocations.time(of: statement) {
        shortcomings[index] = .revoked(at: time)
      } else if !accepts(veto.statement.target) {
        shortcomings[index] = .otherTarget(veto.statement)
      } else if about.isEmpty {
        unrelated.insert(index)
      } else if !about.contains(where: { policy.mayVeto(veto.reviewer, subjects[$0].classID) }) {
        shortcomings[index] = .mayNotVeto(veto.reviewer)
      } else {
        standing.append(Standing(veto: veto, digest: digest, subjects: about.sorted()))
      }
    }
  }
}

extension Vetoes.Standing {
  /// The refusal that it is; `findings` are positions in the decision.
  package func reason(about what: String = "it", findings: [Int] = []) -> Reason {
    let why = veto.statement.reason.map { ": \(Escaped.text($0))" } ?? ""
    return Reason(
      .vetoed,
      "'\(veto.reviewer)' vetoed \(what)\(why)",
      hint: "'\(veto.reviewer)' alone can take that back: "
        + "'git countersign revoke sha256:\(digest) --push'",
      findings: findings
    )
  }
}

extension Shortcoming {
  fileprivate static func mayNotVeto(_ reviewer: PersonID) -> Shortcoming {
    Shortcoming(
      code: .reviewerNotAuthorized,
      text: "'\(reviewer)' is in no group that a rule for the change names",
      nearness: .notAsked
    )
  }
}
