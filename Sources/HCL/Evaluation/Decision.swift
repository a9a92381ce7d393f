/// Something that decides which part of an expression counts, and that another run may decide otherwise: it hangs on a
/// variable that stands for its default, or on what is not known at all.
struct Decision {
  /// The expression that decides, in one spelling.
  let what: String
  /// What it comes to here; `nil` where that is not known, or is one thing here and another there.
  var chosen: String?
  /// What it may come to.
  var keys: [String]
  /// Whether it may come to more than is looked at.
  var isCut = false

  static func flag(_ what: String, _ chosen: Bool?) -> Decision {
    Decision(what: what, chosen: chosen.map { "\($0)" }, keys: ["true", "false"])
  }
}

/// Decisions in the order in which they were met, each once.
struct Decisions {
  private(set) var all: [Decision] = []
  private var places: [String: Int] = [:]

  var isEmpty: Bool { all.isEmpty }

  func contains(_ what: String) -> Bool { places[what] != nil }

  mutating func note(_ decision: Decision) {
    guard let place = places[decision.what] else {
      places[decision.what] = all.count
      return all.append(decision)
    }
    if all[place].chosen != decision.chosen { all[place].chosen = nil }
    if decision.isCut { all[place].isCut = true }
    let known = all[place].keys
    all[place].keys += decision.keys.filter { !known.contains($0) }
  }
}

/// What an evaluation keeps of its decisions.
struct Openness {
  /// How often a variable was read whose value is but its default.
  private(set) var reads = 0
  private var decisions = Decisions()
  /// Which decisions are forced, and how: what would be if they came to that.
  var forced: [String: String] = [:]
  /// Whether nobody asks for alternatives.
  var isOff = false
  /// Of how many parts all alternatives are made.
  var made = 0
  static let most = 50_000
  /// What forced evaluations may still cost; they never take from the plain one.
  var budget = Budget()
  /// By the name of what is evaluated once: what it hung on.
  private var memory: [String: (reads: Bool, decisions: Decisions)] = [:]

  mutating func noteRead() { reads += 1 }

  mutating func note(_ decision: Decision) { decisions.note(decision) }

  /// Begins to collect; the result is what ``collected(since:)`` wants.
  mutating func collect() -> Decisions {
    defer { decisions = Decisions() }
    return decisions
  }

  /// The decisions since; those before are there again, with these.
  mutating func collected(since before: Decisions) -> Decisions {
    let mine = decisions
    decisions = before
    mine.all.forEach { note($0) }
    return mine
  }

  mutating func remember(_ name: String, reads: Bool, _ decisions: Decisions) {
    if reads || !decisions.isEmpty { memory[name] = (reads, decisions) }
  }

  mutating func recall(_ name: String) {
    guard let known = memory[name] else { return }
    if known.reads { reads += 1 }
    known.decisions.all.forEach { note($0) }
  }

  mutating func forgetAll() { memory = [:] }
}
