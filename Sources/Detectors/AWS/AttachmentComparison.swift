package import AWSPolicy
import Detection
import Syntax

/// Compares lists of policies, groups or principals that are joined with something.
package struct AttachmentComparison: Sendable {
  package let subject: String

  /// Of the subject, where that is what is attached; otherwise each item's name tells.
  private let effect: PolicyEffect?

  package init(subject: String) { self.init(subject: subject, effect: nil) }

  init(subject: String, effect: PolicyEffect?) {
    self.subject = subject
    self.effect = effect
  }

  package func findings(old: [Term], new: [Term]) -> Findings {
    let before = AttachmentComparison.named(old)
    let after = AttachmentComparison.named(new)
    // Who has everything gains and loses nothing with the rest, but with what denies.
    func isSaid(_ name: String, by others: [(name: String, line: Int)]) -> Bool {
      let denies = [.denies, .both].contains(effect(of: name))
      return others.contains {
        $0.name == name || !denies && AttachmentComparison.allowsAll($0.name)
      }
    }
    let added = after.filter { !isSaid($0.name, by: before) }
    let gone = before.filter { !isSaid($0.name, by: after) }
    var findings = Findings()
    let isMixed = !added.isEmpty && !gone.isEmpty
    for item in added {
      let way = isMixed ? .incomparable : effect(of: item.name).direction(comes: true)
      findings.observations.append(
        Observation(
          AWSKinds.attachment,
          way,
          way == .narrowed ? .low : Self.severity(item.name),
          line: item.line,
          summary: "attaches \(AttachmentComparison.shown(item.name)) to \(subject)"
        )
      )
    }
    for item in gone {
      let way = isMixed ? .incomparable : effect(of: item.name).direction(comes: false)
      findings.observations.append(
        Observation(
          AWSKinds.attachment,
          way,
          way == .widened ? .critical : .low,
          oldLine: item.line,
          summary: "detaches \(AttachmentComparison.shown(item.name)) from \(subject)"
        )
      )
    }
    return findings
  }

  private func effect(of name: String) -> PolicyEffect { effect ?? PolicyEffect(named: name) }

  private static func allowsAll(_ name: String) -> Bool {
    name == "arn:aws:iam::aws:policy/AdministratorAccess"
  }

  /// A boundary that comes, goes or changes, of a principal that both sides have.
  package func boundary(old: Term?, new: Term?) -> Findings {
    var findings = Findings()
    switch (old.map(AttachmentComparison.name), new.map(AttachmentComparison.name)) {
    case (let before?, nil):
      findings.observations.append(
        Observation(
          AWSKinds.boundary,
          .widened,
          .critical,
          oldLine: old?.position.line,
          summary:
            "removes the permissions boundary \(AttachmentComparison.shown(before)) from \(subject)"
        )
      )
    case (nil, let after?):
      findings.observations.append(
        Observation(
          AWSKinds.boundary,
          .narrowed,
          .low,
          line: new?.position.line,
          summary:
            "sets the permissions boundary \(AttachmentComparison.shown(after)) on \(subject)"
        )
      )
    case (let before?, let after?) where before != after:
      findings.observations.append(
        Observation(
          AWSKinds.boundary,
          .incomparable,
          .high,
          line: new?.position.line,
          oldLine: old?.position.line,
          summary: "changes the permissions boundary of \(subject) from "
            + "\(AttachmentComparison.shown(before)) to \(AttachmentComparison.shown(after))"
        )
      )
    default: break
    }
    return findings
  }

  private static func named(_ terms: [Term]) -> [(name: String, line: Int)] {
    terms.map { (name(of: $0), $0.position.line) }
  }

  private static func name(of term: Term) -> String { term.described }

  private static func shown(_ name: String) -> String { ManagedPolicy.name(of: name) ?? name }

  private static func severity(_ name: String) -> Severity {
    switch ManagedPolicy.rank(of: name) {
    case .administration: .critical
    case .write, .unknown: .high
    case .read: .medium
    }
  }
}

extension Term {
  /// The value on one line, the same for the same value.
  package var described: String {
    switch value {
    case .null: "null"
    case .bool, .number, .text, .unknown: parts.map(Term.text) ?? ""
    case .list(let items): "[" + items.map(\.described).joined(separator: ", ") + "]"
    case .map(let entries):
      "{"
        + entries.map { Term.text(of: $0.key) + ": " + $0.value.described }.sorted()
        .joined(separator: ", ") + "}"
    }
  }
}
