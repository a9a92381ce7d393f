import Detection

/// What else a job of GitLab says.
enum GitLabRestCases {
  private static let setting = "pipeline.setting"
  private static let lab = CaseFrame(at: ".gitlab-ci.yml") {
    "ship: {environment: prod, script: [./ship]\($0)}\n"
  }
  private static let gate = CaseFrame(at: ".gitlab-ci.yml") {
    "stages: [test, deploy]\ngate: {stage: test, \($0)}\nship: {stage: deploy, script: [./ship]}\n"
  }

  static let all: [DetectorCase] = [
    lab(
      "GitLab: hooks",
      "",
      ", hooks: {pre_get_sources_script: [./a]}",
      .incomparable,
      setting,
      line: 1,
      says: "sets 'hooks'"
    ),
    lab("GitLab: another runner", ", tags: [prod]", "", .incomparable, "pipeline.runner"),
    lab("GitLab: tags in another order", ", tags: [a, b]", ", tags: [b, a]", .equal),
    lab(
      "GitLab: a cache that any branch fills",
      ", cache: {paths: [a]}",
      ", cache: {paths: [a], unprotect: true}",
      .widened,
      setting,
      says: "'unprotect' true"
    ),
    lab(
      "GitLab: another path of a cache",
      ", cache: {paths: [a]}",
      ", cache: {paths: [b]}",
      .equal
    ),
    lab(
      "GitLab: artifacts for all",
      ", artifacts: {paths: [a], public: false}",
      ", artifacts: {paths: [a], public: true}",
      .widened,
      setting,
      says: "access to its artifacts"
    ),
    lab(
      "GitLab: other artifacts",
      ", artifacts: {paths: [a]}",
      ", artifacts: {paths: [a, b], expire_in: 1 day}",
      .equal
    ),
    lab(
      "GitLab: a timeout and a retry",
      "",
      ", timeout: 1h, retry: 2, interruptible: true, coverage: /a/",
      .equal
    ),
    gate(
      "GitLab: the gate comes too late",
      "script: [\(GateCases.check)]",
      "script: [make], after_script: [\(GateCases.check)]",
      .widened,
      GateCases.weakened,
      back: .incomparable
    ),
    gate(
      "GitLab: the gate runs in a shell that succeeds",
      "image: {name: 'a:1'}, script: [\(GateCases.check)]",
      "image: {name: 'a:1', entrypoint: [/bin/true]}, script: [\(GateCases.check)]",
      .widened,
      GateCases.weakened,
      back: .widened
    ),
    gate(
      "GitLab: an image as a text",
      "image: {name: 'a:1'}, script: [\(GateCases.check)]",
      "image: 'a:1', script: [\(GateCases.check)]",
      .equal
    ),
    DetectorCase(
      "GitLab: a scan from elsewhere",
      ".gitlab-ci.yml",
      "include: [{project: sec/scan, ref: v1, file: scan.yml}]\nship: {script: [./ship]}\n",
      "ship: {script: [./ship]}\n",
      .incomparable,
      "supply-chain.action",
      says: "no longer uses sec/scan",
      back: .widened
    ),
    DetectorCase(
      "GitLab: other inputs",
      ".gitlab-ci.yml",
      "include: [{component: a/b@1, inputs: {stage: test}}]\n",
      "include: [{component: a/b@1, inputs: {stage: prod}}]\n",
      .incomparable,
      setting,
      line: 1,
      says: "changes 'inputs'"
    ),
    DetectorCase(
      "GitLab: a variable from the base",
      ".gitlab-ci.yml",
      ".b: {variables: {A: a}}\nship: {extends: .b, variables: {B: b}, script: [./ship]}\n",
      ".b: {variables: {A: c}}\nship: {extends: .b, variables: {B: b}, script: [./ship]}\n",
      .incomparable,
      "pipeline.steps",
      says: "changes the variables"
    ),
    DetectorCase(
      "GitLab: variables moved to the base",
      ".gitlab-ci.yml",
      ".b: {variables: {A: a}}\nship: {extends: .b, variables: {B: b}, script: [./ship]}\n",
      ".b: {variables: {A: a, B: b}}\nship: {extends: .b, script: [./ship]}\n",
      .equal
    ),
  ]
}
