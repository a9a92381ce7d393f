/// How much work a comparison may be; beyond it the answer is that it is not known.
package struct ComparisonLimits: Sendable {
  /// Of one document.
  package var statements = 2_000
  /// Patterns of both documents, repetitions too.
  package var uses = 20_000
  /// Distinct patterns of one dimension.
  package var patterns = 4_000
  /// Of the joint automaton of one dimension.
  package var states = 20_000
  /// Positions moved through, in all dimensions.
  package var steps = 3_000_000
  /// Sets of statements told apart.
  package var cells = 10_000
  /// Words of sets joined.
  package var joins = 4_000_000

  package init() {}
}

/// The limit that a comparison went beyond.
package struct LimitExceeded: Error, Sendable, Hashable {
  package let limit: String
}

/// What is left of the limits.
struct Budget {
  let limits: ComparisonLimits
  private var steps: Int
  private var joins: Int

  init(_ limits: ComparisonLimits) {
    self.limits = limits
    steps = limits.steps
    joins = limits.joins
  }

  mutating func step(_ count: Int) throws(LimitExceeded) {
    steps -= count
    guard steps >= 0 else { throw LimitExceeded(limit: "steps") }
  }

  mutating func join(_ count: Int) throws(LimitExceeded) {
    joins -= count
    guard joins >= 0 else { throw LimitExceeded(limit: "joins") }
  }

  func check(_ count: Int, _ limit: any KeyPath<ComparisonLimits, Int> & Sendable, _ name: String)
    throws(LimitExceeded)
  {
    guard count <= limits[keyPath: limit] else { throw LimitExceeded(limit: name) }
  }
}
