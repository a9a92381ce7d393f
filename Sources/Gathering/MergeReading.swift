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
  /// The commits of the range, merges apart, that change each path.
  private var makers: [TreePath: [ObjectID]] = [:]

  init(_ range: [CommitChanges], _ graph: CommitGraph) {
    self.graph = graph
    guard range.contains(where: { $0.changes.count > 1 }) else { return }
    for commit in range where commit.changes.count == 1 {
      for change in commit.changes[0] { makers[change.path, default: []].append(commit.id) }
    }
  }

  /// The paths of a commit at which it takes from a parent what that parent's side never changed.
  mutating func undone(by commit: CommitChanges, in repository: borrowing Repository) throws
    -> Set<TreePath>
  {
    guard commit.changes.count > 1 else { return [] }
    let changed = commit.changes.map { side in Set(side.map(\.path)) }
    var sides = Sides(parents: commit.parents)
    var undone: Set<TreePath> = []
    for (index, side) in commit.changes.enumerated() {
      for change in side where !undone.contains(change.path) {
        let givers = changed.indices.filter { !changed[$0].contains(change.path) }
        // Where every parent differs, the change is the merge's own already.
        guard !givers.isEmpty else { continue }
        var isBroughtIn = false
        for giver in givers where !isBroughtIn {
          // Not within the call: that holds all of this, and the graph would be copied to grow.
          let parting = try sides.parting(giver, from: index, &graph, repository)
          isBroughtIn = try self.isBroughtIn(change, by: parting, repository)
        }
        if !isBroughtIn { undone.insert(change.path) }
      }
    }
    return undone
  }

  private func isBroughtIn(
    _ change: FileChange,
    by side: Parting,
    _ repository: borrowing Repository
  ) throws -> Bool {
    if makers[change.path]?.contains(where: side.second.contains) == true { return true }
    // What was here before the push is not in the range: then the trees tell.
    guard !side.bases.isEmpty else { return false }
    for base in side.bases {
      let entry = try repository.entry(at: change.path, in: repository.treeOfCommit(base))
      let before = entry.flatMap { entry in
        entry.mode == .tree ? nil : FileChange.Side(mode: entry.mode, id: entry.id)
      }
      if before == change.new { return false }
    }
    return true
  }

  /// Where the parents of one merge part, each pair looked at once.
  private struct Sides {
    let parents: [ObjectID]
    private var known: [Pair: Parting] = [:]

    private struct Pair: Hashable {
      let giver: Int
      let other: Int
    }

    init(parents: [ObjectID]) { self.parents = parents }

    mutating func parting(
      _ giver: Int,
      from other: Int,
      _ graph: inout CommitGraph,
      _ repository: borrowing Repository
    ) throws -> Parting {
      let pair = Pair(giver: giver, other: other)
      if let parting = known[pair] { return parting }
      let parting = try graph.parting(
        first: [parents[other]],
        second: [parents[giver]],
        in: repository
      )
      known[pair] = parting
      return parting
    }
  }
}
