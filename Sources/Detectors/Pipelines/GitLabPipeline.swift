import Detection
import Syntax

/// Makes a pipeline of GitLab's configuration.
struct GitLabPipeline {
  private(set) var pipeline = Pipeline()
  private let members: [String: Node]
  private let stages: [String]

  static func make(_ node: Node) -> Pipeline { GitLabPipeline(node).pipeline }

  private static let reserved: Set<String> = [
    "stages", "variables", "include", "workflow", "default", "image", "services", "before_script",
    "after_script", "cache", "spec", "types", "pages_defaults",
  ]

  private init(_ node: Node) {
    members = Dictionary((node.object ?? []).map { ($0.key, $0.value) }) { first, _ in first }
    let named = node["stages"]?.texts ?? ["build", "test", "deploy"]
    stages = [".pre"] + named + [".post"]
    includes(node["include"])
    if let rules = node["workflow"] {
      var trigger = PipelineTrigger(name: "workflow", line: rules.position.line)
      trigger.rest = rules.canonical(without: ["name", "auto_cancel"])
      pipeline.triggers = [trigger]
    }
    for member in node.object ?? [] where !Self.reserved.contains(member.key) {
      // A hidden job runs only as part of others.
      guard !member.key.hasPrefix("."), member.value.object != nil else { continue }
      guard pipeline.jobs.count < PipelineComparison.maximum else { break }
      add(member)
    }
  }

  /// A member of the job, of what it extends, or of the defaults; the nearest wins.
  private func value(_ key: String, of job: Node) -> Node? {
    if let own = job[key] { return own }
    for base in bases(of: job) {
      if let found = base[key] { return found }
    }
    return members["default"]?[key] ?? (Self.inherited.contains(key) ? members[key] : nil)
  }

  /// What a job extends, nearest first, each once; the last of a list outdoes those before it.
  private func bases(of job: Node) -> [Node] {
    guard let first = job["extends"] else { return [] }
    var found: [Node] = []
    var seen: Set<String> = []
    var open = first.texts
    while let name = open.popLast(), found.count < 20 {
      guard seen.insert(name).inserted, let base = members[name] else { continue }
      found.append(base)
      open += base["extends"]?.texts ?? []
    }
    return found
  }

  private static let inherited: Set<String> = [
    "image", "services", "before_script", "after_script",
  ]

  private mutating func add(_ member: Node.Member) {
    let (name, node) = (member.key, member.value)
    var job = PipelineJob(name, line: member.keyPosition.line)
    let stage = value("stage", of: node)?.text ?? "test"
    let needs = value("needs", of: node)
    job.needs = (needs?.items ?? []).compactMap { need in
      (need["job"] ?? need).text.map { PipelineNote($0, line: need.position.line) }
    }
    // Without a list of its own a job waits for all earlier stages.
    job.order = stages.firstIndex(of: stage)
    job.stage = needs == nil ? job.order : nil
    conditions(node, &job)
    let environment = value("environment", of: node)
    job.environment = PipelineNote(environment?["name"] ?? environment)
    let scripts = ["before_script", "script", "after_script"].compactMap { value($0, of: node) }
    var step = PipelineStep(name, line: (value("script", of: node) ?? node).position.line)
    step.script = scripts.map(Self.script).joined(separator: "\n")
    job.steps = [step]
    job.secrets = secrets(node, step.script)
    job.surroundings = [value("variables", of: node) ?? members["variables"], node["trigger"]]
      .compactMap { $0?.canonical }.joined(separator: "\u{0}")
    job.runner = value("tags", of: node).flatMap(PipelineNote.init)
    job.privilege = privilege(job, stage)
    missingBases(node)
    traces(node, name)
    pipeline.images += images(node, name)
    pipeline.jobs.append(job)
  }

  /// A log of all variables, secret or not, for whoever may read the job's.
  private mutating func traces(_ node: Node, _ job: String) {
    let own = value("variables", of: node)
    for name in ["CI_DEBUG_TRACE", "CI_DEBUG_SERVICES"] {
      guard let flag = own?[name] ?? members["variables"]?[name], flag.isTrue else { continue }
      pipeline.openings.add(
        Fact(
          GitHubOpenings.kind,
          slot: "\(job)\u{0}\(name)",
          .high,
          line: flag.position.line,
          "'\(name): true'",
          "for job '\(job)'"
        )
      )
    }
  }

  private mutating func missingBases(_ node: Node) {
    for base in node["extends"]?.list ?? [] {
      guard let name = base.text, members[name] == nil else { continue }
      pipeline.doubts.append((base.position.line, "'\(name)' is extended and stands elsewhere"))
    }
  }

  private func conditions(_ node: Node, _ job: inout PipelineJob) {
    let keys = ["rules", "only", "except", "when", "start_in"]
    let found = keys.compactMap { key in value(key, of: node).map { (key, $0) } }
    let isManual = { (note: Node) in note["when"]?.text == "manual" }
    if let when = value("when", of: node), when.text == "manual" {
      job.approval = PipelineNote("when: manual", line: when.position.line)
    } else if let rule = value("rules", of: node)?.items.first(where: isManual) {
      job.approval = PipelineNote("when: manual", line: rule.position.line)
    }
    let others = found.filter {
      $0.0 != "when" || !["manual", "on_success", "always"].contains($0.1.text)
    }
    let isFree = { (note: Node) in ["always", "on_failure"].contains(note["when"]?.text) }
    if let when = value("when", of: node), ["always", "on_failure"].contains(when.text) {
      job.goesOn = PipelineNote(when)
    } else if let rule = value("rules", of: node)?.items.first(where: isFree) {
      job.goesOn = PipelineNote(rule)
    }
    if let first = others.first {
      job.condition = PipelineNote(
        others.map { "\($0.0): \($0.1.canonical)" }.joined(separator: "; "),
        line: first.1.position.line
      )
    }
    if let flag = value("allow_failure", of: node), !flag.isFalse {
      job.optional = PipelineNote("allow_failure: \(flag.compact)", line: flag.position.line)
    }
  }

  private func secrets(_ node: Node, _ script: String) -> [PipelineNote] {
    var notes: [PipelineNote] = []
    for key in ["id_tokens", "secrets"] {
      for member in value(key, of: node)?.object ?? [] {
        notes.append(PipelineNote(member.key, line: member.keyPosition.line))
      }
    }
    let known = Set(notes.map(\.text))
    let line = (node["script"] ?? node).position.line
    notes += Set(SecretNames.inVariables(script)).subtracting(known).sorted().map {
      PipelineNote($0, line: line)
    }
    return notes
  }

  private func privilege(_ job: PipelineJob, _ stage: String) -> String? {
    if let environment = job.environment { return "enters environment '\(environment.text)'" }
    if let secret = job.secrets.first { return "holds secret '\(secret.text)'" }
    if DeployWords.areIn(stage) || DeployWords.areIn(job.name) { return "deploys" }
    return job.asksGate ? PipelineJob.forGate : nil
  }

  private func images(_ node: Node, _ job: String) -> [RunImage] {
    let image = value("image", of: node)
    let services = value("services", of: node)?.items ?? []
    let all = [image].compactMap(\.self) + services
    return all.enumerated().compactMap { index, item in
      (item["name"] ?? item).text.map {
        RunImage(
          identity: "\(job)\u{0}\(index)",
          image: $0,
          line: item.position.line,
          place: "in job '\(job)'",
          environments: []
        )
      }
    }
  }

  /// Lines of a script; a reference to another list stays as it is written.
  private static func script(_ node: Node) -> String {
    if node.tag != nil { return "!reference \(node.canonical)" }
    return node.list.map { item in
      item.tag == nil && item.array == nil ? item.text ?? "" : script(item)
    }.joined(separator: "\n")
  }

  private mutating func includes(_ node: Node?) {
    for item in node?.list ?? [] where !item.isNull {
      let keys = ["project", "remote", "template", "component", "local"]
      let key = keys.first { item[$0] != nil }
      var name = key.flatMap { item[$0]?.text } ?? item.text ?? item.compact
      if let file = item["file"] { name += " \(file.canonical)" }
      var version = item["ref"]?.text ?? ""
      if key == "component", let at = name.lastIndex(of: "@") {
        version = String(name[name.index(after: at)...])
        name = String(name[..<at])
      }
      pipeline.parts.append(
        PipelinePart(
          identity: name,
          name: key == "local" || key == nil && !name.contains("://") ? "./\(name)" : name,
          version: version,
          line: item.position.line,
          place: "in the pipeline"
        )
      )
    }
  }
}

extension PipelineJob {
  var asksGate: Bool {
    steps.contains { step in
      GateCommand.all(in: step.script).contains(where: \.asksGate)
        || step.uses.map(GateCommand.isGate) ?? false
    }
  }
}

/// Names by which people call what deploys.
enum DeployWords {
  static func areIn(_ name: String) -> Bool {
    let lower = name.lowercased()
    return words.contains(where: lower.contains)
  }

  private static let words = [
    "deploy", "release", "prod", "publish", "rollout", "ship", "terraform", "apply", "migrate",
  ]
}
