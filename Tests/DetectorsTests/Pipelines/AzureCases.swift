import Detection

/// What Azure and GitLab alone have.
enum AzureCases {
  private static let change = CaseFrame(at: "azure-pipelines.yml")
  private static let lab = CaseFrame(at: ".gitlab-ci.yml")
  private static let opening = "pipeline.step-guard"

  private static func flow(
    _ step: String = "script: make",
    pool: String = "vmImage: ubuntu-24.04",
    more: String = ""
  ) -> String {
    "pool: {\(pool)}\n\(more)steps:\n- \(step)\n"
  }

  private static func container(_ image: String) -> String {
    flow(
      more: "resources: {containers: [{container: tools, image: '\(image)'}]}\ncontainer: tools\n"
    )
  }

  private static let job = "test:\n  script: [make]\n"

  static let all: [DetectorCase] = [
    change(
      "the run's own token",
      flow(),
      flow("{script: make, env: {TOKEN: $(System.AccessToken)}}"),
      .incomparable,
      "pipeline.secret",
      says: "gives secret 'System.AccessToken'"
    ),
    change("a plain number", flow("script: make"), flow("script: make $(Build.BuildId)"), .equal),
    change(
      "a token that stays in the workspace",
      flow("checkout: self"),
      flow("{checkout: self, persistCredentials: true}"),
      .widened,
      opening,
      line: 3,
      says: "'persistCredentials: true'"
    ),
    change(
      "a token that does not, as without a word",
      flow("checkout: self"),
      flow("{checkout: self, persistCredentials: false}"),
      .equal
    ),
    change(
      "a pool of one's own",
      flow(),
      flow(pool: "name: own"),
      .widened,
      "pipeline.runner",
      line: 1,
      says: "runner 'pool own'"
    ),
    change("another image of the pool", flow(), flow(pool: "vmImage: windows-2022"), .equal),
    change("the pool by its name", flow(), flow(pool: "name: Azure Pipelines"), .equal),
    change(
      "a branch's name in a script",
      flow("script: echo \"$BUILD_SOURCEBRANCH\""),
      flow("script: echo \"$(Build.SourceBranch)\""),
      .widened,
      "pipeline.script-injection",
      line: 3,
      says: "'$(Build.SourceBranch)' into a script",
      .high
    ),
    change(
      "a container by a tag",
      container("tools@sha256:\(String(repeating: "a", count: 64))"),
      container("tools:1"),
      .widened,
      "supply-chain.pipeline-image",
      says: "in container 'tools'",
      back: .incomparable
    ),
    change(
      "one container for another",
      flow(more: "container: 'tools:1'\n"),
      flow(more: "container: {image: 'tools:2'}\n"),
      .incomparable,
      "supply-chain.pipeline-image",
      says: "in job 'job'"
    ),
    lab(
      "all variables in the log",
      job + "  variables: {CI_DEBUG_TRACE: 'false'}\n",
      job + "  variables: {CI_DEBUG_TRACE: 'true'}\n",
      .widened,
      opening,
      says: "'CI_DEBUG_TRACE: true' for job 'test'",
      .high
    ),
    lab(
      "the same for all jobs",
      "variables: {A: b}\n" + job,
      "variables: {A: b, CI_DEBUG_TRACE: 'true'}\n" + job,
      .widened,
      opening,
      line: 1
    ),
    lab(
      "another variable",
      job + "  variables: {DEBUG: 'false'}\n",
      job + "  variables: {DEBUG: 'true'}\n",
      .equal
    ),
  ]
}
