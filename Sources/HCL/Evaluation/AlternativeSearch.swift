/// Which decisions are made otherwise, and together with which others.
struct AlternativeSearch {
  private(set) var found: [Alternative] = []
  /// Whether something is left that only counts when another decision is made so.
  var isCut: Bool
  private let known: Decisions
  private var needed: [[String: String]] = []
  private var others: [[String: String]] = []
  private var seen: Set<[String: String]> = []
  private static let most = 32
  private static let depth = 4

  init(_ decisions: Decisions) {
    known = decisions
    isCut = decisions.all.contains(where: \.isCut)
    for decision in decisions.all { add(decision, to: [:]) }
  }

  /// What to force next; `nil` at the end.
  mutating func next() -> [String: String]? {
    guard found.count < Self.most else {
      if !needed.isEmpty { isCut = true }
      return nil
    }
    if !needed.isEmpty { return needed.removeFirst() }
    return others.isEmpty ? nil : others.removeFirst()
  }

  mutating func add(_ value: Value, _ forced: [String: String], _ inner: Decisions) {
    found.append(Alternative(way: Way(decided: forced), value: value))
    for decision in inner.all where forced[decision.what] == nil {
      if decision.isCut { isCut = true }
      add(decision, to: forced)
    }
  }

  private mutating func add(_ decision: Decision, to forced: [String: String]) {
    let isNeeded = forced.isEmpty || !known.contains(decision.what)
    // What the evaluation comes to by itself is known.
    for key in decision.keys where key != decision.chosen {
      let made = forced.merging([decision.what: key]) { $1 }
      guard made.count <= Self.depth else {
        if isNeeded { isCut = true }
        return
      }
      guard seen.insert(made).inserted else { continue }
      if isNeeded { needed.append(made) } else { others.append(made) }
    }
  }
}
