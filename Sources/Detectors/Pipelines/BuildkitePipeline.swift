import Syntax

/// Makes a pipeline of Buildkite's list of steps.
struct BuildkitePipeline {
  private(set) var pipeline = Pipeline()
  private var order = 0
  private var gate: PipelineNote?
  /// The wait before that lets what follows run though something failed.
  private var passing: PipelineNote?

  static func make(_ node: Node) -> Pipeline { BuildkitePipeline(node).pipeline }

  private init(_ node: Node) {
    let outer = node["env"]?.canonical ?? ""
    read(node["steps"]?.items ?? [], outer, depth: 0)
  }

  private mutating func read(_ items: [Node], _ outer: String, depth: Int) {
    guard depth < 10 else { return }
    for item in items {
      if item.text == "wait" || item["wait"] != nil {
        order += 1
        passing = item["continue_on_failure"].flatMap { $0.isTrue ? PipelineNote($0) : nil }
      } else if item.text == "block" || item["block"] != nil || item["input"] != nil {
        order += 1
        let name = (item["block"] ?? item["input"])?.text ?? "block"
        gate = PipelineNote("block '\(name)'", line: item.position.line)
      } else if item["group"] != nil {
        read(item["steps"]?.items ?? [], outer, depth: depth + 1)
      } else {
        add(item, outer)
      }
    }
  }

  private mutating func add(_ node: Node, _ outer: String) {
    guard pipeline.jobs.count < PipelineComparison.maximum else { return }
    let commands = node["commands"] ?? node["command"]
    let script = (commands?.texts ?? []).joined(separator: "\n")
    let name = node["key"]?.text ?? node["label"]?.text ?? ScriptText.lines(script).first ?? "step"
    var job = PipelineJob(name, line: node.position.line)
    job.order = order
    job.needs = (node["depends_on"]?.list ?? []).compactMap { need in
      (need["step"] ?? need).text.map { PipelineNote($0, line: need.position.line) }
    }
    job.stage = node["depends_on"] == nil ? order : nil
    let free = (node["depends_on"]?.list ?? []).compactMap { $0["allow_failure"] }
    let flags = free + [node["allow_dependency_failure"]].compactMap(\.self)
    job.goesOn = PipelineNote(flags.first(where: \.isTrue)) ?? passing
    job.approval = gate
    job.condition = PipelineNote(node["if"]) ?? PipelineNote(node["branches"])
    if let soft = node["soft_fail"], !soft.isFalse {
      job.optional = PipelineNote("soft_fail: \(soft.compact)", line: soft.position.line)
    }
    job.runner = PipelineNote(node["agents"])
    job.surroundings = outer + "\u{0}" + (node["env"]?.canonical ?? "")
    var step = PipelineStep(name, line: (commands ?? node).position.line)
    step.script = script
    step.surroundings = node["plugins"]?.canonical ?? ""
    job.steps = [step]
    job.secrets = Set(SecretNames.inVariables(script)).sorted().map {
      PipelineNote($0, line: step.line)
    }
    for plugin in node["plugins"]?.list ?? [] { use(plugin, name) }
    job.privilege = privilege(job)
    pipeline.jobs.append(job)
  }

  private mutating func use(_ plugin: Node, _ job: String) {
    let text = plugin.text ?? plugin.object?.first?.key ?? "?"
    let parts = text.split(separator: "#", maxSplits: 1)
    let name = parts.first.map(String.init) ?? text
    pipeline.parts.append(
      PipelinePart(
        identity: "\(job)\u{0}\(name)",
        name: name,
        version: parts.count == 2 ? String(parts[1]) : "",
        line: plugin.position.line,
        place: "in step '\(job)'"
      )
    )
  }

  private func privilege(_ job: PipelineJob) -> String? {
    if let approval = job.approval { return "waits for \(approval.text)" }
    if let secret = job.secrets.first { return "holds secret '\(secret.text)'" }
    if DeployWords.areIn(job.name) { return "deploys" }
    return job.asksGate ? PipelineJob.forGate : nil
  }
}
