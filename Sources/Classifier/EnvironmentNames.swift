internal import Detection
internal import GitObjects
internal import Policy

/// The environments that a change touches, as the policy calls them: by the accounts it names, by what a detector
/// found, and by the words of its path.
///
/// Names only add environments: whoever calls a directory `test` takes no rule away.
struct EnvironmentNames {
  private let environments: [Environment]
  private let matcher: EnvironmentMatcher
  /// The policy's own names for what a word stands for.
  private let names: [Stage: [String]]

  init(_ policy: Policy) {
    environments = policy.environments
    matcher = EnvironmentMatcher(policy)
    let all = Set(policy.targets.compactMap(\.environment) + policy.environments.map(\.name))
    names = Dictionary(
      uniqueKeysWithValues: Stage.allCases.map { stage in
        (stage, all.filter { Stage.named(in: $0.utf8).contains(stage) }.sorted())
      }
    )
  }

  /// `found` are names by the file itself, such as a namespace.
  func touched(by change: FileChange, _ readings: FileReadings, found: [String]) -> [String] {
    let named = environments.filter { environment in
      !environment.accounts.isEmpty && readings.mentions(any: environment.accounts)
    }.map(\.name)
    // Where the policy says whose a path is, its words say nothing.
    let isPlaced = !matcher.place(of: change).written.isEmpty
    let words = isPlaced ? [] : Stage.named(in: change.path.bytes)
    let stages = found.reduce(into: words) { $0.formUnion(Stage.named(in: $1.utf8)) }
    return named + Stage.allCases.filter(stages.contains).flatMap(called)
  }

  private func called(_ stage: Stage) -> [String] {
    guard let names = names[stage], !names.isEmpty else { return [stage.rawValue] }
    return names
  }
}
