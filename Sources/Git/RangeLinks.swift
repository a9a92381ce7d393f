package import GitObjects

/// The commits of a range, each before its parents, and which of them are ancestors of which.
///
/// Where dates lie, a range may hold commits that were there before, without all their descendants. Every link given
/// here exists; links through commits outside the range are missing.
///
/// A class: every merge asks it, on two threads, and there is much of it.
package final class RangeLinks: Sendable {
  private let range: [ObjectID]
  private let places: [ObjectID: Int]
  private let limits: WalkLimits
  /// Where the parents of each commit end in `parents`.
  private let ends: [Int32]
  private let parents: [Int32]
  /// The tips that were there before the push; where no date lies, no commit of the range is in their history.
  package let hidden: [ObjectID]
  /// By hidden tip, the places of the commits whose parent it is.
  private let above: [ObjectID: [Int]]

  /// `parents` gives the parents of a commit, whether they are in the range or not.
  init(
    _ range: [ObjectID],
    notReachableFrom hidden: [ObjectID],
    limits: WalkLimits,
    parents: (ObjectID) -> [ObjectID]
  ) {
    self.range = range
    self.hidden = hidden
    self.limits = limits
    let hiddenTips = Set(hidden)
    let numbered = range.enumerated().map { ($1, $0) }
    let places = Dictionary(numbered, uniquingKeysWith: { first, _ in first })
    var (ends, links): ([Int32], [Int32]) = ([], [])
    var above: [ObjectID: [Int]] = [:]
    for (place, id) in range.enumerated() {
      for parent in parents(id) {
        if let place = places[parent] { links.append(Int32(place)) }
        if hiddenTips.contains(parent) { above[parent, default: []].append(place) }
      }
      ends.append(Int32(links.count))
    }
    (self.places, self.ends, self.parents, self.above) = (places, ends, links, above)
  }

  /// Where a commit of the range stands in it.
  package func place(of id: ObjectID) -> Int? { places[id] }

  package func commit(at place: Int) -> ObjectID { range[place] }

  /// The commits that are reachable within the range from `commit`, itself included, and not from `other`.
  package func reachable(from commit: ObjectID, notFrom other: ObjectID) throws(GitError)
    -> Reachable
  {
    try limits.checkTime()
    // A commit stands before its ancestors, so nothing before the first of the two is reachable.
    let start = min(places[commit] ?? ends.count, places[other] ?? ends.count)
    var marks: [Marks] = []
    // How many commits that are still to be visited are marked as reachable from `commit` alone.
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

  /// By place, whether a commit descends from a hidden tip by links of the range, and so is no ancestor of the tip.
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
