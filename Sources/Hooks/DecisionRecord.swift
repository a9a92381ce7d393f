internal import Approvals
internal import Classifier
internal import Gate
internal import Gathering
internal import GitObjects
internal import Ledger
internal import Policy

extension Decision {
  /// The record of a decision, in the order that docs/formats.md gives.
  func record(at time: Timestamp, under policies: PolicySet, from source: PolicySource) -> RecordDraft {
    var draft = RecordDraft(kind: .decision)
    draft.add("time", "\(time)")
    draft.add("outcome", outcome.rawValue)
    draft.add("repository", policies.policy.repository)
    draft.add("target", target.bytes)
    if let environment { draft.add("environment", environment) }
    draft.add("old", "\(old)")
    draft.add("new", "\(new)")
    if let login = pusher.login { draft.add("pusher", login, Array((pusher.adapter ?? "").utf8)) }
    addActor(to: &draft)
    draft.add("policy", "sha256:\(policies.digest)", "\(source)")
    if policies.policy.authorship == .claimed { draft.add("authorship", "claimed") }
    for finding in findings { add(finding, to: &draft) }
    for requirement in requirements { add(requirement, to: &draft) }
    for approval in approvals { add(approval, to: &draft) }
    for reason in reasons { draft.add("reason", [reason.code.rawValue], sentence: reason.message) }
    return draft
  }

  private func addActor(to draft: inout RecordDraft) {
    var fields = [actor.kind.rawValue]
    if let name = actor.name { fields.append(name) }
    if let operator_ = actor.operators.first { fields += ["operator", "\(operator_)"] }
    switch fields.count {
    case 1: draft.add("actor", fields[0])
    case 2: draft.add("actor", fields[0], fields[1])
    case 3: draft.add("actor", fields[0], fields[1], fields[2])
    default: draft.add("actor", fields[0], fields[1], fields[2], fields[3])
    }
  }

  private func add(_ finding: Finding, to draft: inout RecordDraft) {
    let facts = finding.facts
    var place = ""
    if case .file(let change) = finding.subject {
      place = String(decoding: Escaped.field(change.path.bytes), as: UTF8.self)
      if let line = facts.line { place += ":\(line)" }
    } else if case .ref(let move) = finding.subject {
      place = "\(move.change.ref)"
    }
    draft.add(
      "finding",
      ["\(finding.classID)", facts.direction.rawValue, facts.severity.rawValue, "\(finding.id)"],
      sentence: "\(place) \(facts.summary)")
  }

  private func add(_ requirement: RequirementStatus, to draft: inout RecordDraft) {
    for part in requirement.parts {
      let groups = part.groups.map(\.rawValue).joined(separator: ",")
      let people = part.counted.map(\.rawValue).joined(separator: ",")
      let status = "\(part.counted.count) of \(part.count)" + (people.isEmpty ? "" : " \(people)")
      draft.add(
        "requirement", ["\(requirement.rule)", groups.isEmpty ? "-" : groups], sentence: status)
    }
  }

  private func add(_ verdict: ApprovalVerdict, to draft: inout RecordDraft) {
    let approval = verdict.approval
    let (kind, object) = approval.carrier.words
    let state = if case .counted = verdict.result { "counted" } else { "ignored" }
    let reviewer = approval.reviewer.map { String(decoding: Escaped.field($0), as: UTF8.self) } ?? "-"
    var words = [
      state, reviewer, "ssh", approval.fingerprint ?? "-",
      approval.statementDigest.map { "sha256:\($0)" } ?? "-", kind, "\(object)",
    ]
    if case .ignored(let code, _) = verdict.result { words.append(code.rawValue) }
    draft.add("approval", Array(words.dropLast()), sentence: words.last ?? "")
  }
}

extension ExaminedApproval.Carrier {
  /// The word of the record and the object it lay on.
  var words: (kind: String, object: ObjectID) {
    switch self {
    case .message(let id): ("message", id)
    case .commit(let id): ("commit", id)
    case .note(let id): ("note", id)
    }
  }
}
