import Detection

extension GateCases {
  static let allRest: [DetectorCase] = [
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
}
