import Syntax

/// Makes a pipeline of CircleCI's jobs and workflows.
struct CirclePipeline {
  private(set) var pipeline = Pipeline()
  private let root: Node

  static func make(_ node: Node) -> Pipeline { CirclePipeline(node).pipeline }

  private init(_ node: Node) {
    root = node
    readOrbs()
    pipeline.noteRest(
      of: node,
      besides: ["version", "orbs", "workflows", "jobs", "commands", "executors", "parameters"],
      in: "the pipeline"
    )
    pipeline.noteSwitch("setup", in: node, of: "the pipeline")
    var used: Set<String> = []
    for workflow in node["workflows"]?.object ?? [] where workflow.value.object != nil {
      if let triggers = workflow.value["triggers"] {
        var trigger = PipelineTrigger(name: workflow.key, line: triggers.position.line)
        trigger.rest = triggers.canonical
        pipeline.triggers.append(trigger)
      }
      pipeline.noteRest(
        of: workflow.value,
        besides: ["triggers", "jobs", "when", "unless", "max_auto_reruns"],
        in: "workflow '\(workflow.key)'"
      )
      for item in workflow.value["jobs"]?.items ?? [] {
        let name = item.text ?? item.object?.first?.key ?? "?"
        used.insert(name)
        add(name, item.object?.first?.value, item.position.line, workflow)
      }
    }
    for member in node["jobs"]?.object ?? [] where !used.contains(member.key) {
      add(member.key, nil, member.keyPosition.line, nil)
    }
    pipeline.spreadApprovals()
  }

  private mutating func readOrbs() {
    for orb in root["orbs"]?.object ?? [] {
      guard let text = orb.value.text else {
        // An orb that stands in the file itself.
        pipeline.settings.append(
          PipelineSetting(
            "orb '\(orb.key)'",
            orb.value.canonical,
            line: orb.keyPosition.line,
            of: "the pipeline"
          )
        )
        continue
      }
      let parts = text.split(separator: "@", maxSplits: 1)
      pipeline.parts.append(
        PipelinePart(
          identity: orb.key,
          name: parts.first.map(String.init) ?? orb.key,
          version: parts.count == 2 ? String(parts[1]) : "",
          line: orb.value.position.line,
          place: "in the pipeline"
        )
      )
    }
  }

  private mutating func add(
    _ definition: String,
    _ use: Node?,
    _ line: Int,
    _ workflow: Node.Member?
  ) {
    guard pipeline.jobs.count < PipelineComparison.maximum else { return }
    let title = use?["name"]?.text ?? definition
    let prefix = workflow.map { $0.key + "/" } ?? ""
    let node = root["jobs"]?[definition]
    var job = PipelineJob(prefix + title, line: node?.position.line ?? line)
    job.needs = needs(use, prefix)
    job.condition = condition(use, workflow?.value)
    if (use?["type"] ?? node?["type"])?.text == "approval" {
      job.approval = PipelineNote("type: approval", line: line)
    }
    job.secrets = (use?["context"]?.list ?? []).compactMap { context in
      context.text.map { PipelineNote("context \($0)", line: context.position.line) }
    }
    let inner = CircleSettings(node, root)
    job.surroundings =
      (["environment", "shell", "working_directory"].compactMap { inner[$0]?.canonical }
      + (inner["docker"]?.items ?? []).map { $0.canonical(without: ["image"]) }
      .filter { $0 != "{}" }
      + [use?["matrix"]?.canonical ?? "", inputs(use)]).joined(separator: "\u{0}")
    if let own = inner["resource_class"], own.text?.contains("/") ?? false {
      job.runner = PipelineNote(own)
    }
    let steps =
      (use?["pre-steps"]?.items ?? []) + (node?["steps"]?.items ?? [])
      + (use?["post-steps"]?.items ?? [])
    for item in steps { read(item, &job, depth: 0) }
    job.privilege = privilege(job)
    pipeline.images += inner.images(of: job.name)
    pipeline.noteRest(of: node, besides: CircleSettings.known, in: "job '\(job.name)'")
    pipeline.noteRest(
      of: inner.executor,
      besides: CircleSettings.known,
      in: "the executor of job '\(job.name)'"
    )
    pipeline.jobs.append(job)
  }

  /// A job that is waited for however it ends holds nothing back.
  private func needs(_ use: Node?, _ prefix: String) -> [PipelineNote] {
    (use?["requires"]?.items ?? []).compactMap { need in
      let states = need.object?.first?.value.texts ?? ["success"]
      guard states.allSatisfy({ $0 == "success" }) else { return nil }
      return (need.text ?? need.object?.first?.key).map {
        PipelineNote(prefix + $0, line: need.position.line)
      }
    }
  }

  /// What the job and its workflow ask for.
  private func condition(_ use: Node?, _ workflow: Node?) -> PipelineNote? {
    var notes = [Self.filters(use?["filters"]), PipelineNote(use?["when"])].compactMap(\.self)
    for key in ["when", "unless"] {
      guard let condition = workflow?[key] else { continue }
      notes.append(PipelineNote("\(key) \(condition.canonical)", line: condition.position.line))
    }
    guard let first = notes.first else { return nil }
    return PipelineNote(notes.map(\.text).joined(separator: "; "), line: first.line)
  }

  /// What the job is told beside what decides when it runs.
  private func inputs(_ use: Node?) -> String {
    guard let use, use.object != nil else { return "" }
    let text = use.canonical(without: [
      "name", "requires", "filters", "when", "type", "context", "matrix", "pre-steps", "post-steps",
    ])
    return text == "{}" ? "" : text
  }

  private func read(_ item: Node, _ job: inout PipelineJob, depth: Int) {
    guard job.steps.count < 1000 else { return }
    let verb = item.text ?? item.object?.first?.key ?? "step"
    let value = item.object?.first?.value
    if depth < 5, let command = root["commands"]?[verb] {
      let start = job.steps.count
      for inner in command["steps"]?.items ?? [] { read(inner, &job, depth: depth + 1) }
      for index in job.steps.indices.dropFirst(start) {
        if let value { job.steps[index].surroundings += "\u{0}" + value.canonical }
      }
      return
    }
    if depth < 5, verb == "when" || verb == "unless", let steps = value?["steps"] {
      let start = job.steps.count
      for inner in steps.items { read(inner, &job, depth: depth + 1) }
      for index in job.steps.indices.dropFirst(start) {
        let text = "\(verb) \(value?["condition"]?.canonical ?? "")"
        job.steps[index].condition = PipelineNote(text, line: item.position.line)
      }
      return
    }
    job.steps.append(step(item, verb, value, &job))
  }

  private func step(_ item: Node, _ verb: String, _ value: Node?, _ job: inout PipelineJob)
    -> PipelineStep
  {
    let run = item["run"]
    let script = run?["command"]?.text ?? run?.text ?? ""
    let title = run?["name"]?.text ?? ScriptText.lines(script).first ?? verb
    var step = PipelineStep(title, line: item.position.line)
    step.script = script
    if run == nil { step.uses = verb }
    // Runs whatever failed before; a failure of its own counts.
    let when = PipelineNote(run?["when"])
    step.heedless = when?.text == "on_success" ? nil : when
    step.condition = when?.text == "on_fail" ? when : nil
    let rest = run ?? value
    step.surroundings =
      rest?.canonical(without: ["command", "name", "when", "no_output_timeout"]) ?? ""
    if run?.object == nil { step.surroundings = run == nil ? step.surroundings : "" }
    job.secrets += SecretNames.inVariables(script).map {
      PipelineNote($0, line: item.position.line)
    }
    return step
  }

  private func privilege(_ job: PipelineJob) -> String? {
    if let secret = job.secrets.first { return "holds secret '\(secret.text)'" }
    if DeployWords.areIn(job.name) { return "deploys" }
    return job.asksGate ? PipelineJob.forGate : nil
  }

  /// One branch is the same as a list of one.
  private static func filters(_ node: Node?) -> PipelineNote? {
    guard let node, node.object != nil else { return PipelineNote(node) }
    let words = ["branches", "tags"].flatMap { kind in
      (node[kind]?.object ?? []).map { member in
        "\(kind) \(member.key) \(member.value.list.compactMap(\.text).sorted())"
      }
    }
    return PipelineNote(words.sorted().joined(separator: ", "), line: node.position.line)
  }
}

/// Where a job of CircleCI runs: what it says itself, else what its executor does.
struct CircleSettings {
  let executor: Node?
  private let job: Node?

  init(_ job: Node?, _ root: Node) {
    self.job = job
    let name = job?["executor"]?["name"]?.text ?? job?["executor"]?.text
    executor = name.flatMap { root["executors"]?[$0] }
  }

  static let known: Set<String> = [
    "docker", "environment", "shell", "working_directory", "resource_class", "steps", "executor",
    "parameters", "type", "machine", "macos",
  ]

  subscript(key: String) -> Node? { job?[key] ?? executor?[key] }

  func images(of job: String) -> [RunImage] {
    var found = self["docker"]?.items ?? []
    if let machine = self["machine"], machine["image"] != nil { found.append(machine) }
    return found.enumerated().compactMap { index, item in
      guard let text = item["image"]?.text else { return nil }
      return RunImage(
        identity: "\(job)\u{0}\(index)",
        image: text,
        line: item["image"]?.position.line ?? item.position.line,
        place: "in job '\(job)'",
        environments: []
      )
    }
  }
}
