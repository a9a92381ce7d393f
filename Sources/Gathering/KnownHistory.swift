internal import Git
internal import GitObjects

/// Which commits of a range a tip that was there before has in its history after all, where dates lie.
struct KnownHistory: Sendable {
  private let tip: ObjectID
  /// By place, the commits of the range that descend from the tip by what is in the range: it has none of them.
  private let descending: [Bool]
  /// By place, what was asked before.
  private var answers: [Int: Bool] = [:]
  /// All of the history, once questions have cost as much: each walks through it where two histories never meet.
  private var whole: Set<ObjectID>?
  private var visits = 0
  private static let mostVisits = 1 << 14

  init(of tip: ObjectID, below links: RangeLinks) {
    self.tip = tip
    descending = links.descending(from: tip)
  }

  mutating func holds(
    _ place: Int,
    of links: RangeLinks,
    _ graph: inout CommitGraph,
    _ repository: borrowing Repository
  ) throws -> Bool {
    if descending[place] { return false }
    if let known = answers[place] { return known }
    let commit = links.commit(at: place)
    let answer: Bool
    if let whole {
      answer = whole.contains(commit)
    } else if visits < Self.mostVisits {
      let before = graph.visits
      answer = try graph.isReachable(commit, from: tip, in: repository)
      visits += graph.visits - before
    } else {
      let all = try graph.history(of: tip, in: repository)
      whole = all
      answer = all.contains(commit)
    }
    answers[place] = answer
    return answer
  }
}
