import Syntax

/// Makes a pipeline of Buildkite's list of steps.
struct BuildkitePipeline {
  private(set) var pipeline = Pipeline()
  private var order = 0
  private var barriers = 0
  /// What lets the steps behind a wait run though one before it has failed.
  private var heedless: PipelineNote?

  static func make(_ node: Node) -> Pipeline { BuildkitePipeline(node).pipeline }

  private init(_ node: Node) {
    pipeline.goesOnPastSkipped = true
    pipeline.isNamedByTitles = true
    let outer = [node["env"], node["image"], node["secrets"]].compactMap { $0?.canonical }
      .joined(separator: "\u{0}")
    pipeline.noteRest(
      of: node,
      besides: ["env", "steps", "agents", "image", "secrets"],
      in: "the pipeline"
    )
    read(node.array ?? node["steps"]?.items ?? [], node, outer, depth: 0)
    pipeline.spreadApprovals()
    for index in pipeline.jobs.indices { finish(&pipeline.jobs[index]) }
  }

  private mutating func read(_ items: [Node], _ root: Node, _ outer: String, depth: Int) {
    guard depth < 10 else { return }
    for item in items where pipeline.jobs.count < PipelineComparison.maximum {
      let word = item.text
      if word == "wait" || word == "waiter" || item["wait"] != nil || item["waiter"] != nil {
        wait(item)
      } else if word == "block" || item["block"] != nil || item["manual"] != nil {
        hold(item, item["block"] ?? item["manual"])
      } else if word == "input" || item["input"] != nil {
        ask(item)
      } else if item["group"] != nil {
        pipeline.noteRest(
          of: item,
          besides: ["group", "steps", "key", "id", "identifier"],
          in: "group '\(item["group"]?.text ?? "")'"
        )
        read(item["steps"]?.items ?? [], root, outer, depth: depth + 1)
      } else {
        add(item, root, outer)
      }
    }
  }

  private mutating func wait(_ node: Node) {
    barriers += 1
    let place = "wait \(barriers)"
    heedless = nil
    if let flag = node["continue_on_failure"], !flag.isFalse {
      heedless = PipelineNote("continue_on_failure", line: flag.position.line)
    }
    pipeline.noteRest(
      of: node,
      besides: ["wait", "waiter", "continue_on_failure", "if", "branches", "type", "key", "id"],
      in: place
    )
    noteConditions(node, place)
    if !isNever(node) { order += 1 }
  }

  /// A barrier that is there under a condition only holds less.
  private mutating func noteConditions(_ node: Node, _ place: String) {
    pipeline.barriers.insert(place)
    for key in ["if", "branches"] {
      guard let condition = node[key], !condition.isNull else { continue }
      var setting = PipelineSetting(
        "condition '\(key)'",
        condition.compact,
        line: condition.position.line,
        of: place,
        rank: 1
      )
      setting.isOfBarrier = true
      pipeline.settings.append(setting)
    }
  }

  /// Whether no build ever meets its condition.
  private func isNever(_ node: Node) -> Bool {
    if let skip = node["skip"], !skip.isFalse, !skip.isNull, skip.text != "" { return true }
    return node["if"].map { $0.isFalse || $0.text == "false" } ?? false
  }

  /// A block holds all that comes after it.
  private mutating func hold(_ node: Node, _ title: Node?) {
    let name = title?.text ?? "block"
    var job = gate("block '\(name)'", node, name)
    job.order = order + 1
    job.stage = node["depends_on"] == nil ? order + 1 : nil
    noteConditions(node, "block '\(name)'")
    guard !isNever(node) else { return }
    heedless = nil
    order += 2
    pipeline.jobs.append(job)
  }

  /// An input holds nothing but what names it.
  private mutating func ask(_ node: Node) {
    let name = node["input"]?.text ?? "input"
    noteConditions(node, "input '\(name)'")
    guard !isNever(node) else { return }
    pipeline.jobs.append(gate("input '\(name)'", node, name))
  }

  private mutating func gate(_ title: String, _ node: Node, _ name: String) -> PipelineJob {
    var job = PipelineJob(node["key"]?.text ?? title, line: node.position.line)
    job.approval = PipelineNote(title, line: node.position.line)
    job.approvers = node["allowed_teams"]?.texts
    let needs = needs(of: node)
    job.needs = needs.held
    pipeline.noteRest(
      of: node,
      besides: [
        "block", "manual", "input", "allowed_teams", "depends_on", "if", "branches", "key", "id",
        "identifier", "prompt", "fields", "blocked_state", "type",
      ],
      in: title
    )
    return job
  }

  /// What a step waits for, and what of it may fail.
  private func needs(of node: Node) -> (held: [PipelineNote], free: [PipelineNote]) {
    var result: (held: [PipelineNote], free: [PipelineNote]) = ([], [])
    for need in node["depends_on"]?.list ?? [] {
      guard let text = (need["step"] ?? need).text else { continue }
      let note = PipelineNote(text, line: need.position.line)
      if need["allow_failure"]?.isFalse ?? true {
        result.held.append(note)
      } else {
        result.free.append(note)
      }
    }
    return result
  }

  private mutating func add(_ node: Node, _ root: Node, _ outer: String) {
    let commands = node["commands"] ?? node["command"] ?? (node.text == nil ? nil : node)
    let script = (commands?.texts ?? []).joined(separator: "\n")
    let name =
      (node["key"] ?? node["id"] ?? node["identifier"])?.text ?? (node["label"] ?? node["name"])?
      .text
      ?? ScriptText.lines(script).first ?? node["trigger"]?.text ?? "step"
    var job = PipelineJob(name, line: node.position.line)
    let needs = needs(of: node)
    job.order = order
    job.needs = needs.held
    job.stage = node["depends_on"] == nil ? order : nil
    job.heedless = node["depends_on"] == nil ? heedless : nil
    if let flag = node["allow_dependency_failure"], !flag.isFalse {
      job.heedless = PipelineNote("allow_dependency_failure", line: flag.position.line)
    }
    let conditions = [node["if"], node["branches"]].compactMap(\.self)
    job.condition = conditions.first.map {
      PipelineNote(conditions.map(\.canonical).joined(separator: "; "), line: $0.position.line)
    }
    if isNever(node) {
      job.condition = PipelineNote(
        "never",
        line: (node["skip"] ?? node["if"] ?? node).position.line
      )
      job.holdsNextStage = false
    }
    if let soft = node["soft_fail"], !soft.isFalse {
      job.optional = PipelineNote("soft_fail: \(soft.compact)", line: soft.position.line)
    }
    runner(node["agents"] ?? root["agents"], name)
    job.surroundings = outer + "\u{0}" + (node["env"]?.canonical ?? "")
    var step = PipelineStep(name, line: (commands ?? node).position.line)
    step.script = script
    step.surroundings = [
      node["plugins"], node["image"], node["trigger"], node["build"], node["matrix"],
    ]
    .compactMap { $0?.canonical }.joined(separator: "\u{0}")
    job.steps = [step]
    job.secrets = Set(SecretNames.inVariables(script)).sorted().map {
      PipelineNote($0, line: step.line)
    }
    for source in [root["secrets"], node["secrets"]].compactMap(\.self) {
      let names = source.object?.map { $0.value.text ?? $0.key } ?? source.texts
      job.secrets += names.map { PipelineNote($0, line: source.position.line) }
    }
    for plugin in node["plugins"]?.list ?? [] { use(plugin, name) }
    pipeline.noteRest(of: node, besides: Self.known, in: "step '\(name)'")
    pipeline.jobs.append(job)
  }

  private static let known: Set<String> = [
    "key", "id", "identifier", "command", "commands", "depends_on", "allow_dependency_failure",
    "if", "branches", "skip", "soft_fail", "agents", "env", "plugins", "image", "trigger", "build",
    "matrix", "secrets", "type", "async",
  ]

  private mutating func runner(_ node: Node?, _ job: String) {
    guard let node else { return }
    var setting = PipelineSetting(
      "runner",
      node.canonical,
      line: node.position.line,
      of: "step '\(job)'"
    )
    setting.kind = PipelineRule.runner
    pipeline.settings.append(setting)
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

  private func finish(_ job: inout PipelineJob) {
    guard !job.steps.isEmpty else { return }
    if let approval = job.approval {
      job.privilege = "waits for \(approval.text)"
    } else if let secret = job.secrets.first {
      job.privilege = "holds secret '\(secret.text)'"
    } else if DeployWords.areIn(job.name) {
      job.privilege = "deploys"
    } else if job.asksGate {
      job.privilege = PipelineJob.forGate
    }
  }
}
