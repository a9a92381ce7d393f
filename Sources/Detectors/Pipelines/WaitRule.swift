import Detection

/// Jobs that ran before one that holds something, and whose failure holds it back no more.
enum WaitRule {
  /// The same of several jobs is one sentence.
  private struct Change: Hashable {
    let isLost: Bool
    /// Whether it still comes after them, however they ended.
    let isHeedless: Bool
    let others: [String]
  }

  static func compare(_ old: Pipeline, _ new: Pipeline, _ privileged: Set<String>) -> [Observation]
  {
    let names = privileged.intersection(old.jobs.map(\.name)).intersection(new.jobs.map(\.name))
    guard !names.isEmpty, old.waits != new.waits else { return [] }
    let (before, after) = (Waits(old, beside: new), Waits(new, beside: old))
    var jobs: [Change: [(was: PipelineJob, now: PipelineJob)]] = [:]
    var order: [Change] = []
    for now in new.jobs where names.contains(now.name) {
      guard now.privilege != PipelineJob.forGate, let was = old[now.name] else { continue }
      let (held, holds) = (before.of(was), after.of(now))
      let lost = held.filter { holds[$0.key] == nil }
      let won = holds.filter { held[$0.key] == nil }
      for (isLost, others) in [(true, lost), (false, won)] where !others.isEmpty {
        let change = Change(
          isLost: isLost,
          isHeedless: isLost && was.heedless == nil && now.heedless != nil,
          others: others.values.sorted()
        )
        if jobs[change] == nil { order.append(change) }
        jobs[change, default: []].append((was, now))
      }
    }
    return order.compactMap { change in jobs[change].flatMap { observation(change, $0) } }
  }

  private static func observation(
    _ change: Change,
    _ jobs: [(was: PipelineJob, now: PipelineJob)]
  ) -> Observation? {
    guard let (was, now) = jobs.first, let first = change.others.first else { return nil }
    let job = "job '\(now.name)'"
    let words =
      change.isHeedless
      ? "lets \(job) run where what it waits for has failed:"
      : "\(job) \(change.isLost ? "no longer waits" : "waits") for"
    let others = change.others.count > 1 ? " and \(change.others.count - 1) more" : ""
    let more = jobs.count > 1 ? "; \(jobs.count - 1) more likewise" : ""
    let need = { (job: PipelineJob) in
      (job.needs.first { $0.text == first } ?? job.needs.first)?.line
    }
    return Observation(
      PipelineRule.condition,
      change.isLost ? .widened : .narrowed,
      change.isLost ? .high : .low,
      line: change.isLost ? now.heedless?.line ?? need(now) ?? now.line : need(now) ?? now.line,
      oldLine: need(was) ?? was.line,
      summary: "\(words) job '\(first)'\(others)\(more)",
      environments: now.environment.map { [$0.text] } ?? []
    )
  }
}

extension Pipeline {
  /// What tells the waits of all jobs, for comparing them at once.
  fileprivate var waits: [[String]] {
    jobs.map { job in
      let places = [job.order, job.stage].map { $0.map(String.init) ?? "" }
      let flags = [job.heedless == nil ? "" : "heedless", job.holdsNextStage ? "" : "free"]
      return [job.name] + places + flags + job.held
    }
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

  /// Names of jobs by their slots, but for the gate's: what waits for it is told with it.
  func of(_ job: PipelineJob) -> [String: String] {
    var seen: Set<String> = []
    var open = [job]
    var reached = Int.min
    while let next = open.popLast() {
      var names = next.held
      if next.heedless == nil, let stage = next.stage, stage > reached {
        names += pipeline.jobs.filter { job in
          job.holdsNextStage && job.order.map { $0 < stage && $0 >= reached } ?? false
        }.map(\.name)
        reached = stage
      }
      for name in names where name != job.name && seen.insert(name).inserted {
        if let found = jobs[name] { open.append(found) }
      }
    }
    let told = seen.filter { jobs[$0]?.privilege != PipelineJob.forGate }
    return Dictionary(told.map { (slots[$0] ?? "=" + $0, $0) }) { first, _ in first }
  }
}
