import Detection

/// Jobs that another one waits for, and whose failure holds it back no more.
enum OptionalRule {
  static func compare(_ old: Pipeline, _ new: Pipeline, _ privileged: Set<String>) -> Findings {
    FactComparison(old: facts(old, privileged), new: facts(new, privileged)).findings
  }

  private static func facts(_ pipeline: Pipeline, _ privileged: Set<String>) -> Facts {
    var facts = Facts()
    let waiting = pipeline.jobs.filter { privileged.contains($0.name) }
    let needed = Set(waiting.flatMap { $0.needs.map(\.text) })
    let last = waiting.compactMap(\.stage).max()
    for job in pipeline.jobs {
      let isBefore = last.map { last in job.order.map { $0 < last } ?? false } ?? false
      guard needed.contains(job.name) || isBefore, job.privilege != PipelineJob.forGate else {
        continue
      }
      facts.owners.insert(job.name)
      if pipeline.goesOnPastSkipped, !privileged.contains(job.name), let note = job.condition {
        facts.add(condition(job, note))
      }
      add(commands: job, to: &facts)
      if let note = job.optional { facts.add(fact(job, note, "it")) }
      for step in job.steps {
        if let note = step.optional { facts.add(fact(job, note, "step '\(step.name)'")) }
      }
    }
    return facts
  }

  /// Where it does not run, what waits for it goes on.
  private static func condition(_ job: PipelineJob, _ note: PipelineNote) -> Fact {
    Fact(
      PipelineRule.condition,
      slot: "\(job.name)\u{0}condition",
      value: note.text,
      owner: job.name,
      .medium,
      line: note.line,
      "a condition",
      "to job '\(job.name)', which others wait for"
    )
  }

  /// Commands whose failure counts for nothing; one that is new, or gone, never held anything.
  private static func add(commands job: PipelineJob, to facts: inout Facts) {
    for step in job.steps where !step.isAftermath {
      for command in GateCommand.all(in: step.script) {
        let slot = "\(job.name)\u{0}\(command.words.joined(separator: " "))"
        facts.owners.insert(slot)
        guard let why = command.ignored else { continue }
        facts.add(
          Fact(
            PipelineRule.condition,
            slot: slot,
            owner: slot,
            .medium,
            line: step.line,
            "go on where '\(command.words.joined(separator: " "))' fails (\(why))",
            "in job '\(job.name)', which others wait for",
            verbs: Fact.Verbs(comes: "lets others", goes: "no longer lets others")
          )
        )
      }
    }
  }

  private static func fact(_ job: PipelineJob, _ note: PipelineNote, _ what: String) -> Fact {
    Fact(
      PipelineRule.condition,
      slot: "\(job.name)\u{0}\(what)",
      owner: job.name,
      .medium,
      line: note.line,
      "go on where \(what) fails",
      "in job '\(job.name)', which others wait for",
      verbs: Fact.Verbs(comes: "lets others", goes: "no longer lets others")
    )
  }
}
