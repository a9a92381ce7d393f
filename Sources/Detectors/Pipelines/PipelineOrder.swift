extension Pipeline {
  /// The names of all jobs that begin only after this one, and its own.
  func jobs(waitingFor gate: PipelineJob) -> Set<String> {
    var waiting: Set<String> = [gate.name]
    // Each round adds a job at least, or ends.
    var grows = true
    while grows {
      grows = false
      for job in jobs where !waiting.contains(job.name) {
        let needs = job.needs.contains { waiting.contains($0.text) }
        let later = job.stage.map { stage in gate.order.map { $0 < stage } ?? false } ?? false
        if needs || later {
          waiting.insert(job.name)
          grows = true
        }
      }
    }
    return waiting
  }

  /// Whatever waits for a job that waits for somebody, waits for somebody.
  mutating func spreadApprovals() {
    for barrier in jobs {
      guard let approval = barrier.approval else { continue }
      let waiting = jobs(waitingFor: barrier)
      for index in jobs.indices where waiting.contains(jobs[index].name) {
        if jobs[index].approval == nil {
          jobs[index].approval = PipelineNote(approval.text, line: jobs[index].line)
        }
      }
    }
  }
}
