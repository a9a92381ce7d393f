internal import Detection
internal import Approvals
internal import Classifier
package import Gate
internal import Gathering
package import GitObjects
package import Ledger
package import Policy

extension Decision {
  /// The record of a decision, in the order that docs/formats.md gives.
  package func record(
    as kind: Record.Kind = .decision,
    at time: Timestamp,
    under policies: PolicySet,
    from source: String
  ) -> RecordDraft {
    var draft = RecordDraft(kind: kind)
    draft.add("time", "\(time)")
    draft.add("outcome", outcome.rawValue)
    draft.add("repository", policies.policy.repository)
    draft.add("target", target.bytes)
    if let environment { draft.add("environment", environment) }
    draft.add("old", "\(old)")
    draft.add("new", "\(new)")
    if let login = pusher.login { draft.add("pusher", login, Array((pusher.adapter ?? "").utf8)) }
    draft.add("actor", fields: actor.fields)
    draft.addPolicy(policies.digest, source: source)
    if policies.policy.authorship == .claimed { draft.add("authorship", "claimed") }
    if outcome == .bypassed, let bypass { bypass.add(to: &draft) }
    addLists(to: &draft)
    return draft
  }

  /// The lists that a pusher can make as long as they like.
  ///
  /// What an audit needs to judge again is kept whole: the findings of what was let go and the approvals that
  /// counted. Of the rest so much is kept that a person sees what it was about.
  private func addLists(to draft: inout RecordDraft) {
    var (found, asked, counted, ignored, why) = (
      RecordDraft(kind: draft.kind), RecordDraft(kind: draft.kind), RecordDraft(kind: draft.kind),
      RecordDraft(kind: draft.kind), RecordDraft(kind: draft.kind)
    )
    addFindings(to: &found)
    for requirement in requirements { requirement.add(to: &asked) }
    for approval in approvals {
      let (line, kind) = (
        approval.approval.line, approval.kind == .approval ? nil : approval.kind.rawValue
      )
      switch approval.result {
      case .counted: counted.addStatement(line, kind: kind, ignoredAs: nil)
      case .ignored(let code, _): ignored.addStatement(line, kind: kind, ignoredAs: code.rawValue)
      }
    }
    for reason in reasons {
      why.add("reason", fields: [Array(reason.code.rawValue.utf8)], sentence: reason.message)
    }
    let isRefused = outcome == .refused
    draft.add("finding", found, upTo: isRefused ? RecordLimit.list : .max)
    draft.add("requirement", asked, upTo: isRefused ? RecordLimit.list : .max)
    draft.add("approval", counted, upTo: isRefused ? RecordLimit.list : .max)
    draft.add("approval", ignored, upTo: RecordLimit.list)
    if !isRefused { addTrailers(to: &draft) }
    draft.add("reason", why, upTo: RecordLimit.list)
  }

  /// Adds what counted and is only in the same push.
  ///
  /// git may move the judged reference and not that of the approvals, where somebody was faster: the signature
  /// would be nowhere.
  private func addTrailers(to draft: inout RecordDraft) {
    for approval in approvals where approval.result == .counted {
      guard let trailer = approval.approval.pushed else { continue }
      draft.addTrailer(trailer, on: approval.approval.carrier.words.object)
    }
  }

  /// The `finding` lines alone, for comparing two judgments.
  package func addFindings(to draft: inout RecordDraft) {
    for finding in findings { finding.add(to: &draft) }
  }

  /// The object that its record lies on: the new tip, of a deletion the old one.
  var recordedOn: ObjectID { new.isZero ? old : new }
}

extension Bypass {
  /// Adds `bypass REVIEW-BY REASON`, and `inside NAME…`: who may not review it.
  fileprivate func add(to draft: inout RecordDraft) {
    let reason = String(decoding: reason, as: UTF8.self)
    draft.add("bypass", fields: [Array("\(reviewBy)".utf8)], sentence: reason)
    let names = inside.sorted { $0.lexicographicallyPrecedes($1) }
    if !names.isEmpty { draft.add("inside", fields: names) }
  }
}

private func commaSeparated(_ names: [some PolicyName]) -> [UInt8] {
  ASCII.joined(names.map { Array($0.rawValue.utf8) }, by: UInt8(ascii: ","))
}

extension Actor {
  /// The fields `KIND [NAME] [operator PERSON,PERSON…]`.
  fileprivate var fields: [[UInt8]] {
    var fields = [Array(kind.rawValue.utf8)]
    if let name { fields.append(Array(name.utf8)) }
    if !operators.isEmpty { fields += [Array("operator".utf8), commaSeparated(operators)] }
    return fields
  }
}

extension Finding {
  fileprivate func add(to draft: inout RecordDraft) {
    draft.addFinding(
      FindingLine(classID: "\(classID)", change: id, place: place),
      direction: facts.direction.rawValue,
      severity: facts.severity.rawValue,
      summary: facts.summary
    )
  }

  /// `PATH`, `PATH:LINE`, or the reference that moves.
  private var place: [UInt8] {
    switch subject {
    case .file(let change):
      change.path.bytes + (facts.line.map { Array(":\($0)".utf8) } ?? [])
    case .ref(let move): move.change.ref.bytes
    }
  }
}

extension RequirementStatus {
  /// `RULE GROUPS N of M [PEOPLE]`, one line for each part.
  fileprivate func add(to draft: inout RecordDraft) {
    for part in parts {
      let groups = part.groups.isEmpty ? [UInt8(ascii: "-")] : commaSeparated(part.groups)
      let counts = ["\(part.counted.count)", "of", "\(part.count)"].map { Array($0.utf8) }
      var fields = [Array("\(rule)".utf8), groups] + counts
      if !part.counted.isEmpty { fields.append(commaSeparated(part.counted)) }
      draft.add("requirement", fields: fields)
    }
  }
}

extension ExaminedApproval {
  /// What records say of it, besides what it came to.
  var line: StatementLine {
    let (kind, object) = carrier.words
    return StatementLine(
      reviewer: reviewer,
      keyKind: keyKind,
      key: fingerprint,
      statement: statementDigest,
      carrier: kind,
      object: object
    )
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
