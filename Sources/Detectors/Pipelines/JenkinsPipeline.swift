/// Makes a pipeline of a Jenkinsfile.
///
/// Groovy is a language of its own: every statement counts as something that runs.
struct JenkinsPipeline {
  private(set) var pipeline = Pipeline()
  private var stages = 0
  private let source: GroovyBlocks

  /// What stands around a statement.
  private struct Place {
    var job = 0
    /// Words around it that decide when it runs and with what.
    var heads: [String] = []
    var optional: PipelineNote?
    var heedless: PipelineNote?
  }

  init(_ bytes: [UInt8]) {
    source = GroovyBlocks(bytes)
    var head = PipelineJob("pipeline", line: 1)
    head.privilege = "sets up all stages"
    head.order = 0
    pipeline.jobs = [head]
    pipeline.goesOnPastSkipped = true
    pipeline.isNamedByTitles = true
    read(source.items, Place())
    if source.isBroken {
      // What belongs to what is not known then: any difference is one.
      let text = source.items.map(\.text).joined(separator: "; ")
      pipeline.settings.append(
        PipelineSetting("braces that do not match", text, line: 1, of: "the pipeline")
      )
    }
    finish()
  }

  private mutating func read(_ items: [GroovyBlocks.Item], _ outer: Place) {
    var place = outer
    for (index, item) in items.enumerated() {
      switch item {
      case .statement(let text, let line):
        if let name = JenkinsStep.argument(of: "stage", in: text) {
          // A stage without braces goes on until the next.
          place.job = begin(name, line)
        } else {
          read(text, line, place)
        }
      case .block(let head, let inner, let line):
        // A failure that is caught stops nothing.
        let isCaught =
          head == "try" && items.indices.contains(index + 1)
          && items[index + 1].text.hasPrefix("catch")
        read(item, head, inner, line, place, isCaught: isCaught)
      }
    }
  }

  private mutating func read(
    _ item: GroovyBlocks.Item,
    _ head: String,
    _ inner: [GroovyBlocks.Item],
    _ line: Int,
    _ outer: Place,
    isCaught: Bool
  ) {
    var place = outer
    let word = String(head.prefix { $0.isLetter || $0 == "_" })
    if word == "stage", let name = JenkinsStep.argument(of: word, in: head) {
      place.job = begin(name, line)
      read(inner, place)
      return
    }
    switch word {
    case "when" where head == word:
      pipeline.jobs[outer.job].condition = PipelineNote(
        inner.map(\.text).joined(separator: "; "),
        line: line
      )
      return
    case "input" where head == word:
      ask(item.text, line, outer)
      inner.forEach { name($0.text, outer) }
      return
    case "parallel" where head == word:
      // All begin at once.
      let (before, last) = (stages, pipeline.jobs.count)
      for branch in inner {
        stages = before
        read([branch], outer)
      }
      stages = max(before, pipeline.jobs.dropFirst(last).compactMap(\.order).max() ?? before)
      return
    case "catchError", "warnError": place.optional = PipelineNote(word, line: line)
    case "post": place.heedless = PipelineNote("post", line: line)
    default: if isCaught { place.optional = PipelineNote("try", line: line) }
    }
    note(head, line, outer)
    if !Self.frames.contains(head) {
      place.heads.append(head)
      if !Self.bare.contains(word) { add(head, line, outer) }
    }
    read(inner, place)
  }

  /// Words around steps that do nothing by themselves.
  private static let frames: Set<String> = [
    "", "pipeline", "stages", "steps", "script", "parallel",
  ]

  /// Words that say something of what they hold only.
  private static let bare: Set<String> = [
    "post", "always", "success", "failure", "unstable", "changed", "fixed", "cleanup", "aborted",
    "options", "environment", "tools", "agent", "docker", "parameters", "triggers", "try",
    "finally", "else",
  ]

  private mutating func begin(_ name: String, _ line: Int) -> Int {
    guard pipeline.jobs.count <= PipelineComparison.maximum else { return 0 }
    stages += 1
    var job = PipelineJob(name, line: line)
    job.order = stages
    job.stage = stages
    pipeline.jobs.append(job)
    return pipeline.jobs.count - 1
  }

  private mutating func read(_ text: String, _ line: Int, _ place: Place) {
    if JenkinsStep.asks(text) {
      ask(text, line, place)
      if text.hasPrefix("input") { return }
    }
    note(text, line, place)
    guard text != "agent any", text != "agent none" else { return }
    add(text, line, place)
  }

  private mutating func ask(_ text: String, _ line: Int, _ place: Place) {
    let under = place.heads.isEmpty ? "" : " under \(place.heads.joined(separator: ", "))"
    pipeline.jobs[place.job].approval = PipelineNote("input\(under)", line: line)
    name(text, place)
  }

  /// Who may answer.
  private mutating func name(_ text: String, _ place: Place) {
    if let names = JenkinsStep.submitters(in: text) { pipeline.jobs[place.job].approvers = names }
  }

  /// What a text says beside what it runs.
  private mutating func note(_ text: String, _ line: Int, _ place: Place) {
    let title = pipeline.jobs[place.job].name
    pipeline.jobs[place.job].secrets += JenkinsStep.credentials(in: text).map {
      PipelineNote($0, line: line)
    }
    if let image = JenkinsStep.image(in: text, under: place.heads.last) {
      pipeline.images.append(
        RunImage(
          identity: "\(title)\u{0}image",
          image: image,
          line: line,
          place: "in stage '\(title)'",
          environments: []
        )
      )
    }
    if let (name, version) = JenkinsStep.library(in: text) {
      pipeline.parts.append(
        PipelinePart(
          identity: name,
          name: "library \(name)",
          version: version,
          line: line,
          place: "in the pipeline"
        )
      )
    }
  }

  private mutating func add(_ text: String, _ line: Int, _ place: Place) {
    let script = JenkinsStep.command(text)
    var step = PipelineStep(
      String(ScriptText.lines(script).first?.prefix(60) ?? text.prefix(60)),
      line: line
    )
    step.script = script
    step.surroundings = place.heads.joined(separator: "\u{0}")
    step.optional = place.optional
    step.heedless = place.heedless
    step.isAftermath = place.heedless != nil
    if text.filter({ $0 != " " }).contains("returnStatus:true") {
      step.optional = PipelineNote("returnStatus: true", line: line)
    }
    pipeline.jobs[place.job].steps.append(step)
  }

  private mutating func finish() {
    pipeline.spreadApprovals()
    for index in pipeline.jobs.indices.dropFirst() {
      var job = pipeline.jobs[index]
      job.secrets += job.steps.flatMap { step in
        SecretNames.inVariables(step.script).map { PipelineNote($0, line: step.line) }
      }
      if let secret = job.secrets.first {
        job.privilege = "holds secret '\(secret.text)'"
      } else if job.approval != nil {
        job.privilege = "waits for somebody's go-ahead"
      } else if DeployWords.areIn(job.name) {
        job.privilege = "deploys"
      } else if job.asksGate {
        job.privilege = PipelineJob.forGate
      }
      pipeline.jobs[index] = job
    }
  }
}
