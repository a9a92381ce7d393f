import Detection

extension GitHubCases {
  static let runs: [DetectorCase] = [
    change(
      "strangers' pull requests",
      flow(on: "[pull_request]"),
      flow(on: "[pull_request_target]"),
      .widened,
      trigger,
      line: 1,
      says: "runs on pull_request_target"
    ),
    change(
      "comments, with a secret",
      flow(job: "env: {A: \"${{ secrets.A }}\"}\n    runs-on: ubuntu-24.04"),
      flow(
        on: "[push, issue_comment]",
        job: "env: {A: \"${{ secrets.A }}\"}\n    runs-on: ubuntu-24.04"
      ),
      .widened,
      trigger,
      says: "runs on issue_comment",
      .critical
    ),
    change("another harmless trigger", flow(), flow(on: "[push, pull_request]"), .equal),
    change("triggers in another form", flow(on: "[push]"), flow(on: "push"), .equal),
    change(
      "more branches reach a job with an environment",
      flow(on: "{push: {branches: [main]}}", job: "environment: prod\n    runs-on: ubuntu-24.04"),
      flow(
        on: "{push: {branches: [main, dev]}}",
        job: "environment: prod\n    runs-on: ubuntu-24.04"
      ),
      .widened,
      trigger,
      says: "runs on push of branch 'dev'",
      .medium
    ),
    change(
      "every branch reaches it",
      flow(on: "{push: {branches: [main]}}", job: "environment: prod\n    runs-on: ubuntu-24.04"),
      flow(on: "{push: {}}", job: "environment: prod\n    runs-on: ubuntu-24.04"),
      .widened,
      trigger,
      says: "every branch"
    ),
    change(
      "no environment",
      flow(job: "environment: prod\n    runs-on: ubuntu-24.04"),
      flow(),
      .widened,
      "pipeline.environment",
      line: 5,
      says: "removes environment prod for job 'build'",
      .high
    ),
    change(
      "another environment",
      flow(job: "environment: staging\n    runs-on: ubuntu-24.04"),
      flow(job: "environment: prod\n    runs-on: ubuntu-24.04"),
      .incomparable,
      "pipeline.environment",
      says: "from staging to prod"
    ),
    change(
      "an environment in another form",
      flow(job: "environment: prod\n    runs-on: ubuntu-24.04"),
      flow(job: "environment: {name: prod}\n    runs-on: ubuntu-24.04"),
      .equal
    ),
    change(
      "no condition for a deploy",
      flow(
        job: "environment: prod\n    if: github.ref == 'refs/heads/main'\n    runs-on: ubuntu-24.04"
      ),
      flow(job: "environment: prod\n    runs-on: ubuntu-24.04"),
      .widened,
      "pipeline.condition",
      says: "removes condition",
      .high
    ),
    change(
      "a secret",
      flow(),
      flow(steps: "[{run: make, env: {T: \"${{ secrets.TOKEN }}\"}}]"),
      .widened,
      secret,
      line: 6,
      says: "gives secret 'TOKEN' for job 'build'",
      .high
    ),
    change(
      "the run's own token",
      flow(),
      flow(steps: "[{run: make, env: {T: \"${{ secrets.GITHUB_TOKEN }}\"}}]"),
      .equal
    ),
    change(
      "all secrets",
      flow(),
      flow(job: "secrets: inherit\n    runs-on: ubuntu-24.04"),
      .widened,
      secret,
      says: "every secret ('inherit')",
      .critical
    ),
    change(
      "all secrets as JSON",
      flow(),
      flow(steps: "[{run: make, env: {T: \"${{ toJSON(secrets) }}\"}}]"),
      .widened,
      secret,
      says: "every secret",
      .critical
    ),
    change(
      "a machine of one's own",
      flow(),
      flow(job: "runs-on: [self-hosted, prod]"),
      .widened,
      "pipeline.runner",
      line: 5,
      says: "runner 'prod, self-hosted'",
      .high
    ),
    change("another hosted machine", flow(), flow(job: "runs-on: ubuntu-22.04"), .equal),
    change(
      "one more step of a deploy",
      flow(job: "environment: prod\n    runs-on: ubuntu-24.04"),
      flow(
        job: "environment: prod\n    runs-on: ubuntu-24.04",
        steps: "[{run: make}, {run: ./ship}]"
      ),
      .widened,
      steps,
      says: "adds step './ship' to job 'build', which enters environment 'prod'",
      .medium,
      back: .incomparable
    ),
    change(
      "another script of a deploy",
      flow(job: "environment: prod\n    runs-on: ubuntu-24.04"),
      flow(job: "environment: prod\n    runs-on: ubuntu-24.04", steps: "[{run: make all}]"),
      .incomparable,
      steps,
      says: "changes step 'make all'"
    ),
    change(
      "a comment in a script",
      flow(job: "environment: prod\n    runs-on: ubuntu-24.04", steps: "[{run: \"make\\n\"}]"),
      flow(
        job: "environment: prod\n    runs-on: ubuntu-24.04",
        steps: "[{run: \"# builds\\n  make\\n\"}]"
      ),
      .equal
    ),
    change("another script of a test", flow(), flow(steps: "[{run: make test}]"), .equal),
    change(
      "another name of a step",
      flow(job: "environment: prod\n    runs-on: ubuntu-24.04"),
      flow(
        job: "environment: prod\n    runs-on: ubuntu-24.04",
        steps: "[{name: Build, run: make}]"
      ),
      .equal
    ),
  ]

  static let parts: [DetectorCase] = [
    change(
      "a tag for a commit",
      flow(steps: "[{uses: acme/scan@\(sha)}]"),
      flow(steps: "[{uses: acme/scan@v2}]"),
      .widened,
      action,
      line: 6,
      says: "unpins acme/scan from 0123456789ab to v2 in job 'build'",
      .high,
      back: .incomparable
    ),
    change(
      "another commit",
      flow(steps: "[{uses: acme/scan@\(sha)}]"),
      flow(steps: "[{uses: acme/scan@\(String(sha.reversed()))}]"),
      .incomparable,
      action,
      says: "changes acme/scan",
      .medium
    ),
    change(
      "an action of strangers",
      flow(),
      flow(steps: "[{run: make}, {uses: acme/scan@v2}]"),
      .widened,
      action,
      says: "uses acme/scan at v2 in job 'build'",
      .high
    ),
    change(
      "an action of GitHub",
      flow(),
      flow(steps: "[{run: make}, {uses: actions/cache@v4}]"),
      .widened,
      action,
      says: "uses actions/cache",
      .medium
    ),
    change(
      "a reusable workflow",
      flow(job: "uses: acme/flows/.github/workflows/a.yml@v1"),
      flow(job: "uses: acme/flows/.github/workflows/a.yml@v2"),
      .incomparable,
      action,
      says: "from v1 to v2"
    ),
    change(
      "an image of an action",
      flow(steps: "[{uses: docker://alpine:3.19}]"),
      flow(steps: "[{uses: docker://alpine:3.20}]"),
      .incomparable,
      action,
      says: "docker://alpine"
    ),
    change(
      "an image of a job",
      flow(job: "container: node:20\n    runs-on: ubuntu-24.04"),
      flow(job: "container: {image: node:22}\n    runs-on: ubuntu-24.04"),
      .incomparable,
      "supply-chain.pipeline-image",
      says: "from node:20 to node:22"
    ),
    change(
      "a title in a script",
      flow(),
      flow(steps: "[{run: \"echo ${{ github.event.issue.title }}\"}]"),
      .widened,
      "pipeline.script-injection",
      line: 6,
      says: "'github.event.issue.title' into a script",
      .high
    ),
    change(
      "a branch's name in a script",
      flow(),
      flow(steps: "[{run: \"echo ${{ github.head_ref }}\"}]"),
      .widened,
      "pipeline.script-injection",
      says: "github.head_ref",
      .high
    ),
    change(
      "a commit's id in a script",
      flow(),
      flow(steps: "[{run: \"echo ${{ github.sha }}\"}]"),
      .equal
    ),
    change(
      "a pull request's code",
      flow(on: "[pull_request_target]", steps: "[{uses: actions/checkout@v4}]"),
      flow(
        on: "[pull_request_target]",
        steps:
          "[{uses: actions/checkout@v4, with: {ref: \"${{ github.event.pull_request.head.sha }}\"}}]"
      ),
      .incomparable,
      "pipeline.foreign-checkout",
      line: 6,
      says: "to job 'build'",
      .critical,
      back: .incomparable
    ),
    DetectorCase(
      "an action's inputs",
      "tools/action.yml",
      "inputs: {a: {required: true}}\nruns: {using: node20, main: index.js}\n",
      "inputs: {a: {required: true}, tag: {}}\nruns: {using: node20, main: index.js}\n",
      .equal
    ),
    DetectorCase(
      "an action within an action",
      "tools/action.yml",
      "runs: {using: composite, steps: [{uses: acme/a@v1}]}\n",
      "runs: {using: composite, steps: [{uses: acme/b@v1}]}\n",
      .incomparable,
      action,
      line: 1,
      says: "uses acme/b",
      .high
    ),
    change(
      "a key that stands twice",
      flow(),
      flow() + "on: [pull_request_target]\n",
      .unknown,
      says: "twice"
    ),
  ]
}
