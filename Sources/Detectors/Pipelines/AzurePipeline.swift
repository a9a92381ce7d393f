import Syntax

/// Makes a pipeline of Azure's stages, jobs and steps.
struct AzurePipeline {
  var pipeline = Pipeline()

  static func make(_ node: Node) -> Pipeline { AzurePipeline(node).pipeline }

  private init(_ node: Node) {
    for name in ["trigger", "pr"] {
      guard let value = node[name] else { continue }
      var trigger = PipelineTrigger(name: name, line: value.position.line)
      // A pipeline that says nothing of either runs for every branch.
      trigger.isOnUnlessSaid = true
      if value.object == nil {
        trigger.branches = value.text == "none" ? [] : value.texts
      } else {
        trigger.branches = value[path: "branches", "include"]?.texts
        let rest = value.object?.filter { !Self.plain.contains($0.key) } ?? []
        trigger.rest = rest.isEmpty ? "" : value.canonical(without: Self.plain)
        if let except = value[path: "branches", "exclude"] { trigger.rest += except.canonical }
      }
      pipeline.triggers.append(trigger)
    }
    if let schedules = node["schedules"] {
      var trigger = PipelineTrigger(name: "schedules", line: schedules.position.line)
      trigger.rest = schedules.canonical
      pipeline.triggers.append(trigger)
    }
    for repository in node[path: "resources", "repositories"]?.items ?? [] {
      part(repository["name"]?.text ?? "?", repository["ref"]?.text ?? "", repository)
    }
    pipeline.noteRest(of: node, besides: Self.known.file, in: "the pipeline")
    noteResources(node["resources"])
    if let base = node["extends"] {
      if let template = base["template"] { use(template) }
      pipeline.noteRest(of: base, besides: ["template"], in: "what the pipeline extends")
    }
    stages(node)
    pipeline.spreadApprovals()
  }

  private static let plain: Set<String> = ["branches", "batch", "autoCancel", "drafts"]

  private mutating func stages(_ node: Node) {
    guard let stages = node["stages"]?.array else {
      jobs(node, stage: nil, prefix: "", outer: node)
      return
    }
    for (index, stage) in stages.enumerated() where pipeline.jobs.count < PipelineComparison.maximum
    {
      if let template = stage["template"] { use(template) }
      let name = stage["stage"]?.text ?? "stage \(index + 1)"
      pipeline.noteRest(of: stage, besides: Self.known.stage, in: "stage '\(name)'")
      jobs(stage, stage: index, prefix: name + "/", outer: node)
    }
  }

  private mutating func jobs(_ node: Node, stage: Int?, prefix: String, outer: Node) {
    let before = pipeline.jobs.count
    guard let jobs = node["jobs"]?.array else {
      if node["steps"] != nil { add(node, prefix + "job", node.position.line, outer) }
      finish(from: before, node, stage)
      return
    }
    for (index, job) in jobs.enumerated() where pipeline.jobs.count < PipelineComparison.maximum {
      if let template = job["template"] { use(template) }
      let name = (job["job"] ?? job["deployment"])?.text ?? "job \(index + 1)"
      add(job, prefix + name, job.position.line, outer, prefix: prefix)
    }
    finish(from: before, node, stage)
  }

  /// What a stage says of all its jobs.
  private mutating func finish(from start: Int, _ node: Node, _ stage: Int?) {
    guard stage != nil else { return }
    for index in pipeline.jobs.indices.dropFirst(start) {
      // A stage with an empty list of dependencies waits for nothing.
      let own = pipeline.jobs[index].needs.isEmpty ? nil : pipeline.jobs[index].heedless
      pipeline.jobs[index].order = stage
      pipeline.jobs[index].stage = node["dependsOn"] == nil ? stage : nil
      let stages = (node["dependsOn"]?.texts ?? [])
      let needs = pipeline.jobs.filter { job in stages.contains { job.name.hasPrefix($0 + "/") } }
      pipeline.jobs[index].needs += needs.map {
        PipelineNote($0.name, line: node["dependsOn"]?.position.line ?? node.position.line)
      }
      let status = StatusCondition.azure(PipelineNote(node["condition"]))
      pipeline.jobs[index].condition = pipeline.jobs[index].condition ?? status.restriction
      pipeline.jobs[index].heedless = status.heedless ?? own
      if let manual = node["trigger"], manual.text == "manual" {
        pipeline.jobs[index].approval = PipelineNote("trigger: manual", line: manual.position.line)
      }
    }
  }

  private mutating func add(
    _ node: Node,
    _ name: String,
    _ line: Int,
    _ outer: Node,
    prefix: String = ""
  ) {
    var job = PipelineJob(name, line: line)
    job.needs = (node["dependsOn"]?.list ?? []).compactMap { need in
      need.text.map { PipelineNote(prefix + $0, line: need.position.line) }
    }
    let status = StatusCondition.azure(PipelineNote(node["condition"]))
    (job.condition, job.heedless) = (status.restriction, status.heedless)
    job.optional = Self.optional(node)
    job.environment = PipelineNote(node["environment"]?["name"] ?? node["environment"])
    job.surroundings = [outer["variables"], node["variables"], node["pool"] ?? outer["pool"]]
      .compactMap { $0?.canonical }.joined(separator: "\u{0}")
    job.runner = Self.runner(node["pool"] ?? outer["pool"])
    for item in steps(of: node) { read(item, &job) }
    for group in [outer["variables"], node["variables"]].compactMap(\.self).flatMap(\.items) {
      guard let name = group["group"], let text = name.text else { continue }
      job.secrets.append(PipelineNote("group \(text)", line: name.position.line))
    }
    job.privilege = privilege(job)
    noteContainer(of: node, outer, name)
    if node["job"] != nil || node["deployment"] != nil || node["template"] != nil || !prefix.isEmpty
    {
      pipeline.noteRest(of: node, besides: Self.known.job, in: "job '\(name)'")
    }
    pipeline.noteRest(of: node["environment"], besides: [], in: "the environment of job '\(name)'")
    pipeline.jobs.append(job)
  }

  /// Of a job, or of the phases of a deployment.
  private func steps(of node: Node) -> [Node] {
    if let steps = node["steps"]?.array { return steps }
    let strategies = node["strategy"]?.object ?? []
    return strategies.flatMap { strategy in
      (strategy.value.object ?? []).flatMap { $0.value["steps"]?.items ?? [] }
    }
  }

  private mutating func read(_ item: Node, _ job: inout PipelineJob) {
    let scripts = ["script", "bash", "pwsh", "powershell"].compactMap { item[$0] }
    let task = item["task"]?.text
    let script =
      scripts.first?.text ?? item[path: "inputs", "inlineScript"]?.text
      ?? item[path: "inputs", "script"]?.text ?? ""
    let title = item["displayName"]?.text ?? task ?? ScriptText.lines(script).first
    var step = PipelineStep(title ?? "step", line: item.position.line)
    step.script = script
    let status = StatusCondition.azure(PipelineNote(item["condition"]))
    (step.condition, step.heedless) = (status.restriction, status.heedless)
    step.optional = Self.optional(item)
    if item["enabled"]?.isFalse ?? false {
      step.condition = PipelineNote("false", line: item.position.line)
    }
    step.surroundings = item.canonical(without: [
      "displayName", "name", "script", "bash", "pwsh", "powershell", "condition", "enabled",
      "continueOnError", "timeoutInMinutes", "task",
    ])
    if let task {
      let parts = task.split(separator: "@", maxSplits: 1)
      step.uses = parts.first.map(String.init)
      part(step.uses ?? task, parts.count == 2 ? String(parts[1]) : "", item)
      if task.hasPrefix("ManualValidation") {
        job.approval = PipelineNote("ManualValidation", line: item.position.line)
      }
    }
    AzureOpenings.add(item, job.name, &pipeline.openings)
    if let template = item["template"] {
      step.uses = template.text
      use(template)
    }
    let connections = ["azureSubscription", "connectedServiceName", "kubernetesServiceConnection"]
    for key in connections {
      guard let node = item["inputs"]?[key], let text = node.text else { continue }
      job.secrets.append(PipelineNote("connection \(text)", line: node.position.line))
    }
    item.eachText { text, position in
      job.secrets += SecretNames.inVariables(text).map { PipelineNote($0, line: position.line) }
    }
    job.steps.append(step)
  }

  private static func optional(_ node: Node) -> PipelineNote? {
    guard let flag = node["continueOnError"], !flag.isFalse else { return nil }
    return PipelineNote("continueOnError: \(flag.compact)", line: flag.position.line)
  }

  private func privilege(_ job: PipelineJob) -> String? {
    if let environment = job.environment { return "enters environment '\(environment.text)'" }
    if let secret = job.secrets.first { return "holds secret '\(secret.text)'" }
    if DeployWords.areIn(job.name) { return "deploys" }
    return job.asksGate ? PipelineJob.forGate : nil
  }

  private mutating func use(_ template: Node) {
    guard let text = template.text else { return }
    // A template of another repository has that repository's name behind an at sign.
    part(text.contains("@") ? text : "./" + text, "", template, bringsJobs: true)
  }

  private mutating func part(
    _ name: String,
    _ version: String,
    _ node: Node,
    bringsJobs: Bool = false
  ) {
    pipeline.parts.append(
      PipelinePart(
        identity: name,
        name: name,
        version: version,
        line: node.position.line,
        place: "in the pipeline",
        bringsJobs: bringsJobs
      )
    )
  }
}
