internal import Git
internal import GitObjects

/// Tells a merge that brings a change in from one that undoes it.
///
/// A merge that has a path as one of its parents has it makes no change of its own there, if that parent's side
/// changed the path after the sides parted: that change is judged in the commit that made it. If that side never
/// did, the other side's change is undone, and the merge is who undoes it: by it and a second merge that takes
/// all of it back, any mixture of old and new files could enter the history with nothing to approve.
struct MergeReading: Sendable {
  private var graph: CommitGraph
  private let links: RangeLinks
  /// The commits of the range, merges apart, that change each path, by their places in the range.
  private var makers: [TreePath: [Int]] = [:]
  /// By the tip of what was there before, what is known of it.
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

  /// Whether a commit of the range changes the path that is of one side and was not there before.
  ///
  /// The range alone does not tell: whoever chose the dates could have what the target had before stand in the range, and
  /// not what leads to it. The other side leads to such a commit by what was there before, and by nothing else.
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

  /// Whether a change that no commit of the range made on its side was made on it before: what was here before the
  /// push is not in the range, so the trees tell.
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

/// What is known of the parents of one merge, each looked at once beside the one that it is compared with.
private struct MergeSides {
  private let parents: [ObjectID]
  private var other = 0
  /// By giver, what it has and the other has not, as far as the range tells.
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
