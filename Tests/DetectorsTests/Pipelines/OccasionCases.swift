import Detection

/// Steps and pipelines that run on other occasions, and steps of actions.
enum OccasionCases {
  private static func steps(_ condition: String) -> String {
    GitHubCases.flow(
      job: "environment: prod\n    runs-on: ubuntu-24.04",
      steps: "[{run: make}, {run: ./ship\(condition)}]"
    )
  }

  private static func on(_ event: String) -> String {
    GitHubCases.flow(on: "{\(event)}", job: "environment: prod\n    runs-on: ubuntu-24.04")
  }

  private static func action(_ steps: String) -> String {
    "name: a\ninputs: {foo: {required: true}}\nruns:\n  using: composite\n  steps: [\(steps)]\n"
  }

  private static let change = CaseFrame(at: GitHubCases.path)
  private static let part = CaseFrame(at: ".github/actions/ship/action.yml")
  private static let injection = "pipeline.script-injection"

  static let all: [DetectorCase] = [
    change(
      "a step without its condition",
      steps(", if: \"github.ref == 'refs/heads/main'\""),
      steps(""),
      .widened,
      GitHubCases.steps,
      says: "runs step './ship' without its condition github.ref"
    ),
    change(
      "a step whatever failed before",
      steps(""),
      steps(", if: always()"),
      .widened,
      GitHubCases.steps,
      says: "runs step './ship' whatever failed before"
    ),
    change(
      "a step for failures only, for all",
      steps(", if: failure()"),
      steps(""),
      .incomparable,
      GitHubCases.steps,
      says: "on other occasions"
    ),
    change(
      "another condition of a step",
      steps(", if: github.a"),
      steps(", if: github.b"),
      .incomparable,
      GitHubCases.steps
    ),
    change(
      "one more type",
      on("pull_request_target: {types: [labeled]}"),
      on("pull_request_target: {types: [labeled, opened]}"),
      .widened,
      GitHubCases.trigger,
      line: 1,
      says: "runs on pull_request_target of types 'opened'"
    ),
    change(
      "the types that there are without a word",
      on("pull_request: "),
      on("pull_request: {types: [synchronize, opened, reopened]}"),
      .equal
    ),
    change(
      "other types",
      on("pull_request_target: {types: [labeled]}"),
      on("pull_request_target: "),
      .incomparable,
      GitHubCases.trigger
    ),
    change(
      "every path",
      on("push: {paths: [a/**]}"),
      on("push: {}"),
      .widened,
      GitHubCases.trigger,
      says: "runs on push of all paths"
    ),
    change(
      "one more path that is left out",
      on("push: {paths-ignore: [a/**]}"),
      on("push: {paths-ignore: [a/**, b/**]}"),
      .narrowed,
      GitHubCases.trigger,
      says: "no longer runs on push of ignored paths 'b/**'"
    ),
    change(
      "one more path that takes another out",
      on("push: {paths: [a/**]}"),
      on("push: {paths: [a/**, '!a/b']}"),
      .incomparable,
      GitHubCases.trigger
    ),
    part(
      "one more step of an action",
      action("{run: ./a, shell: bash}"),
      action("{run: ./a, shell: bash}, {run: ./b, shell: bash}"),
      .widened,
      GitHubCases.steps,
      says: "adds step './b' to job 'action', which runs in whatever job uses it",
      back: .incomparable
    ),
    part(
      "another entry of an action",
      "runs: {using: node20, main: index.js}\n",
      "runs: {using: node20, main: other.js}\n",
      .incomparable,
      GitHubCases.steps
    ),
    part(
      "another name of an action",
      action("{run: ./a, shell: bash}"),
      action("{run: ./a, shell: bash}").replacing("name: a", with: "name: b"),
      .equal
    ),
    part(
      "what callers of an action write",
      action("{run: 'echo \"$FOO\"', shell: bash}"),
      action("{run: 'echo \"${{ inputs.foo }}\"', shell: bash}"),
      .incomparable,
      injection,
      says: "'inputs.foo'"
    ),
    change(
      "what those who start a workflow write",
      GitHubCases.flow(on: "[workflow_dispatch]", steps: "[{run: 'echo \"$FOO\"'}]"),
      GitHubCases.flow(on: "[workflow_dispatch]", steps: "[{run: 'echo \"${{ inputs.foo }}\"'}]"),
      .equal
    ),
    change(
      "a branch's name by another spelling",
      GitHubCases.flow(),
      GitHubCases.flow(steps: "[{run: \"make ${{ github['head_ref'] }}\"}]"),
      .widened,
      injection
    ),
    change(
      "a pull request merged by trial",
      GitHubCases.flow(on: "[pull_request_target]", steps: "[{uses: actions/checkout@v4}]"),
      GitHubCases.flow(
        on: "[pull_request_target]",
        steps:
          "[{uses: actions/checkout@v4, with: {ref: \"${{ github.event.pull_request.merge_commit_sha }}\"}}]"
      ),
      .incomparable,
      "pipeline.foreign-checkout"
    ),
  ]
}
