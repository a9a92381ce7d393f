internal import Gate
package import GitObjects
internal import Ledger
package import Policy

/// Where a deploy goes, and so which landings speak for it.
package struct DeployDestination: Sendable {
  /// `nil` for an environment.
  private let ref: RefName?
  private let entry: Target
  private let policy: Policy

  /// `entry` is the policy's for the reference, or ``Policy/Policy/target(environment:)``.
  package init(_ ref: RefName?, entry: Target, in policy: Policy) {
    self.ref = ref
    self.entry = entry
    self.policy = policy
  }

  /// Whether a landing, of `decision`, speaks for it.
  ///
  /// What was judged as something for staging is no evidence for production, wherever its reference leads
  /// today: the decision says what it was judged for. A baseline was not judged, and goes by today's policy.
  func accepts(_ landing: Landing, of decision: LedgerEntry?) -> Bool {
    if landing.target == ref || entry.honoursByName(landing.target) { return true }
    guard ref == nil, let environment = entry.environment else { return false }
    if landing.isBaseline { return entry.honours(landing.target) }
    return decision?.environment == Array(environment.utf8)
  }

  /// Whether a new reference is compared with the other when it is made.
  func areSiblings(_ one: RefName, _ other: RefName) -> Bool {
    guard one != other, let entry = policy.target(for: one) else { return false }
    return policy.target(for: other)?.pattern == entry.pattern
  }

  /// Whether a no that somebody said to a target is said here.
  ///
  /// What only refuses need not be as exact as what lets go: look-alikes are meant, too.
  func isConcerned(by target: [UInt8]) -> Bool {
    if ref == nil, let environment = entry.environment,
      target == TargetName(environment: environment).bytes
    {
      return true
    }
    guard let name = try? RefName(validating: target) else { return false }
    return name == ref || entry.mayHonour(name)
  }
}
