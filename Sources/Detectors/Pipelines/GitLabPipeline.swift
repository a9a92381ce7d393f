import Detection
import Syntax

/// Makes a pipeline of GitLab's configuration.
struct GitLabPipeline {
  var pipeline = Pipeline()
  let members: [String: Node]
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
    pipeline.goesOnPastSkipped = true
    includes(node["include"])
    if let rules = node["workflow"] {
      var trigger = PipelineTrigger(name: "workflow", line: rules.position.line)
      trigger.isOnUnlessSaid = true
      let rest = rules.object?.filter { $0.key != "name" && $0.key != "auto_cancel" } ?? []
      trigger.rest = rest.isEmpty ? "" : rules.canonical(without: ["name", "auto_cancel"])
      pipeline.triggers = [trigger]
    }
    for member in node.object ?? [] where !Self.reserved.contains(member.key) {
      // A hidden job runs only as part of others.
      guard !member.key.hasPrefix("."), member.value.object != nil else { continue }
      guard pipeline.jobs.count < PipelineComparison.maximum else { break }
      add(member)
    }
    pipeline.spreadApprovals()
  }

  /// A member of the job, of what it extends, or of the defaults; the nearest wins.
  func value(_ key: String, of job: Node) -> Node? {
    if let own = job[key] { return own }
    for base in bases(of: job) {
      if let found = base[key] { return found }
    }
    return members["default"]?[key] ?? (Self.inherited.contains(key) ? members[key] : nil)
  }

  /// What a job extends, nearest first, each once; the last of a list outdoes those before it.
  func bases(of job: Node) -> [Node] {
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
    job.steps = steps(node, name)
    job.secrets = secrets(node, job.steps.map(\.script).joined(separator: "\n"))
    job.surroundings = surroundings(node)
    job.privilege = privilege(job, stage)
    missingBases(node)
    traces(node, name)
    pipeline.images += images(node, name)
    noteRest(node, name)
    pipeline.jobs.append(job)
  }

  /// What comes after the script runs whatever became of it, and its failure stops nothing.
  private func steps(_ node: Node, _ name: String) -> [PipelineStep] {
    var step = PipelineStep(name, line: (value("script", of: node) ?? node).position.line)
    step.script = ["before_script", "script"].compactMap { value($0, of: node) }.map(Self.script)
      .joined(separator: "\n")
    guard let last = value("after_script", of: node) else { return [step] }
    var after = PipelineStep("after_script", line: last.position.line)
    after.script = Self.script(last)
    after.heedless = PipelineNote("after_script", line: last.position.line)
    after.isAftermath = true
    return [step, after]
  }

  /// Variables by their names, those of the job before those of what it extends and of all; how images are run.
  private func surroundings(_ node: Node) -> String {
    var variables: [String: String] = [:]
    for place in [node] + bases(of: node) + [members["default"]].compactMap(\.self) {
      for member in place["variables"]?.object ?? [] where variables[member.key] == nil {
        variables[member.key] = member.value.canonical
      }
    }
    for member in members["variables"]?.object ?? [] where variables[member.key] == nil {
      variables[member.key] = (member.value["value"] ?? member.value).canonical
    }
    let services = value("services", of: node)?.items ?? []
    let images = ([value("image", of: node)].compactMap(\.self) + services).map {
      $0.object == nil ? "" : $0.canonical(without: ["name"])
    }
    return (variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } + images)
      .filter { !$0.isEmpty && $0 != "{}" }.joined(separator: "\u{0}")
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
    // By a rule a job by hand holds what comes after it; by itself it does not.
    let byItself = value("when", of: node)?.text == "manual" && value("rules", of: node) == nil
    let mayFail = value("allow_failure", of: node)
    job.holdsNextStage = !(byItself && mayFail?.isFalse != true)
    job.heedless = found.lazy.compactMap { Self.heedless($0.0, $0.1) }.first
    let others = found.filter {
      !($0.0 == "rules" && Self.isUnconditional($0.1))
        && ($0.0 != "when" || !["manual", "on_success", "always"].contains($0.1.text ?? ""))
    }
    if let first = others.first {
      job.condition = PipelineNote(
        others.map { "\($0.0): \($0.1.canonical)" }.joined(separator: "; "),
        line: first.1.position.line
      )
    }
    if let flag = mayFail, !flag.isFalse {
      job.optional = PipelineNote("allow_failure: \(flag.compact)", line: flag.position.line)
    } else if let flag = value("rules", of: node)?.items.compactMap({ $0["allow_failure"] }).first(
      where: { !$0.isFalse }
    ) {
      job.optional = PipelineNote("allow_failure by a rule", line: flag.position.line)
    }
  }

  /// Rules of which the first one always applies, and lets the job run.
  private static func isUnconditional(_ rules: Node) -> Bool {
    guard let first = rules.items.first, let members = first.object else { return false }
    return members.allSatisfy {
      $0.key == "when" && ["always", "on_success"].contains($0.value.text)
    }
  }

  /// Where it says that it runs though a job of an earlier stage has failed.
  private static func heedless(_ key: String, _ node: Node) -> PipelineNote? {
    let times = key == "when" ? [node] : key == "rules" ? node.items.compactMap { $0["when"] } : []
    return PipelineNote(times.first { $0.text == "always" || $0.text == "on_failure" })
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
}
