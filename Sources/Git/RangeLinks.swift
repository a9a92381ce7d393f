package import GitObjects

/// The commits of a range, each before its parents, and which of them lead to which.
///
/// A commit that lies between two of a range is of the range itself, so that nothing outside has to be known.
package struct RangeLinks: Sendable {
  private let places: [ObjectID: Int]
  /// By number in the graph.
  let isInside: [Bool]
  /// Where the parents of each commit end in `parents`.
  private var ends: [Int32] = []
  private var parents: [Int32] = []

  /// `parents` are those of a commit, of the range or not.
  init(_ range: [ObjectID], isInside: [Bool], parents: (ObjectID) -> [ObjectID]) {
    self.isInside = isInside
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

  /// What one commit is or descends from, and another is and does not.
  package func reachable(from commit: ObjectID, notFrom other: ObjectID) -> Reachable {
    var marks = [Marks](repeating: [], count: ends.count)
    // Those that are not passed yet and that only the first leads to.
    var open = 0
    func add(_ mark: Marks, at place: Int) {
      let known = marks[place]
      marks[place].formUnion(mark)
      if marks[place] == .first, known != .first { open += 1 }
      if marks[place] != .first, known == .first { open -= 1 }
    }
    if let place = places[commit] { add(.first, at: place) }
    if let place = places[other] { add(.second, at: place) }
    // Whatever leads to a commit stands before it.
    var place = min(places[commit] ?? ends.count, places[other] ?? ends.count)
    while open > 0 {
      let mark = marks[place]
      if mark == .first { open -= 1 }
      if !mark.isEmpty {
        for parent in self.parents(of: place) { add(mark, at: Int(parents[parent])) }
      }
      place += 1
    }
    return Reachable(marks: marks, end: place)
  }

  private func parents(of place: Int) -> Range<Int> {
    (place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])
  }

  /// Commits of a range, by their places.
  package struct Reachable: Sendable {
    fileprivate let marks: [Marks]
    fileprivate let end: Int

    package func contains(_ place: Int) -> Bool { place < end && marks[place] == .first }
  }
}
