import Detection

/// What an expression or a block says, however it is written.
enum OneLineCases {
  static let all = expressions + jenkins
  private static let secret = "pipeline.secret"

  private static let step = CaseFrame(at: ".github/workflows/d.yml") {
    """
    on: push
    permissions: {contents: read}
    jobs:
      t:
        runs-on: ubuntu-24.04
        steps: [{run: make\($0)}]

    """
  }

  private static func env(_ expression: String) -> String {
    ", env: {A: \"${{ \(expression) }}\"}"
  }

  static let expressions: [DetectorCase] = [
    step(
      "all, with spaces",
      "",
      env("toJSON( secrets )"),
      .widened,
      secret,
      says: "every secret",
      .critical
    ),
    step("in another case", "", env("Secrets.PROD"), .widened, secret, says: "'PROD'"),
    step("a space before the member", "", env("secrets .PROD"), .widened, secret, says: "'PROD'"),
    step("an index", "", env("secrets [ 'PROD' ]"), .widened, secret, says: "'PROD'"),
    step(
      "an index by a value",
      "",
      env("secrets[matrix.a]"),
      .widened,
      secret,
      says: "every secret"
    ),
    step("a name in another case", env("secrets.prod"), env("secrets.PROD"), .equal),
    step("a text of that name", "", env("'secrets.PROD'"), .equal),
    step("a member of that name", "", env("inputs.secrets.PROD"), .equal),
    step("a file of that name", "", ", env: {A: secrets.txt}", .equal),
    step(
      "strangers' text, with spaces",
      "",
      ", name: a}, {run: \"echo ${{ GitHub . Event['issue'].title }}\"",
      .widened,
      "pipeline.script-injection",
      says: "'github.event.issue.title'"
    ),
    DetectorCase(
      "an action that others use",
      ".github/actions/x/action.yml",
      "runs: {using: composite, steps: [{run: make, shell: bash}]}\n",
      "runs: {using: composite, steps: [{run: ./other, shell: bash}]}\n",
      .incomparable,
      "pipeline.steps",
      says: "which runs in whatever job uses it"
    ),
  ]

  private static let file = CaseFrame(at: "Jenkinsfile")
  private static let test = "stage('Test') { steps { sh 'make' } }"
  private static let ship =
    "stage('Deploy') { steps { withCredentials([string(credentialsId: 'prod', variable: 'A')]) { sh './ship' } } }"
  private static let ask = "stage('Ask') { steps { input 'go?' } }"
  private static let gate = "stage('Gate') { steps { sh '\(GateCases.check)' } }"

  private static func jenkins(_ stages: String...) -> String {
    "pipeline {\n  agent any\n  stages {\n\(stages.map { "    \($0)\n" }.joined())  }\n}\n"
  }

  private static func guarded(_ input: String) -> String {
    jenkins("stage('Deploy') { input { \(input) }; steps { sh './ship' } }")
  }

  static let jenkins: [DetectorCase] = [
    file(
      "Jenkins: a stage in one line",
      jenkins(test),
      jenkins(test, ship),
      .widened,
      secret,
      line: 5,
      says: "'prod'"
    ),
    file(
      "Jenkins: the gate in one line",
      jenkins(test, gate, ship),
      jenkins(test, ship),
      .widened,
      GateCases.removed,
      back: .narrowed
    ),
    file(
      "Jenkins: nobody is asked",
      jenkins(ask, ship),
      jenkins(ship),
      .widened,
      "pipeline.approval",
      says: "job 'Deploy'"
    ),
    file(
      "Jenkins: nobody is asked, without a declaration",
      "node { stage('Ask') { input 'go?' }\nstage('Deploy') { sh './ship' } }\n",
      "node { stage('Deploy') { sh './ship' } }\n",
      .widened,
      "pipeline.approval"
    ),
    file(
      "Jenkins: in lines and in one",
      jenkins(test, ship),
      jenkins(test, ship).replacing("{ ", with: "{\n").replacing(" }", with: "\n}"),
      .equal
    ),
    file(
      "Jenkins: with semicolons",
      "node { sh 'a'; sh 'b' }\n",
      "node {\n  sh 'a'\n  sh 'b';\n}\n",
      .equal
    ),
    file(
      "Jenkins: a stage by another name",
      jenkins(test, ship),
      jenkins(test.replacing("Test", with: "Check"), ship),
      .equal
    ),
    file(
      "Jenkins: a comment ends at a carriage return",
      "node { stage('Deploy') {\n// go\n sh './ship'\n} }\n",
      "node { stage('Deploy') {\n// go\r sh './other'\n sh './ship'\n} }\n",
      .widened,
      "pipeline.steps",
      back: .incomparable
    ),
    file(
      "Jenkins: no longer under a condition",
      "node { stage('Deploy') { if (ok) { sh './ship' } } }\n",
      "node { stage('Deploy') { if (ok) { }; sh './ship' } }\n",
      .incomparable,
      "pipeline.steps"
    ),
    file(
      "Jenkins: braces in a text",
      "node { stage('Deploy') { sh 'a }' } }\n",
      "node { stage('Deploy') {\n sh 'a }'\n} }\n",
      .equal
    ),
    file(
      "Jenkins: braces that do not match",
      "node { stage('Deploy') { sh './ship' }\n",
      "node { stage('Deploy') { sh './ship'; sh 'b' }\n",
      .incomparable,
      "pipeline.setting",
      says: "braces that do not match"
    ),
    file(
      "Jenkins: nobody is named",
      guarded("message 'go?'; submitter 'ops'"),
      guarded("message 'go?'"),
      .widened,
      "pipeline.approval",
      says: "lets anybody approve job 'Deploy'"
    ),
    file(
      "Jenkins: one more is named",
      guarded("submitter 'ops'"),
      guarded("submitter 'ops,dev'"),
      .widened,
      "pipeline.approval",
      says: "'dev, ops'"
    ),
    file(
      "Jenkins: others are named",
      guarded("submitter 'ops'"),
      guarded("submitter 'dev'"),
      .incomparable,
      "pipeline.approval"
    ),
    file("Jenkins: another question", guarded("message 'go?'"), guarded("message 'now?'"), .equal),
    file(
      "Jenkins: a failure is caught",
      "node { stage('Test') { sh 'make' }\nstage('Deploy') { sh './ship' } }\n",
      "node { stage('Test') { try { sh 'make' } catch (e) { } }\nstage('Deploy') { sh './ship' } }\n",
      .widened,
      "pipeline.condition",
      says: "lets others go on"
    ),
  ]
}
