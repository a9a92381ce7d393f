import Detection

extension GateCases {
  static let all: [DetectorCase] = allFirst + allRest

  static let allFirst: [DetectorCase] = [
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
  ]

  static func gitLab(_ gate: String) -> String {
    "stages: [check, deploy]\ngate:\n  \(gate)\n  stage: check\nship:\n  stage: deploy\n  script: [./ship]\n"
  }

  static func jenkins(_ line: String) -> String {
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

  static func azure(_ step: String) -> String {
    "steps:\n  - \(step)\n  - script: ./ship\n"
  }

  static func circle(_ steps: String) -> String {
    "jobs:\n  deploy:\n    docker: [{image: cimg/base:1}]\n    steps:\n      \(steps)\nworkflows: {main: {jobs: [deploy]}}\n"
  }
}
