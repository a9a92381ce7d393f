import Detection

extension OtherPipelineCases {
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
      .incomparable,
      secret,
      line: 5,
      says: "gives secret 'aws'",
      .high
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

  static func circle(_ jobs: String) -> String {
    "jobs: {ship: {docker: [{image: a:1}], steps: [{run: ./ship}]}}\nworkflows: {main: {jobs: \(jobs)}}\n"
  }
}
