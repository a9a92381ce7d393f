internal import Git
internal import GitObjects

/// Tells a merge that brings a change in from one that undoes it.
///
/// A merge that has a path as one of its parents has it makes no change of its own there, if that parent's side
/// changed the path after the sides parted: that change is judged in the commit that made it. If that side never
/// did, the merge undoes the other side's change, and that is the merge's own change. Otherwise such a merge, and a
/// second one that takes all of it back, could bring any mixture of old and new files into the history with nothing
/// to approve.
struct MergeReading: Sendable {
  private var graph: CommitGraph
  private let links: RangeLinks
  /// The commits of the range, merges apart, that change each path, by their places in the range.
  private var makers: [TreePath: [Int]] = [:]
  /// By tip that was there before the push, what is known of its history.
  private var histories: [ObjectID: KnownHistory] = [:]

  /// `read` are the commits of the range that change anything, or whose messages offer approvals.
  init(_ read: [CommitChanges], _ links: RangeLinks, _ graph: CommitGraph) {
    self.graph = graph
    self.links = links
    for commit in read where commit.changes.count == 1 {
      guard let place = links.place(of: commit.id) else { continue }
      for change in commit.changes[0] { makers[change.path, default: []].append(place) }
    }
  }

  /// The paths of a merge at which it takes from a parent what that parent's side never changed.
  mutating func undone(by merge: CommitChanges, in repository: borrowing Repository) throws
    -> Set<TreePath>
  {
    let changed = merge.changes.map { side in Set(side.map(\.path)) }
    var sides = MergeSides(parents: merge.parents)
    var undone: Set<TreePath> = []
    for (index, side) in merge.changes.enumerated() {
      sides.compare(with: index)
      for change in side where !undone.contains(change.path) {
        let givers = changed.indices.filter { !changed[$0].contains(change.path) }
        // Where every parent differs, the change is the merge's own already.
        guard !givers.isEmpty else { continue }
        var isBroughtIn = false
        for giver in givers where !isBroughtIn {
          isBroughtIn =
            try isMade(change.path, on: sides.side(of: giver, links), repository)
            || isChanged(change, since: sides.bases(giver, &graph, repository), repository)
        }
        if !isBroughtIn { undone.insert(change.path) }
      }
    }
    return undone
  }

  /// Whether a commit that only `side` has, and that was not there before the push, changes the path.
  ///
  /// Whoever chose the dates can make the range hold a commit that the target had before, and leave out the commits that
  /// lead to it. Such a commit looks like `side`'s alone, while the other side has it by way of the target's former
  /// history; there is no other way, so that history is asked.
  private mutating func isMade(
    _ path: TreePath,
    on side: RangeLinks.Reachable,
    _ repository: borrowing Repository
  ) throws -> Bool {
    for maker in makers[path] ?? [] where side.contains(maker) {
      if try isNew(maker, repository) { return true }
    }
    return false
  }

  private mutating func isNew(_ place: Int, _ repository: borrowing Repository) throws -> Bool {
    let links = links
    for tip in links.hidden
    where try histories[tip, default: KnownHistory(of: tip, below: links)]
      .holds(place, of: links, &graph, repository)
    { return false }
    return true
  }

  /// Whether a giver's side changed the path before the push, and so had another file at each of the `bases`.
  ///
  /// Commits of that time are not in the range, so the trees are compared.
  private func isChanged(
    _ change: FileChange,
    since bases: [ObjectID],
    _ repository: borrowing Repository
  ) throws -> Bool {
    for base in bases {
      let entry = try repository.entry(at: change.path, in: repository.treeOfCommit(base))
      let before = entry.flatMap { entry in
        entry.mode == .tree ? nil : FileChange.Side(mode: entry.mode, id: entry.id)
      }
      if before == change.new { return false }
    }
    return !bases.isEmpty
  }
}

/// What is known of a merge's parents, beside the one parent that they are compared with at present; each is worked out
/// once.
private struct MergeSides {
  private let parents: [ObjectID]
  private var other = 0
  /// By giver, the commits that it has and the other has not, by the links of the range.
  private var reachable: [Int: RangeLinks.Reachable] = [:]
  private var bases: [Int: [ObjectID]] = [:]

  init(parents: [ObjectID]) { self.parents = parents }

  mutating func compare(with other: Int) {
    self.other = other
    (reachable, bases) = ([:], [:])
  }

  mutating func side(of giver: Int, _ links: RangeLinks) throws -> RangeLinks.Reachable {
    if let known = reachable[giver] { return known }
    let side = try links.reachable(from: parents[giver], notFrom: parents[other])
    reachable[giver] = side
    return side
  }

  mutating func bases(
    _ giver: Int,
    _ graph: inout CommitGraph,
    _ repository: borrowing Repository
  ) throws -> [ObjectID] {
    if let known = bases[giver] { return known }
    let found = try graph.bases(of: parents[other], and: parents[giver], in: repository)
    bases[giver] = found
    return found
  }
}
