package import GitObjects

/// The commits of a history by their links, as far as somebody asked: the same stretch is read once for
/// all the merges in it.
package struct CommitGraph: Sendable {
  private var table = CommitTable()
  private let limits: WalkLimits
  /// How many commits all walks have visited, each as often as it was.
  package private(set) var visits = 0

  package init(limits: WalkLimits) { self.limits = limits }

  /// The commits reachable from some and not from others, children before parents, and a line of history unbroken
  /// where it can be.
  ///
  /// A missing parent is an error: in a shallow clone a walk that just ended would look like "nothing to judge".
  /// Where the clients' dates lie, a commit may be here that is reachable from a hidden one, as with `git rev-list`;
  /// none is ever left out.
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
    // With no look at the hidden history once there is nothing left to be found; a few more, since clocks differ.
    let walk = try walk(slack: 64, hidden, tips, in: repository) { $0 == .second }
    try limits.checkCommits(walk.marks.reduce(0) { $0 + ($1 == .second ? 1 : 0) })
    return try childrenFirst(walk.marks, from: tips, in: repository)
  }

  /// Whether `ancestor` is `commit` or one of its ancestors, whatever dates say.
  ///
  /// What leads from one to the other is never an ancestor of the ancestor: once all that is left of the commit's history
  /// is, there is no way.
  package mutating func isReachable(
    _ ancestor: ObjectID,
    from commit: ObjectID,
    in repository: borrowing Repository
  ) throws(GitError) -> Bool {
    if try line(from: commit, to: ancestor, in: repository) != nil { return true }
    let walk = try walk([ancestor], [commit], in: repository) { $0 == .second }
    return walk.marks[table.number(of: ancestor)].isSuperset(of: .both)
  }

  /// All that a commit is or descends from, down to its roots.
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

  /// The commits from `tip` down to `base` and without it, where each has one parent; `nil` where it is not so
  /// simple, or not so short.
  ///
  /// Most pushes are a line, and one needs no look at any other commit: nothing beside it can lead from one to
  /// the other.
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

  /// The commits that two are or descend from and that no other such commit descends from; where dates lie, maybe
  /// some older ones too.
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
  /// Copies of the graph tell each other from here on what they read.
  package mutating func links(
    within range: [ObjectID],
    notReachableFrom hidden: [ObjectID]
  ) -> RangeLinks {
    table.shared = SharedLinks()
    return RangeLinks(range, notReachableFrom: hidden, limits: limits) {
      table.knownParents(of: $0)
    }
  }

  /// Visits what two histories have until no commit is left whose marks `matters` says yes to.
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

  /// The commits of the second history alone that the tips lead to within it.
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
