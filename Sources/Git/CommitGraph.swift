package import GitObjects

/// Where two histories part, each of which is what some commits are or descend from.
package struct Parting: Sendable {
  /// The commits of both that no other such commit descends from; where dates lie, maybe some older ones too.
  package let bases: [ObjectID]
  /// The commits of the second history alone; where dates lie, maybe some of both too.
  package let second: Set<ObjectID>
}

/// The commits of a history by their links, as far as somebody asked: the same stretch is read once for
/// all the merges in it.
package struct CommitGraph: Sendable {
  private struct Node {
    let parents: [ObjectID]
    let date: Int64
  }

  private var nodes: [ObjectID: Node] = [:]
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
    let range = try onlyOfSecond(first: hidden, second: tips, in: repository)
    try limits.checkCommits(range.count)
    return try childrenFirst(range, from: tips, in: repository)
  }

  /// Whether `ancestor` is `commit` or one of its ancestors.
  package mutating func isReachable(
    _ ancestor: ObjectID,
    from commit: ObjectID,
    in repository: borrowing Repository
  ) throws(GitError) -> Bool {
    if try line(from: commit, to: ancestor, in: repository) != nil { return true }
    return try parting(first: [ancestor], second: [commit], in: repository).bases
      .contains(ancestor)
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
      let parents = try node(id, in: repository).parents
      guard parents.count == 1, line.count < Self.longestLine else { return nil }
      id = parents[0]
    }
    return line
  }

  private static let longestLine = 256

  /// Walks down from both, youngest first, until all that is left is of both.
  package mutating func parting(
    first: [ObjectID],
    second: [ObjectID],
    in repository: borrowing Repository
  ) throws(GitError) -> Parting {
    var walk = MarkedWalk(slack: 0) { !$0.contains(.stale) }
    try run(&walk, first, second, in: repository)
    return Parting(
      bases: walk.shared.filter { walk.marks[$0]?.contains(.stale) != true },
      second: Set(walk.marks.filter { $0.value == .second }.keys)
    )
  }

  /// What the second descend from or are and the first do not, with no look at the first's own history once there
  /// is none of it left to be found.
  private mutating func onlyOfSecond(
    first: [ObjectID],
    second: [ObjectID],
    in repository: borrowing Repository
  ) throws(GitError) -> Set<ObjectID> {
    // A few more, since clocks differ.
    var walk = MarkedWalk(slack: 64) { $0 == .second }
    try run(&walk, first, second, in: repository)
    return Set(walk.marks.filter { $0.value == .second }.keys)
  }

  private mutating func run(
    _ walk: inout MarkedWalk,
    _ first: [ObjectID],
    _ second: [ObjectID],
    in repository: borrowing Repository
  ) throws(GitError) {
    for (ids, mark) in [(first, Marks.first), (second, .second)] {
      for id in Set(ids).sorted() { walk.mark(id, mark, try node(id, in: repository).date) }
    }
    while let (id, mark) = walk.next() {
      try look()
      for parent in try node(id, in: repository).parents {
        walk.mark(parent, mark, try node(parent, in: repository).date)
      }
    }
  }

  /// The commits of a set that the tips lead to within it.
  private mutating func childrenFirst(
    _ commits: Set<ObjectID>,
    from tips: [ObjectID],
    in repository: borrowing Repository
  ) throws(GitError) -> [ObjectID] {
    var children: [ObjectID: Int] = [:]
    for id in commits {
      for parent in try node(id, in: repository).parents where commits.contains(parent) {
        children[parent, default: 0] += 1
      }
    }
    var open: [ObjectID] = []
    for tip in Set(tips).sorted() where commits.contains(tip) && children[tip] == nil {
      open.append(tip)
    }
    var order: [ObjectID] = []
    order.reserveCapacity(commits.count)
    while let id = open.popLast() {
      order.append(id)
      for parent in try node(id, in: repository).parents {
        guard let left = children[parent] else { continue }
        children[parent] = left - 1
        if left == 1 { open.append(parent) }
      }
    }
    return order
  }

  private mutating func node(_ id: ObjectID, in repository: borrowing Repository) throws(GitError)
    -> Node
  {
    if let known = nodes[id] { return known }
    let links = try repository.links(of: id)
    let node = Node(parents: links.parents, date: links.date)
    nodes[id] = node
    return node
  }

  private mutating func look() throws(GitError) {
    visits += 1
    if visits % 256 == 0 { try limits.checkTime() }
  }
}
