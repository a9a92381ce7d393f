internal import Git
internal import GitObjects

/// Which commits of a range are in the history of a tip that was there before the push, as can be where dates lie.
struct KnownHistory: Sendable {
  private let tip: ObjectID
  /// By place, whether a commit descends from the tip, and so cannot be in its history.
  private let descending: [Bool]
  /// By place, the answers to earlier questions.
  private var answers: [Int: Bool] = [:]
  /// The whole history, read once single questions have made ``mostVisits`` visits: where two histories never meet,
  /// each question walks through all of it.
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
