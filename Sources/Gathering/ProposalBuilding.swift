internal import Classifier
package import Gate
package import Git
package import GitObjects
internal import Ledger
internal import Platform
internal import Policy

/// A proposal with the commits it was read from, which is where approvals are looked for next.
package struct GatheredProposal: Sendable {
  package let proposal: Proposal
  /// Every commit of the range that could carry an approval, candidates and others.
  package let commits: [CommitChanges]
  /// The ids of the whole range.
  package let range: [ObjectID]
}

extension Gatherer {
  /// Reads one move: every pushed commit against each of its parents, and the net change.
  package borrowing func gather(_ move: Move) throws -> GatheredProposal {
    var graph = CommitGraph(limits: limits.walk)
    let shape = try shape(of: move, &graph)
    var proposal = Proposal(
      target: move.target,
      environment: move.entry?.environment,
      honoured: HonouredTargets(by: move.entry),
      old: move.old,
      new: move.new,
      resultingTree: nil,
      pusher: move.pusher,
      move: refMove(shape.refMove, of: move),
      breakGlass: move.breakGlass
    )
    guard let tip = shape.tip else {
      return GatheredProposal(proposal: proposal, commits: [], range: [])
    }
    proposal.isAnnotatedTag = tip != move.new
    proposal.resultingTree = try repository.commit(tip).tree
    if move.old.isZero, try isFirstPush() {
      proposal.firstPush = move.firstPush
      return GatheredProposal(proposal: proposal, commits: [], range: [tip])
    }
    let range = try graph.commits(from: [tip], notReachableFrom: shape.known, in: repository)
    let filter = try filter(for: move.target, tip: tip)
    let landed = try landedElsewhere(range, tip: tip, shape: shape, move: move, &graph)
    let links = graph.links(within: range, notReachableFrom: shape.known)
    let read = try read(range, filter, landed: landed)
    proposal.commits = read.values
    try findUndone(in: &proposal.commits, read.commits, links, graph)
    if let base = shape.base {
      proposal.net = try netChanges(from: base, to: tip, filter, read.commits, in: range)
    }
    return GatheredProposal(proposal: proposal, commits: read.commits, range: range)
  }

  private borrowing func refMove(_ kind: RefMove.Kind?, of move: borrowing Move) -> RefMove? {
    guard let kind, let ref = try? RefName(validating: move.target.bytes) else { return nil }
    return RefMove(kind: kind, change: RefChange(ref: ref, old: move.old, new: move.new))
  }

  /// Of one commit on the base they are its own.
  private borrowing func netChanges(
    from base: ObjectID,
    to tip: ObjectID,
    _ filter: ClassFilter,
    _ read: [CommitChanges],
    in range: [ObjectID]
  ) throws -> [ClassifiedChange] {
    let old = try repository.treeOfCommit(base)
    let new = try repository.treeOfCommit(tip)
    let changes =
      if range == [tip], try repository.commit(tip).parents == [base] {
        read.first?.changes[0] ?? []
      } else {
        try repository.changes(from: old, to: new, keeping: filter, limits: limits.walk)
      }
    var classifier = RangeClassifier(filter)
    return try classifier.classify(changes, from: old, to: new, in: repository)
  }

  /// The commits of the range that a decision landed on a reference which the target honours.
  private borrowing func landedElsewhere(
    _ range: [ObjectID],
    tip: ObjectID,
    shape: MoveShape,
    move: borrowing Move,
    _ graph: inout CommitGraph
  ) throws -> Set<ObjectID> {
    guard let decisions, let entry = move.entry, entry.honoursOthers else { return [] }
    var landed: [ObjectID] = []
    for (name, id) in try serverReferences() where entry.honours(name) {
      let environment = entry.honoursByName(name) ? nil : entry.environment
      guard try decisions.isLanded(id, on: name, for: environment, in: repository),
        let commit = try repository.peelToCommit(id)
      else { continue }
      landed.append(commit)
    }
    guard !landed.isEmpty else { return [] }
    let elsewhere = try graph.commits(
      from: [tip],
      notReachableFrom: shape.known + landed,
      in: repository
    )
    return Set(range).subtracting(elsewhere)
  }
}
