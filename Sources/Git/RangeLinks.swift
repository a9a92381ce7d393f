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

  /// `parents` are those of a commit, of the range or not.
  init(_ range: [ObjectID], limits: WalkLimits, parents: (ObjectID) -> [ObjectID]) {
    self.range = range
    self.limits = limits
    let numbered = range.enumerated().map { ($1, $0) }
    places = Dictionary(numbered, uniquingKeysWith: { first, _ in first })
    for id in range {
      for parent in parents(id) {
        if let place = places[parent] { self.parents.append(Int32(place)) }
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
