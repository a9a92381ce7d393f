internal import Approvals
package import Gate
internal import Git
package import GitObjects
internal import Ledger
internal import Policy

extension Gatherer {
  /// Everything the proposal is weighed against: every approval found on the way, with what its signature is
  /// worth, and what earlier decisions spent of them.
  package borrowing func evidence(for gathered: borrowing GatheredProposal) throws -> Evidence {
    let examiner = Examiner(check: ApprovalCheck(policies: policies, now: now))
    var found: [ExaminedApproval] = []
    for commit in gathered.commits { found += try approvals(inMessageOf: commit, examiner) }
    for object in annotatedObjects(gathered) {
      for note in try approvalNotes(on: object) {
        found += examiner.approvals(inNote: note, on: object)
      }
    }
    let digests = Set(found.compactMap(\.statementDigest))
    return Evidence(now: now, approvals: found, spent: try spendings(of: digests))
  }

  private borrowing func spendings(of statements: Set<Digest>) throws -> [Digest: [Spending]] {
    guard let decisions else { return [:] }
    var result: [Digest: [Spending]] = [:]
    for statement in statements {
      result[statement] = try decisions.uses(of: statement, in: repository).map { use in
        Spending(target: TargetName(bytes: use.target), newTip: use.newTip, changes: use.changes)
      }
    }
    return result
  }

  /// The commits of the range, and the blobs of the changes: the new one, of a deletion the old one.
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

  private borrowing func approvalNotes(on object: ObjectID) throws -> [[UInt8]] {
    var notes: [[UInt8]] = []
    for tip in approvalNotes {
      for note in try repository.notes(on: object, in: tip) where !notes.contains(note) {
        notes.append(note)
      }
    }
    return notes
  }

  private borrowing func approvals(inMessageOf commit: CommitChanges, _ examiner: Examiner) throws
    -> [ExaminedApproval]
  {
    guard commit.mentionsApproval else { return [] }
    let object = try repository.commit(commit.id)
    let parentTree = try object.parents.first.map { try repository.commit($0).tree }
    return examiner.approvals(in: object, id: commit.id, parentTree: parentTree)
  }
}

extension FileChange {
  /// The blob that a note about the change lies on.
  package var annotated: ObjectID? { (new ?? old)?.id }
}
