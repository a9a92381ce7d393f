import Detection

/// What sets a pipeline going.
enum TriggerRule {
  static let trigger = Kind(
    "trigger",
    of: .pipeline,
    title: "A pipeline runs on other occasions",
    help:
      "Some triggers let strangers start a run that has the repository's own rights; others let more branches reach jobs that hold secrets.",
    example: Kind.Example(
      path: ".github/workflows/test.yml",
      old: PipelineExamples.plain(on: "[pull_request]"),
      new: PipelineExamples.plain(on: "[pull_request_target]")
    )
  )
  static let kinds = [trigger]

  /// Started by anybody, with the repository's own rights.
  static let dangerous: Set<String> = [
    "pull_request_target", "workflow_run", "issue_comment", "issues", "discussion",
    "discussion_comment", "pull_request_review_comment", "repository_dispatch",
  ]

  static func compare(_ old: Pipeline, _ new: Pipeline) -> [Observation] {
    let holds = (old.jobs + new.jobs).contains {
      $0.privilege != nil && $0.privilege != PipelineJob.forStrangers
    }
    var observations: [Observation] = []
    for now in new.triggers {
      let isDangerous = dangerous.contains(now.name)
      guard holds || isDangerous else { continue }
      guard let was = old.triggers.first(where: { $0.name == now.name }) else {
        let severity: Severity = isDangerous ? holds ? .critical : .high : .medium
        observations.append(
          note(.widened, severity, now.line, nil, "runs on \(now.name)")
        )
        continue
      }
      if let change = change(was, now) { observations.append(change) }
    }
    for was in old.triggers where !new.triggers.contains(where: { $0.name == was.name }) {
      guard holds || dangerous.contains(was.name) else { continue }
      observations.append(note(.narrowed, .low, nil, was.line, "no longer runs on \(was.name)"))
    }
    return observations
  }

  private static func change(_ was: PipelineTrigger, _ now: PipelineTrigger) -> Observation? {
    if was.isUnlimited != now.isUnlimited, now.isOnUnlessSaid {
      return now.isUnlimited
        ? note(.widened, .high, now.line, was.line, "no longer holds \(now.name) to anything")
        : note(.narrowed, .low, now.line, was.line, "limits when \(now.name) runs it")
    }
    if was.rest != now.rest {
      return note(.incomparable, .medium, now.line, was.line, "changes when \(now.name) runs it")
    }
    let keys = Set(was.lists.keys).union(now.lists.keys).sorted()
    let changes =
      [ListChange("branch", was.branches.map(Set.init), now.branches.map(Set.init), of: now.name)]
      + keys.map { ListChange($0, was.lists[$0], now.lists[$0], of: now.name) }
    let all = changes.compactMap(\.self)
    guard let first = all.first(where: { $0.direction != .narrowed }) ?? all.first else {
      return nil
    }
    let isMixed = all.contains { $0.direction != first.direction }
    let direction = isMixed ? .incomparable : first.direction
    let severity: Severity = direction == .narrowed ? .low : .medium
    return note(direction, severity, now.line, was.line, first.words)
  }

  /// What a difference between two lists of an event lets run.
  private struct ListChange {
    let direction: Direction
    let words: String

    /// No list is everything, or nothing where it is of what is left out.
    init?(_ key: String, _ was: Set<String>?, _ now: Set<String>?, of event: String) {
      guard was != now else { return nil }
      let isIgnore = key.hasSuffix("-ignore")
      let noun = isIgnore ? "ignored \(key.dropLast(7))" : key
      let (before, after) = isIgnore ? (was ?? [], now ?? []) : (was, now)
      // A pattern with a sign takes something out of those before it.
      let isOrdered = (was ?? []).union(now ?? []).contains { $0.hasPrefix("!") }
      switch (before, after) {
      case (nil, _):
        direction = .narrowed
        words = "holds \(event) to some \(key == "branch" ? "branches" : noun)"
      case (_, nil):
        direction = .widened
        words = "runs on \(event) of \(key == "branch" ? "every branch" : "all \(noun)")"
      case (let before?, let after?):
        let (more, less) = (after.subtracting(before).sorted(), before.subtracting(after).sorted())
        let plain: Direction =
          more.isEmpty ? .narrowed : less.isEmpty ? .widened : .incomparable
        direction = isOrdered ? .incomparable : isIgnore ? plain.reversed : plain
        let isLess = isIgnore != more.isEmpty
        words =
          "\(isLess ? "no longer runs" : "runs") on \(event) of \(noun) "
          + "'\(more.first ?? less.first ?? "")'"
      }
    }
  }

  private static func note(
    _ direction: Direction,
    _ severity: Severity,
    _ line: Int?,
    _ oldLine: Int?,
    _ summary: String
  ) -> Observation {
    Observation(trigger, direction, severity, line: line, oldLine: oldLine, summary: summary)
  }
}
