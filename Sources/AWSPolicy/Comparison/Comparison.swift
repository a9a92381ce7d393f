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
    if says(theSameAs: new) { return Comparison(.equal) }
    let difference = Difference(self, new)
    do throws(LimitExceeded) {
      var judge = try Judge(difference.old, difference.new, limits)
      return try judge.comparison()
    } catch {
      return Comparison(.unknown("the comparison is beyond the limit of \(error.limit)"))
    }
  }

  /// Whether both say the same statement by statement.
  func says(theSameAs other: PolicyDocument) -> Bool {
    unknownStatements == other.unknownStatements
      && Set(statements.map(\.meaning)) == Set(other.statements.map(\.meaning))
  }
}
