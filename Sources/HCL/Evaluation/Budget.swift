/// What an evaluation may still cost.
struct Budget {
  private var steps = 300_000
  private let depthLimit = 250
  /// Of one text that stands for a value.
  private let textLimit = 1 << 16
  private let weightLimit = 100_000
  /// The limit that was hit, in words.
  private(set) var exceeded: String?

  mutating func spend(_ cost: Int) -> Bool {
    guard steps >= cost, exceeded == nil else {
      exceeded = exceeded ?? "more than 300000 steps of evaluation"
      return false
    }
    steps -= cost
    return true
  }

  mutating func enter(_ depth: Int) -> Bool {
    if depth > depthLimit {
      exceeded = exceeded ?? "an evaluation deeper than \(depthLimit) levels"
    }
    return depth <= depthLimit
  }

  /// Locals that hold each other twice would be walked twice as often at each step.
  mutating func take(weight: Int) -> Bool {
    if weight > weightLimit {
      exceeded = exceeded ?? "a value of more than \(weightLimit) parts"
    }
    return weight <= weightLimit
  }

  mutating func take(text: String) -> Bool {
    if text.utf8.count > textLimit {
      exceeded = exceeded ?? "a value of more than \(textLimit) bytes of unknown text"
      return false
    }
    return spend(text.utf8.count / 16)
  }
}
