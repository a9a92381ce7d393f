internal import Approvals
internal import Gate
internal import Gathering
internal import GitObjects
internal import Hooks
internal import Ledger
internal import Policy

/// What a decision's record says was judged, and how it came out.
struct JudgedRecord {
  let time: Timestamp
  let target: RefName
  let old: ObjectID
  let new: ObjectID
  let policy: Digest
  let source: PolicySource?
  let pusher: Pusher
  let breakGlass: [UInt8]?
  let firstPush: PersonID?
  let counted: Set<Digest>
  let trailers: [(object: ObjectID, trailer: [UInt8])]
  private let outcome: [UInt8]
  private let findings: [[UInt8]]

  init?(_ record: Record) {
    guard let time = record.time, let name = record.target,
      let target = try? RefName(validating: name), let old = record.objectID("old"),
      let new = record.objectID("new"), let outcome = record.first("outcome"),
      let policy = record.policy
    else { return nil }
    self.time = time
    self.target = target
    self.old = old
    self.new = new
    self.outcome = outcome
    self.policy = policy.digest
    source = PolicySource(policy.source)
    pusher =
      record.pusher.map { pusher in
        Pusher(login: pusher.login, adapter: String(decoding: pusher.adapter, as: UTF8.self))
      } ?? .nobody
    breakGlass = Bypass(record)?.reason
    let grant = record.all("requirement").map(\.fields).first { fields in
      fields.first?.elementsEqual("first-push".utf8) == true
    }
    firstPush = grant?.last.flatMap { PersonID(rawValue: String(decoding: $0, as: UTF8.self)) }
    counted = Set(record.counted.compactMap { $0?.statement })
    trailers = record.trailers
    findings = record.all("finding").map(\.value)
  }

  /// What differs; `nil` where the judgment is the same.
  func difference(from decision: Decision) -> String? {
    // What was let through to be observed had been refused.
    let expected = outcome.elementsEqual("observed".utf8) ? Array("refused".utf8) : outcome
    guard expected.elementsEqual(decision.outcome.rawValue.utf8) else {
      let reasons = decision.reasons.map(\.code.rawValue).joined(separator: ", ")
      return decision.outcome.rawValue + (reasons.isEmpty ? "" : " (\(reasons))")
    }
    var draft = RecordDraft(kind: .decision)
    decision.addFindings(to: &draft)
    return draft.lines.map(\.value) == findings
      ? nil : "its findings are \(draft.lines.count), in the record \(findings.count)"
  }
}
