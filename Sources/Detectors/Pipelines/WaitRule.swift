import Detection

/// Jobs whose failure no longer holds back one that holds something.
enum WaitRule {
  /// The same of several jobs is one sentence.
  private struct Change: Hashable {
    let isLost: Bool
    let others: [String]
  }

  static func compare(_ old: Pipeline, _ new: Pipeline, _ privileged: Set<String>) -> [Observation]
  {
    guard old.waits != new.waits else { return [] }
    var jobs: [Change: [(was: PipelineJob, now: PipelineJob)]] = [:]
    var order: [Change] = []
    for now in new.jobs where privileged.contains(now.name) && now.privilege != PipelineJob.forGate
    {
      guard let was = old[now.name] else { continue }
      let (before, after) = (old.jobs(holding: was), new.jobs(holding: now))
      for (isLost, names) in [
        (true, before.subtracting(after)), (false, after.subtracting(before)),
      ] {
        // What waits for the gate is told with the gate.
        let side = isLost ? old : new
        let others = names.filter { side[$0]?.privilege != PipelineJob.forGate }.sorted()
        guard !others.isEmpty else { continue }
        let change = Change(isLost: isLost, others: others)
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
    let others = change.others.count > 1 ? " and \(change.others.count - 1) more" : ""
    let more = jobs.count > 1 ? " and \(jobs.count - 1) more" : ""
    let line = change.isLost ? nil : now.needs.first { $0.text == first }?.line
    let oldLine = change.isLost ? was.needs.first { $0.text == first }?.line : nil
    return Observation(
      PipelineRule.condition,
      change.isLost ? .widened : .narrowed,
      change.isLost ? .high : .low,
      line: line ?? now.goesOn?.line ?? now.line,
      oldLine: oldLine ?? was.line,
      summary: "\(change.isLost ? "removes" : "adds") the wait for job '\(first)'\(others) "
        + "for job '\(now.name)'\(more)",
      environments: now.environment.map { [$0.text] } ?? []
    )
  }
}
