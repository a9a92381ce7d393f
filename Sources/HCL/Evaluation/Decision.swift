/// Something that decides which part of an expression counts, and that another run may decide otherwise: it hangs on a
/// variable that stands for its default, or on what is not known at all.
struct Decision: Hashable {
  /// The expression that decides, in one spelling.
  let what: String
  /// What it comes to here; `nil` where that is not known, or is one thing here and another there.
  let chosen: String?
  /// What it may come to.
  let keys: [String]

  static func flag(_ what: String, _ chosen: Bool?) -> Decision {
    Decision(what: what, chosen: chosen.map { "\($0)" }, keys: ["true", "false"])
  }
}

/// What an evaluation keeps of its decisions.
struct Openness {
  /// How often a variable was read whose value is but its default.
  private(set) var reads = 0
  private(set) var decisions: [Decision] = []
  /// Which decisions are forced, and how: what would be if they came to that.
  var forced: [String: String] = [:]
  /// Whether nobody asks for alternatives.
  var isOff = false
  /// What forced evaluations may still cost; they never take from the plain one.
  var budget = Budget()
  /// By the name of what is evaluated once: what it hung on.
  private var memory: [String: (reads: Bool, decisions: [Decision])] = [:]

  mutating func noteRead() { reads += 1 }

  mutating func note(_ decision: Decision) {
    guard let place = decisions.firstIndex(where: { $0.what == decision.what }) else {
      return decisions.append(decision)
    }
    if decisions[place].chosen != decision.chosen {
      let keys = decisions[place].keys
      decisions[place] = Decision(what: decision.what, chosen: nil, keys: keys)
    }
  }

  /// Begins to collect; the result is what ``collected(since:)`` wants.
  mutating func collect() -> [Decision] {
    defer { decisions = [] }
    return decisions
  }

  /// The decisions since; those before are there again, with these.
  mutating func collected(since before: [Decision]) -> [Decision] {
    let mine = decisions
    decisions = before
    mine.forEach { note($0) }
    return mine
  }

  mutating func remember(_ name: String, reads: Bool, _ decisions: [Decision]) {
    if reads || !decisions.isEmpty { memory[name] = (reads, decisions) }
  }

  mutating func recall(_ name: String) {
    guard let known = memory[name] else { return }
    if known.reads { reads += 1 }
    known.decisions.forEach { note($0) }
  }

  mutating func forgetAll() { memory = [:] }
}
