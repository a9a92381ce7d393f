import Detection

/// What holds a deploy back until all before it has ended well.
enum HeldBackCases {
  static let condition = "pipeline.condition"
  static let approval = "pipeline.approval"

  static let all = gitHub + gitLab + azure

  private static let flow = CaseFrame(at: ".github/workflows/d.yml") {
    """
    on: {push: {branches: [main]}}
    permissions: {contents: read}
    jobs:
      gate: {runs-on: ubuntu-24.04, steps: [{run: make test}]}
      deploy: {needs: gate, \($0) runs-on: ubuntu-24.04, environment: production, steps: [{run: ./deploy}]}

    """
  }

  static let gitHub: [DetectorCase] = [
    flow(
      "GitHub: always",
      "",
      "if: always(),",
      .widened,
      condition,
      line: 5,
      says: "lets job 'deploy' run where what it waits for has failed",
      .high
    ),
    // Less often, but also after a failure: the worse counts.
    flow(
      "GitHub: always on a branch",
      "",
      "if: always() && a == 'b',",
      .widened,
      condition,
      back: .widened
    ),
    flow("GitHub: not cancelled", "", "if: '!cancelled()',", .widened, condition),
    flow("GitHub: after a failure", "", "if: failure(),", .widened, condition, back: .widened),
    flow("GitHub: spelled otherwise", "", "if: \"${{ Always( ) }}\",", .widened, condition),
    flow("GitHub: either way", "", "if: success() || failure(),", .widened, back: .widened),
    flow("GitHub: an or beside success", "", "if: success() && a || b,", .widened, back: .widened),
    flow("GitHub: on a branch", "", "if: github.ref == 'refs/heads/main',", .narrowed, condition),
    flow("GitHub: success on a branch", "", "if: success() && (a || b),", .narrowed, condition),
    flow("GitHub: a text says always()", "", "if: github.ref == 'always()',", .narrowed, condition),
    DetectorCase(
      "GitHub: the tests fail and nobody hears",
      ".github/workflows/d.yml",
      "on: push\njobs:\n  t: {runs-on: ubuntu-24.04, steps: [{run: make test}]}\n  d: {needs: t, runs-on: ubuntu-24.04, environment: prod, steps: [{run: ./d}]}\n",
      "on: push\njobs:\n  t: {runs-on: ubuntu-24.04, steps: [{run: make test || true}]}\n  d: {needs: t, runs-on: ubuntu-24.04, environment: prod, steps: [{run: ./d}]}\n",
      .widened,
      condition,
      line: 3,
      says: "lets others go on where 'make test' fails (|| true) in job 't'"
    ),
    DetectorCase(
      "GitHub: a new command that may fail",
      ".github/workflows/d.yml",
      "on: push\njobs:\n  t: {runs-on: ubuntu-24.04, steps: [{run: make test}]}\n  d: {needs: t, runs-on: ubuntu-24.04, environment: prod, steps: [{run: ./d}]}\n",
      "on: push\njobs:\n  t: {runs-on: ubuntu-24.04, steps: [{run: make test}, {run: ls a || true}]}\n  d: {needs: t, runs-on: ubuntu-24.04, environment: prod, steps: [{run: ./d}]}\n",
      .equal
    ),
  ]

  private static let lab = CaseFrame(at: ".gitlab-ci.yml") { "stages: [test, deploy]\n" + $0 }
  private static let scan = "scan: {stage: test, script: [make scan]}\n"
  private static let go =
    "go: {stage: test, when: manual, allow_failure: false, script: ['true']}\n"
  private static let ship = "ship: {stage: deploy, environment: prod, script: [./ship]}\n"

  private static func ship(_ more: String) -> String {
    ship.replacing("stage: deploy,", with: "stage: deploy, \(more),")
  }

  static let gitLab: [DetectorCase] = [
    lab("GitLab: always", scan + ship, scan + ship("when: always"), .widened, condition, line: 3),
    lab("GitLab: always by a rule", scan + ship, scan + ship("rules: [{when: always}]"), .widened),
    lab("GitLab: always with nothing before", ship, ship("when: always"), .equal),
    lab("GitLab: on success", scan + ship, scan + ship("when: on_success"), .equal),
    lab("GitLab: waits for nothing", scan + go + ship, scan + go + ship("needs: []"), .widened),
    lab(
      "GitLab: waits for one",
      scan + go + ship,
      scan + go + ship("needs: [scan]"),
      .widened,
      condition,
      says: "job 'ship' no longer waits for job 'go'"
    ),
    lab("GitLab: waits for both", scan + go + ship, scan + go + ship("needs: [scan, go]"), .equal),
    lab(
      "GitLab: a scan is gone",
      scan + ship,
      "." + scan + ship,
      .widened,
      condition,
      says: "no longer waits for job 'scan'"
    ),
    lab(
      "GitLab: a scan by hand",
      scan + ship,
      scan.replacing("script", with: "when: manual, script") + ship,
      .widened,
      condition,
      back: .widened
    ),
    lab(
      "GitLab: a scan on a branch",
      scan + ship,
      scan.replacing("script", with: "only: [main], script") + ship,
      .widened,
      condition,
      says: "adds a condition only: [main] to job 'scan', which others wait for"
    ),
    lab("GitLab: a scan by another name", scan + ship, "check" + scan.dropFirst(4) + ship, .equal),
    lab(
      "GitLab: a scan may fail by a rule",
      scan.replacing("script", with: "rules: [{if: $A}], script") + ship,
      scan.replacing("script", with: "rules: [{if: $A, allow_failure: true}], script") + ship,
      .incomparable,
      condition,
      says: "lets others go on"
    ),
    DetectorCase(
      "GitLab: stages swapped",
      ".gitlab-ci.yml",
      "stages: [test, deploy]\n" + scan + ship,
      "stages: [deploy, test]\n" + scan + ship,
      .widened,
      condition,
      says: "no longer waits for job 'scan'"
    ),
    lab(
      "GitLab: nobody is asked",
      go + ship,
      ship,
      .widened,
      approval,
      says: "removes approval when: manual for job 'ship'"
    ),
    lab(
      "GitLab: asked, but not waited for",
      go + ship,
      go.replacing("allow_failure: false, ", with: "") + ship,
      .widened,
      approval
    ),
    lab(
      "GitLab: an action that is no deployment",
      ship,
      ship.replacing("prod", with: "{name: prod, action: access}"),
      .widened,
      "pipeline.setting",
      line: 2,
      says: "sets 'action' of its environment access in job 'ship'"
    ),
    lab(
      "GitLab: the address of it",
      ship,
      ship.replacing("prod", with: "{name: prod, url: a}"),
      .equal
    ),
    lab(
      "GitLab: no rules for the workflow",
      "workflow: {rules: [{if: $A}]}\n" + ship,
      ship,
      .widened,
      "pipeline.trigger",
      says: "no longer holds workflow to anything",
      .high
    ),
    lab("GitLab: the workflow's name", "workflow: {name: a}\n" + ship, ship, .equal),
  ]

  private static let stages = CaseFrame(at: "azure-pipelines.yml") {
    """
    trigger: [main]
    stages:
    - stage: test
      jobs: [{job: t, steps: [{script: make}]}]
    - stage: ship
      \($0)
      jobs:
      - deployment: d
        environment: prod
        strategy: {runOnce: {deploy: {steps: [{script: ./ship}]}}}

    """
  }
  private static let plain = CaseFrame(at: "azure-pipelines.yml") {
    "\($0)\nvariables: [{group: prod}]\nsteps: [{script: ./ship}]\n"
  }

  static let azure: [DetectorCase] = [
    stages("Azure: always", "", "condition: always()", .widened, condition, line: 6),
    stages("Azure: any condition", "", "condition: eq(a, 'b')", .widened, back: .widened),
    stages("Azure: either way", "", "condition: succeededOrFailed()", .widened, back: .widened),
    stages(
      "Azure: success on a branch",
      "",
      "condition: and(succeeded(), eq(a, 'b'))",
      .narrowed,
      condition
    ),
    stages("Azure: deeper", "", "condition: and(eq(a, b), and(Succeeded(), c))", .narrowed),
    stages("Azure: success or", "", "condition: or(succeeded(), a)", .widened, back: .widened),
    stages("Azure: in a template", "", "${{ if true }}: {condition: always()}", .incomparable),
    stages("Azure: by hand", "trigger: manual", "", .widened, approval),
    stages("Azure: a title", "displayName: a", "displayName: b", .equal),
    plain("Azure: every branch", "trigger: none", "", .widened, "pipeline.trigger", .high),
    plain("Azure: every request", "pr: none", "", .widened, "pipeline.trigger"),
    plain("Azure: none", "trigger: [main]", "trigger: none", .narrowed, "pipeline.trigger"),
    plain(
      "Azure: one branch, said either way",
      "trigger: [main]",
      "trigger: {branches: {include: [main]}}",
      .equal
    ),
    DetectorCase(
      "Azure: another template",
      "azure-pipelines.yml",
      "extends: {template: safe.yml@t}\n",
      "extends: {template: other.yml@t}\n",
      .incomparable,
      "supply-chain.action",
      says: "uses other.yml@t"
    ),
    DetectorCase(
      "Azure: other parameters",
      "azure-pipelines.yml",
      "extends: {template: safe.yml@t, parameters: {env: dev}}\n",
      "extends: {template: safe.yml@t, parameters: {env: prod}}\n",
      .incomparable,
      "pipeline.setting",
      line: 1,
      says: "changes 'parameters' from {env: dev} to {env: prod}"
    ),
    DetectorCase(
      "Azure: a container with everything",
      "azure-pipelines.yml",
      "jobs: [{job: a, container: {image: 'a:1'}, steps: [{script: make}]}]\n",
      "jobs: [{job: a, container: {image: 'a:1', options: --privileged}, steps: [{script: make}]}]\n",
      .incomparable,
      "pipeline.setting",
      says: "'options' --privileged in the container of job 'a'"
    ),
  ]
}
