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
    switch (was.branches.map(Set.init), now.branches.map(Set.init)) {
    case (nil, nil): return nil
    case (nil, .some):
      return note(.narrowed, .low, now.line, was.line, "holds \(now.name) to some branches")
    case (.some, nil):
      return note(.widened, .medium, now.line, was.line, "runs on \(now.name) of every branch")
    case (let before?, let after?):
      let (more, less) = (after.subtracting(before).sorted(), before.subtracting(after).sorted())
      guard let first = more.first ?? less.first else { return nil }
      let direction: Direction =
        more.isEmpty ? .narrowed : less.isEmpty ? .widened : .incomparable
      let words = more.isEmpty ? "no longer runs" : "runs"
      let severity: Severity = direction == .narrowed ? .low : .medium
      return note(
        direction,
        severity,
        now.line,
        was.line,
        "\(words) on \(now.name) of branch '\(first)'"
      )
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
