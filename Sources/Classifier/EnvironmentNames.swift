internal import Detection
internal import GitObjects
internal import Policy

/// The environments that a change touches, as the policy calls them: by the accounts it names, by what a detector
/// found, and by the words of its path.
///
/// Names only add environments: whoever calls a directory `test` takes no rule away.
struct EnvironmentNames {
  private let accounts: [Environment]
  private let placed: @Sendable (TreePath) -> Bool
  /// The policy's own names for what a word stands for.
  private let names: [Stage: [String]]

  init(_ policy: Policy) {
    accounts = policy.environments.filter { !$0.accounts.isEmpty }
    placed = { !policy.environments(touchedBy: $0).isEmpty }
    let all = Set(policy.targets.compactMap(\.environment) + policy.environments.map(\.name))
    names = Dictionary(
      uniqueKeysWithValues: Stage.allCases.map { stage in
        (stage, all.filter { Stage.named(in: $0.utf8).contains(stage) }.sorted())
      }
    )
  }

  /// `found` are names by the file itself, such as a namespace.
  func touched(by path: TreePath, _ readings: FileReadings, found: [String]) -> [String] {
    let named = accounts.filter { readings.mentions(any: $0.accounts) }.map(\.name)
    // Where the policy says whose a path is, its words say nothing.
    let words = placed(path) ? [] : Stage.named(in: path.bytes)
    let stages = found.reduce(into: words) { $0.formUnion(Stage.named(in: $1.utf8)) }
    return named + Stage.allCases.filter(stages.contains).flatMap(called)
  }

  private func called(_ stage: Stage) -> [String] {
    guard let names = names[stage], !names.isEmpty else { return [stage.rawValue] }
    return names
  }
}
