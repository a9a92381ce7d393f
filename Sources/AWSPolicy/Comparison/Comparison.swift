/// How two policies' requests lie to each other.
package struct Comparison: Sendable {
  package enum Verdict: Sendable, Hashable {
    case equal, widened, narrowed, incomparable
    /// Not decided; why.
    case unknown(String)
  }

  package let verdict: Verdict
  /// A request that only the new document allows.
  package let gained: Request?
  /// A request that only the old document allows.
  package let lost: Request?
  /// A request that only the old document denies, whoever else allows it.
  package let undenied: Request?
  /// A request that only the new document denies.
  package let denied: Request?

  package init(
    _ verdict: Verdict,
    gained: Request? = nil,
    lost: Request? = nil,
    undenied: Request? = nil,
    denied: Request? = nil
  ) {
    self.verdict = verdict
    self.gained = gained
    self.lost = lost
    self.undenied = undenied
    self.denied = denied
  }
}

extension PolicyDocument {
  /// Compares what two documents allow, each for itself: allowed and not denied.
  package func compared(to new: PolicyDocument, limits: ComparisonLimits = .init()) -> Comparison {
    do throws(LimitExceeded) {
      return try Judge(self, new, limits)?.comparison() ?? Comparison(.equal)
    } catch {
      return Comparison(.unknown("the comparison is beyond the limit of \(error.limit)"))
    }
  }
}

/// Both documents, and every set of their statements that a request can meet.
struct Judge {
  let space: RequestSpace
  let outcomes: [RequestSpace.Outcome]
  let sides: Sides
  var budget: Budget

  /// `nil` where both documents say the same, statement by statement.
  init?(_ old: PolicyDocument, _ new: PolicyDocument, _ limits: ComparisonLimits)
    throws(LimitExceeded)
  {
    var budget = Budget(limits)
    let (before, after) = (Set(old.statements.map(\.meaning)), Set(new.statements.map(\.meaning)))
    if before == after, old.unknownStatements == new.unknownStatements { return nil }
    space = try RequestSpace(old, new, &budget)
    outcomes = try space.outcomes(&budget)
    sides = Sides(old, new)
    self.budget = budget
  }

  func comparison() -> Comparison {
    var (gained, lost): (Request?, Request?)
    var (undenied, denied): (Request?, Request?)
    for outcome in outcomes {
      let (before, after) = (sides.old.allows(outcome.met), sides.new.allows(outcome.met))
      if gained == nil, after, !before { gained = space.request(outcome) }
      if lost == nil, before, !after { lost = space.request(outcome) }
      let (wasDenied, isDenied) = (
        outcome.met.meets(sides.old.deny), outcome.met.meets(sides.new.deny)
      )
      if undenied == nil, wasDenied, !isDenied { undenied = space.request(outcome) }
      if denied == nil, isDenied, !wasDenied { denied = space.request(outcome) }
    }
    let verdict: Comparison.Verdict =
      switch (gained, lost) {
      case (nil, nil): .equal
      case (_?, nil): .widened
      case (nil, _?): .narrowed
      case (_?, _?): .incomparable
      }
    let doubt = gained == nil || sides.unknownChanged ? sides.doubt(outcomes) : nil
    return Comparison(
      doubt.map { .unknown($0) } ?? verdict,
      gained: gained,
      lost: lost,
      undenied: undenied,
      denied: denied
    )
  }
}
