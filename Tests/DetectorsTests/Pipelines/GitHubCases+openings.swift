import Detection

extension GitHubCases {
  private static let opening = "pipeline.step-guard"
  private static let kept = "[{uses: actions/checkout@v4, with: {persist-credentials: false}}]"

  private static func container(_ password: String) -> String {
    flow(
      job: """
        container: {image: 'web:1', credentials: {username: ci, password: \(password)}}
            runs-on: ubuntu-24.04
        """
    )
  }

  static let openings: [DetectorCase] = [
    change(
      "a token that stays in the workspace",
      flow(steps: kept),
      flow(steps: "[{uses: actions/checkout@v4}]"),
      .widened,
      opening,
      line: 6,
      says: "removes 'persist-credentials: false' at a checkout of job 'build'",
      .medium
    ),
    change(
      "the same in a job that writes",
      flow(permissions: "write-all", steps: kept),
      flow(permissions: "write-all", steps: "[{uses: actions/checkout@v4}]"),
      .widened,
      opening
    ),
    change(
      "what is so without a word",
      flow(steps: "[{uses: actions/checkout@v4}]"),
      flow(steps: "[{uses: actions/checkout@v4, with: {persist-credentials: true}}]"),
      .equal
    ),
    change(
      "how deep it goes",
      flow(steps: "[{uses: actions/checkout@v4, with: {fetch-depth: 1}}]"),
      flow(steps: "[{uses: actions/checkout@v4, with: {fetch-depth: 0}}]"),
      .equal
    ),
    change(
      "a step's output sets variables",
      flow(),
      flow(steps: "[{run: make, env: {ACTIONS_ALLOW_UNSECURE_COMMANDS: true}}]"),
      .widened,
      opening,
      says: "'ACTIONS_ALLOW_UNSECURE_COMMANDS: true'",
      .high
    ),
    change(
      "a plain variable",
      flow(),
      flow(steps: "[{run: make, env: {VERBOSE: true}}]"),
      .equal
    ),
    change(
      "a password as it is",
      flow(),
      container("example"),
      .widened,
      opening,
      says: "a password as it is for container",
      .high
    ),
    change(
      "a password of a variable",
      container("'${{ vars.A }}'"),
      container("'${{ vars.B }}'"),
      .equal
    ),
    change(
      "every secret for one",
      flow(job: "env: {A: '${{ secrets.A }}'}\n    runs-on: ubuntu-24.04"),
      flow(job: "env: {A: '${{ toJSON(secrets) }}'}\n    runs-on: ubuntu-24.04"),
      .widened,
      secret,
      says: "every secret",
      .critical
    ),
    change(
      "one secret for another",
      flow(job: "env: {A: '${{ secrets.A }}'}\n    runs-on: ubuntu-24.04"),
      flow(job: "env: {A: '${{ secrets.B }}'}\n    runs-on: ubuntu-24.04"),
      .widened,
      secret,
      back: .widened
    ),
    change(
      "a condition that a line's end makes a text",
      flow(permissions: "write-all", job: guarded("'${{ github.ref == ''refs/heads/main'' }}'")),
      flow(
        permissions: "write-all",
        job: guarded("\"${{ github.ref == 'refs/heads/main' }}\\n\"")
      ),
      .widened,
      "pipeline.condition",
      says: "removes condition"
    ),
    change(
      "two conditions that are a text",
      flow(permissions: "write-all", job: guarded("'${{ github.ref == ''refs/heads/main'' }}'")),
      flow(
        permissions: "write-all",
        job: guarded("'${{ github.ref == ''refs/heads/main'' }} && ${{ true }}'")
      ),
      .widened,
      "pipeline.condition"
    ),
    change(
      "another condition",
      flow(permissions: "write-all", job: guarded("\"github.ref == 'refs/heads/main'\"")),
      flow(permissions: "write-all", job: guarded("\"github.ref == 'refs/heads/next'\"")),
      .incomparable,
      "pipeline.condition"
    ),
    change(
      "all that is known of the run in a script",
      flow(),
      flow(steps: "[{run: \"echo '${{ toJSON(github) }}'\"}]"),
      .widened,
      "pipeline.script-injection"
    ),
    change(
      "an image without a tag",
      flow(steps: "[{uses: 'docker://web:1.0'}]"),
      flow(steps: "[{uses: 'docker://web'}]"),
      .widened,
      action,
      says: "unpins docker://web from 1.0 to no version",
      back: .incomparable
    ),
    change(
      "another tag of an image",
      flow(steps: "[{uses: 'docker://web:1.0'}]"),
      flow(steps: "[{uses: 'docker://web:1.1'}]"),
      .incomparable,
      action
    ),
  ]

  private static func guarded(_ condition: String) -> String {
    "if: \(condition)\n    runs-on: ubuntu-24.04"
  }
}
