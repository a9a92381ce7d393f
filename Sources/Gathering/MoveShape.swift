internal import Approvals
internal import Gate
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

/// What a move does to its reference, with ids peeled to commits.
struct MoveShape {
  /// The commits that are already the target's: what is reachable from them is not judged again.
  let known: [ObjectID]
  /// What the net change is taken from; `nil` where there is nothing to compare with.
  let base: ObjectID?
  /// The commit the target will be at; `nil` for a deletion.
  let tip: ObjectID?
  let refMove: RefMove.Kind?
}

extension Gatherer {
  borrowing func shape(of move: borrowing Move, _ graph: inout CommitGraph) throws -> MoveShape {
    let tip = try commit(move.new, of: move.target)
    guard let tip else { return MoveShape(known: [], base: nil, tip: nil, refMove: .deleted) }
    guard let old = try commit(move.old, of: move.target) else {
      return try creationShape(of: move, tip: tip)
    }
    let isTag = move.target.bytes.starts(with: "refs/tags/".utf8)
    let advances = try graph.isReachable(old, from: tip, in: repository)
    let refMove: RefMove.Kind? = isTag ? .moved : advances ? nil : .rewound
    return MoveShape(known: [old], base: old, tip: tip, refMove: refMove)
  }

  /// A new reference is judged against its siblings: the references of the same policy entry.
  private borrowing func creationShape(of move: borrowing Move, tip: ObjectID) throws -> MoveShape {
    let siblings = try siblings(of: move)
    let base = try siblings.isEmpty ? nil : repository.mergeBase(tip, siblings)
    try limits.walk.checkTime()
    return MoveShape(
      known: siblings,
      base: base,
      tip: tip,
      refMove: base == nil ? .created : nil
    )
  }

  /// A reference that was moved past the gate is no sibling: what it leads to was never judged, and the new reference
  /// would make it look as if it was.
  private borrowing func siblings(of move: borrowing Move) throws -> [ObjectID] {
    guard let entry = move.entry else { return [] }
    var tips: Set<ObjectID> = []
    for (name, id) in try serverReferences()
    where name.bytes != move.target.bytes
      && policies.policy.target(for: name)?.pattern == entry.pattern
    {
      guard try decisions?.isLanded(id, on: name, in: repository) ?? true,
        let commit = try repository.peelToCommit(id)
      else { continue }
      tips.insert(commit)
    }
    return tips.sorted()
  }

  /// The commit an id stands for; `nil` for zero.
  ///
  /// A gated reference never points to anything but a commit, or a tag of one.
  private borrowing func commit(_ id: ObjectID, of target: TargetName) throws -> ObjectID? {
    guard !id.isZero else { return nil }
    if let commit = try repository.peelToCommit(id) { return commit }
    throw GatheringError.refused(
      Reason(
        .protectedRef,
        "'\(target)' may only point to a commit, and \(id.short) is none",
        hint: "push a commit there, or a tag of one"
      )
    )
  }
}
