package import Detection
import Syntax

/// Workflows and actions of GitHub.
package struct GitHubWorkflowDetector: Detector {
  static let injection = Kind(
    "script-injection",
    of: .pipeline,
    title: "Text of strangers becomes part of a script",
    help:
      "An expression in a script is put in before the shell reads it: whoever writes the title or branch name writes commands.",
    example: Kind.Example(
      path: ".github/workflows/test.yml",
      old: PipelineExamples.plain(step: "run: make"),
      new: PipelineExamples.plain(step: "run: echo \"${{ github.event.issue.title }}\"")
    )
  )
  static let checkout = Kind(
    "foreign-checkout",
    of: .pipeline,
    title: "A workflow takes strangers' code",
    help:
      "A checkout of a pull request's head, in a run with the repository's own rights, runs code of strangers with them.",
    example: Kind.Example(
      path: ".github/workflows/test.yml",
      old: PipelineExamples.plain(on: "[pull_request_target]", step: "uses: actions/checkout@v4"),
      new: PipelineExamples.plain(
        on: "[pull_request_target]",
        step:
          "{uses: actions/checkout@v4, with: {ref: \"${{ github.event.pull_request.head.sha }}\"}}"
      )
    )
  )

  package init() {}

  package var kinds: [Kind] {
    PipelineComparison.kinds.filter { $0 != PipelineRule.approval }
      + GitHubPermissionRule.kinds + [Self.injection, Self.checkout, GitHubOpenings.kind]
  }

  package func read(_ pair: FilePair) -> Reading {
    guard Self.isWorkflow(pair.path) else { return .foreign }
    let old: GitHubWorkflow
    let new: GitHubWorkflow
    do {
      old = try Self.workflow(pair.old)
      new = try Self.workflow(pair.new)
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
    var findings = PipelineComparison.findings(old.pipeline, new.pipeline)
    findings.observations += GitHubPermissionRule.compare(old, new)
    findings.add(FactComparison(old: Self.dangers(old), new: Self.dangers(new)).findings)
    findings.add(FactComparison(old: old.openings.facts, new: new.openings.facts).findings)
    return findings.reading
  }

  private static func isWorkflow(_ path: [UInt8]) -> Bool {
    let text = String(decoding: path, as: UTF8.self)
    let isYAML = text.hasSuffix(".yml") || text.hasSuffix(".yaml")
    let name = text.split(separator: "/").last ?? ""
    let isAction = name == "action.yml" || name == "action.yaml"
    return isYAML && (text.hasPrefix(".github/workflows/") || isAction || inTemplates(text))
  }

  /// Workflows that are kept elsewhere to be copied.
  private static func inTemplates(_ text: String) -> Bool {
    text.contains("/.github/workflows/") || text.hasPrefix(".gitea/workflows/")
      || text.hasPrefix(".forgejo/workflows/")
  }

  private static func workflow(_ bytes: [UInt8]?) throws(SyntaxError) -> GitHubWorkflow {
    guard let bytes,
      let first = try YAMLReader.read(bytes, limits: PipelineComparison.limits).first(where: {
        !$0.isNull
      })
    else {
      return GitHubWorkflow()
    }
    return GitHubWorkflow(first)
  }

  private static func dangers(_ workflow: GitHubWorkflow) -> Facts {
    var facts = Facts()
    let isForStrangers = workflow.pipeline.triggers.contains {
      TriggerRule.dangerous.contains($0.name)
    }
    for danger in workflow.dangers where !danger.isCheckout || isForStrangers {
      facts.add(
        Fact(
          danger.isCheckout ? checkout : injection,
          slot: "\(danger.job)\u{0}\(danger.text)",
          isForStrangers ? .critical : .high,
          line: danger.line,
          danger.isCheckout ? "a checkout of '\(danger.text)'" : "'\(danger.text)'",
          danger.isCheckout
            ? "to job '\(danger.job)'" : "into a script of job '\(danger.job)'",
          verbs: danger.isCheckout ? .adds : Fact.Verbs(comes: "puts", goes: "no longer puts")
        )
      )
    }
    return facts
  }
}
