import Detection

enum OtherPipelineCases {
  private static let steps = "pipeline.steps"
  private static let approval = "pipeline.approval"
  private static let secret = "pipeline.secret"
  private static let action = "supply-chain.action"

  static let gitLab: [DetectorCase] = [
    lab(
      "by hand no more",
      "script: [./ship]\n  when: manual",
      "script: [./ship]",
      .widened,
      approval,
      line: 3,
      says: "removes approval when: manual for job 'ship'",
      .high
    ),
    lab(
      "by hand by a rule",
      "script: [./ship]\n  rules: [{if: $A, when: manual}]",
      "script: [./ship]\n  rules: [{if: $A}]",
      .incomparable,
      approval,
      .high
    ),
    lab(
      "no environment",
      "script: [./ship]\n  environment: production",
      "script: [./ship]",
      .widened,
      "pipeline.environment",
      says: "removes environment production",
      .high
    ),
    lab(
      "on every branch",
      "script: [./ship]\n  only: [main]",
      "script: [./ship]",
      .widened,
      "pipeline.condition",
      says: "removes condition only: [main]",
      .high
    ),
    lab(
      "another branch",
      "script: [./ship]\n  only: [main]",
      "script: [./ship]\n  only: [dev]",
      .incomparable,
      "pipeline.condition",
      says: "from only: [main] to only: [dev]"
    ),
    lab(
      "another script",
      "script: [./ship]",
      "script: [./ship, ./tell]",
      .incomparable,
      steps,
      says: "changes step 'ship' of job 'ship', which deploys"
    ),
    lab(
      "a secret variable",
      "script: [./ship]",
      "script: ['./ship $DEPLOY_TOKEN']",
      .incomparable,
      secret,
      says: "gives secret 'DEPLOY_TOKEN'",
      .high
    ),
    lab(
      "an identity",
      "script: [./ship]",
      "script: [./ship]\n  id_tokens: {AWS: {aud: sts}}",
      .widened,
      secret,
      says: "gives secret 'AWS'",
      .high
    ),
    lab(
      "another image",
      "script: [./ship]\n  image: alpine:3.19",
      "script: [./ship]\n  image: alpine",
      .widened,
      "supply-chain.pipeline-image",
      says: "image from alpine:3.19 to alpine",
      back: .incomparable
    ),
    lab("a script as a string", "script: ./ship", "script: [./ship]", .equal),
    lab("a cache", "script: [./ship]", "script: [./ship]\n  cache: {paths: [a]}", .equal),
    DetectorCase(
      "a file from elsewhere",
      ".gitlab-ci.yml",
      "ship: {script: [./ship]}\n",
      "include: {remote: 'https://example.net/a.yml'}\nship: {script: [./ship]}\n",
      .widened,
      action,
      line: 1,
      says: "uses https://example.net/a.yml",
      .high
    ),
    DetectorCase(
      "another version of a project's file",
      ".gitlab-ci.yml",
      "include: [{project: a/b, file: c.yml, ref: v1}]\n",
      "include: [{project: a/b, file: c.yml, ref: v2}]\n",
      .incomparable,
      action,
      says: "from v1 to v2"
    ),
    DetectorCase(
      "extended from the same file",
      ".gitlab-ci.yml",
      ".base: {script: [./ship]}\nship: {extends: .base}\n",
      "ship: {script: [./ship]}\n",
      .equal
    ),
    DetectorCase(
      "extended from elsewhere",
      ".gitlab-ci.yml",
      "ship: {script: [./ship]}\n",
      "ship: {script: [./ship], extends: .far}\n",
      .unknown,
      says: "'.far' is extended"
    ),
    DetectorCase(
      "an unprivileged job",
      ".gitlab-ci.yml",
      "test: {script: [make]}\n",
      "test: {script: [make test]}\n",
      .equal
    ),
    DetectorCase(
      "jobs in another order",
      ".gitlab-ci.yml",
      "a: {script: [x]}\ndeploy: {script: [y]}\n",
      "deploy: {script: [y]}\na: {script: [x]}\n",
      .equal
    ),
  ]

  private static func lab(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    _ kind: String? = nil,
    line: Int? = nil,
    says: String? = nil,
    _ severity: Severity? = nil,
    back: Direction? = nil
  ) -> DetectorCase {
    func text(_ body: String) -> String { "ship:\n  \(body)\n  stage: deploy\n" }
    return DetectorCase(
      name,
      ".gitlab-ci.yml",
      text(old),
      text(new),
      direction,
      kind,
      line: line,
      says: says,
      severity,
      back: back
    )
  }

  private static func jenkins(_ stages: String...) -> String {
    "pipeline {\n  agent any\n  stages {\n\(stages.map { "    \($0)\n" }.joined())  }\n}\n"
  }

  private static let ship = "stage('Deploy') { steps {\n        sh './ship'\n    } }"

  static let others: [DetectorCase] = [
    DetectorCase(
      "Jenkins: nobody is asked",
      "Jenkinsfile",
      jenkins("stage('Ask') { steps {\n        input 'Go?'\n    } }", ship),
      jenkins(ship),
      .widened,
      approval,
      says: "removes approval input for job 'Deploy'",
      .high
    ),
    DetectorCase(
      "Jenkins: a credential",
      "Jenkinsfile",
      jenkins(ship),
      jenkins(
        "stage('Deploy') { steps {\n        withCredentials([string(credentialsId: 'aws', variable: 'A')]) {\n        sh './ship'\n    } } }"
      ),
      .widened,
      secret,
      line: 5,
      says: "gives secret 'aws'",
      .high,
      back: .incomparable
    ),
    DetectorCase(
      "Jenkins: another script",
      "Jenkinsfile",
      jenkins(ship),
      jenkins(ship.replacing("./ship", "./ship --force")),
      .incomparable,
      steps,
      says: "of job 'Deploy', which deploys"
    ),
    DetectorCase(
      "Jenkins: comments and blanks",
      "Jenkinsfile",
      jenkins(ship),
      "// deploys\n" + jenkins(ship.replacing("sh './ship'", "/* go */ sh './ship'")),
      .equal
    ),
    DetectorCase(
      "Jenkins: a library",
      "Jenkinsfile",
      "@Library('tools@v1') _\n" + jenkins(ship),
      "@Library('tools@main') _\n" + jenkins(ship),
      .incomparable,
      action,
      says: "library tools from v1 to main"
    ),
    DetectorCase(
      "Azure: no environment",
      "azure-pipelines.yml",
      "jobs:\n  - deployment: ship\n    environment: prod\n    strategy: {runOnce: {deploy: {steps: [{script: ./ship}]}}}\n",
      "jobs:\n  - deployment: ship\n    strategy: {runOnce: {deploy: {steps: [{script: ./ship}]}}}\n",
      .widened,
      "pipeline.environment",
      line: 3,
      says: "removes environment prod",
      .high
    ),
    DetectorCase(
      "Azure: a connection",
      "azure-pipelines.yml",
      "steps: [{script: make}]\n",
      "steps: [{script: make}, {task: AzureCLI@2, inputs: {azureSubscription: prod}}]\n",
      .widened,
      secret,
      says: "connection prod",
      .high,
      back: .incomparable
    ),
    DetectorCase(
      "Azure: nobody is asked",
      "azure-pipelines.yml",
      "jobs:\n  - job: ask\n    steps: [{task: ManualValidation@0}]\n  - job: ship\n    dependsOn: ask\n    steps: [{script: ./ship}]\n",
      "jobs:\n  - job: ship\n    steps: [{script: ./ship}]\n",
      .widened,
      approval,
      says: "for job 'ship'",
      .high,
      back: .widened
    ),
    DetectorCase(
      "Azure: another version of a task",
      "azure-pipelines.yml",
      "steps: [{task: A@1}]\n",
      "steps: [{task: A@2}]\n",
      .incomparable,
      action,
      says: "from 1 to 2"
    ),
    DetectorCase(
      "CircleCI: nobody is asked",
      ".circleci/config.yml",
      circle("[{hold: {type: approval}}, {ship: {requires: [hold]}}]"),
      circle("[ship]"),
      .widened,
      approval,
      says: "for job 'main/ship'",
      .high
    ),
    DetectorCase(
      "CircleCI: a context",
      ".circleci/config.yml",
      circle("[ship]"),
      circle("[{ship: {context: prod}}]"),
      .widened,
      secret,
      says: "context prod",
      .high
    ),
    DetectorCase(
      "CircleCI: an orb",
      ".circleci/config.yml",
      "orbs: {aws: circleci/aws@1.0.0}\n" + circle("[ship]"),
      "orbs: {aws: circleci/aws@volatile}\n" + circle("[ship]"),
      .incomparable,
      action,
      says: "circleci/aws from 1.0.0 to volatile"
    ),
    DetectorCase(
      "Buildkite: nobody is asked",
      ".buildkite/pipeline.yml",
      "steps: [{block: Go}, {command: ./ship, label: ship}]\n",
      "steps: [wait, {command: ./ship, label: ship}]\n",
      .widened,
      approval,
      says: "removes approval block 'Go' for job 'ship'",
      .high
    ),
    DetectorCase(
      "Buildkite: a plugin",
      ".buildkite/pipeline.yml",
      "steps: [{command: a, plugins: [{docker#v5: {image: a}}]}]\n",
      "steps: [{command: a, plugins: [{docker#main: {image: a}}]}]\n",
      .incomparable,
      action,
      says: "docker from v5 to main"
    ),
    DetectorCase(
      "CodeBuild: a secret",
      "buildspec.yml",
      "phases: {build: {commands: [make]}}\n",
      "env: {secrets-manager: {A: prod/db}}\nphases: {build: {commands: [make]}}\n",
      .widened,
      secret,
      line: 1,
      says: "gives secret 'prod/db'",
      .high
    ),
    DetectorCase(
      "CodeBuild: another command",
      "buildspec.yml",
      "phases: {build: {commands: [make]}}\n",
      "phases: {build: {commands: [make, ./ship]}}\n",
      .widened,
      steps,
      says: "adds step './ship'",
      .medium,
      back: .incomparable
    ),
  ]

  private static func circle(_ jobs: String) -> String {
    "jobs: {ship: {docker: [{image: a:1}], steps: [{run: ./ship}]}}\nworkflows: {main: {jobs: \(jobs)}}\n"
  }
}
