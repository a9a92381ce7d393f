import Detection

/// What became of one question to the gate.
struct GateChange {
  private let was: GateRun
  private let now: GateRun
  private(set) var observations: [Observation] = []

  init(_ was: GateRun, _ now: GateRun, _ old: Pipeline, _ new: Pipeline) {
    self.was = was
    self.now = now
    compareCommands()
    compareConsequences()
    compareConditions()
    compareOrder(old, new)
  }

  private mutating func observe(_ direction: Direction, _ summary: String) {
    observations.append(
      Observation(
        GateRule.weakened,
        direction,
        direction == .narrowed ? .low : .critical,
        line: now.step.line,
        oldLine: was.step.line,
        summary: summary
      )
    )
  }

  private mutating func compareCommands() {
    if was.words != now.words {
      let (known, kept) = (Set(was.words), Set(now.words))
      let gone = was.words.filter { !kept.contains($0) }
      let added = now.words.filter { !known.contains($0) }
      let change = [
        gone.isEmpty ? nil : "'\(gone.joined(separator: " "))'",
        added.isEmpty ? nil : "'\(added.joined(separator: " "))'",
      ].compactMap(\.self).joined(separator: " to ")
      observe(
        .widened,
        "changes what '\(now.title)' is asked in job '\(now.job.name)': \(change)"
      )
    } else if was.step.surroundings != now.step.surroundings
      || was.job.surroundings != now.job.surroundings
    {
      observe(.widened, "changes what '\(now.title)' gets in job '\(now.job.name)'")
    } else if was.company != now.company, (was.ignored == nil) == (now.ignored == nil) {
      observe(.incomparable, "changes what runs around '\(now.title)' in its step")
    }
  }

  /// Whether a refusal stops anything.
  private mutating func compareConsequences() {
    switch (was.ignored, now.ignored) {
    case (nil, let why?):
      observe(.widened, "lets job '\(now.job.name)' go on when '\(now.title)' refuses: \(why)")
    case (let why?, nil):
      observe(.narrowed, "no longer ignores a refusal of '\(now.title)': \(why)")
    default: break
    }
  }

  private mutating func compareConditions() {
    let pairs = [
      ("step", was.step.condition, now.step.condition),
      ("job", was.job.condition, now.job.condition),
      ("job's approval", was.job.approval, now.job.approval),
    ]
    for (what, before, after) in pairs where before?.text != after?.text {
      guard let after else {
        observe(.narrowed, "asks '\(now.title)' without a condition on its \(what)")
        continue
      }
      observe(.widened, "asks '\(now.title)' only under the \(what)'s condition \(after.text)")
    }
  }

  /// What waited for the gate and no longer does, and the other way round.
  private mutating func compareOrder(_ old: Pipeline, _ new: Pipeline) {
    let (before, after) = (GateShadow(was, old), GateShadow(now, new))
    if let free = before.held.first(where: { after.free.contains($0) }) {
      observe(.widened, "runs \(free) without waiting for '\(now.title)'")
    }
    if let held = after.held.first(where: { before.free.contains($0) }) {
      observe(.narrowed, "runs \(held) only after '\(now.title)'")
    }
  }
}

/// What in a pipeline waits for a question to the gate.
struct GateShadow {
  /// `step 'Deploy' of job 'release'`, `job 'deploy'`.
  private(set) var held: [String] = []
  private(set) var free: Set<String> = []

  init(_ run: GateRun, _ pipeline: Pipeline) {
    let waiting = pipeline.jobs(waitingFor: run.job)
    for job in pipeline.jobs where job.name != run.job.name {
      let title = "job '\(job.name)'"
      if waiting.contains(job.name) { held.append(title) } else { free.insert(title) }
    }
    for (index, step) in run.job.steps.enumerated() where index != run.stepIndex {
      let title = "'\(Self.name(step))' of job '\(run.job.name)'"
      if index > run.stepIndex, step.heedless == nil {
        held.append(title)
      } else {
        free.insert(title)
      }
    }
  }

  /// What a step does, in a few words.
  private static func name(_ step: PipelineStep) -> String {
    let text = step.uses ?? ScriptText.lines(step.script).joined(separator: "; ")
    return text.count > 60 ? text.prefix(57) + "..." : text
  }
}
