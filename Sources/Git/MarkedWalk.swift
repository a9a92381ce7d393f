/// Which of two histories a commit belongs to.
struct Marks: OptionSet {
  let rawValue: UInt8
  static let first = Marks(rawValue: 1)
  static let second = Marks(rawValue: 2)
  /// An ancestor of a commit that belongs to both.
  static let stale = Marks(rawValue: 4)
  static let both: Marks = [.first, .second]
}

/// A walk through two histories, youngest commit first, that ends once no commit waits that matters to whoever asked.
///
/// Commits are known by their numbers. The clients choose the dates: these decide how much is visited, and never take
/// a mark back.
struct MarkedWalk {
  /// By commit; those beyond the end were not met.
  private(set) var marks: [Marks] = []
  /// The commits of both histories that were visited before any descendant that belongs to both.
  private(set) var shared: [Int] = []
  private var queue = CommitQueue()
  /// By commit, whether it is in the queue and matters.
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
