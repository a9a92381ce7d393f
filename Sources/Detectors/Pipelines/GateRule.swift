import Detection

/// The pipeline's own question to the gate: gone, or no longer in the way.
enum GateRule {
  static let removed = Kind(
    "gate-removed",
    of: .pipeline,
    title: "The pipeline no longer asks the gate",
    help:
      "A step that ran countersign is gone: from here on the pipeline takes what nobody has approved.",
    example: Kind.Example(
      path: ".github/workflows/deploy.yml",
      old: example("      - run: countersign check --environment production\n"),
      new: example("")
    )
  )
  static let weakened = Kind(
    "gate-weakened",
    of: .pipeline,
    title: "The pipeline asks the gate less, or goes on when it refuses",
    help:
      "The step that runs countersign asks something else, runs under a condition, may fail, or comes after what it should hold back.",
    example: Kind.Example(
      path: ".github/workflows/deploy.yml",
      old: example("      - run: countersign check --environment production\n"),
      new: example("      - run: countersign check --environment production || true\n")
    )
  )
  static let kinds = [removed, weakened]

  private static func example(_ step: String) -> String {
    """
    on: {push: {branches: [main]}}
    permissions: {contents: read}
    jobs:
      deploy:
        runs-on: ubuntu-24.04
        environment: production
        steps:
    \(step)      - run: ./deploy

    """
  }

  static func compare(_ old: Pipeline, _ new: Pipeline) -> [Observation] {
    let (before, after) = (GateRun.all(in: old), GateRun.all(in: new))
    guard !before.isEmpty || !after.isEmpty else { return [] }
    var observations: [Observation] = []
    var rest = after
    var pairs: [(GateRun, GateRun)] = []
    var lost: [GateRun] = []
    // The same command first, then the same question, each in the same job first.
    for alike in [sameCommand, sameQuestion] {
      let open = alike == 0 ? before : lost
      lost = []
      for run in open {
        guard let index = partner(of: run, in: rest, closely: alike == 0) else {
          lost.append(run)
          continue
        }
        pairs.append((run, rest.remove(at: index)))
      }
    }
    observations += lost.map { gone($0) }
    observations += rest.map { came($0) }
    for (was, now) in pairs {
      observations += GateChange(was, now, old, new).observations
    }
    if let trigger = lostTrigger(old, new), !before.isEmpty, !after.isEmpty {
      observations.append(trigger)
    }
    return observations
  }

  private static let sameCommand = 0
  private static let sameQuestion = 1

  private static func partner(of run: GateRun, in runs: [GateRun], closely: Bool) -> Int? {
    func fits(_ other: GateRun) -> Bool {
      closely ? other.words == run.words : other.question == run.question
    }
    return runs.firstIndex { $0.job.name == run.job.name && fits($0) }
      ?? runs.firstIndex(where: fits)
  }

  private static func gone(_ run: GateRun) -> Observation {
    Observation(
      removed,
      .widened,
      .critical,
      oldLine: run.step.line,
      summary: "removes '\(run.title)' from job '\(run.job.name)'"
    )
  }

  private static func came(_ run: GateRun) -> Observation {
    Observation(
      removed,
      .narrowed,
      .low,
      line: run.step.line,
      summary: "adds '\(run.title)' to job '\(run.job.name)'"
    )
  }

  /// A gate that is asked on fewer occasions.
  private static func lostTrigger(_ old: Pipeline, _ new: Pipeline) -> Observation? {
    let gone = old.triggers.first { trigger in
      guard let now = new.triggers.first(where: { $0.name == trigger.name }) else { return true }
      if now.rest != trigger.rest || now.lists != trigger.lists { return true }
      guard let branches = now.branches else { return false }
      return trigger.branches.map { !Set($0).isSubset(of: branches) } ?? true
    }
    guard let gone else { return nil }
    return Observation(
      weakened,
      .widened,
      .critical,
      line: new.triggers.first?.line,
      oldLine: gone.line,
      summary: "asks the gate on other occasions than '\(gone.name)' as it was"
    )
  }
}
