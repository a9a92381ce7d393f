import Detection

/// Who may let a job run that waits for somebody.
enum ApproverRule {
  static func compare(_ old: Pipeline, _ new: Pipeline) -> [Observation] {
    new.jobs.compactMap { job in
      guard let was = old[job.name], was.approval != nil, let approval = job.approval else {
        return nil
      }
      let (before, after) = (was.approvers.map(Set.init), job.approvers.map(Set.init))
      guard let direction = direction(before, after) else { return nil }
      let words = after.map { "'\($0.sorted().joined(separator: ", "))'" } ?? "anybody"
      return Observation(
        PipelineRule.approval,
        direction,
        direction == .narrowed ? .low : .high,
        line: approval.line,
        oldLine: was.approval?.line,
        summary: "lets \(words) approve job '\(job.name)'",
        environments: job.environment.map { [$0.text] } ?? []
      )
    }
  }

  private static func direction(_ old: Set<String>?, _ new: Set<String>?) -> Direction? {
    switch (old, new) {
    case (nil, nil): nil
    case (nil, .some): .narrowed
    case (.some, nil): .widened
    case (let old?, let new?):
      old == new
        ? nil
        : new.isSuperset(of: old) ? .widened : old.isSuperset(of: new) ? .narrowed : .incomparable
    }
  }
}
