/// A place in a pipeline where the gate is asked.
struct GateRun: Sendable {
  let job: PipelineJob
  let step: PipelineStep
  let stepIndex: Int
  /// The command from its first word, without what follows it.
  let words: [String]
  /// What stands around the gate in its step.
  let company: [String]
  /// Why its refusal stops nothing.
  let ignored: String?

  /// `check`, `audit verify`: what is asked.
  var question: String {
    guard let index = words.firstIndex(where: GateCommand.isGate) else { return "check" }
    let rest = words[words.index(after: index)...].filter { !$0.hasPrefix("-") }
    return rest.first ?? "check"
  }

  var title: String { "countersign \(question)" }

  static func all(in pipeline: Pipeline) -> [GateRun] {
    pipeline.jobs.flatMap { job in
      job.steps.enumerated().flatMap { index, step in runs(of: step, index, job) }
    }
  }

  private static func runs(of step: PipelineStep, _ index: Int, _ job: PipelineJob) -> [GateRun] {
    if let uses = step.uses, GateCommand.isGate(uses) {
      return [
        GateRun(
          job: job,
          step: step,
          stepIndex: index,
          words: [uses],
          company: [],
          ignored: why(step, job)
        )
      ]
    }
    let commands = GateCommand.all(in: step.script)
    let company = commands.filter { !$0.asksGate }.map { $0.words.joined(separator: " ") }
    return commands.filter(\.asksGate).map { command in
      GateRun(
        job: job,
        step: step,
        stepIndex: index,
        words: command.words,
        company: company,
        ignored: command.ignored ?? why(step, job)
      )
    }
  }

  private static func why(_ step: PipelineStep, _ job: PipelineJob) -> String? {
    (step.isAftermath ? step.heedless?.text : nil) ?? step.optional?.text ?? job.optional?.text
      ?? never(step.condition) ?? never(job.condition)
  }

  /// A condition that nothing meets.
  private static func never(_ condition: PipelineNote?) -> String? {
    guard let condition else { return nil }
    let bare = condition.text.filter { !"${} '\"()".contains($0) }.lowercased()
    return ["false", "never", "0", "if:false", "when:never", "[when:never]"].contains(bare)
      ? "if: \(condition.text)" : nil
  }
}
