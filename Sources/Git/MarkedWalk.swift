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
  private var isOpen: [Bool] = []
  private var tally = WalkTally()
  private let isInside: [Bool]
  private let goesOn: (WalkTally) -> Bool
  private var slack: Int

  /// `isInside` says by number which commits are of a range, where `goesOn` asks; `slack` more commits are visited
  /// once that says no.
  init(slack: Int = 0, isInside: [Bool] = [], while goesOn: @escaping (WalkTally) -> Bool) {
    self.slack = slack
    self.isInside = isInside
    self.goesOn = goesOn
  }

  /// Adds a mark to a commit, which is visited (again) if that is new.
  mutating func mark(_ commit: Int, _ mark: Marks, _ date: Int64) {
    if commit >= marks.count { grow(to: commit + 1) }
    let known = marks[commit]
    guard !known.isSuperset(of: mark) else { return }
    marks[commit].formUnion(mark)
    let isInside = isInside(commit)
    if !known.isEmpty { tally.count(known, isInside, isOpen: isOpen[commit], by: -1) }
    tally.count(marks[commit], isInside, isOpen: true, by: 1)
    isOpen[commit] = true
    queue.add(commit, date)
  }

  /// The next commit, and what its parents are marked with.
  mutating func next() -> (commit: Int, mark: Marks)? {
    if !goesOn(tally) {
      guard slack > 0 else { return nil }
      slack -= 1
    }
    guard let commit = queue.next() else { return nil }
    let mark = marks[commit]
    if isOpen[commit] {
      isOpen[commit] = false
      tally.close(mark, isInside(commit))
    }
    guard mark.isSuperset(of: .both) else { return (commit, mark) }
    if !mark.contains(.stale) { shared.append(commit) }
    return (commit, mark.union(.stale))
  }

  private func isInside(_ commit: Int) -> Bool { commit < isInside.count && isInside[commit] }

  private mutating func grow(to count: Int) {
    let missing = max(count, 2 * marks.count, 1024) - marks.count
    marks.append(contentsOf: repeatElement([], count: missing))
    isOpen.append(contentsOf: repeatElement(false, count: missing))
  }
}

/// How many commits of each kind a walk has met, and how many of them it has still to visit.
struct WalkTally {
  private var met = SIMD8<Int32>()
  private var open = SIMD8<Int32>()

  /// Whether a commit is left that is not an ancestor of one of both histories.
  var hasFresh: Bool { open[0] + open[1] + open[2] + open[4] + open[5] + open[6] > 0 }

  /// Whether a commit is left of the second history alone.
  var hasSecond: Bool { open[1] + open[5] > 0 }

  /// Whether a commit is left that is of both, or may lead from one history to the other.
  ///
  /// What is outside of the range leads nowhere inside, whatever its dates: a history without end that one side
  /// has and the other never had is not visited down to its root.
  var mayMeet: Bool {
    open[2] + open[6] > 0
      || open[4] > 0 && met[1] + met[5] > 0 || open[0] > 0 && met[1] > 0
      || open[5] > 0 && met[0] + met[4] > 0 || open[1] > 0 && met[0] > 0
  }

  mutating func count(_ marks: Marks, _ isInside: Bool, isOpen: Bool, by step: Int32) {
    let kind = Self.kind(marks, isInside)
    met[kind] += step
    if isOpen { open[kind] += step }
  }

  mutating func close(_ marks: Marks, _ isInside: Bool) { open[Self.kind(marks, isInside)] -= 1 }

  /// 0 is of the first alone, 1 of the second alone, 2 of both, 3 an ancestor of one of both; 4 more inside.
  private static func kind(_ marks: Marks, _ isInside: Bool) -> Int {
    let kind =
      marks.contains(.stale) ? 3 : marks.isSuperset(of: .both) ? 2 : marks == .second ? 1 : 0
    return isInside ? kind + 4 : kind
  }
}
