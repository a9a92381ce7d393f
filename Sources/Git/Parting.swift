package import GitObjects

/// Where the histories of two commits part.
package struct Parting: Sendable {
  /// The commits that both descend from and that no other such commit descends from; where dates lie, maybe
  /// some older ones too.
  package let bases: [ObjectID]
  /// What only the second commit descends from or is.
  package let second: Set<ObjectID>
}

/// The commits of a history by their links, as far as somebody asked: the same stretch is read once for
/// all the merges in it.
package struct CommitGraph {
  private struct Node {
    let parents: [ObjectID]
    let date: Int64
  }

  private var nodes: [ObjectID: Node] = [:]
  private let limits: WalkLimits
  private var visits = 0

  package init(limits: WalkLimits) { self.limits = limits }

  /// Walks down from both, youngest first, until all that is left descends to both.
  package mutating func parting(
    of first: ObjectID,
    from second: ObjectID,
    in repository: borrowing Repository
  ) throws(GitError) -> Parting {
    var marks: [ObjectID: Marks] = [first: .first]
    marks[second, default: []].insert(.second)
    var queue = CommitQueue()
    for id in Set([first, second]) { queue.add(id, try node(id, in: repository).date) }
    var shared: [ObjectID] = []
    while queue.contains(where: { marks[$0]?.contains(.stale) != true }), let id = queue.next() {
      try look()
      var mark = marks[id] ?? []
      if mark.isSuperset(of: .both), !mark.contains(.stale) { shared.append(id) }
      if mark.isSuperset(of: .both) { mark.insert(.stale) }
      for parent in try node(id, in: repository).parents
      where marks[parent]?.isSuperset(of: mark) != true {
        marks[parent, default: []].formUnion(mark)
        queue.add(parent, try node(parent, in: repository).date)
      }
    }
    return Parting(
      bases: shared.filter { marks[$0]?.contains(.stale) != true },
      second: Set(marks.filter { $0.value == .second }.keys)
    )
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

  private struct Marks: OptionSet {
    let rawValue: UInt8
    static let first = Marks(rawValue: 1)
    static let second = Marks(rawValue: 2)
    /// Reached from a commit that both descend from.
    static let stale = Marks(rawValue: 4)
    static let both: Marks = [.first, .second]
  }
}

/// Commits to be visited, youngest first.
private struct CommitQueue {
  private var entries: [(date: Int64, id: ObjectID)] = []

  mutating func add(_ id: ObjectID, _ date: Int64) {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].date <= date { low = middle + 1 } else { high = middle }
    }
    entries.insert((date, id), at: low)
  }

  mutating func next() -> ObjectID? { entries.popLast()?.id }

  func contains(where isWanted: (ObjectID) -> Bool) -> Bool {
    entries.reversed().contains { isWanted($0.id) }
  }
}
