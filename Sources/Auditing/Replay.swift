internal import Approvals
internal import Gate
internal import Gathering
package import Git
package import GitObjects
internal import Hooks
package import Ledger
package import Policy

/// Judges landed decisions again: from the repository, by the policy of the record's digest, at its time, with
/// the ledger as it was then, and only by the approvals that it counted.
package struct Replay {
  /// Decisions that come out otherwise.
  package private(set) var problems: [AuditFinding] = []
  /// Decisions that cannot be judged again.
  package private(set) var remarks: [AuditFinding] = []
  package private(set) var count = 0

  private let reader: LedgerReader
  private let timeline: LedgerTimeline
  private let approvals: [ObjectID]
  private let keys: [ServerKey]
  private var archive: PolicyArchive
  /// Where references had been led, as the replay goes along.
  private var references: [RefName: ObjectID] = [:]

  /// `tip` is of the decisions; `approvals` are notes commits with approvals.
  package init(
    _ reader: LedgerReader,
    tip: ObjectID,
    policy: ObjectID?,
    approvals: [ObjectID],
    keys: [ServerKey],
    in repository: borrowing Repository
  ) throws {
    self.reader = reader
    self.approvals = approvals
    self.keys = keys
    timeline = try LedgerTimeline(reader, tip: tip, in: repository)
    archive = try PolicyArchive(policy, keys: keys, in: repository)
  }

  /// Judges every landed decision, oldest first.
  package mutating func run(in repository: borrowing Repository) throws {
    let landed = Set(
      reader.entries.filter { $0.kind == .landed && $0.isSigned }.compactMap(\.decision)
    )
    for (position, entry) in reader.entries.enumerated() {
      if let landing = entry.landing {
        references[landing.target] = landing.new.isZero ? nil : landing.new
      } else if entry.kind == .decision, landed.contains(entry.digest) {
        try replay(entry, at: position, in: repository)
      }
    }
  }

  private mutating func replay(
    _ entry: LedgerEntry,
    at position: Int,
    in repository: borrowing Repository
  ) throws {
    let name = "decision sha256:\(entry.digest)"
    let record = try reader.record(entry, in: repository)
    guard let judged = JudgedRecord(record) else {
      problems.append(AuditFinding(.replay, "\(name) does not say what was judged"))
      return
    }
    do {
      guard let policies = try archive.policy(judged.policy, in: repository) else {
        // The server publishes a policy before it judges by it.
        problems.append(
          AuditFinding(
            .policy,
            "\(name) cannot be judged again: its policy is not in refs/countersign/policy"
          )
        )
        return
      }
      count += 1
      let decision = try self.decision(judged, under: policies, at: position, in: repository)
      if let difference = judged.difference(from: decision) {
        problems.append(AuditFinding(.replay, "\(name) comes out otherwise: \(difference)"))
      }
    } catch let error as GitError where error.kind == .notFound {
      remark("\(name) cannot be judged again: \(error.message)")
    } catch {
      problems.append(AuditFinding(.replay, "\(name) cannot be judged again: \(error)"))
    }
  }

  private mutating func remark(_ text: String) { remarks.append(AuditFinding(.replay, text)) }

  private func decision(
    _ judged: JudgedRecord,
    under policies: PolicySet,
    at position: Int,
    in repository: borrowing Repository
  ) throws -> Decision {
    let index = timeline.before(position).map { DecisionIndex(commit: $0, serverKeys: keys) }
    let entry = policies.policy.target(for: judged.target)
    var gatherer = Gatherer(
      repository: repository.shared(),
      policies: policies,
      source: judged.source,
      limits: Limits(),
      now: judged.time,
      approvalNotes: approvals,
      decisions: index
    )
    gatherer.carried = judged.trailers
    if judged.old.isZero || entry?.honoursOthers == true {
      gatherer.remoteReferences = references.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    let move = Move(
      target: TargetName(judged.target),
      entry: entry,
      old: judged.old,
      new: judged.new,
      pusher: judged.pusher,
      breakGlass: judged.breakGlass,
      firstPush: judged.firstPush
    )
    let gathered = try gatherer.gather(move)
    var evidence = try gatherer.evidence(for: gathered)
    // What was overdue then would have refused it, and what is settled now was not yet.
    evidence.debts = []
    evidence.approvals.removeAll { approval in
      approval.statementDigest.map { !judged.counted.contains($0) } ?? true
    }
    return decide(gathered.proposal, under: policies, given: evidence)
  }
}

/// What a decision's record says was judged, and how it came out.
private struct JudgedRecord {
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
      let policy = record.all("policy").first?.fields, policy.count == 2,
      let digest = Digest(hex: policy[0].dropFirst(7)),
      let source = Escaped.percentDecode(policy[1])
    else { return nil }
    self.time = time
    self.target = target
    self.old = old
    self.new = new
    self.outcome = outcome
    self.policy = digest
    self.source = PolicySource(source)
    pusher =
      record.pusher.map { pusher in
        Pusher(login: pusher.login, adapter: String(decoding: pusher.adapter, as: UTF8.self))
      } ?? .nobody
    breakGlass = Bypass(record)?.reason
    let grant = record.all("requirement").map(\.fields).first { fields in
      fields.first?.elementsEqual("first-push".utf8) == true
    }
    firstPush = grant?.last.flatMap { PersonID(rawValue: String(decoding: $0, as: UTF8.self)) }
    counted = Set(record.countedStatements)
    trailers = record.all("trailer").compactMap { line in
      guard line.fields.count == 2, let object = ObjectID(hex: line.fields[0]),
        let trailer = Escaped.percentDecode(line.fields[1])
      else { return nil }
      return (object, trailer)
    }
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
