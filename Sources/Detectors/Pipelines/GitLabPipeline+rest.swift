import Detection
import Syntax

extension GitLabPipeline {
  private static let known: Set<String> = [
    "stage", "needs", "rules", "only", "except", "when", "start_in", "allow_failure",
    "environment", "before_script", "script", "after_script", "variables", "tags", "image",
    "services", "secrets", "id_tokens", "extends",
  ]

  /// What else a job says, itself or by what it extends.
  mutating func noteRest(_ node: Node, _ name: String) {
    let place = "job '\(name)'"
    var seen: Set<String> = []
    for source in [node] + bases(of: node) + [members["default"]].compactMap(\.self) {
      let fresh = Node(
        .object((source.object ?? []).filter { seen.insert($0.key).inserted }),
        at: source.position
      )
      pipeline.noteRest(of: fresh, besides: Self.known, in: place)
    }
    noteRunner(node, place)
    noteKept(node, place)
    for need in value("needs", of: node)?.items ?? [] {
      pipeline.noteRest(of: need, besides: ["job", "artifacts"], in: "what \(place) needs")
    }
    let environment = value("environment", of: node)
    let harmless: Set<String> = ["url", "on_stop", "auto_stop_in", "action"]
    pipeline.noteRest(of: environment, besides: harmless, in: "the environment of \(place)")
    // Only what begins a deployment asks those who guard the environment.
    guard let action = environment?["action"], let text = action.text, text != "start" else {
      return
    }
    pipeline.settings.append(
      PipelineSetting(
        "'action' of its environment",
        text,
        line: action.position.line,
        of: place,
        rank: 1
      )
    )
  }

  /// Machines that take the job.
  private mutating func noteRunner(_ node: Node, _ place: String) {
    guard let tags = value("tags", of: node) else { return }
    var setting = PipelineSetting(
      "runner tags",
      tags.texts.sorted().joined(separator: ", "),
      line: tags.position.line,
      of: place
    )
    setting.kind = PipelineRule.runner
    pipeline.settings.append(setting)
  }

  /// What is left for others: files that anybody may take, a cache that any branch may fill.
  private mutating func noteKept(_ node: Node, _ place: String) {
    let kept = value("artifacts", of: node)
    if let flag = kept?["public"] ?? kept?["access"], !flag.isTrue, flag.text != "all" {
      pipeline.settings.append(
        PipelineSetting(
          "access to its artifacts",
          flag.compact,
          line: flag.position.line,
          of: place,
          rank: -1
        )
      )
    }
    for cache in (value("cache", of: node) ?? members["cache"])?.list ?? [] {
      pipeline.noteSwitch("unprotect", in: cache, of: "the cache of \(place)")
    }
  }

  /// A log of all variables, secret or not, for whoever may read the job's.
  mutating func traces(_ node: Node, _ job: String) {
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

  mutating func includes(_ node: Node?) {
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
          place: "in the pipeline",
          bringsJobs: true
        )
      )
      pipeline.noteRest(
        of: item,
        besides: ["project", "remote", "template", "component", "local", "file", "ref"],
        in: "the include of \(name)"
      )
    }
  }
}
