/// One thing that a document newly allows, or no longer denies, in the terms of its statement.
package struct Change: Sendable {
  package enum Cause: Sendable, Hashable {
    /// Nothing allowed it.
    case granted
    /// It was allowed, to others.
    case principal
    /// It was allowed, under these conditions; those without a value any more are `removed`.
    case condition(keys: [String], removed: Bool)
    /// A denial forbade it.
    case denial
    /// A denial forbade it, which nothing in the document allows all the same.
    case idleDenial
  }

  package let cause: Cause
  /// What allows it, or the denial that did not.
  package let statement: PolicyDocument.Statement
  /// As the statement writes them; `not X` for what is excepted.
  package let actions: [String]
  package let resources: [String]
  package let principals: [String]
  /// The patterns' and the excepted actions' own globs, for what asks further.
  package let actionGlobs: [Glob]
  package let witness: Request
}

/// What changes between two documents, both ways.
package struct Explanation: Sendable {
  package let comparison: Comparison
  /// What the new document allows, or denies no more.
  package let gains: [Change]
  /// What the old one did.
  package let losses: [Change]
}

extension PolicyDocument {
  /// Compares two documents and says which parts of their statements make the difference.
  package func explained(against new: PolicyDocument, limits: ComparisonLimits = .init())
    -> Explanation
  {
    if says(theSameAs: new) {
      return Explanation(comparison: Comparison(.equal), gains: [], losses: [])
    }
    let difference = Difference(self, new)
    let probes = Probes(difference.old, difference.new)
    do throws(LimitExceeded) {
      var explainer = Explainer(
        judge: try Judge(difference.old, difference.new, probes: probes.statements, limits),
        probes: probes
      )
      let comparison = try explainer.judge.comparison()
      let gains = try explainer.changes(explainer.judge.sides)
      let losses = try explainer.changes(explainer.judge.sides.swapped)
      return Explanation(comparison: comparison, gains: gains, losses: losses)
    } catch {
      // The verdict may be within the limits where its parts are not.
      return Explanation(comparison: compared(to: new, limits: limits), gains: [], losses: [])
    }
  }
}
