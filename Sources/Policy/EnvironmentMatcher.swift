package import GitObjects

/// Says which of the policy's environments a change touches by its path.
package struct EnvironmentMatcher: Sendable {
  private let environments: [Environment]
  private let sets: PathSets

  package init(_ policy: Policy) {
    environments = policy.environments
    sets = PathSets(environments.map { .init(paths: $0.paths) })
  }

  package func place(of change: FileChange) -> EnvironmentPlace {
    guard !environments.isEmpty else { return EnvironmentPlace(touched: [], written: []) }
    let components = change.path.components
    return EnvironmentPlace(
      touched: sets.members(of: change).map { environments[$0].name },
      written: environments.filter { $0.paths.contains { $0.matches(components) } }.map(\.name)
    )
  }
}

/// The environments of a path, in the policy's order; the target's own aside.
package struct EnvironmentPlace: Sendable {
  /// Those that have the path or a twin of it, and those that a link in its place stands for: what asks for more in an
  /// environment asks here.
  package let touched: [String]
  /// Those that have the path as it is written.
  package let written: [String]

  /// Whether only a twin or a link puts the path into one of them: what is allowed there is not allowed here.
  package var isLikeness: Bool { touched != written }
}
