package import AWSPolicy
package import Detection
import Syntax

/// Says what the difference of two policy documents means for one principal or resource.
package struct PolicyComparison: Sendable {
  /// Such as `role/deploy`; `nil` where the document is all there is.
  package let subject: String?
  package let role: PolicyRole
  /// Accounts that are the organisation's own.
  package let owned: [String]

  package init(subject: String?, role: PolicyRole, owned: [String] = []) {
    self.subject = subject
    self.role = role
    self.owned = owned
  }

  package static let kinds = [
    AWSKinds.policy, AWSKinds.trust, AWSKinds.resource, AWSKinds.boundary, AWSKinds.escalation,
  ]

  /// Of a resource that both sides have: where one has no document, what holds then counts.
  func findings(old: Term?, new: Term?, absence: PolicyAbsence) -> Findings {
    func isNone(_ term: Term?) -> Bool { term.map { ["", "null"].contains($0.described) } ?? true }
    guard isNone(old) != isNone(new), let place = (new ?? old)?.position else {
      return findings(old: old, new: new)
    }
    var found = findings(
      old: isNone(old) ? absence.document(at: place, isOld: true) : old,
      new: isNone(new) ? absence.document(at: place, isOld: false) : new
    )
    if case .standard = absence, isNone(new) {
      found.observations = [
        Observation(
          AWSKinds.resource,
          .incomparable,
          .high,
          oldLine: old?.position.line,
          summary: "removes the policy of \(subject ?? "a resource"), which gets the standard one"
        )
      ]
    }
    return found
  }

  /// What the new document means where the old one was; `nil` is no document.
  package func findings(old: Term?, new: Term?) -> Findings {
    var findings = Findings()
    if let old, let new, old.says(theSameAs: new) { return findings }
    do throws(SyntaxError) {
      let before = try PolicyComparison.document(old)
      let after = try PolicyComparison.document(new)
      judge(before, after, line: new?.position.line, &findings)
    } catch {
      findings.doubt(error.position.line, error.reason)
    }
    return findings
  }

  private static func document(_ term: Term?) throws(SyntaxError) -> PolicyDocument {
    guard let term else { return .nothing }
    switch term.value {
    case .null: return .nothing
    case .unknown(let name):
      throw SyntaxError("the policy is '\(name)', whose value is not known", at: term.position)
    case .text(let parts):
      let text = Term.text(of: parts)
      if text.utf8.allSatisfy({ " \t\r\n".utf8.contains($0) }) { return .nothing }
      throw SyntaxError("the policy is the text '\(text.prefix(80))'", at: term.position)
    default: return try PolicyDocument(term)
    }
  }

  private func judge(
    _ old: PolicyDocument,
    _ new: PolicyDocument,
    line: Int?,
    _ findings: inout Findings
  ) {
    let explanation = old.explained(against: new)
    let isMixed = explanation.comparison.gained != nil && explanation.comparison.lost != nil
    let words = PolicyWords(subject: subject, role: told(old, new))
    let denies = [old, new].allSatisfy { $0.statements.allSatisfy { $0.effect == .deny } }
    for change in explanation.gains {
      findings.observations.append(
        gain(change, words, isMixed ? .incomparable : .widened, denies)
      )
    }
    for change in explanation.losses {
      findings.observations.append(
        loss(change, words, isMixed ? .incomparable : .narrowed, denies)
      )
    }
    unexplained(explanation, words, line, &findings)
    if case .unknown(let reason) = explanation.comparison.verdict { findings.doubt(line, reason) }
    escalations(old, new, explanation, words, &findings)
  }

  /// A file tells by its principals what it is.
  private func told(_ old: PolicyDocument, _ new: PolicyDocument) -> PolicyRole {
    guard role == .file else { return role }
    let statements = new.statements.isEmpty ? old.statements : new.statements
    guard statements.contains(where: { $0.principals != nil }) else { return .identity }
    let isTrust = statements.allSatisfy { statement in
      statement.resources == nil
        && statement.actions.patterns.allSatisfy { $0.text.lowercased().hasPrefix("sts:") }
    }
    return isTrust ? .trust : .resource
  }

  /// A denial that forbids nothing its document allows still counts beside other policies; a file of its
  /// own is judged by itself, unless it only denies.
  private func direction(_ change: Change, _ direction: Direction, _ onlyDenies: Bool) -> Direction
  {
    guard change.cause == .idleDenial else { return direction }
    return role == .identity || role == .boundary || onlyDenies ? direction : .equal
  }

  private func gain(_ change: Change, _ words: PolicyWords, _ way: Direction, _ denies: Bool)
    -> Observation
  {
    let isDenial = change.cause == .denial || change.cause == .idleDenial
    let line = change.statement.position.line
    let direction = direction(change, way, denies)
    return Observation(
      words.kind,
      direction,
      direction == .equal
        ? .low : PolicySeverity(role: words.role, owned: OwnAccounts(owned)).of(change),
      line: isDenial ? nil : line,
      oldLine: isDenial ? line : nil,
      summary: words.gain(change),
      witness: change.witness.description,
      data: DataNames.of(change.resources)
    )
  }

  private func loss(_ change: Change, _ words: PolicyWords, _ way: Direction, _ denies: Bool)
    -> Observation
  {
    let isDenial = change.cause == .denial || change.cause == .idleDenial
    let line = change.statement.position.line
    return Observation(
      words.kind,
      direction(change, way, denies),
      .low,
      line: isDenial ? line : nil,
      oldLine: isDenial ? nil : line,
      summary: words.loss(change),
      witness: change.witness.description,
      data: DataNames.of(change.resources)
    )
  }

  /// A verdict whose parts could not be told within the limits.
  private func unexplained(
    _ explanation: Explanation,
    _ words: PolicyWords,
    _ line: Int?,
    _ findings: inout Findings
  ) {
    let isMixed = explanation.comparison.gained != nil && explanation.comparison.lost != nil
    if explanation.gains.isEmpty, let gained = explanation.comparison.gained {
      findings.observations.append(
        Observation(
          words.kind,
          isMixed ? .incomparable : .widened,
          .high,
          line: line,
          summary: "allows \(gained)",
          witness: gained.description
        )
      )
    }
    if explanation.losses.isEmpty, let lost = explanation.comparison.lost {
      findings.observations.append(
        Observation(
          words.kind,
          isMixed ? .incomparable : .narrowed,
          .low,
          line: line,
          summary: "no longer allows \(lost)",
          witness: lost.description
        )
      )
    }
  }

  private func escalations(
    _ old: PolicyDocument,
    _ new: PolicyDocument,
    _ explanation: Explanation,
    _ words: PolicyWords,
    _ findings: inout Findings
  ) {
    guard words.role == .identity, let first = explanation.gains.first else { return }
    let complete = new.escalations(notIn: old)
    let line = first.statement.position.line
    let told = complete.count > 3 ? Array(complete.prefix(1)) : complete
    for steps in told {
      let more = complete.count > told.count ? " and \(complete.count - told.count) others" : ""
      findings.observations.append(
        Observation(
          AWSKinds.escalation,
          .widened,
          .critical,
          line: line,
          summary: "completes the escalation " + steps.joined(separator: " + ") + more
            + (subject.map { " for " + $0 } ?? "")
        )
      )
    }
  }
}
