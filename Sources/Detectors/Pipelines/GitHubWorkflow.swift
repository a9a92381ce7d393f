import Syntax

/// A workflow with what only GitHub has.
struct GitHubWorkflow: Sendable {
  var pipeline = Pipeline()
  /// By job, with the line of the block.
  var permissions: [String: (GitHubPermissions, line: Int)] = [:]
  /// Text of strangers that becomes part of a script, and their code that is taken for ours.
  var dangers: [Danger] = []
  /// What steps and jobs leave open, or close.
  var openings = GitHubOpenings()

  struct Danger: Sendable {
    let job: String
    let text: String
    let line: Int
    let isCheckout: Bool
  }

  init() {}

  init(_ node: Node) {
    if node["runs"] != nil && node["jobs"] == nil {
      readAction(node)
      return
    }
    pipeline.triggers = GitHubTriggers.read(node["on"])
    pipeline.noteRest(of: node, besides: Self.known.file, in: "the workflow")
    let outer = surroundings(of: node)
    for member in (node["jobs"]?.object ?? []).prefix(PipelineComparison.maximum) {
      read(member, workflow: node, outer: outer)
    }
    for index in pipeline.jobs.indices where pipeline.jobs[index].privilege == nil {
      if isForStrangers { pipeline.jobs[index].privilege = PipelineJob.forStrangers }
    }
  }

  private var isForStrangers: Bool {
    pipeline.triggers.contains { TriggerRule.dangerous.contains($0.name) }
  }

  private func surroundings(of node: Node) -> String {
    let told = node.withoutSecrets
    return [told["env"], told["defaults"]].compactMap { $0?.canonical }.joined(separator: "\u{0}")
  }

  private mutating func read(_ member: Node.Member, workflow: Node, outer: String) {
    let (name, node) = (member.key, member.value)
    var job = PipelineJob(name, line: member.keyPosition.line)
    let block = node["permissions"] ?? workflow["permissions"]
    let granted = GitHubPermissions(block)
    permissions[name] = (granted, block?.position.line ?? job.line)
    job.needs = (node["needs"]?.list ?? []).compactMap { need in
      need.text.map { PipelineNote($0, line: need.position.line) }
    }
    let status = StatusCondition.gitHub(condition(node["if"]))
    (job.condition, job.heedless) = (status.restriction, status.heedless)
    job.optional = optional(node)
    let environment = node["environment"]
    job.environment = PipelineNote(environment?["name"] ?? environment)
    job.secrets = secrets(node) + secrets(workflow["env"], node)
    job.runner = runner(node["runs-on"])
    job.surroundings = [outer, surroundings(of: node), node["strategy"]?.canonical ?? ""]
      .joined(separator: "\u{0}")
    openings.add(job: node, named: name)
    openings.add(variables: workflow["env"], of: name)
    readSteps(node, &job)
    if let uses = node["uses"] {
      take(uses, job.name)
      var step = PipelineStep(uses.text ?? "", line: uses.position.line)
      step.uses = Self.action(uses.text ?? "").name
      step.surroundings = node["with"]?.canonical ?? ""
      job.steps.append(step)
    }
    job.privilege = privilege(job, granted)
    pipeline.images += images(node, job.name)
    noteRest(of: node, job.name)
    pipeline.jobs.append(job)
  }

  private func privilege(_ job: PipelineJob, _ granted: GitHubPermissions) -> String? {
    if let environment = job.environment { return "enters environment '\(environment.text)'" }
    if granted.makesIdentity { return "has an identity in the cloud" }
    if let secret = job.secrets.first { return "holds secret '\(secret.text)'" }
    if granted.writes { return "may write to the repository" }
    if job.runner != nil { return "runs on a machine of one's own" }
    let asksGate = job.steps.contains { step in
      GateCommand.all(in: step.script).contains(where: \.asksGate)
        || step.uses.map(GateCommand.isGate) ?? false
    }
    return asksGate ? PipelineJob.forGate : nil
  }

  private func optional(_ node: Node) -> PipelineNote? {
    guard let flag = node["continue-on-error"], !flag.isFalse else { return nil }
    return PipelineNote("continue-on-error: \(flag.compact)", line: flag.position.line)
  }

  /// Secrets that stand below a node.
  private func secrets(_ node: Node?, _ holder: Node? = nil) -> [PipelineNote] {
    guard let node else { return [] }
    var notes: [PipelineNote] = []
    node.eachText { text, position in
      notes += SecretNames.inExpressions(text).map { PipelineNote($0, line: position.line) }
    }
    if let inherit = node["secrets"], inherit.text == "inherit" {
      notes.append(PipelineNote("every secret ('inherit')", line: inherit.position.line))
    }
    return notes
  }

  private static let hosted = ["ubuntu-", "windows-", "macos-"]

  private func runner(_ node: Node?) -> PipelineNote? {
    guard let node else { return nil }
    var labels = node.texts
    if let group = node["group"]?.text { labels.append("group \(group)") }
    labels += node["labels"]?.texts ?? []
    let own = labels.filter { label in
      !Self.hosted.contains(where: label.hasPrefix) && !label.hasPrefix("${{")
    }
    guard !own.isEmpty else { return nil }
    return PipelineNote(own.sorted().joined(separator: ", "), line: node.position.line)
  }

  private func images(_ node: Node, _ job: String) -> [RunImage] {
    var found: [(String, Node)] = []
    if let container = node["container"] {
      found.append(("container", container["image"] ?? container))
    }
    for service in node["services"]?.object ?? [] {
      if let image = service.value["image"] { found.append(("service '\(service.key)'", image)) }
    }
    return found.compactMap { what, image in
      image.text.map {
        RunImage(
          identity: "\(job)\u{0}\(what)",
          image: $0,
          line: image.position.line,
          place: "in \(what) of job '\(job)'",
          environments: []
        )
      }
    }
  }

  private mutating func readAction(_ node: Node) {
    var job = PipelineJob("action", line: node.position.line)
    job.privilege = "runs in whatever job uses it"
    pipeline.noteRest(
      of: node["runs"],
      besides: ["using", "steps", "image", "main", "pre", "post"],
      in: "the action"
    )
    readSteps(node["runs"] ?? node, &job)
    if let image = node[path: "runs", "image"], let text = image.text, text != "Dockerfile" {
      pipeline.images.append(
        RunImage(
          identity: "action",
          image: text,
          line: image.position.line,
          place: "in the action",
          environments: []
        )
      )
    }
    for key in ["main", "pre", "post"] {
      guard let entry = node["runs"]?[key] else { continue }
      var step = PipelineStep(key, line: entry.position.line)
      step.script = entry.canonical
      job.steps.append(step)
    }
    pipeline.jobs = [job]
  }

  private mutating func readSteps(_ node: Node, _ job: inout PipelineJob) {
    for item in node["steps"]?.items ?? [] {
      let uses = item["uses"]
      let script = item["run"]?.text ?? ""
      let title =
        item["name"]?.text ?? uses?.text
        ?? ScriptText.lines(script).first.map { String($0.prefix(60)) }
      var step = PipelineStep(title ?? "step", line: item.position.line)
      step.script = script
      let status = StatusCondition.gitHub(condition(item["if"]))
      (step.condition, step.heedless) = (status.restriction, status.heedless)
      step.optional = optional(item)
      let keys: Set<String> = [
        "name", "id", "run", "uses", "if", "continue-on-error", "timeout-minutes",
      ]
      // Which secrets a step gets is told by itself.
      step.surroundings = item.withoutSecrets.canonical(without: keys)
      if let uses {
        step.uses = Self.action(uses.text ?? "").name
        take(uses, job.name)
      }
      job.steps.append(step)
      dangers += GitHubDangers.find(
        in: item,
        job: job.name,
        isAction: node["using"] != nil
      )
      openings.add(step: item, job: job.name)
    }
  }

  private static func action(_ text: String) -> (name: String, version: String) {
    // In an image's name the version begins at the colon or the at sign.
    if text.hasPrefix("docker://") {
      let image = ImageReference(String(text.dropFirst(9)))
      return ("docker://" + image.repository, image.digest ?? image.tag ?? "")
    }
    let parts = text.split(separator: "@", maxSplits: 1)
    return (parts.first.map(String.init) ?? text, parts.count == 2 ? String(parts[1]) : "")
  }

  private mutating func take(_ uses: Node, _ job: String) {
    guard let text = uses.text else { return }
    let (name, version) = Self.action(text)
    pipeline.parts.append(
      PipelinePart(
        identity: "\(job)\u{0}\(name)",
        name: name,
        version: version,
        line: uses.position.line,
        place: "in job '\(job)'"
      )
    )
  }
}

extension Node {
  /// Without the variables and inputs whose values are secrets, and what is told as an opening.
  fileprivate var withoutSecrets: Node {
    guard let object else { return self }
    let kept = object.map { member -> Node.Member in
      guard member.key == "env" || member.key == "with", let inner = member.value.object else {
        return member
      }
      let rest = inner.filter {
        ($0.value.text.map { SecretNames.inExpressions($0).isEmpty } ?? true)
          && !GitHubOpenings.isTold($0.key)
      }
      return Node.Member(
        key: member.key,
        keyPosition: member.keyPosition,
        value: Node(.object(rest), at: member.value.position)
      )
    }
    // An empty list of variables is none.
    let members = kept.filter { $0.value.object?.isEmpty != true }
    return Node(.object(members), at: position, tag: tag)
  }
}
