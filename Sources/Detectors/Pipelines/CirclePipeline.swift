import Syntax

/// Makes a pipeline of CircleCI's jobs and workflows.
struct CirclePipeline {
  private(set) var pipeline = Pipeline()
  private let root: Node

  static func make(_ node: Node) -> Pipeline { CirclePipeline(node).pipeline }

  private init(_ node: Node) {
    root = node
    for orb in node["orbs"]?.object ?? [] {
      let parts = (orb.value.text ?? "").split(separator: "@", maxSplits: 1)
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
    var used: Set<String> = []
    for workflow in node["workflows"]?.object ?? [] {
      if let triggers = workflow.value["triggers"] {
        var trigger = PipelineTrigger(name: workflow.key, line: triggers.position.line)
        trigger.rest = triggers.canonical
        pipeline.triggers.append(trigger)
      }
      for item in workflow.value["jobs"]?.items ?? [] {
        let name = item.text ?? item.object?.first?.key ?? "?"
        used.insert(name)
        add(name, item.object?.first?.value, item.position.line, workflow.key)
      }
    }
    for member in node["jobs"]?.object ?? [] where !used.contains(member.key) {
      add(member.key, nil, member.keyPosition.line, "")
    }
    pipeline.spreadApprovals()
  }

  private mutating func add(_ definition: String, _ use: Node?, _ line: Int, _ workflow: String) {
    guard pipeline.jobs.count < PipelineComparison.maximum else { return }
    let title = use?["name"]?.text ?? definition
    let prefix = workflow.isEmpty ? "" : workflow + "/"
    let node = root["jobs"]?[definition]
    var job = PipelineJob(prefix + title, line: node?.position.line ?? line)
    job.needs = (use?["requires"]?.items ?? []).compactMap { need in
      (need.text ?? need.object?.first?.key).map {
        PipelineNote(prefix + $0, line: need.position.line)
      }
    }
    // Only a need that says nothing, or 'success', asks the other to end well.
    let free = (use?["requires"]?.items ?? []).first { need in
      need.object?.first.map { $0.value.texts.contains { $0 != "success" } } ?? false
    }
    job.goesOn = PipelineNote(free)
    job.condition = Self.filters(use?["filters"]) ?? PipelineNote(use?["when"])
    if use?["type"]?.text == "approval" {
      job.approval = PipelineNote("type: approval", line: line)
    }
    job.secrets = (use?["context"]?.list ?? []).compactMap { context in
      context.text.map { PipelineNote("context \($0)", line: context.position.line) }
    }
    job.surroundings = [node?["environment"], use.flatMap { $0["matrix"] }]
      .compactMap { $0?.canonical }.joined(separator: "\u{0}")
    for item in node?["steps"]?.items ?? [] { read(item, &job) }
    job.privilege = privilege(job)
    for (index, image) in (node?["docker"]?.items ?? []).enumerated() {
      guard let text = image["image"]?.text else { continue }
      pipeline.images.append(
        RunImage(
          identity: "\(job.name)\u{0}\(index)",
          image: text,
          line: image.position.line,
          place: "in job '\(job.name)'",
          environments: []
        )
      )
    }
    pipeline.jobs.append(job)
  }

  private func read(_ item: Node, _ job: inout PipelineJob) {
    let run = item["run"]
    let script = run?["command"]?.text ?? run?.text ?? ""
    let verb = item.text ?? item.object?.first?.key ?? "step"
    let title = run?["name"]?.text ?? ScriptText.lines(script).first ?? verb
    var step = PipelineStep(title, line: item.position.line)
    step.script = script
    if run == nil { step.uses = verb }
    // Runs whatever failed before; a failure of its own counts.
    let when = PipelineNote(run?["when"])
    step.goesOn = when?.text == "on_success" ? nil : when
    step.condition = when?.text == "on_fail" ? when : nil
    let rest = run ?? item.object?.first?.value
    step.surroundings =
      rest?.canonical(without: ["command", "name", "when", "no_output_timeout"]) ?? ""
    if run?.object == nil { step.surroundings = run == nil ? step.surroundings : "" }
    job.secrets += SecretNames.inVariables(script).map {
      PipelineNote($0, line: item.position.line)
    }
    job.steps.append(step)
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
