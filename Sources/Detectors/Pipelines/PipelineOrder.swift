extension Pipeline {
  /// The names of all jobs that begin only after this one, and its own.
  func jobs(waitingFor gate: PipelineJob) -> Set<String> {
    waiting(for: gate, by: waiters)
  }

  /// Whether there are more waits than are followed.
  var waitsTooMuch: Bool { jobs.reduce(0) { $0 &+ $1.needs.count } > 2000 }

  /// The names of all jobs whose failure keeps this one from beginning.
  func jobs(holding job: PipelineJob) -> Set<String> {
    let byName = Dictionary(jobs.map { ($0.name, $0) }) { first, _ in first }
    var holding: Set<String> = []
    var queue = [job]
    var reached = Int.min
    while let next = queue.popLast() {
      var before = next.held
      if next.goesOn == nil, let stage = next.stage, stage > reached {
        reached = stage
        before += jobs.filter { $0.order.map { $0 < stage } ?? false }.map(\.name)
      }
      for name in before where name != job.name && holding.insert(name).inserted {
        if let found = byName[name] { queue.append(found) }
      }
    }
    return holding
  }

  /// What tells the waits of all jobs, for comparing them at once.
  var waits: [[String]] {
    jobs.map { job in
      let places = [job.order, job.stage].map { $0.map(String.init) ?? "" }
      return [job.name] + places + [job.goesOn == nil ? "" : "goes on"] + job.held
    }
  }

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
        next += jobs.filter { job in
          job.goesOn == nil && job.stage.map { $0 > order } ?? false
        }.map(\.name)
      }
      for job in next where waiting.insert(job).inserted { queue.append(job) }
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
