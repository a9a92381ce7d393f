internal import Approvals
package import Gate
internal import Git
package import GitObjects
internal import Ledger
internal import Policy

extension Gatherer {
  /// Everything the proposal is weighed against: every approval found on the way, with what its
  /// signature is worth, and what earlier decisions spent of them.
  package borrowing func evidence(for gathered: borrowing GatheredProposal) throws -> Evidence {
    let examiner = Examiner(
      check: ApprovalCheck(policies: policies, now: now),
      limits: limits.walk
    )
    var found = FoundApprovals()
    for commit in gathered.commits where commit.mentionsApproval {
      try limits.walk.checkTime()
      let object = try repository.commit(commit.id)
      let parentTree = try object.parents.first.map { try repository.commit($0).tree }
      found.add(try examiner.approvals(in: object, id: commit.id, parentTree: parentTree))
    }
    let annotated = annotatedObjects(gathered)
    try addNotes(on: annotated, to: &found, examiner)
    let digests = Set(found.approvals.compactMap(\.statementDigest))
    let revocations = digests.compactMap { Statement.place(ofRevoking: $0) }.sorted()
    try addNotes(on: revocations, to: &found, examiner)
    if looksFurther {
      found.add(try strays(beside: gathered.proposal, besides: Set(annotated), examiner))
    }
    var evidence = Evidence(
      now: now,
      approvals: found.approvals,
      spent: try spendings(of: digests, for: gathered.proposal),
      debts: try debts(of: gathered.proposal.target)
    )
    evidence.formerSides = formerSides(gathered.proposal, explaining: found.approvals)
    return evidence
  }

  private borrowing func addNotes(
    on objects: [ObjectID],
    to found: inout FoundApprovals,
    _ examiner: Examiner
  ) throws {
    // What is on the server is found first, and so is not taken for new in the push.
    for tip in approvalNotes {
      try addNotes(of: tip, on: objects) { note, object in
        found.add(try examiner.approvals(inNote: note, on: object))
      }
    }
    for (object, trailer) in carried where objects.contains(object) {
      let note = Array("\(Trailer.key): ".utf8) + trailer
      found.add(try examiner.approvals(inNote: note, on: object))
    }
    guard let pushedNotes else { return }
    try addNotes(of: pushedNotes, on: objects) { note, object in
      found.add(try examiner.approvals(inNote: note, on: object, isPushed: true))
    }
  }

  private borrowing func addNotes(
    of tip: ObjectID,
    on objects: [ObjectID],
    add: ([UInt8], ObjectID) throws -> Void
  ) throws {
    var lookup = try NotesLookup(tip, in: repository)
    for object in objects {
      try limits.walk.checkTime()
      for blob in try lookup.blobs(on: object, in: repository) {
        try add(try repository.object(blob, limit: limits.note, setting: "maxNote").bytes, object)
      }
    }
  }

  private borrowing func spendings(of statements: Set<Digest>, for proposal: Proposal) throws
    -> [Digest: [Spending]]
  {
    guard let decisions else { return [:] }
    var result: [Digest: [Spending]] = [:]
    for statement in statements {
      result[statement] = try decisions.uses(of: statement, in: repository).map { use in
        let isRepeated = use.newTip == proposal.new && use.target == proposal.target.bytes
        return Spending(
          target: TargetName(bytes: use.target),
          newTip: use.newTip,
          changes: use.changes,
          isTakenBack: try isRepeated && !isStillThere(use.newTip, atTargetOf: proposal)
        )
      }
    }
    return result
  }

  /// Whether the target still has a tip that it was led to once.
  ///
  /// On the server it is at the proposal's old side, which the hook has made sure of.
  private borrowing func isStillThere(_ tip: ObjectID, atTargetOf proposal: Proposal) throws -> Bool
  {
    let known = remoteReferences?.first { $0.name.bytes == proposal.target.bytes }?.id
    let position = known ?? proposal.old
    if position == tip { return true }
    guard !position.isZero, let tip = try repository.peelToCommit(tip),
      let position = try repository.peelToCommit(position)
    else { return false }
    return try repository.isReachable(tip, from: position)
  }

  /// The commits of the range, and the blobs of the changes: the new one, of a deletion the old
  /// one.
  private borrowing func annotatedObjects(_ gathered: borrowing GatheredProposal) -> [ObjectID] {
    var seen: Set<ObjectID> = []
    var objects: [ObjectID] = []
    func add(_ id: ObjectID) { if seen.insert(id).inserted { objects.append(id) } }
    gathered.range.forEach(add)
    // A note about a deletion has no new tip to lie on.
    add(gathered.proposal.new.isZero ? gathered.proposal.old : gathered.proposal.new)
    for commit in gathered.proposal.commits {
      for change in commit.changes.joined() { change.change.annotated.map(add) }
    }
    for change in gathered.proposal.net { change.change.annotated.map(add) }
    return objects
  }
}

/// Approvals, each once: a note written on every blob is one approval, found at many places.
private struct FoundApprovals {
  private(set) var approvals: [ExaminedApproval] = []
  private var seen: Set<Key> = []

  /// Never the signature's own bytes: one statement signed twice by one key is one approval, but
  /// for one that was signed again with a touch.
  private struct Key: Hashable {
    let statement: Digest?
    let fingerprint: String?
    let problem: String
    let presence: Presence
  }

  mutating func add(_ found: [ExaminedApproval]) {
    for approval in found {
      var problem = ""
      var presence = Presence.none
      switch approval.signature {
      case .good(let verified): presence = verified.presence
      case .rejected(let code, let text): problem = "\(code) \(text)"
      }
      let key = Key(
        statement: approval.statementDigest,
        fingerprint: approval.fingerprint,
        problem: problem,
        presence: presence
      )
      if seen.insert(key).inserted { approvals.append(approval) }
    }
  }
}

extension FileChange {
  /// The blob that a note about the change lies on.
  package var annotated: ObjectID? { (new ?? old)?.id }
}
