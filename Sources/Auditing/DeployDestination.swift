package import GitObjects
package import Policy

/// Where a deploy goes, and so which landings speak for it.
package struct DeployDestination: Sendable {
  /// `nil` for an environment.
  private let ref: RefName?
  private let entry: Target

  /// `entry` is the policy's for the reference, or ``Policy/Policy/target(environment:)``.
  package init(_ ref: RefName?, entry: Target) {
    self.ref = ref
    self.entry = entry
  }

  /// The environment itself, where no reference was named.
  var environment: String? { ref == nil ? entry.environment : nil }

  /// Whether what landed on a reference may go there.
  func accepts(_ target: RefName) -> Bool { target == ref || entry.honours(target) }
}
