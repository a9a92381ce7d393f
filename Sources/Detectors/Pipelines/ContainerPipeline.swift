import Syntax

/// Makes a pipeline of the steps of Woodpecker and Drone, each a container.
struct ContainerPipeline {
  private(set) var pipeline = Pipeline()
  private var order = 0

  /// Of all documents of a file; Drone has a pipeline in each.
  static func make(_ documents: [Node]) -> Pipeline {
    var result = ContainerPipeline()
    result.pipeline.goesOnPastSkipped = true
    for (index, node) in documents.enumerated() where result.fits { result.read(node, index) }
    result.pipeline.spreadApprovals()
    return result.pipeline
  }

  private var fits: Bool { pipeline.jobs.count < PipelineComparison.maximum }

  private mutating func read(_ node: Node, _ index: Int) {
    let name = node["name"]?.text ?? (index == 0 ? "" : "\(index + 1)")
    let prefix = name.isEmpty ? "" : name + "/"
    let place = name.isEmpty ? "the pipeline" : "pipeline '\(name)'"
    // A signature says nothing of what runs.
    guard node["kind"]?.text != "signature" else { return }
    guard node["kind"].map({ $0.text == "pipeline" }) ?? true else {
      pipeline.settings.append(
        PipelineSetting(
          node["kind"]?.text ?? "document",
          node.canonical,
          line: node.position.line,
          of: place
        )
      )
      return
    }
    let start = order
    for key in ["when", "trigger"] {
      guard let value = node[key] else { continue }
      var trigger = PipelineTrigger(name: prefix + key, line: value.position.line)
      trigger.isOnUnlessSaid = true
      trigger.rest = value.canonical
      pipeline.triggers.append(trigger)
    }
    pipeline.noteRest(of: node, besides: Self.known.file, in: place)
    let outer = ["matrix", "environment", "variables"].compactMap { node[$0]?.canonical }
      .joined(separator: "\u{0}")
    for key in ["services", "steps", "pipeline"] {
      for (name, step) in steps(node[key]) where fits {
        add(step, prefix + name, outer, isService: key == "services", first: start)
      }
    }
  }

  /// In a list a step has its name in it, in a map before it.
  private func steps(_ node: Node?) -> [(String, Node)] {
    if let members = node?.object { return members.map { ($0.key, $0.value) } }
    return (node?.items ?? []).enumerated().map { index, step in
      (step["name"]?.text ?? "step \(index + 1)", step)
    }
  }

  private static let known: (file: Set<String>, step: Set<String>) = (
    [
      "kind", "when", "trigger", "steps", "pipeline", "services", "matrix", "environment",
      "variables",
    ],
    [
      "image", "commands", "environment", "secrets", "settings", "when", "failure", "privileged",
      "depends_on", "entrypoint", "directory", "group",
    ]
  )

  private mutating func add(
    _ node: Node,
    _ name: String,
    _ outer: String,
    isService: Bool,
    first: Int
  ) {
    var job = PipelineJob(name, line: node.position.line)
    let prefix = name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
    job.needs = (node["depends_on"]?.list ?? []).compactMap { need in
      need.text.map { PipelineNote(prefix + $0, line: need.position.line) }
    }
    // A step waits for those before it, unless it names its own.
    if !isService, node["group"] == nil { order += 1 }
    job.order = order
    job.stage = node["depends_on"] == nil && order > first + 1 ? order : nil
    job.holdsNextStage = !isService
    conditions(node, &job)
    if let failure = node["failure"], failure.text == "ignore" {
      job.optional = PipelineNote("failure: ignore", line: failure.position.line)
    }
    var step = PipelineStep(name, line: (node["commands"] ?? node).position.line)
    step.script = (node["commands"]?.texts ?? []).joined(separator: "\n")
    step.surroundings = ["entrypoint", "directory", "settings"].compactMap { key in
      node[key]?.withoutSecrets.map { "\(key) \($0)" }
    }.joined(separator: "\u{0}")
    job.steps = [step]
    job.surroundings = outer + (node["environment"]?.withoutSecrets ?? "")
    job.secrets = secrets(node)
    if let secret = job.secrets.first {
      job.privilege = "holds secret '\(secret.text)'"
    } else if DeployWords.areIn(name) {
      job.privilege = "deploys"
    } else if job.asksGate {
      job.privilege = PipelineJob.forGate
    }
    let title = isService ? "service '\(name)'" : "step '\(name)'"
    pipeline.noteRest(of: node, besides: Self.known.step, in: title)
    pipeline.noteSwitch("privileged", in: node, of: title)
    if let image = node["image"], let text = image.text {
      pipeline.images.append(
        RunImage(
          identity: "\(name)\u{0}image",
          image: text,
          line: image.position.line,
          place: "in \(title)",
          environments: []
        )
      )
    }
    pipeline.jobs.append(job)
  }

  /// `status` in a condition takes the place of "only if all before it ended well".
  private func conditions(_ node: Node, _ job: inout PipelineJob) {
    guard let when = node["when"] else { return }
    let isOfStatus = when.list.allSatisfy { $0.object?.allSatisfy { $0.key == "status" } ?? false }
    if !isOfStatus { job.condition = PipelineNote(when) }
    let statuses = when.list.flatMap {
      $0["status"]?.texts ?? $0["status"]?["include"]?.texts ?? []
    }
    if statuses.contains("failure") {
      job.heedless = PipelineNote("status: failure", line: when.position.line)
    }
  }

  private func secrets(_ node: Node) -> [PipelineNote] {
    var notes: [PipelineNote] = []
    for secret in node["secrets"]?.list ?? [] {
      guard let text = (secret["source"] ?? secret).text else { continue }
      notes.append(PipelineNote(text, line: secret.position.line))
    }
    node.eachSecret { notes.append(PipelineNote($0, line: $1)) }
    return notes
  }
}

extension Node {
  /// Calls for every `from_secret` below.
  fileprivate func eachSecret(_ body: (String, Int) -> Void) {
    for member in object ?? [] {
      if member.key == "from_secret", let text = member.value.text {
        body(text, member.value.position.line)
      } else {
        member.value.eachSecret(body)
      }
    }
    for item in array ?? [] { item.eachSecret(body) }
  }

  /// Which secrets it gets is told by itself.
  fileprivate var withoutSecrets: String? {
    guard let object else { return canonical }
    let rest = object.filter { $0.value["from_secret"] == nil }
    return rest.isEmpty ? nil : Node(.object(rest), at: position).canonical
  }
}
