import Detection

/// Jobs that ran before one that holds something, and that it waits for no more.
enum WaitRule {
  static func compare(_ old: Pipeline, _ new: Pipeline, _ privileged: Set<String>) -> [Observation]
  {
    let names = privileged.intersection(old.jobs.map(\.name)).intersection(new.jobs.map(\.name))
    guard !names.isEmpty else { return [] }
    let (before, after) = (Waits(old, beside: new), Waits(new, beside: old))
    return new.jobs.filter { names.contains($0.name) }.flatMap { job -> [Observation] in
      guard job.privilege != PipelineJob.forGate, let was = old[job.name] else { return [] }
      let (held, holds) = (before.of(was), after.of(job))
      let lost = Set(held.keys).subtracting(holds.keys)
      let won = Set(holds.keys).subtracting(held.keys)
      return [
        note(lost.compactMap { held[$0] }, .widened, "no longer waits", was, job),
        note(won.compactMap { holds[$0] }, .narrowed, "waits", was, job),
      ].compactMap(\.self)
    }
  }

  private static func note(
    _ names: [String],
    _ direction: Direction,
    _ verb: String,
    _ was: PipelineJob,
    _ now: PipelineJob
  ) -> Observation? {
    guard let first = names.min() else { return nil }
    let more = names.count > 1 ? " and \(names.count - 1) more" : ""
    return Observation(
      PipelineRule.condition,
      direction,
      direction == .widened ? .high : .low,
      line: now.needs.first?.line ?? now.line,
      oldLine: was.needs.first?.line ?? was.line,
      summary: "job '\(now.name)' \(verb) for job '\(first)'\(more)",
      environments: now.environment.map { [$0.text] } ?? []
    )
  }
}

/// What every job of one side waits for.
private struct Waits {
  private let pipeline: Pipeline
  private let jobs: [String: PipelineJob]
  /// A job is the same one under another name where all that it does is the same.
  private let slots: [String: String]

  init(_ pipeline: Pipeline, beside other: Pipeline) {
    self.pipeline = pipeline
    jobs = Dictionary(pipeline.jobs.map { ($0.name, $0) }) { first, _ in first }
    let names = Set(other.jobs.map(\.name))
    slots = Dictionary(
      pipeline.jobs.map { ($0.name, names.contains($0.name) ? "=" + $0.name : $0.content) }
    ) { first, _ in first }
  }

  /// Names of jobs by their slots.
  func of(_ job: PipelineJob) -> [String: String] {
    guard job.heedless == nil else { return [:] }
    var seen: Set<String> = []
    var open = [job]
    var reached = Int.min
    while let next = open.popLast() {
      var names = next.needs.map(\.text)
      if let stage = next.stage, stage > reached {
        names += pipeline.jobs.filter { job in
          job.holdsNextStage && job.order.map { $0 < stage && $0 >= reached } ?? false
        }.map(\.name)
        reached = stage
      }
      for name in names where name != job.name && seen.insert(name).inserted {
        // Before one that does not wait itself nothing holds anybody.
        if let found = jobs[name], found.heedless == nil { open.append(found) }
      }
    }
    return Dictionary(seen.map { (slots[$0] ?? "=" + $0, $0) }) { first, _ in first }
  }
}
