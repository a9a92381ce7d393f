internal import Approvals
internal import Classifier
package import Gate
internal import GitObjects
internal import Policy

// How every message reads: lower case, no full stop, what is wrong first, names in single quotes, a hint by
// itself, and the last line says what became of the push. At most ten of anything, then "… and 12 more".

/// What the one who pushed reads.
package struct RefusalText {
  private var page: Wrapped
  private static let most = 10

  package static func render(_ decisions: [Decision], prefix: String = "") -> String {
    var text = RefusalText(page: Wrapped(prefix: prefix))
    for decision in decisions { text.add(decision) }
    let refused = decisions.contains { $0.outcome == .refused }
    let observed = decisions.contains { $0.outcome == .observed }
    if refused {
      text.page.add("not accepted")
    } else if observed {
      text.page.add("accepted, because this server only observes: it would have been refused")
    }
    return text.page.text
  }

  /// What could not be decided at all.
  package static func render(_ reason: Reason, prefix: String = "") -> String {
    var page = Wrapped(prefix: prefix)
    page.add("cannot decide (\(reason.code.rawValue)): \(reason.message)")
    if let hint = reason.hint { page.add("hint: \(hint)") }
    page.add("not accepted")
    return page.text
  }

  private init(page: Wrapped) { self.page = page }

  private mutating func add(_ decision: Decision) {
    switch decision.outcome {
    case .allowed, .bypassed:
      guard !decision.findings.isEmpty else { return }
      let people = Set(decision.requirements.flatMap(\.parts).flatMap(\.counted)).sorted()
      let names = people.isEmpty ? "nobody had to approve" : "approved by " + Self.list(people)
      page.add("allowed '\(decision.target)': \(Self.count(decision.findings.count)), \(names)")
    case .refused, .observed:
      page.add("refused '\(decision.target)'")
      addRequirements(decision)
      addOtherReasons(decision)
      addApprovals(decision)
      addHint(decision)
    }
  }

  private mutating func addRequirements(_ decision: Decision) {
    for status in decision.requirements where !status.isMet {
      addFindings(status.findings.map { decision.findings[$0] })
      page.add("'\(status.rule)' needs \(status.need), has \(Self.have(status))", indent: 4)
      for part in status.parts where part.counted.count < part.count {
        let open = part.eligible.filter { !part.counted.contains($0) }
        let who = open.isEmpty ? "nobody who did not make the change" : Self.list(open, or: true)
        page.add("who may still approve: \(who)", indent: 4)
      }
    }
  }

  private mutating func addFindings(_ findings: [Finding]) {
    for finding in findings.prefix(Self.most) {
      let commit = finding.carriers.first.map { "\($0.short) " } ?? ""
      page.add("\(commit)\(finding.facts.summary) (\(finding.classID))", indent: 2)
    }
    if findings.count > Self.most { page.add("… and \(findings.count - Self.most) more", indent: 2) }
  }

  private mutating func addOtherReasons(_ decision: Decision) {
    var isShown: Set<ReasonCode> = [.approvalMissing]
    for reason in decision.reasons where reason.code != .approvalMissing {
      if isShown.insert(reason.code).inserted, reason.code == .noRule || reason.code == .refusedByRule {
        addFindings(decision.findings)
      }
      page.add("\(reason.message) (\(reason.code.rawValue))", indent: 2)
      if let hint = reason.hint { page.add("hint: \(hint)", indent: 2) }
    }
  }

  private mutating func addApprovals(_ decision: Decision) {
    let ignored = decision.approvals.compactMap { verdict -> (String, ReasonCode, String)? in
      guard case .ignored(let code, let text) = verdict.result else { return nil }
      let who = verdict.approval.reviewer.map { Escaped.text($0) } ?? "unreadable"
      return (who, code, text)
    }
    for (who, code, text) in ignored.prefix(Self.most) {
      page.add("the approval by '\(who)' did not count: \(text) (\(code.rawValue))", indent: 2)
    }
    if ignored.count > Self.most { page.add("… and \(ignored.count - Self.most) more", indent: 2) }
  }

  private mutating func addHint(_ decision: Decision) {
    guard decision.reasons.contains(where: { $0.code == .approvalMissing }) else { return }
    let range = decision.old.isZero ? decision.new.short : "\(decision.old.short)..\(decision.new.short)"
    page.add("hint: a reviewer fetches the commits and runs")
    page.add("git countersign approve \(range) --target \(decision.target)", indent: 4)
    page.add("hint: then push again")
  }

  private static func have(_ status: RequirementStatus) -> String {
    let people = Set(status.parts.flatMap(\.counted)).sorted()
    return people.isEmpty ? "none" : "\(people.count) (\(list(people)))"
  }

  private static func list(_ people: [PersonID], or: Bool = false) -> String {
    let names = people.prefix(most).map { "\($0)" }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + (or ? " or " : " and ") + last
  }

  private static func count(_ findings: Int) -> String {
    findings == 1 ? "1 sensitive change" : "\(findings) sensitive changes"
  }
}
