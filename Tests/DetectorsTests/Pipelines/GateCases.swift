import Detection

/// What becomes of the gate's own step, in every system.
enum GateCases {
  static let removed = "pipeline.gate-removed"
  static let weakened = "pipeline.gate-weakened"
  private static let check = "countersign check --environment production"

  static func gitHub(_ steps: String..., job: String = "", more: String = "") -> String {
    """
    on: {push: {branches: [main]}}
    permissions: {contents: read}
    jobs:
      deploy:
        runs-on: ubuntu-24.04
        environment: production
        \(job)
        steps:
    \(steps.map { "      - \($0)\n" }.joined())\(more)
    """
  }

  private static func gitHub(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction = .widened,
    _ kind: String? = weakened,
    says: String? = nil,
    _ severity: Severity? = .critical,
    back: Direction? = nil
  ) -> DetectorCase {
    DetectorCase(
      name,
      ".github/workflows/deploy.yml",
      old,
      new,
      direction,
      kind,
      says: says,
      kind == nil ? nil : severity,
      back: back
    )
  }

  static let all: [DetectorCase] = [
    gitHub(
      "the step is gone",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: ./deploy"),
      .widened,
      removed,
      says: "removes 'countersign check' from job 'deploy'"
    ),
    gitHub(
      "the step is a comment",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: '# \(check)'", "run: ./deploy"),
      .widened,
      removed,
      back: .incomparable
    ),
    gitHub(
      "the step is only spoken of",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: echo \(check)", "run: ./deploy"),
      .widened,
      removed,
      back: .incomparable
    ),
    gitHub(
      "its failure is passed over",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: \(check) || true", "run: ./deploy"),
      says: "lets job 'deploy' go on when 'countersign check' refuses: || true"
    ),
    gitHub(
      "exit 1 after a refusal is the same",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: \(check) || exit 1", "run: ./deploy"),
      .incomparable,
      weakened,
      back: .incomparable
    ),
    gitHub(
      "exit 0 after a refusal",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: \(check) || exit 0", "run: ./deploy"),
      says: "|| exit 0"
    ),
    gitHub(
      "in the background",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: \(check) &", "run: ./deploy"),
      says: "refuses: &"
    ),
    gitHub(
      "into a pipe",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: \(check) | tee log", "run: ./deploy"),
      says: "| tee"
    ),
    gitHub(
      "set +e before it",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: set +e; \(check)", "run: ./deploy"),
      says: "set +e"
    ),
    gitHub(
      "continue-on-error on the step",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("{run: \(check), continue-on-error: true}", "run: ./deploy"),
      says: "continue-on-error: true"
    ),
    gitHub(
      "continue-on-error, explicitly not",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("{run: \(check), continue-on-error: false}", "run: ./deploy"),
      .equal,
      nil
    ),
    gitHub(
      "continue-on-error on the job",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: \(check)", "run: ./deploy", job: "continue-on-error: true"),
      says: "continue-on-error"
    ),
    gitHub(
      "if: false",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("{run: \(check), if: false}", "run: ./deploy"),
      says: "condition false"
    ),
    gitHub(
      "a condition",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("{run: \(check), if: \"github.actor != 'eve'\"}", "run: ./deploy"),
      says: "only under the step's condition"
    ),
    gitHub(
      "another condition on the job",
      gitHub("run: \(check)", "run: ./deploy", job: "if: github.ref == 'refs/heads/main'"),
      gitHub("run: \(check)", "run: ./deploy", job: "if: github.ref == 'refs/heads/dev'"),
      .incomparable,
      says: "only under the job's condition",
      back: .incomparable
    ),
    gitHub(
      "after the deploy",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: ./deploy", "run: \(check)"),
      says: "runs './deploy' of job 'deploy' without waiting for 'countersign check'"
    ),
    gitHub(
      "another environment",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: countersign check --environment staging", "run: ./deploy"),
      says: "'production' to 'staging'",
      back: .widened
    ),
    gitHub(
      "another policy",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: \(check) --policy file:mine.yaml", "run: ./deploy"),
      says: "--policy file:mine.yaml",
      back: .widened
    ),
    gitHub(
      "another commit by a variable",
      gitHub("{run: \(check) --to \"$C\", env: {C: \"${{ github.sha }}\"}}", "run: ./deploy"),
      gitHub("{run: \(check) --to \"$C\", env: {C: HEAD~1}}", "run: ./deploy"),
      says: "changes what 'countersign check' gets",
      back: .widened
    ),
    gitHub(
      "in a step of its own name",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("{name: The gate, run: \(check)}", "run: ./deploy"),
      .equal,
      nil
    ),
    gitHub(
      "over two lines",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub(
        "run: |\n          countersign check \\\n            --environment production",
        "run: ./deploy"
      ),
      .equal,
      nil
    ),
    gitHub(
      "in other quotes",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: countersign check --environment 'production'", "run: ./deploy"),
      .equal,
      nil
    ),
    gitHub(
      "on fewer occasions",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: \(check)", "run: ./deploy").replacing("push:", "workflow_dispatch:").replacing(
        "{branches: [main]}",
        "{}"
      ),
      says: "asks the gate on other occasions",
      back: .widened
    ),
    gitHub(
      "a deploy that no longer waits",
      gitHub(
        "run: \(check)",
        more: "  ship:\n    needs: deploy\n    runs-on: ubuntu-24.04\n    steps: [{run: ./ship}]\n"
      ),
      gitHub(
        "run: \(check)",
        more: "  ship:\n    runs-on: ubuntu-24.04\n    steps: [{run: ./ship}]\n"
      ),
      says: "runs job 'ship' without waiting"
    ),
    gitHub(
      "the gate is new",
      gitHub("run: ./deploy"),
      gitHub("run: \(check)", "run: ./deploy"),
      .narrowed,
      removed,
      says: "adds 'countersign check' to job 'deploy'",
      .low
    ),
    gitHub(
      "an action of the gate",
      gitHub("uses: acme/countersign-action@v1", "run: ./deploy"),
      gitHub("run: ./deploy"),
      .widened,
      removed,
      back: .widened
    ),
    gitHub(
      "something else that runs around it",
      gitHub("run: |\n          git fetch\n          \(check)", "run: ./deploy"),
      gitHub("run: |\n          git fetch evil\n          \(check)", "run: ./deploy"),
      .incomparable,
      says: "changes what runs around 'countersign check'"
    ),
    gitHub(
      "in a branch that never runs",
      gitHub("run: \(check)", "run: ./deploy"),
      gitHub("run: if \(check); then true; fi", "run: ./deploy"),
      says: "refuses: if",
      back: .widened
    ),
    gitHub(
      "the audit is gone",
      gitHub("run: countersign audit verify", "run: \(check)"),
      gitHub("run: \(check)"),
      .widened,
      removed,
      says: "removes 'countersign audit'"
    ),
    DetectorCase(
      "GitLab: allow_failure",
      ".gitlab-ci.yml",
      gitLab("script: [\(check)]"),
      gitLab("script: [\(check)]\n  allow_failure: true"),
      .widened,
      weakened,
      line: 3,
      says: "allow_failure: true",
      .critical
    ),
    DetectorCase(
      "GitLab: the job is gone",
      ".gitlab-ci.yml",
      gitLab("script: [\(check)]"),
      "stages: [check, deploy]\nship:\n  stage: deploy\n  script: [./ship]\n",
      .widened,
      removed,
      says: "from job 'gate'",
      .critical
    ),
    DetectorCase(
      "GitLab: no wait",
      ".gitlab-ci.yml",
      gitLab("script: [\(check)]"),
      gitLab("script: [\(check)]") + "  needs: []\n",
      .widened,
      weakened,
      says: "runs job 'ship' without waiting for 'countersign check'",
      .critical
    ),
    DetectorCase(
      "GitLab: a later stage",
      ".gitlab-ci.yml",
      gitLab("script: [\(check)]"),
      gitLab("script: [\(check)]").replacing("[check, deploy]", "[deploy, check]"),
      .widened,
      weakened,
      says: "runs job 'ship' without waiting",
      .critical
    ),
    DetectorCase(
      "GitLab: by hand",
      ".gitlab-ci.yml",
      gitLab("script: [\(check)]"),
      gitLab("script: [\(check)]\n  when: manual"),
      .widened,
      weakened,
      says: "job's approval",
      .critical
    ),
    DetectorCase(
      "GitLab: rules",
      ".gitlab-ci.yml",
      gitLab("script: [\(check)]"),
      gitLab("script: [\(check)]\n  rules: [{if: $SKIP == null}]"),
      .widened,
      weakened,
      says: "job's condition",
      .critical
    ),
    DetectorCase(
      "Jenkins: gone",
      "Jenkinsfile",
      jenkins("sh 'countersign check --environment production'"),
      jenkins("echo 'nothing'"),
      .widened,
      removed,
      says: "from job 'Gate'",
      .critical,
      back: .incomparable
    ),
    DetectorCase(
      "Jenkins: passed over",
      "Jenkinsfile",
      jenkins("sh 'countersign check --environment production'"),
      jenkins("sh 'countersign check --environment production || true'"),
      .widened,
      weakened,
      line: 5,
      says: "|| true",
      .critical
    ),
    DetectorCase(
      "Jenkins: its status taken",
      "Jenkinsfile",
      jenkins("sh(script: 'countersign check --environment production')"),
      jenkins("sh(script: 'countersign check --environment production', returnStatus: true)"),
      .widened,
      weakened,
      says: "returnStatus",
      .critical
    ),
    DetectorCase(
      "Jenkins: a comment",
      "Jenkinsfile",
      jenkins("sh 'countersign check --environment production'"),
      jenkins("// sh 'countersign check --environment production'"),
      .widened,
      removed,
      says: "removes 'countersign check'",
      .critical
    ),
    DetectorCase(
      "Azure: continueOnError",
      "azure-pipelines.yml",
      azure("script: \(check)"),
      azure("script: \(check)\n    continueOnError: true"),
      .widened,
      weakened,
      says: "continueOnError: true",
      .critical
    ),
    DetectorCase(
      "Azure: a step that is off",
      "azure-pipelines.yml",
      azure("script: \(check)"),
      azure("script: \(check)\n    enabled: false"),
      .widened,
      weakened,
      says: "false",
      .critical
    ),
    DetectorCase(
      "CircleCI: gone",
      ".circleci/config.yml",
      circle("- run: \(check)\n      - run: ./ship"),
      circle("- run: ./ship"),
      .widened,
      removed,
      .critical
    ),
    DetectorCase(
      "CircleCI: passed over",
      ".circleci/config.yml",
      circle("- run: \(check)"),
      circle("- run: \(check) || true"),
      .widened,
      weakened,
      says: "|| true",
      .critical
    ),
    DetectorCase(
      "Buildkite: soft_fail",
      ".buildkite/pipeline.yml",
      "steps:\n  - command: \(check)\n",
      "steps:\n  - command: \(check)\n    soft_fail: true\n",
      .widened,
      weakened,
      says: "soft_fail: true",
      .critical
    ),
    DetectorCase(
      "Buildkite: no wait",
      ".buildkite/pipeline.yml",
      "steps:\n  - command: \(check)\n  - wait\n  - command: ./ship\n",
      "steps:\n  - command: \(check)\n  - command: ./ship\n",
      .widened,
      weakened,
      says: "without waiting",
      .critical
    ),
    DetectorCase(
      "CodeBuild: gone",
      "buildspec.yml",
      "phases:\n  build:\n    commands: [\(check), ./ship]\n",
      "phases:\n  build:\n    commands: [./ship]\n",
      .widened,
      removed,
      .critical
    ),
    DetectorCase(
      "CodeBuild: after the rest",
      "buildspec.yml",
      "phases:\n  build:\n    commands: [\(check), ./ship]\n",
      "phases:\n  build:\n    commands: [./ship, \(check)]\n",
      .widened,
      weakened,
      says: "runs './ship' of job 'build' without waiting",
      .critical
    ),
  ]

  private static func gitLab(_ gate: String) -> String {
    "stages: [check, deploy]\ngate:\n  \(gate)\n  stage: check\nship:\n  stage: deploy\n  script: [./ship]\n"
  }

  private static func jenkins(_ line: String) -> String {
    """
    pipeline {
      stages {
        stage('Gate') {
          steps {
            \(line)
          }
        }
        stage('Deploy') {
          steps { sh './deploy' }
        }
      }
    }

    """
  }

  private static func azure(_ step: String) -> String {
    "steps:\n  - \(step)\n  - script: ./ship\n"
  }

  private static func circle(_ steps: String) -> String {
    "jobs:\n  deploy:\n    docker: [{image: cimg/base:1}]\n    steps:\n      \(steps)\nworkflows: {main: {jobs: [deploy]}}\n"
  }
}
