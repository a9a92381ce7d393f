import Syntax

extension GitHubWorkflow {
  /// Keys that the rules read, of a workflow and of a job.
  static let known: (file: Set<String>, job: Set<String>) = (
    ["on", "permissions", "env", "defaults", "jobs"],
    [
      "permissions", "needs", "if", "runs-on", "environment", "env", "defaults", "steps",
      "strategy", "continue-on-error", "container", "services", "uses", "with", "secrets",
      "outputs",
    ]
  )

  /// What else a job and its containers say.
  mutating func noteRest(of node: Node, _ job: String) {
    pipeline.noteRest(of: node, besides: Self.known.job, in: "job '\(job)'")
    pipeline.noteRest(
      of: node["environment"],
      besides: ["url"],
      in: "the environment of job '\(job)'"
    )
    let services = (node["services"]?.object ?? []).map { ("service '\($0.key)'", $0.value) }
    for (what, container) in [
      ("the container", node["container"] ?? Node(.null, at: node.position))
    ]
      + services
    {
      let isHealth = Self.isHealth(container["options"]?.text ?? "")
      pipeline.noteRest(
        of: container,
        besides: Set(["image", "env", "ports", "credentials"] + (isHealth ? ["options"] : [])),
        in: "\(what) of job '\(job)'"
      )
    }
  }

  /// How a container says that it is well is nobody's business.
  private static func isHealth(_ options: String) -> Bool {
    GateWords.split(options[...].filter { $0 != "\n" }[...]).flatMap(\.words).filter {
      $0.hasPrefix("-")
    }
    .allSatisfy { $0.hasPrefix("--health-") }
  }

  /// An expression with text around it, be it a line's end, is a text, and so is always true.
  func condition(_ node: Node?) -> PipelineNote? {
    let text = node?.text ?? ""
    if let start = text.firstRange(of: "${{") {
      let isAlone =
        start.lowerBound == text.startIndex && text.hasSuffix("}}")
        && text[start.upperBound...].firstRange(of: "${{") == nil
      guard isAlone else { return nil }
    }
    return PipelineNote(node)
  }
}
