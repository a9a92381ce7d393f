extension Pipeline {
  /// The names of all jobs that begin only after this one, and its own.
  func jobs(waitingFor gate: PipelineJob) -> Set<String> {
    waiting(for: gate, by: waiters)
  }

  /// Whether there are more waits than are followed.
  var waitsTooMuch: Bool { jobs.reduce(0) { $0 &+ $1.needs.count } > 2000 }

  private var waiters: [String: [String]] {
    var waiters: [String: [String]] = [:]
    for job in jobs {
      for need in job.held { waiters[need, default: []].append(job.name) }
    }
    return waiters
  }

  private func waiting(for gate: PipelineJob, by waiters: [String: [String]]) -> Set<String> {
    var waiting: Set<String> = [gate.name]
    var queue = [gate.name]
    // The earliest stage that is reached: all later ones wait.
    var reached = Int.max
    let orders = Dictionary(jobs.map { ($0.name, $0.order) }) { first, _ in first }
    while let name = queue.popLast() {
      var next = waiters[name] ?? []
      if let order = orders[name] ?? nil, order < reached {
        reached = order
        if name != gate.name || gate.holdsNextStage {
          next += jobs.filter { job in
            job.heedless == nil && job.stage.map { $0 > order } ?? false
          }.map(\.name)
        }
      }
      for job in next where waiting.insert(job).inserted {
        queue.append(job)
      }
    }
    return waiting
  }

  /// Whatever waits for a job that waits for somebody, waits for somebody.
  mutating func spreadApprovals() {
    guard jobs.count < PipelineComparison.maximum, !waitsTooMuch else { return }
    let waiters = waiters
    for barrier in jobs {
      guard let approval = barrier.approval else { continue }
      let waiting = waiting(for: barrier, by: waiters)
      for index in jobs.indices where waiting.contains(jobs[index].name) {
        if jobs[index].approval == nil {
          jobs[index].approval = PipelineNote(approval.text, line: jobs[index].line)
        }
      }
    }
  }
}
