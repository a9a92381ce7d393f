internal import GitObjects

/// Which of two histories a commit is of.
struct Marks: OptionSet {
  let rawValue: UInt8
  static let first = Marks(rawValue: 1)
  static let second = Marks(rawValue: 2)
  /// Reached from a commit of both.
  static let stale = Marks(rawValue: 4)
  static let both: Marks = [.first, .second]
}

/// Commits with the histories they are of, visited youngest first until none is left that matters.
///
/// The dates are the clients' to choose: they decide how much is visited, and a mark is never taken back.
struct MarkedWalk {
  private(set) var marks: [ObjectID: Marks] = [:]
  /// Those of both that were visited before any of both led to them.
  private(set) var shared: [ObjectID] = []
  private var queue = CommitQueue()
  /// Those in the queue that matter.
  private var open: Set<ObjectID> = []
  private let matters: (Marks) -> Bool
  private var slack: Int

  /// `slack` more commits are visited once none matters.
  init(slack: Int, matters: @escaping (Marks) -> Bool) {
    self.slack = slack
    self.matters = matters
  }

  /// Adds a mark to a commit, which is visited (again) if that is new.
  mutating func mark(_ id: ObjectID, _ mark: Marks, _ date: Int64) {
    let known = marks[id] ?? []
    guard !known.isSuperset(of: mark) else { return }
    let now = known.union(mark)
    marks[id] = now
    queue.add(id, date)
    if matters(now) { open.insert(id) } else { open.remove(id) }
  }

  /// The next commit, and what its parents are marked with.
  mutating func next() -> (id: ObjectID, mark: Marks)? {
    if open.isEmpty {
      guard slack > 0 else { return nil }
      slack -= 1
    }
    guard let id = queue.next() else { return nil }
    open.remove(id)
    let mark = marks[id] ?? []
    guard mark.isSuperset(of: .both) else { return (id, mark) }
    if !mark.contains(.stale) { shared.append(id) }
    return (id, mark.union(.stale))
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
}
