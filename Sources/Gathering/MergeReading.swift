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
  private let links: RangeLinks?
  /// The commits of the range, merges apart, that change each path, by their places in the range.
  private var makers: [TreePath: [Int]] = [:]

  /// `read` are the commits of the range that change anything.
  init(_ read: [CommitChanges], of range: [ObjectID], _ graph: CommitGraph) {
    self.graph = graph
    guard read.contains(where: { $0.changes.count > 1 }) else {
      links = nil
      return
    }
    let links = graph.links(within: range)
    self.links = links
    for commit in read where commit.changes.count == 1 {
      guard let place = links.place(of: commit.id) else { continue }
      for change in commit.changes[0] { makers[change.path, default: []].append(place) }
    }
  }

  /// The paths of a commit at which it takes from a parent what that parent's side never changed.
  mutating func undone(by commit: CommitChanges, in repository: borrowing Repository) throws
    -> Set<TreePath>
  {
    guard commit.changes.count > 1, let links else { return [] }
    let changed = commit.changes.map { side in Set(side.map(\.path)) }
    var sides = MergeSides(parents: commit.parents)
    var undone: Set<TreePath> = []
    for (index, side) in commit.changes.enumerated() {
      for change in side where !undone.contains(change.path) {
        let givers = changed.indices.filter { !changed[$0].contains(change.path) }
        // Where every parent differs, the change is the merge's own already.
        guard !givers.isEmpty else { continue }
        var isBroughtIn = false
        for giver in givers where !isBroughtIn {
          isBroughtIn =
            makers[change.path].map { sides.isMade(by: $0, on: giver, notOn: index, links) }
            ?? false
          if !isBroughtIn {
            let bases = try sides.bases(giver, index, links, &graph, repository)
            isBroughtIn = try isChanged(change, since: bases, repository)
          }
        }
        if !isBroughtIn { undone.insert(change.path) }
      }
    }
    return undone
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

/// What is known of the parents of one merge, each pair looked at once.
private struct MergeSides {
  let parents: [ObjectID]
  private var reachable: [Pair: RangeLinks.Reachable] = [:]
  private var bases: [Pair: [ObjectID]] = [:]

  private struct Pair: Hashable {
    let giver: Int
    let other: Int
  }

  init(parents: [ObjectID]) { self.parents = parents }

  /// Whether one of some commits is of one parent's side and not of the other's.
  mutating func isMade(
    by makers: [Int],
    on giver: Int,
    notOn other: Int,
    _ links: RangeLinks
  ) -> Bool {
    let pair = Pair(giver: giver, other: other)
    let side =
      reachable[pair] ?? links.reachable(from: parents[giver], notFrom: parents[other])
    reachable[pair] = side
    return makers.contains(where: side.contains)
  }

  mutating func bases(
    _ giver: Int,
    _ other: Int,
    _ links: RangeLinks,
    _ graph: inout CommitGraph,
    _ repository: borrowing Repository
  ) throws -> [ObjectID] {
    let pair = Pair(giver: giver, other: other)
    if let known = bases[pair] { return known }
    let found = try graph.bases(
      of: parents[other],
      and: parents[giver],
      given: links,
      in: repository
    )
    bases[pair] = found
    return found
  }
}
