package import GitObjects

/// The commits of a range, each before its parents, and which of them lead to which.
///
/// A range may hold commits that were there before, where dates lie, and not all that lead to them: of what one commit
/// leads to here it truly does, and it may lead to more.
package struct RangeLinks: Sendable {
  private let range: [ObjectID]
  private let places: [ObjectID: Int]
  private let limits: WalkLimits
  /// Where the parents of each commit end in `parents`.
  private var ends: [Int32] = []
  private var parents: [Int32] = []
  /// What was there before; that no commit of the range is of its history is what the dates say.
  package let hidden: [ObjectID]
  /// The places of those that have a hidden commit for a parent.
  private var above: [ObjectID: [Int]] = [:]

  /// `parents` are those of a commit, of the range or not.
  init(
    _ range: [ObjectID],
    notReachableFrom hidden: [ObjectID],
    limits: WalkLimits,
    parents: (ObjectID) -> [ObjectID]
  ) {
    self.range = range
    self.hidden = hidden
    self.limits = limits
    let isHidden = Set(hidden)
    let numbered = range.enumerated().map { ($1, $0) }
    places = Dictionary(numbered, uniquingKeysWith: { first, _ in first })
    for (place, id) in range.enumerated() {
      for parent in parents(id) {
        if let place = places[parent] { self.parents.append(Int32(place)) }
        if isHidden.contains(parent) { above[parent, default: []].append(place) }
      }
      ends.append(Int32(self.parents.count))
    }
  }

  /// Where a commit of the range stands in it.
  package func place(of id: ObjectID) -> Int? { places[id] }

  package func commit(at place: Int) -> ObjectID { range[place] }

  /// What one commit is or leads to, and another is not and does not lead to, within the range.
  package func reachable(from commit: ObjectID, notFrom other: ObjectID) throws(GitError)
    -> Reachable
  {
    try limits.checkTime()
    // Whatever leads to a commit stands before it.
    let start = min(places[commit] ?? ends.count, places[other] ?? ends.count)
    var marks: [Marks] = []
    // Those that are not passed yet and that only the first leads to.
    var open = 0
    func add(_ mark: Marks, at place: Int) {
      let missing = place - start + 1 - marks.count
      if missing > 0 { marks.append(contentsOf: repeatElement([], count: missing)) }
      let known = marks[place - start]
      marks[place - start].formUnion(mark)
      if marks[place - start] == .first, known != .first { open += 1 }
      if marks[place - start] != .first, known == .first { open -= 1 }
    }
    if let place = places[commit] { add(.first, at: place) }
    if let place = places[other] { add(.second, at: place) }
    var place = start
    while open > 0 {
      let mark = marks[place - start]
      if mark == .first { open -= 1 }
      if !mark.isEmpty {
        for parent in self.parents(of: place) { add(mark, at: Int(parents[parent])) }
      }
      place += 1
      if place.isMultiple(of: 1 << 16) { try limits.checkTime() }
    }
    return Reachable(start: start, marks: marks)
  }

  /// By place, which commits of the range have a hidden one among their ancestors by what is in the range; none of them is
  /// an ancestor of that.
  package func descending(from hidden: ObjectID) -> [Bool] {
    var result = [Bool](repeating: false, count: ends.count)
    for place in above[hidden] ?? [] { result[place] = true }
    for place in result.indices.reversed() where !result[place] {
      result[place] = parents(of: place).contains { result[Int(parents[$0])] }
    }
    return result
  }

  private func parents(of place: Int) -> Range<Int> {
    (place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])
  }

  /// Commits of a range, by their places.
  package struct Reachable: Sendable {
    fileprivate let start: Int
    fileprivate let marks: [Marks]

    package func contains(_ place: Int) -> Bool {
      marks.indices.contains(place - start) && marks[place - start] == .first
    }
  }
}
