import Detection

/// Waits, blocks and requirements of Buildkite and CircleCI.
enum BarrierCases {
  static let all = buildkite + circle
  private static let condition = "pipeline.condition"
  private static let approval = "pipeline.approval"
  private static let setting = "pipeline.setting"

  private static let kite = CaseFrame(at: ".buildkite/pipeline.yml") { "steps:\n\($0)" }
  private static let test = "- {key: t, command: make}\n"
  private static let gate = "- {key: gate, command: \(GateCases.check)}\n"
  private static let ship = "- {key: ship, command: ./ship}\n"
  private static let block = "- {block: go, branches: main, allowed_teams: [ops]}\n"

  static let buildkite: [DetectorCase] = [
    kite(
      "Buildkite: goes on after a failure",
      gate + "- wait\n" + ship,
      gate + "- {wait: ~, continue_on_failure: true}\n" + ship,
      .widened,
      GateCases.weakened,
      says: "runs job 'ship' without waiting"
    ),
    kite(
      "Buildkite: a wait that is never there",
      test + "- wait\n" + ship,
      test + "- {wait: ~, if: 'false'}\n" + ship,
      .widened,
      condition
    ),
    kite(
      "Buildkite: a wait on a branch",
      test + "- wait\n" + ship,
      test + "- {wait: ~, branches: main}\n" + ship,
      .widened,
      setting,
      line: 3
    ),
    kite(
      "Buildkite: a wait, spelled otherwise",
      test + "- wait\n" + ship,
      test + "- {type: waiter, wait: ~}\n" + ship,
      .equal
    ),
    kite(
      "Buildkite: the gate is passed over",
      gate + "- wait\n" + ship,
      gate.replacing("key", with: "skip: true, key") + "- wait\n" + ship,
      .widened,
      GateCases.weakened
    ),
    kite(
      "Buildkite: a test is passed over",
      test + "- wait\n" + ship,
      test.replacing("key", with: "skip: later, key") + "- wait\n" + ship,
      .widened,
      condition
    ),
    kite(
      "Buildkite: not passed over",
      test + "- wait\n" + ship,
      test.replacing("key", with: "skip: false, key") + "- wait\n" + ship,
      .equal
    ),
    kite(
      "Buildkite: what it waits for may fail",
      test + ship.replacing("key", with: "depends_on: t, key"),
      test + ship.replacing("key", with: "depends_on: [{step: t, allow_failure: true}], key"),
      .widened,
      condition
    ),
    kite(
      "Buildkite: all that it waits for may fail",
      test + ship.replacing("key", with: "depends_on: t, key"),
      test + ship.replacing("key", with: "depends_on: t, allow_dependency_failure: true, key"),
      .widened,
      condition
    ),
    kite(
      "Buildkite: one as a list",
      test + ship.replacing("key", with: "depends_on: t, key"),
      test + ship.replacing("key", with: "depends_on: [{step: t}], key"),
      .equal
    ),
    kite(
      "Buildkite: past the block",
      test + block + ship,
      test + block + ship.replacing("key", with: "depends_on: t, key"),
      .widened,
      approval,
      says: "for job 'ship'"
    ),
    kite(
      "Buildkite: an input holds nothing",
      block + ship,
      block.replacing("block", with: "input") + ship,
      .widened,
      approval
    ),
    kite(
      "Buildkite: an input that is waited for",
      "- {input: go, key: i}\n" + ship.replacing("key", with: "depends_on: i, key"),
      ship,
      .widened,
      approval
    ),
    kite(
      "Buildkite: a block on another branch",
      block + ship,
      block.replacing("main", with: "never") + ship,
      .incomparable,
      setting,
      says: "condition 'branches'"
    ),
    kite(
      "Buildkite: a block that is never there",
      block + ship,
      block.replacing("block", with: "if: 'false', block") + ship,
      .widened,
      approval
    ),
    kite(
      "Buildkite: one more team",
      block + ship,
      block.replacing("[ops]", with: "[ops, all]") + ship,
      .widened,
      approval,
      says: "lets 'all, ops' approve"
    ),
    kite(
      "Buildkite: no team is named",
      block + ship,
      block.replacing(", allowed_teams: [ops]", with: "") + ship,
      .widened,
      approval,
      says: "lets anybody approve"
    ),
    kite(
      "Buildkite: a question",
      block + ship,
      block.replacing("block", with: "prompt: sure?, block") + ship,
      .equal
    ),
    kite(
      "Buildkite: one more secret",
      "- {label: ship, command: ./s, secrets: [K]}\n",
      "- {label: ship, command: ./s, secrets: [K, A]}\n",
      .widened,
      "pipeline.secret",
      says: "'A'"
    ),
    kite(
      "Buildkite: another label",
      "- {label: ship, command: ./s, agents: {q: a}}\n",
      "- {label: Ship it, command: ./s, agents: {q: a}}\n",
      .equal
    ),
    kite(
      "Buildkite: another queue",
      "- {label: ship, command: ./s, agents: {q: a}}\n",
      "- {label: ship, command: ./s, agents: {q: b}}\n",
      .incomparable,
      "pipeline.runner"
    ),
    kite(
      "Buildkite: a key that nobody knows",
      ship,
      ship.replacing("key", with: "unheard_of: a, key"),
      .incomparable,
      setting,
      line: 2,
      says: "sets 'unheard_of' a in step 'ship'"
    ),
    kite(
      "Buildkite: a timeout",
      ship,
      ship.replacing("key", with: "timeout_in_minutes: 5, key"),
      .equal
    ),
  ]

  private static let config = CaseFrame(at: ".circleci/config.yml") { $0 }

  private static func config(
    orbs: String = "{aws: circleci/aws@4.0.0}",
    command: String = "./ship",
    image: String = "cimg/base:1",
    gate: String = "executor: e",
    when: String = "when: a",
    ship: String = "requires: [gate], context: [prod]"
  ) -> String {
    """
    orbs: \(orbs)
    commands: {ship: {steps: [{run: \(command)}]}}
    executors: {e: {docker: [{image: "\(image)"}]}}
    jobs:
      gate: {\(gate), steps: [{run: \(GateCases.check)}]}
      ship: {executor: e, steps: [ship]}
    workflows:
      w: {\(when), jobs: [gate, {ship: {\(ship)}}]}

    """
  }

  static let circle: [DetectorCase] = [
    config(
      "CircleCI: whatever became of it",
      config(),
      config(ship: "requires: [{gate: [success, failed]}], context: [prod]"),
      .widened,
      GateCases.weakened
    ),
    config(
      "CircleCI: success, spelled out",
      config(),
      config(ship: "requires: [{gate: success}], context: [prod]"),
      .equal
    ),
    config(
      "CircleCI: another owner's orb",
      config(),
      config(orbs: "{aws: other/aws@4.0.0}"),
      .widened,
      "supply-chain.action",
      says: "uses other/aws at 4.0.0",
      back: .widened
    ),
    config(
      "CircleCI: an orb in the file",
      config(orbs: "{a: {jobs: {b: {steps: [c]}}}}"),
      config(orbs: "{a: {jobs: {b: {steps: [d]}}}}"),
      .incomparable,
      "pipeline.setting",
      says: "orb 'a'"
    ),
    config(
      "CircleCI: steps before",
      config(),
      config(ship: "requires: [gate], context: [prod], pre-steps: [{run: ./a}]"),
      .widened,
      "pipeline.steps",
      says: "adds step './a'",
      back: .incomparable
    ),
    config(
      "CircleCI: the executor's image",
      config(),
      config(image: "other/base:1"),
      .incomparable,
      "supply-chain.pipeline-image"
    ),
    config(
      "CircleCI: the body of a command",
      config(),
      config(command: "./other"),
      .incomparable,
      "pipeline.steps"
    ),
    config(
      "CircleCI: a command, and its body",
      config(),
      config().replacing("steps: [ship]", with: "steps: [{run: ./ship}]"),
      .equal
    ),
    config(
      "CircleCI: a workflow without a condition",
      config(),
      config(when: "max_auto_reruns: 1"),
      .widened,
      "pipeline.condition",
      back: .widened
    ),
    config(
      "CircleCI: a machine of one's own",
      config(),
      config(gate: "machine: true, resource_class: acme/r"),
      .widened,
      "pipeline.runner",
      back: .widened
    ),
    config(
      "CircleCI: a larger machine",
      config(),
      config(gate: "executor: e, resource_class: large"),
      .equal
    ),
    config(
      "CircleCI: a shell that always succeeds",
      config(),
      config(gate: "executor: e, shell: /bin/true"),
      .widened,
      GateCases.weakened,
      says: "changes what 'countersign check' gets",
      back: .widened
    ),
  ]
}
