package import GitObjects

/// The commits of a history by their links, as far as somebody asked: the same stretch is read once for
/// all the merges in it.
package struct CommitGraph: Sendable {
  private var table = CommitTable()
  private let limits: WalkLimits
  private var visits = 0

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
    let marks = try onlyOfSecond(first: hidden, second: tips, in: repository)
    try limits.checkCommits(marks.reduce(0) { $0 + ($1 == .second ? 1 : 0) })
    return try childrenFirst(marks, from: tips, in: repository)
  }

  /// Whether `ancestor` is `commit` or one of its ancestors.
  package mutating func isReachable(
    _ ancestor: ObjectID,
    from commit: ObjectID,
    in repository: borrowing Repository
  ) throws(GitError) -> Bool {
    if try line(from: commit, to: ancestor, in: repository) != nil { return true }
    return try bases(of: ancestor, and: commit, in: repository).contains(ancestor)
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
    try bases(of: first, and: second, by: MarkedWalk(while: \.hasFresh), in: repository)
  }

  /// The same for two of the commits that the range leads to, with no look at what only one of them can be
  /// or descend from.
  package mutating func bases(
    of first: ObjectID,
    and second: ObjectID,
    given range: RangeLinks,
    in repository: borrowing Repository
  ) throws(GitError) -> [ObjectID] {
    let walk = MarkedWalk(isInside: range.isInside, while: \.mayMeet)
    return try bases(of: first, and: second, by: walk, in: repository)
  }

  private mutating func bases(
    of first: ObjectID,
    and second: ObjectID,
    by walk: MarkedWalk,
    in repository: borrowing Repository
  ) throws(GitError) -> [ObjectID] {
    var walk = walk
    try run(&walk, [first], [second], in: repository)
    return walk.shared.filter { !walk.marks[$0].contains(.stale) }.map { table.ids[$0] }
  }

  /// The links within a range that ``commits(from:notReachableFrom:in:)`` gave.
  package func links(within range: [ObjectID]) -> RangeLinks {
    var isInside = [Bool](repeating: false, count: table.count)
    for id in range { if let number = table.knownNumber(of: id) { isInside[number] = true } }
    return RangeLinks(range, isInside: isInside) { table.knownParents(of: $0) }
  }

  /// What the second descend from or are and the first do not, with no look at the first's own history once there
  /// is none of it left to be found.
  private mutating func onlyOfSecond(
    first: [ObjectID],
    second: [ObjectID],
    in repository: borrowing Repository
  ) throws(GitError) -> [Marks] {
    // A few more, since clocks differ.
    var walk = MarkedWalk(slack: 64, while: \.hasSecond)
    try run(&walk, first, second, in: repository)
    return walk.marks
  }

  private mutating func run(
    _ walk: inout MarkedWalk,
    _ first: [ObjectID],
    _ second: [ObjectID],
    in repository: borrowing Repository
  ) throws(GitError) {
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
