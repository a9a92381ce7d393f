package import GitObjects

/// Commits and their parents, read as far as somebody asked, and each once: the merges of a range ask about the
/// same stretch of history again and again.
package struct CommitGraph: Sendable {
  private var table = CommitTable()
  private let limits: WalkLimits
  /// How many visits all walks have made; a commit that was visited twice counts twice.
  package private(set) var visits = 0

  package init(limits: WalkLimits) { self.limits = limits }

  /// The commits reachable from `tips` and not from `hidden`, children before parents; where order is free, a commit
  /// is followed by its parent.
  ///
  /// A missing parent is an error: in a shallow clone a walk that just ended would look like "nothing to judge".
  /// Where the clients' dates lie, some commits may be included that are reachable from a hidden one, as with
  /// `git rev-list`; none is ever left out.
  ///
  /// More commits than the limit is ``GitError/Kind/tooLarge``.
  package mutating func commits(
    from tips: [ObjectID],
    notReachableFrom hidden: [ObjectID],
    in repository: borrowing Repository
  ) throws(GitError) -> [ObjectID] {
    if tips.count == 1, hidden.count == 1,
      let line = try line(from: tips[0], to: hidden[0], in: repository)
    {
      try limits.checkCommits(line.count)
      return line
    }
    // Ends when no commit waits that only the tips lead to: the rest of the hidden history is not read. Clocks
    // differ, so 64 more are visited.
    let walk = try walk(slack: 64, hidden, tips, in: repository) { $0 == .second }
    try limits.checkCommits(walk.marks.reduce(0) { $0 + ($1 == .second ? 1 : 0) })
    return try childrenFirst(walk.marks, from: tips, in: repository)
  }

  /// Whether `ancestor` is `commit` or one of its ancestors, whatever dates say.
  ///
  /// Stops once every commit that is still to be visited is an ancestor of `ancestor`: no path from `commit` to
  /// `ancestor` runs through its own ancestors.
  package mutating func isReachable(
    _ ancestor: ObjectID,
    from commit: ObjectID,
    in repository: borrowing Repository
  ) throws(GitError) -> Bool {
    if try line(from: commit, to: ancestor, in: repository) != nil { return true }
    let walk = try walk([ancestor], [commit], in: repository) { $0 == .second }
    return walk.marks[table.number(of: ancestor)].isSuperset(of: .both)
  }

  /// A commit and all its ancestors.
  package mutating func history(of commit: ObjectID, in repository: borrowing Repository)
    throws(GitError) -> Set<ObjectID>
  {
    let start = table.number(of: commit)
    var (open, seen) = ([start], Set([commit]))
    while let next = open.popLast() {
      try look()
      for place in try table.parents(of: next, in: repository) {
        let parent = table.parent(at: place)
        if seen.insert(table.ids[parent]).inserted { open.append(parent) }
      }
    }
    return seen
  }

  /// The commits from `tip` down to `base`, without `base`, if each has exactly one parent; `nil` where one has not, or
  /// where the line is too long.
  ///
  /// Most pushes are such a line. There is no second way from the tip to the base then, so no other commit need be
  /// read.
  private mutating func line(
    from tip: ObjectID,
    to base: ObjectID,
    in repository: borrowing Repository
  ) throws(GitError) -> [ObjectID]? {
    var line: [ObjectID] = []
    var id = tip
    while id != base {
      line.append(id)
      let parents = try table.parents(of: table.number(of: id), in: repository)
      guard parents.count == 1, line.count < Self.longestLine else { return nil }
      id = table.ids[table.parent(at: parents.lowerBound)]
    }
    return line
  }

  private static let longestLine = 256

  /// The common ancestors of two commits that are no ancestors of another one, as `git merge-base --all` gives them;
  /// where dates lie, maybe some older ones too.
  package mutating func bases(
    of first: ObjectID,
    and second: ObjectID,
    in repository: borrowing Repository
  ) throws(GitError) -> [ObjectID] {
    let walk = try walk([first], [second], in: repository) { !$0.contains(.stale) }
    return walk.shared.filter { !walk.marks[$0].contains(.stale) }.map { table.ids[$0] }
  }

  /// The links within a range that ``commits(from:notReachableFrom:in:)`` gave.
  ///
  /// From here on, copies of this graph share what each of them reads.
  package mutating func links(
    within range: [ObjectID],
    notReachableFrom hidden: [ObjectID]
  ) -> RangeLinks {
    table.shared = SharedLinks()
    return RangeLinks(range, notReachableFrom: hidden, limits: limits) {
      table.knownParents(of: $0)
    }
  }

  /// Visits two histories, and marks each commit with those that it belongs to, until no commit waits to be visited
  /// for whose marks `matters` is true.
  private mutating func walk(
    slack: Int = 0,
    _ first: [ObjectID],
    _ second: [ObjectID],
    in repository: borrowing Repository,
    while matters: @escaping (Marks) -> Bool
  ) throws(GitError) -> MarkedWalk {
    var walk = MarkedWalk(slack: slack, while: matters)
    for (ids, mark) in [(first, Marks.first), (second, .second)] {
      for id in Set(ids).sorted() {
        let commit = table.number(of: id)
        walk.mark(commit, mark, try table.date(of: commit, in: repository))
      }
    }
    while let (commit, mark) = walk.next() {
      try look()
      for place in try table.parents(of: commit, in: repository) {
        let parent = table.parent(at: place)
        walk.mark(parent, mark, try table.date(of: parent, in: repository))
      }
    }
    return walk
  }

  /// The commits that are marked as the second history's alone, each before its parents.
  private mutating func childrenFirst(
    _ marks: [Marks],
    from tips: [ObjectID],
    in repository: borrowing Repository
  ) throws(GitError) -> [ObjectID] {
    var children = [Int32](repeating: 0, count: marks.count)
    var count = 0
    for commit in marks.indices where marks[commit] == .second {
      count += 1
      for place in try table.parents(of: commit, in: repository) {
        children[table.parent(at: place)] += 1
      }
    }
    var open: [Int] = []
    for tip in Set(tips).sorted() {
      let commit = table.number(of: tip)
      if marks[commit] == .second, children[commit] == 0 { open.append(commit) }
    }
    var order: [ObjectID] = []
    order.reserveCapacity(count)
    while let commit = open.popLast() {
      order.append(table.ids[commit])
      for place in try table.parents(of: commit, in: repository) {
        let parent = table.parent(at: place)
        guard marks[parent] == .second else { continue }
        children[parent] -= 1
        if children[parent] == 0 { open.append(parent) }
      }
    }
    return order
  }

  private mutating func look() throws(GitError) {
    visits += 1
    if visits % 256 == 0 { try limits.checkTime() }
  }
}
