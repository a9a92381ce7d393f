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
    var found = FoundApprovals(examiner)
    for commit in gathered.commits where commit.mentionsApproval {
      try limits.walk.checkTime()
      let object = try repository.commit(commit.id)
      let parentTree = try object.parents.first.map { try repository.commit($0).tree }
      try found.add(OfferedApproval.all(in: object, id: commit.id, parentTree: parentTree))
    }
    // Where there are no notes at all, the objects of the range are not listed.
    let hasNotes = !notesCommits.isEmpty || !carried.isEmpty
    let annotated = hasNotes ? annotatedObjects(gathered) : []
    try addNotes(on: annotated, to: &found)
    try found.examine()
    let digests = Set(found.approvals.compactMap(\.statementDigest))
    let revocations = digests.map { Statement.place(ofRevoking: $0) }.sorted()
    try addNotes(on: revocations, to: &found)
    try found.examine()
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

  private borrowing func addNotes(on objects: [ObjectID], to found: inout FoundApprovals) throws {
    // What is on the server is found first, and so is not taken for new in the push.
    for tip in approvalNotes { try addNotes(of: tip, on: objects, to: &found) }
    let annotated = carried.isEmpty ? [] : Set(objects)
    for (object, trailer) in carried where annotated.contains(object) {
      let note = Array("\(Trailer.key): ".utf8) + trailer
      try found.add(OfferedApproval.all(inNote: note, on: object))
    }
    if let pushedNotes {
      try addNotes(of: pushedNotes, on: objects, to: &found, isPushed: true)
    }
  }

  private borrowing func addNotes(
    of tip: ObjectID,
    on objects: [ObjectID],
    to found: inout FoundApprovals,
    isPushed: Bool = false
  ) throws {
    var lookup = try NotesLookup(tip, in: repository)
    for object in objects {
      try limits.walk.checkTime()
      for blob in try lookup.blobs(on: object, in: repository) where found.isNew(note: blob) {
        let note = try repository.object(blob, limit: limits.note, setting: "maxNote").bytes
        try found.add(OfferedApproval.all(inNote: note, on: object, isPushed: isPushed))
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
  /// On the server the target is at the proposal's old side: the hook has made sure of that.
  private borrowing func isStillThere(_ tip: ObjectID, atTargetOf proposal: Proposal) throws -> Bool
  {
    let known = remoteReferences?.first { $0.name.bytes == proposal.target.bytes }?.id
    let position = known ?? proposal.old
    if position == tip { return true }
    guard !position.isZero, let tip = try repository.peelToCommit(tip),
      let position = try repository.peelToCommit(position)
    else { return false }
    return try repository.isReachable(tip, from: position, limits: limits.walk)
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

extension FileChange {
  /// The blob that a note about the change lies on.
  package var annotated: ObjectID? { (new ?? old)?.id }
}
