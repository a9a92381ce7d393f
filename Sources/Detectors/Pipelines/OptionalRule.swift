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
      if let note = job.optional { facts.add(fact(job, note, "it")) }
      for step in job.steps {
        if let note = step.optional { facts.add(fact(job, note, "step '\(step.name)'")) }
      }
    }
    return facts
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
