import Detection
import Syntax

/// What steps of Azure leave open, and text of strangers within them.
enum AzureOpenings {
  /// Put into a script before a shell reads it, and written by whoever names a branch or a commit.
  private static let foreign = [
    "Build.SourceBranch", "Build.SourceBranchName", "Build.SourceVersionMessage",
    "Build.SourceVersionAuthor", "Build.RequestedFor", "System.PullRequest.SourceBranch",
  ]

  static func add(_ step: Node, _ job: String, _ facts: inout Facts) {
    let scripts = ["script", "bash", "pwsh", "powershell"].map { step[$0] }
    let inputs = ["inlineScript", "script"].map { step["inputs"]?[$0] }
    for script in (scripts + inputs).compactMap(\.self) {
      for name in foreign where script.text?.contains("$(\(name))") ?? false {
        facts.add(
          Fact(
            GitHubWorkflowDetector.injection,
            slot: "\(job)\u{0}\(name)",
            .high,
            line: script.position.line,
            "'$(\(name))'",
            "into a script of job '\(job)'",
            verbs: Fact.Verbs(comes: "puts", goes: "no longer puts")
          )
        )
      }
    }
    guard step["checkout"] != nil, let flag = step["persistCredentials"], flag.isTrue else {
      return
    }
    facts.add(
      Fact(
        GitHubOpenings.kind,
        slot: "\(job)\u{0}persistCredentials",
        .medium,
        line: flag.position.line,
        "'persistCredentials: true'",
        "at a checkout of job '\(job)'"
      )
    )
  }
}
