import Detection
import Syntax

/// Text and code of strangers within a step.
enum GitHubDangers {
  /// Of an action also what its callers write.
  static func find(in step: Node, job: String, isAction: Bool) -> [GitHubWorkflow.Danger] {
    var dangers: [GitHubWorkflow.Danger] = []
    let uses = step["uses"]?.text ?? ""
    let scripts = [
      step["run"], uses.hasPrefix("actions/github-script") ? step[path: "with", "script"] : nil,
    ]
    for script in scripts.compactMap(\.self) {
      for expression in GitHubExpression.all(in: script.text ?? "")
      where isForeign(expression) || isAction && expression.hasPrefix("inputs.") {
        dangers.append(danger(job, expression, script, isCheckout: false))
      }
    }
    if uses.hasPrefix("actions/checkout") {
      for key in ["ref", "repository"] {
        guard let node = step["with"]?[key], let text = node.text else { continue }
        let spelled = GitHubExpression.all(in: text).joined(separator: " ") + text
        if heads.contains(where: spelled.contains) {
          dangers.append(danger(job, text, node, isCheckout: true))
        }
      }
    }
    let script = Array((step["run"]?.text ?? "").utf8)
    if ["gh pr checkout", "refs/pull/", "pull/${{"].contains(where: script.holds) {
      dangers.append(danger(job, "gh pr checkout", step, isCheckout: true))
    }
    return dangers
  }

  private static func danger(
    _ job: String,
    _ text: String,
    _ node: Node,
    isCheckout: Bool
  ) -> GitHubWorkflow.Danger {
    GitHubWorkflow.Danger(job: job, text: text, line: node.position.line, isCheckout: isCheckout)
  }

  private static let heads = [
    "github.event.pull_request.head", "github.head_ref", "github.event.workflow_run.head",
    "github.event.pull_request.merge_commit_sha", "refs/pull/", "github.event.issue.number",
    "github.event.number",
  ]

  /// Values that whoever opens an issue or a pull request writes.
  private static func isForeign(_ expression: String) -> Bool {
    if expression.contains("github.head_ref") || expression.contains("(github)") { return true }
    guard expression.contains("github.event") else { return false }
    // The repository's own name and settings are its owners'; a fork's stand elsewhere.
    if expression.hasPrefix("github.event.repository."),
      expression.utf8.allSatisfy({ $0.isSQLWord || $0 == UInt8(ascii: ".") })
    {
      return false
    }
    // Numbers and commit ids are no text of theirs.
    let harmless = [
      ".sha", ".number", ".id", ".before", ".after", ".created_at", ".merged", ".draft",
    ]
    return !harmless.contains(where: expression.hasSuffix)
      && !expression.contains("github.event_name")
  }
}
