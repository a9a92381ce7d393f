import Syntax

/// Makes a pipeline of Bitbucket's steps.
struct BitbucketPipeline {
  private(set) var pipeline = Pipeline()
  private var order = 0
  private let root: Node

  static func make(_ node: Node) -> Pipeline { BitbucketPipeline(node).pipeline }

  private init(_ node: Node) {
    root = node
    pipeline.goesOnPastSkipped = true
    pipeline.isNamedByTitles = true
    pipeline.noteRest(
      of: node,
      besides: ["image", "pipelines", "definitions", "options", "clone"],
      in: "the pipeline"
    )
    pipeline.noteRest(of: node["options"], besides: [], in: "the options")
    pipeline.noteRest(of: node["clone"], besides: ["lfs", "enabled"], in: "the clone")
    // Steps that are kept there are read where they are used.
    pipeline.noteRest(
      of: node["definitions"],
      besides: ["caches", "steps", "services"],
      in: "the definitions"
    )
    for service in node["definitions"]?["services"]?.object ?? [] { read(service: service) }
    for section in node["pipelines"]?.object ?? [] {
      if section.value.array != nil {
        read(section.value.items, section.key)
      } else {
        for inner in section.value.object ?? [] {
          read(inner.value.items, "\(section.key)/\(inner.key)")
        }
      }
    }
    pipeline.spreadApprovals()
    for index in pipeline.jobs.indices where pipeline.jobs[index].privilege == nil {
      guard let approval = pipeline.jobs[index].approval else { continue }
      pipeline.jobs[index].privilege = "waits for \(approval.text)"
    }
  }

  private mutating func read(service: Node.Member) {
    pipeline.noteRest(
      of: service.value,
      besides: ["image", "variables", "memory"],
      in: "service '\(service.key)'"
    )
    if let image = service.value["image"] { note(image, "service '\(service.key)'", service.key) }
  }

  private mutating func note(_ image: Node, _ place: String, _ identity: String) {
    guard let text = (image["name"] ?? image).text else { return }
    pipeline.images.append(
      RunImage(
        identity: "\(identity)\u{0}image",
        image: text,
        line: image.position.line,
        place: "in \(place)",
        environments: []
      )
    )
  }

  /// The steps of one occasion, each after the one before it.
  private mutating func read(_ items: [Node], _ section: String) {
    let start = order + 1
    for item in items where pipeline.jobs.count < PipelineComparison.maximum {
      order += 1
      if let step = item["step"] {
        add(step, section, start, nil)
      } else if let stage = item["stage"] {
        for inner in stage["steps"]?.items ?? [] {
          if let step = inner["step"] { add(step, section, start, stage) }
          order += 1
        }
        pipeline.noteRest(
          of: stage,
          besides: ["steps", "deployment", "trigger", "condition"],
          in: "a stage of '\(section)'"
        )
      } else if let parallel = item["parallel"] {
        for inner in parallel.array ?? parallel["steps"]?.items ?? [] {
          if let step = inner["step"] { add(step, section, start, nil) }
        }
      } else if item["variables"] == nil {
        pipeline.noteRest(of: item, besides: [], in: "'\(section)'")
      }
    }
  }

  private static let known: Set<String> = [
    "script", "after-script", "image", "deployment", "trigger", "condition", "oidc", "services",
    "runs-on", "clone", "fail-fast", "on-fail",
  ]

  private mutating func add(_ node: Node, _ section: String, _ first: Int, _ stage: Node?) {
    let title = node["name"]?.text ?? "step \(order - first + 1)"
    var name = "\(section)/\(title)"
    if pipeline[name] != nil { name += " (\(pipeline.jobs.count))" }
    var job = PipelineJob(name, line: node.position.line)
    job.order = order
    // The steps of another occasion are no concern of this one's.
    job.needs = pipeline.jobs.filter { other in
      other.name.hasPrefix(section + "/") && other.order.map { $0 >= first && $0 < order } ?? false
    }.suffix(20).map { PipelineNote($0.name, line: job.line) }
    if let manual = node["trigger"] ?? stage?["trigger"], manual.text == "manual" {
      job.approval = PipelineNote("trigger: manual", line: manual.position.line)
    }
    job.environment = PipelineNote(node["deployment"] ?? stage?["deployment"])
    job.condition = PipelineNote(node["condition"] ?? stage?["condition"])
    if let fail = node["on-fail"], fail["strategy"]?.text == "ignore" {
      job.optional = PipelineNote("on-fail: ignore", line: fail.position.line)
    }
    job.runner = PipelineNote(node["runs-on"])
    for (key, isAfter) in [("script", false), ("after-script", true)] {
      for item in node[key]?.list ?? [] { job.steps.append(step(item, isAfter, name)) }
    }
    job.secrets = secrets(node, job)
    let image = node["image"] ?? root["image"]
    job.surroundings = [
      image?.object == nil ? nil : image?.canonical(without: ["name"]), node["services"]?.canonical,
      node["clone"]?.canonical,
    ].compactMap(\.self).joined(separator: "\u{0}")
    job.privilege = privilege(job)
    pipeline.noteRest(of: node, besides: Self.known, in: "step '\(name)'")
    if let image { note(image, "step '\(name)'", name) }
    pipeline.jobs.append(job)
  }

  private mutating func step(_ item: Node, _ isAfter: Bool, _ job: String) -> PipelineStep {
    let line = item.position.line
    var step = PipelineStep(String((item.text ?? "pipe").prefix(60)), line: line)
    step.script = item.text ?? ""
    if isAfter {
      step.heedless = PipelineNote("after-script", line: line)
      step.isAftermath = true
    }
    guard let pipe = item["pipe"], let text = pipe.text else { return step }
    let parts = text.split(separator: ":", maxSplits: 1)
    step.uses = parts.first.map(String.init)
    step.surroundings = item.canonical(without: ["pipe", "name"])
    pipeline.parts.append(
      PipelinePart(
        identity: "\(job)\u{0}\(step.uses ?? text)",
        name: step.uses ?? text,
        version: parts.count == 2 ? String(parts[1]) : "",
        line: pipe.position.line,
        place: "in step '\(job)'"
      )
    )
    return step
  }

  private func secrets(_ node: Node, _ job: PipelineJob) -> [PipelineNote] {
    var notes: [PipelineNote] = []
    if let flag = node["oidc"], flag.isTrue {
      notes.append(PipelineNote("identity by oidc", line: flag.position.line))
    }
    for key in ["script", "after-script"] {
      node[key]?.eachText { text, position in
        notes += SecretNames.inVariables(text).map { PipelineNote($0, line: position.line) }
      }
    }
    return notes
  }

  private func privilege(_ job: PipelineJob) -> String? {
    if let environment = job.environment { return "enters environment '\(environment.text)'" }
    if let secret = job.secrets.first { return "holds secret '\(secret.text)'" }
    if DeployWords.areIn(job.name) { return "deploys" }
    return job.asksGate ? PipelineJob.forGate : nil
  }
}
