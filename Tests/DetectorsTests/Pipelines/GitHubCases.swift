import Detection

enum GitHubCases {
  static let path = ".github/workflows/ci.yml"
  static let sha = "0123456789abcdef0123456789abcdef01234567"

  static func flow(
    on: String = "[push]",
    permissions: String? = "{contents: read}",
    job: String = "runs-on: ubuntu-24.04",
    steps: String = "[{run: make}]"
  ) -> String {
    """
    on: \(on)
    \(permissions.map { "permissions: \($0)" } ?? "# no word of permissions")
    jobs:
      build:
        \(job)
        steps: \(steps)

    """
  }

  static let change = CaseFrame(at: path)

  static let rights = "iam.github-permissions"
  static let action = "supply-chain.action"
  static let trigger = "pipeline.trigger"
  static let secret = "pipeline.secret"
  static let steps = "pipeline.steps"

  static let permissions: [DetectorCase] = [
    change(
      "one scope up",
      flow(),
      flow(permissions: "{contents: write}"),
      .widened,
      rights,
      line: 2,
      says: "raises 'contents' from read to write for job 'build'",
      .high
    ),
    change(
      "everything",
      flow(),
      flow(permissions: "write-all"),
      .widened,
      rights,
      says: "raises every scope from none to write",
      .critical
    ),
    change(
      "an identity",
      flow(),
      flow(permissions: "{contents: read, id-token: write}"),
      .widened,
      rights,
      says: "raises 'id-token' from none to write",
      .critical
    ),
    change(
      "the first block",
      flow(permissions: nil),
      flow(),
      .narrowed,
      rights,
      says: "lowers the token from the settings' rights to a block of its own",
      .low
    ),
    change(
      "the block is gone",
      flow(),
      flow(permissions: nil),
      .widened,
      rights,
      says: "raises the token from a block of its own",
      .high
    ),
    change(
      "the first block gives an identity",
      flow(permissions: nil),
      flow(permissions: "{id-token: write}"),
      .incomparable,
      rights,
      says: "'id-token'",
      .critical
    ),
    change(
      "the first block writes",
      flow(permissions: nil),
      flow(permissions: "{packages: write}"),
      .incomparable,
      rights,
      says: "changes the token"
    ),
    change(
      "a block of the job",
      flow(),
      flow(job: "permissions: {contents: write}\n    runs-on: ubuntu-24.04"),
      .widened,
      rights,
      line: 5,
      says: "'contents' from read to write"
    ),
    change(
      "the same in the job",
      flow(),
      flow(permissions: "{}", job: "permissions: {contents: read}\n    runs-on: ubuntu-24.04"),
      .equal
    ),
    change(
      "nothing but order",
      flow(permissions: "{contents: read, issues: read}"),
      flow(permissions: "{issues: read, contents: read}"),
      .equal
    ),
    change(
      "none, said or not",
      flow(),
      flow(permissions: "{contents: read, issues: none}"),
      .equal
    ),
    change(
      "all read for some",
      flow(permissions: "read-all"),
      flow(),
      .narrowed,
      rights,
      says: "lowers every scope from read to none"
    ),
    change(
      "a new workflow with the settings' rights",
      nil,
      flow(permissions: nil),
      .widened,
      rights,
      says: "raises the token from no token to the settings' rights",
      .medium
    ),
    change("a new workflow that only reads", nil, flow(), .equal),
  ]
}
