extension Pipeline {
  /// The same with what the other side says by saying nothing, and under its names for jobs that only were called
  /// otherwise.
  func aligned(to other: Pipeline, renames: Bool = true) -> Pipeline {
    var result = self
    guard !jobs.isEmpty || !parts.isEmpty else { return result }
    for trigger in other.triggers where trigger.isOnUnlessSaid {
      guard !triggers.contains(where: { $0.name == trigger.name }) else { continue }
      var unlimited = PipelineTrigger(name: trigger.name, line: jobs.first?.line ?? 1)
      unlimited.isOnUnlessSaid = true
      result.triggers.append(unlimited)
    }
    if renames, isNamedByTitles { result.rename(after: other) }
    return result
  }

  private mutating func rename(after other: Pipeline) {
    let (own, theirs) = (Set(jobs.map(\.name)), Set(other.jobs.map(\.name)))
    var free = other.jobs.filter { !own.contains($0.name) }
    var names: [String: String] = [:]
    for job in jobs where !theirs.contains(job.name) {
      guard let index = free.firstIndex(where: { $0.content == job.content }) else { continue }
      names[job.name] = free.remove(at: index).name
    }
    guard !names.isEmpty else { return }
    jobs = jobs.map { job in
      var job = job
      job.name = names[job.name] ?? job.name
      job.needs = job.needs.map { PipelineNote(names[$0.text] ?? $0.text, line: $0.line) }
      return job
    }
    for (old, new) in names { rename(old, to: new) }
  }

  /// What is told of the job by its name.
  private mutating func rename(_ old: String, to new: String) {
    func renamed(_ identity: String) -> String {
      identity.hasPrefix(old + "\u{0}") ? new + identity.dropFirst(old.count) : identity
    }
    for index in settings.indices {
      settings[index].place = settings[index].place.replacing("'\(old)'", with: "'\(new)'")
    }
    for index in parts.indices { parts[index].identity = renamed(parts[index].identity) }
    for index in images.indices { images[index].identity = renamed(images[index].identity) }
  }
}

extension PipelineTrigger {
  /// Held to no branch and nothing else.
  var isUnlimited: Bool { branches == nil && lists.isEmpty && rest.isEmpty }
}
