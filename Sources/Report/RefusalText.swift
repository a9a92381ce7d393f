internal import Approvals
internal import Classifier
package import Gate
internal import GitObjects
internal import Policy

/// A decision in plain words: what people read when they push, explain and check.
package struct RefusalText {
  /// Who is spoken to, and so how the first and the last line go.
  package enum Voice: Sendable {
    /// The one who pushes: it has happened.
    case push
    /// An author who asks before pushing.
    case explain
    /// A deploy stage or a pipeline.
    case check
    /// The same, where nothing but the server's records was looked at.
    case records
  }

  var page: Page
  let voice: Voice
  /// What reviewers must give as `--policy`; `nil` where they find it by themselves.
  let policy: String?

  package static func render(
    _ decisions: [Decision],
    voice: Voice = .push,
    notes: [String] = [],
    policy: String? = nil,
    prefix: String = ""
  ) -> String {
    var text = RefusalText(page: Page(prefix: prefix), voice: voice, policy: policy)
    for decision in decisions { text.add(decision) }
    for note in notes { text.page.add(note) }
    text.addHints(decisions)
    text.addEnd(decisions)
    return text.page.text
  }

  /// What could not be decided at all.
  package static func render(_ reason: Reason, prefix: String = "") -> String {
    ErrorText.render(
      "cannot decide (\(reason.code.rawValue)): \(reason.message)",
      hint: reason.hint,
      prefix: prefix
    )
  }

  // MARK: one decision

  private mutating func add(_ decision: Decision) {
    let codes = decision.reasons.map(\.code.rawValue)
    let distinct = codes.enumerated().filter { codes.firstIndex(of: $1) == $0 }.map(\.element)
    switch decision.outcome {
    case .allowed: addAllowed(decision)
    case .bypassed: addBypassed(decision)
    case .refused, .observed:
      let isOnlySaid = voice == .explain || decision.outcome == .observed
      let verb = isOnlySaid ? "would refuse" : "refused"
      page.add("\(verb) '\(decision.target)' (\(distinct.joined(separator: ", ")))")
      addReasons(decision)
      addRequirements(decision, decision.requirements.filter { !$0.isMet })
      if voice == .explain { addRequirements(decision, decision.requirements.filter(\.isMet)) }
      addApprovals(decision)
    }
  }

  private mutating func addAllowed(_ decision: Decision) {
    if decision.findings.isEmpty, voice == .push { return }
    if voice == .records { return page.add("allowed '\(decision.target)' by the server's records") }
    let verb = voice == .explain ? "would allow" : "allowed"
    let asked = decision.requirements.filter { $0.rule != .firstPush }
    let people = Set(asked.flatMap(\.parts).flatMap(\.counted)).sorted()
    var text = "\(verb) '\(decision.target)': "
    switch (decision.findings.count, people.isEmpty) {
    case (0, _): text += "no sensitive change"
    case (let count, true):
      let isGranted = asked.count < decision.requirements.count
      text +=
        Phrase.count(count, "sensitive change")
        + (isGranted ? ", granted as the first push" : ", nobody had to approve")
    case (let count, false):
      text +=
        Phrase.count(count, "sensitive change")
        + ", approved by \(Phrase.list(people.map(\.rawValue)))"
    }
    page.add(text)
    if voice == .explain { addRequirements(decision, asked) }
  }

  private mutating func addBypassed(_ decision: Decision) {
    let verb = voice == .explain ? "WOULD BYPASS THE RULES OF" : "BYPASSED THE RULES OF"
    let why = decision.bypass.map { ": \(Escaped.text($0.reason))" } ?? ""
    page.add("\(verb) '\(decision.target)'\(why)")
    for status in decision.requirements {
      page.add("'\(status.rule)' needs \(status.need), \(Self.have(status))", indent: 2)
    }
    addFindings(Array(decision.findings.indices), of: decision)
    addApprovals(decision)
    guard let bypass = decision.bypass else { return }
    page.add("somebody who neither made nor signed it must review it by \(bypass.reviewBy):")
    page.command(
      "git countersign review-bypass \(decision.new.isZero ? decision.old : decision.new)"
    )
  }

  /// What no approval can mend comes first; what one can is told by the requirements.
  private mutating func addReasons(_ decision: Decision) {
    let others = decision.reasons.filter {
      $0.code != .approvalMissing && $0.code != .noEligibleReviewer
    }
    for reason in others.prefix(Page.most) {
      page.add(reason.message, indent: 2)
      addFindings(reason.findings, of: decision)
    }
    if others.count > Page.most { page.add("… and \(others.count - Page.most) more", indent: 2) }
  }

  /// Requirements about the same changes stand together above them.
  private mutating func addRequirements(_ decision: Decision, _ statuses: [RequirementStatus]) {
    var groups: [[RequirementStatus]] = []
    var places: [[Int]: Int] = [:]
    for status in statuses {
      if let known = places[status.findings] {
        groups[known].append(status)
      } else {
        places[status.findings] = groups.count
        groups.append([status])
      }
    }
    for group in groups.prefix(Page.most) {
      for status in group {
        page.add("'\(status.rule)' needs \(status.need), \(Self.have(status))", indent: 2)
      }
      addFindings(group[0].findings, of: decision)
      addEligible(group)
    }
    if groups.count > Page.most {
      page.add("… and \(Phrase.count(groups.count - Page.most, "more requirement"))", indent: 2)
    }
  }

  private mutating func addFindings(_ positions: [Int], of decision: Decision) {
    page.list(positions.lazy.map { Self.line(decision.findings[$0]) }, indent: 4)
    let proofs = positions.prefix(Page.most).compactMap { decision.findings[$0].proof }
    for proof in proofs.prefix(1) { page.add(proof, indent: 6) }
  }

  private static func line(_ finding: Finding) -> String {
    let commit = finding.carriers.first.map { "\($0.short) " } ?? ""
    let over = finding.carriers.count > 1 ? ", over \(finding.carriers.count) commits" : ""
    return "\(commit)\(finding.sentence)\(over)"
  }

  private mutating func addEligible(_ group: [RequirementStatus]) {
    addEligible(group.filter { $0.rule != .breakGlass }, to: "approve")
    addEligible(group.filter { $0.rule == .breakGlass }, to: "break the glass")
  }

  private mutating func addEligible(_ group: [RequirementStatus], to act: String) {
    let open = group.flatMap(\.parts).filter { $0.counted.count < $0.count }
    let counted = Set(group.flatMap(\.parts).flatMap(\.counted))
    for part in open {
      let people = part.eligible.filter { !counted.contains($0) }.map(\.rawValue)
      let groups = Phrase.list(part.groups.map { "'\($0)'" }, or: true)
      if people.isEmpty {
        page.add("nobody of \(groups) is left: they made the change or have no key", indent: 4)
      } else {
        let whose = open.count > 1 ? " for \(groups)" : ""
        page.add("may still \(act)\(whose): \(Phrase.list(people, or: true))", indent: 4)
      }
    }
  }

  private static func have(_ status: RequirementStatus) -> String {
    let people = Set(status.parts.flatMap(\.counted)).sorted().map(\.rawValue)
    let have = people.isEmpty ? "has none" : "has \(people.count)"
    return Page.together(have) + (people.isEmpty ? "" : " (\(Phrase.list(people)))")
  }

  // MARK: approvals that did not count

  /// One statement lies on several objects, so that it survives a squash; it is told of once.
  ///
  /// Approvals that failed alike are told of together.
  private mutating func addApprovals(_ decision: Decision) {
    let counted = Set(
      decision.approvals.filter { $0.result == .counted }.compactMap(\.approval.statementDigest)
    )
    var groups: [IgnoredGroup] = []
    for verdict in decision.approvals {
      guard case .ignored(let code, let text) = verdict.result else { continue }
      if let digest = verdict.approval.statementDigest, code == .samePerson,
        counted.contains(digest)
      {
        continue
      }
      let name = Self.name(verdict.approval)
      let new = IgnoredGroup(
        kind: verdict.kind,
        why: "\(text) (\(code.rawValue))",
        grounds: verdict.grounds.compactMap(\.sentence),
        names: [name]
      )
      guard let known = groups.firstIndex(where: { $0.isAlike(new) }) else {
        groups.append(new)
        continue
      }
      if !groups[known].names.contains(name) { groups[known].names.append(name) }
    }
    for group in groups.prefix(Page.most) {
      page.add(group.sentence, indent: 2)
      page.list(group.grounds, indent: 4)
    }
    if groups.count > Page.most { page.add("… and \(groups.count - Page.most) more", indent: 2) }
  }

  private static func name(_ approval: ExaminedApproval) -> String {
    if let reviewer = approval.reviewer { return "by '\(Escaped.text(reviewer))'" }
    return switch approval.carrier {
    case .message(let id), .commit(let id): "in commit \(id.short)"
    case .note(let id): "in a note on \(id.short)"
    }
  }
}
