import Detection

/// Jobs that hold something, and what holds them back.
enum WaitCases {
  private static let condition = "pipeline.condition"

  private static func gitHub(_ deploy: String, environment: String = "environment: prod") -> String
  {
    """
    on: push
    jobs:
      build: {runs-on: ubuntu-24.04, steps: [{run: make}]}
      test: {needs: build, runs-on: ubuntu-24.04, steps: [{run: make test}]}
      deploy:
        runs-on: ubuntu-24.04
        \(environment)
        \(deploy)
        steps: [{run: ./deploy}]

    """
  }

  private static func azure(_ deploy: String) -> String {
    """
    jobs:
      - job: test
        steps: [{script: make test}]
      - deployment: web
        dependsOn: test
        environment: prod
        strategy: {runOnce: {deploy: {steps: [{script: ./deploy}]}}}
        \(deploy)

    """
  }

  private static func circle(_ needs: String) -> String {
    """
    jobs:
      test: {docker: [{image: 'a:1'}], steps: [{run: make test}]}
      deploy: {docker: [{image: 'a:1'}], steps: [{run: ./deploy}]}
    workflows: {main: {jobs: [test, {deploy: {requires: [\(needs)]}}]}}

    """
  }

  private static let gitLab =
    "stages: [test, deploy]\ntest:\n  stage: test\n  script: [make]\n"
    + "deploy:\n  stage: deploy\n  environment: prod\n  script: [./deploy]\n"
  private static let buildkite =
    "steps:\n- {key: test, command: make}\n- {key: deploy, command: ./deploy, depends_on: test}\n"

  private static let free = "no longer waits for job 'test'"
  private static let heedless = "run where what it waits for has failed: job 'test'"
  private static let change = CaseFrame(at: GitHubCases.path)
  private static let lab = CaseFrame(at: ".gitlab-ci.yml")
  private static let pipelines = CaseFrame(at: "azure-pipelines.yml")

  static let all: [DetectorCase] = [
    change(
      "a condition that is always true",
      gitHub("needs: test"),
      gitHub("needs: test\n    if: always()"),
      .widened,
      condition,
      line: 9,
      says: "where what it waits for has failed: job 'build' and 1 more",
      .high
    ),
    change(
      "a failure that is no matter, in other words",
      gitHub("needs: test"),
      gitHub("needs: test\n    if: ${{ !cancelled() }}"),
      .widened,
      condition
    ),
    change("nothing to wait for", gitHub("# alone"), gitHub("if: always()"), .equal),
    change(
      "the outcome asked for by name",
      gitHub("needs: test"),
      gitHub("needs: test\n    if: always() && needs.test.result == 'success'"),
      .narrowed,
      condition,
      says: "adds condition"
    ),
    change(
      "the outcome of another asked for by name",
      gitHub("needs: [build, lint]"),
      gitHub("needs: [build, lint]\n    if: always() && needs.build.result == 'success'"),
      .widened,
      condition,
      says: "where what it waits for has failed: job 'lint'",
      back: .widened
    ),
    change(
      "jobs that were left out, but none that failed",
      gitHub("needs: test"),
      gitHub("needs: test\n    if: ${{ !failure() && !cancelled() }}"),
      .equal
    ),
    change(
      "a wait that another one holds",
      gitHub("needs: [build, test]"),
      gitHub("needs: test"),
      .equal
    ),
    change(
      "fewer waits",
      gitHub("needs: test"),
      gitHub("needs: build"),
      .widened,
      condition,
      says: free
    ),
    change(
      "a job that holds nothing",
      gitHub("needs: test", environment: "# none").replacing("deploy:", with: "docs:"),
      gitHub("if: always()", environment: "# none").replacing("deploy:", with: "docs:"),
      .equal
    ),
    lab("no needs", gitLab, gitLab + "  needs: []\n", .widened, condition, says: free),
    lab(
      "an earlier stage",
      gitLab,
      gitLab.replacing("stage: deploy", with: "stage: test"),
      .widened,
      condition,
      says: free
    ),
    lab(
      "always",
      gitLab,
      gitLab + "  when: always\n",
      .widened,
      condition,
      line: 9,
      says: heedless
    ),
    lab("as without a word", gitLab, gitLab + "  when: on_success\n", .equal),
    DetectorCase(
      "an outcome that does not matter",
      ".circleci/config.yml",
      circle("test"),
      circle("{test: [success, failed]}"),
      .widened,
      condition,
      says: "no longer waits for job 'main/test'"
    ),
    DetectorCase(
      "an outcome as without a word",
      ".circleci/config.yml",
      circle("test"),
      circle("{test: success}"),
      .equal
    ),
    pipelines(
      "always, of Azure",
      azure("# none"),
      azure("condition: always()"),
      .widened,
      condition,
      says: heedless
    ),
    pipelines(
      "a condition in the place of success",
      azure("# none"),
      azure("condition: eq(variables['a'], 'b')"),
      .widened,
      condition,
      says: heedless,
      back: .widened
    ),
    pipelines(
      "a condition beside success",
      azure("# none"),
      azure("condition: and(succeeded(), eq(variables['a'], 'b'))"),
      .narrowed,
      condition,
      says: "adds condition"
    ),
    DetectorCase(
      "a failure that is allowed",
      ".buildkite/pipeline.yml",
      buildkite,
      buildkite.replacing(
        "depends_on: test",
        with: "depends_on: [{step: test, allow_failure: true}]"
      ),
      .widened,
      condition,
      says: free
    ),
    change(
      "the gate's refusal does not matter",
      gitHub("needs: gate").replacing("test: {", with: "gate: {").replacing(
        "make test",
        with: "countersign check"
      ),
      gitHub("needs: gate\n    if: always()").replacing("test: {", with: "gate: {").replacing(
        "make test",
        with: "countersign check"
      ),
      .widened,
      "pipeline.gate-weakened",
      says: "without waiting for"
    ),
  ]
}
