/// Which of two histories a commit is of.
struct Marks: OptionSet {
  let rawValue: UInt8
  static let first = Marks(rawValue: 1)
  static let second = Marks(rawValue: 2)
  /// Reached from a commit of both.
  static let stale = Marks(rawValue: 4)
  static let both: Marks = [.first, .second]
}

/// Commits, by number, with the histories they are of, visited youngest first until none is left that matters.
///
/// The dates are the clients' to choose: they decide how much is visited, and a mark is never taken back.
struct MarkedWalk {
  /// By number; commits beyond the end were not met.
  private(set) var marks: [Marks] = []
  /// Those of both that were visited before any of both led to them.
  private(set) var shared: [Int] = []
  private var queue = CommitQueue()
  /// Which of those in the queue matter.
  private var isOpen: [Bool] = []
  private var openCount = 0
  private let matters: (Marks) -> Bool
  private var slack: Int

  /// `slack` more commits are visited once none matters.
  init(slack: Int = 0, while matters: @escaping (Marks) -> Bool) {
    self.slack = slack
    self.matters = matters
  }

  /// Adds a mark to a commit, which is visited (again) if that is new.
  mutating func mark(_ commit: Int, _ mark: Marks, _ date: Int64) {
    if commit >= marks.count { grow(to: commit + 1) }
    guard !marks[commit].isSuperset(of: mark) else { return }
    marks[commit].formUnion(mark)
    queue.add(commit, date)
    setOpen(commit, matters(marks[commit]))
  }

  /// The next commit, and what its parents are marked with.
  mutating func next() -> (commit: Int, mark: Marks)? {
    if openCount == 0 {
      guard slack > 0 else { return nil }
      slack -= 1
    }
    guard let commit = queue.next() else { return nil }
    setOpen(commit, false)
    let mark = marks[commit]
    guard mark.isSuperset(of: .both) else { return (commit, mark) }
    if !mark.contains(.stale) { shared.append(commit) }
    return (commit, mark.union(.stale))
  }

  private mutating func setOpen(_ commit: Int, _ isOpen: Bool) {
    guard self.isOpen[commit] != isOpen else { return }
    self.isOpen[commit] = isOpen
    openCount += isOpen ? 1 : -1
  }

  private mutating func grow(to count: Int) {
    let missing = max(count, 2 * marks.count, 1024) - marks.count
    marks.append(contentsOf: repeatElement([], count: missing))
    isOpen.append(contentsOf: repeatElement(false, count: missing))
  }
}
