import Detection

/// Woodpecker, Drone and Bitbucket.
enum ContainerCases {
  static let all = woodpecker + drone + bitbucket
  private static let secret = "pipeline.secret"
  private static let condition = "pipeline.condition"

  private static let wood = CaseFrame(at: ".woodpecker.yml") { "steps:\n\($0)" }
  private static let ship = "- {name: ship, image: 'a:1', commands: [./ship]}\n"
  private static let test = "- {name: test, image: 'a:1', commands: [make]}\n"

  private static func ship(_ more: String) -> String {
    ship.replacing("commands", with: "\(more), commands")
  }

  static let woodpecker: [DetectorCase] = [
    wood(
      "Woodpecker: a secret",
      ship,
      ship("environment: {K: {from_secret: prod}}"),
      .widened,
      secret,
      line: 2,
      says: "gives secret 'prod' for job 'ship'",
      .high
    ),
    wood(
      "Woodpecker: a secret in a list",
      ship,
      ship("secrets: [prod]"),
      .widened,
      secret,
      says: "'prod'"
    ),
    wood(
      "Woodpecker: privileged",
      ship,
      ship("privileged: true"),
      .widened,
      "pipeline.setting",
      says: "sets 'privileged' true in step 'ship'",
      .high
    ),
    wood("Woodpecker: not privileged", ship, ship("privileged: false"), .equal),
    wood(
      "Woodpecker: another image",
      ship,
      ship.replacing("a:1", with: "b/a:1"),
      .incomparable,
      "supply-chain.pipeline-image"
    ),
    wood(
      "Woodpecker: a volume",
      ship,
      ship("volumes: ['/:/host']"),
      .incomparable,
      "pipeline.setting",
      says: "'volumes'"
    ),
    wood(
      "Woodpecker: another command",
      ship,
      ship.replacing("./ship", with: "./other"),
      .incomparable,
      "pipeline.steps"
    ),
    wood("Woodpecker: on every branch", ship("when: {branch: main}"), ship, .widened, condition),
    wood(
      "Woodpecker: after a failure",
      test + ship,
      test + ship("when: [{status: [success, failure]}]"),
      .widened,
      condition,
      says: "run where what it waits for has failed"
    ),
    wood(
      "Woodpecker: a test may fail",
      test + ship,
      test.replacing("image", with: "failure: ignore, image") + ship,
      .widened,
      condition,
      says: "lets others go on"
    ),
    wood(
      "Woodpecker: no test",
      test + ship,
      ship,
      .widened,
      condition,
      says: "no longer waits for job 'test'",
      back: .widened
    ),
    wood(
      "Woodpecker: waits for nothing",
      test + ship,
      test + ship("depends_on: []"),
      .widened,
      condition
    ),
    wood(
      "Woodpecker: an unprivileged command",
      test,
      test.replacing("make", with: "make test"),
      .equal
    ),
    wood("Woodpecker: as a map", ship, "  ship: {image: 'a:1', commands: [./ship]}\n", .equal),
    wood(
      "Woodpecker: the gate is gone",
      "- {name: gate, image: 'a:1', commands: [\(GateCases.check)]}\n" + ship,
      ship,
      .widened,
      GateCases.removed,
      back: .widened
    ),
    DetectorCase(
      "Woodpecker: in a directory, on another event",
      ".woodpecker/ship.yml",
      "when: [{event: tag}]\nsteps:\n" + ship,
      "steps:\n" + ship,
      .widened,
      "pipeline.trigger"
    ),
  ]

  private static let file = CaseFrame(at: ".drone.yml") { "kind: pipeline\nname: x\n\($0)" }

  static let drone: [DetectorCase] = [
    file(
      "Drone: a secret",
      "steps:\n" + ship,
      "steps:\n" + ship("environment: {K: {from_secret: prod}}"),
      .widened,
      secret,
      says: "'prod'"
    ),
    file(
      "Drone: on every occasion",
      "trigger: {branch: [main]}\nsteps:\n" + ship,
      "steps:\n" + ship,
      .widened,
      "pipeline.trigger"
    ),
    file(
      "Drone: a volume of the host",
      "steps:\n" + ship,
      "volumes: [{name: a, host: {path: /}}]\nsteps:\n" + ship,
      .incomparable,
      "pipeline.setting"
    ),
    file(
      "Drone: a second pipeline",
      "steps:\n" + test,
      "steps:\n" + test + "---\nkind: pipeline\nname: y\nsteps:\n" + ship,
      .widened,
      "pipeline.steps",
      says: "adds job 'y/ship'",
      back: .narrowed
    ),
    file(
      "Drone: a secret of another store",
      "steps:\n" + ship,
      "steps:\n" + ship + "---\nkind: secret\nname: k\nget: {path: a}\n",
      .incomparable,
      "pipeline.setting"
    ),
    file(
      "Drone: another signature",
      "steps:\n" + ship + "---\nkind: signature\nhmac: a\n",
      "steps:\n" + ship + "---\nkind: signature\nhmac: b\n",
      .equal
    ),
    file(
      "Drone: settings of a plugin",
      "steps: [{name: p, image: 'p:1', settings: {token: {from_secret: k}, to: a}}]\n",
      "steps: [{name: p, image: 'p:1', settings: {token: {from_secret: k}, to: b}}]\n",
      .incomparable,
      "pipeline.steps"
    ),
  ]

  private static let bit = CaseFrame(at: "bitbucket-pipelines.yml") { "pipelines: {\($0)}\n" }
  private static let step =
    "step: {name: Ship, deployment: production, trigger: manual, script: [./ship]}"

  static let bitbucket: [DetectorCase] = [
    bit(
      "Bitbucket: nobody is asked",
      "default: [{\(step)}]",
      "default: [{\(step.replacing(" trigger: manual,", with: ""))}]",
      .widened,
      "pipeline.approval",
      says: "removes approval trigger: manual",
      .high
    ),
    bit(
      "Bitbucket: what comes after was held, too",
      "default: [{step: {trigger: manual, script: [a]}}, {step: {name: Ship, script: [./ship]}}]",
      "default: [{step: {script: [a]}}, {step: {name: Ship, script: [./ship]}}]",
      .widened,
      "pipeline.approval",
      says: "for job 'default/Ship'"
    ),
    bit(
      "Bitbucket: no deployment",
      "default: [{\(step)}]",
      "default: [{\(step.replacing(" deployment: production,", with: ""))}]",
      .widened,
      "pipeline.environment"
    ),
    bit(
      "Bitbucket: an identity",
      "default: [{step: {script: [a]}}]",
      "default: [{step: {oidc: true, script: [a]}}]",
      .widened,
      secret,
      says: "identity by oidc"
    ),
    bit(
      "Bitbucket: on every branch",
      "branches: {main: [{\(step)}]}",
      "branches: {main: [{\(step)}], '**': [{\(step)}]}",
      .widened,
      "pipeline.steps",
      says: "adds job 'branches/**/Ship'",
      back: .narrowed
    ),
    bit(
      "Bitbucket: another script",
      "default: [{\(step)}]",
      "default: [{\(step.replacing("./ship", with: "./other"))}]",
      .incomparable,
      "pipeline.steps"
    ),
    bit(
      "Bitbucket: a pipe of another version",
      "default: [{step: {script: [{pipe: 'a/b:1'}]}}]",
      "default: [{step: {script: [{pipe: 'a/b:2'}]}}]",
      .incomparable,
      "supply-chain.action",
      says: "a/b from 1 to 2"
    ),
    bit(
      "Bitbucket: a machine of one's own",
      "default: [{step: {script: [a]}}]",
      "default: [{step: {runs-on: [self.hosted], script: [a]}}]",
      .widened,
      "pipeline.runner"
    ),
    bit(
      "Bitbucket: another name",
      "default: [{\(step)}]",
      "default: [{\(step.replacing("Ship", with: "Release"))}]",
      .equal
    ),
    bit(
      "Bitbucket: caches and sizes",
      "default: [{\(step)}]",
      "default: [{\(step.replacing("script", with: "caches: [node], size: 2x, max-time: 5, script"))}]",
      .equal
    ),
    bit(
      "Bitbucket: a test",
      "default: [{step: {script: [make]}}]",
      "default: [{step: {script: [make test]}}]",
      .equal
    ),
    bit(
      "Bitbucket: the gate comes too late",
      "default: [{step: {name: Ship, script: [\(GateCases.check), ./ship]}}]",
      "default: [{step: {name: Ship, script: [./ship], after-script: [\(GateCases.check)]}}]",
      .widened,
      GateCases.weakened,
      back: .narrowed
    ),
  ]
}
