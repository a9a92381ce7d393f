import Detection

enum OtherPipelineCases {
  static let steps = "pipeline.steps"
  static let approval = "pipeline.approval"
  static let secret = "pipeline.secret"
  static let action = "supply-chain.action"

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
      .high,
      back: .incomparable
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

  static let lab = CaseFrame(at: ".gitlab-ci.yml") { "ship:\n  \($0)\n  stage: deploy\n" }

  static func jenkins(_ stages: String...) -> String {
    "pipeline {\n  agent any\n  stages {\n\(stages.map { "    \($0)\n" }.joined())  }\n}\n"
  }

  static let ship = "stage('Deploy') { steps {\n        sh './ship'\n    } }"
}
