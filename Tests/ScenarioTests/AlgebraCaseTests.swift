import GateTesting
import Testing

// CASES.md section a, as far as the policy has it. Cases 5 and 6 are about vetoes: see VetoTests.swift.

@Suite("How rules add up")
struct AlgebraCaseTests {
  /// One rule over class `iam`, with who approves and what comes of it.
  struct RuleCase: Sendable, CustomTestStringConvertible {
    let name: String
    let require: String
    var reviewers: [String] = []
    let refusedWith: String?
    var testDescription: String { name }
  }

  static let cases: [RuleCase] = [
    .init(
      name: "case 2: all, one branch open",
      require: "{all: [\(one("security")), \(one("platform"))]}",
      reviewers: ["alice"],
      refusedWith: "approval-missing"
    ),
    .init(
      name: "case 2: all, both met",
      require: "{all: [\(one("security")), \(one("platform"))]}",
      reviewers: ["alice", "carol"],
      refusedWith: nil
    ),
    .init(
      name: "case 3: any, none met",
      require: "{any: [\(one("security")), \(one("platform"))]}",
      refusedWith: "approval-missing"
    ),
    .init(
      name: "case 3: any, the second met",
      require: "{any: [\(one("security")), \(one("platform"))]}",
      reviewers: ["carol"],
      refusedWith: nil
    ),
    .init(
      name: "case 3: any within all",
      require: "{all: [\(one("security")), {any: [\(one("platform")), \(one("security"))]}]}",
      reviewers: ["alice"],
      refusedWith: "approval-missing"
    ),
    .init(
      name: "case 3: any within all, met by two of one group",
      require: "{all: [\(one("security")), {any: [\(one("platform")), \(one("security"))]}]}",
      reviewers: ["alice", "dana"],
      refusedWith: nil
    ),
    .init(
      name: "case 15: the same person twice",
      require: "{approvals: 2, from: [security]}",
      reviewers: ["alice", "alice"],
      refusedWith: "approval-missing"
    ),
    .init(
      name: "case 18: matching, not counting in order",
      require: "{all: [{approvals: 1, from: [security, platform]}, \(one("security"))]}",
      reviewers: ["alice", "carol"],
      refusedWith: nil
    ),
  ]

  private static func one(_ group: String) -> String { "{approvals: 1, from: [\(group)]}" }

  @Test("a requirement and who met it", arguments: cases)
  func requirement(_ rule: RuleCase) async throws {
    let world = try await World.make(policy: Self.policy(require: rule.require))
    let tip = try await world.clone.commit(["iam/deploy.json": "v1\n"])
    for reviewer in rule.reviewers { try await world.approve("\(world.start)..HEAD", by: reviewer) }
    let push = try await world.clone.push("HEAD:refs/heads/main")
    if let code = rule.refusedWith {
      try await world.expectRefused(push, code, tip: tip, at: world.start)
    } else {
      try await world.expectAccepted(push)
    }
  }

  private static func policy(require: String) -> String {
    "rules:\n  - name: access\n    classes: [iam]\n    require: \(require)\n"
  }

  @Test("case 1: what no rule covers is refused")
  func noRule() async throws {
    let world = try await World.make(
      policy:
        "rules:\n  - name: infra\n    classes: [infrastructure]\n    require: \(Self.one("security"))\n"
    )
    let tip = try await world.clone.commit(["iam/deploy.json": "v1\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "no-rule", tip: tip, at: world.start)
  }

  @Test("case 8: an approval by nobody the rule names")
  func nobodyNamed() async throws {
    let world = try await World.make(policy: Self.policy(require: Self.one("security")))
    let tip = try await world.clone.commit(["iam/deploy.json": "v1\n"])
    try await world.approve("\(world.start)..HEAD", by: "carol")
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(
      push,
      "approval-missing",
      "reviewer-not-authorized",
      tip: tip,
      at: world.start
    )
  }

  @Test("case 27: when everybody who may approve made the change, nobody is waived")
  func noEligibleReviewer() async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit(
      ["iam/deploy.json": "v1\n"],
      message: "change\n\nCo-authored-by: Dana <dana@example.com>\n",
      as: "alice"
    )
    let push = try await world.clone.push("HEAD:refs/heads/main", as: "alice")
    try await world.expectRefused(push, "no-eligible-reviewer", tip: tip, at: world.start)
  }

  @Test("refuse beats require beats allow")
  func effects() async throws {
    let world = try await World.make(
      policy: """
        rules:
          - name: access
            classes: [iam]
            require: {approvals: 1, from: [security]}
          - name: nothing-to-see
            classes: [iam]
            allow: anything goes
          - name: frozen
            classes: [iam]
            when: {environment: [production]}
            refuse: frozen until Monday
        """
    )
    try await world.baseline("refs/heads/release/1", at: world.start)
    let tip = try await world.clone.commit(["iam/deploy.json": "v1\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    try await world.approve("\(world.start)..HEAD", by: "alice")
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    // Landed where the release branch honours it, and refused there all the same.
    let promotion = try await world.clone.push("HEAD:refs/heads/release/1")
    try await world.expectRefused(
      promotion,
      "refused-by-rule",
      tip: tip,
      on: "refs/heads/release/1",
      at: world.start
    )
    #expect(promotion.remoteText.contains("frozen until Monday"))
  }

  @Test("an agent's change can be asked more")
  func agentRule() async throws {
    let world = try await World.make(
      policy: """
        rules:
          - name: access
            classes: [iam]
            require: {approvals: 1, from: [security]}
          - name: agents
            classes: [iam]
            when: {actor: [agent, automation]}
            require: {approvals: 2, from: [security, platform]}
        """
    )
    let tip = try await world.clone.commit(
      ["iam/deploy.json": "v1\n"],
      message: "change\n\nCo-authored-by: Claude <noreply@anthropic.com>\n"
    )
    try await world.approve("\(world.start)..HEAD", by: "alice")
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    #expect(
      try await world.server.records(on: tip, in: "refusals").contains(
        "actor agent claude operator bob"
      )
    )
    try await world.approve("\(world.start)..HEAD", by: "carol")
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
  }

  /// Policies that say nothing one could hold a push to, and what the message must name.
  static let invalid: [(String, String, String)] = [
    ("case 4: an empty any", policy(require: "{any: []}"), "any"),
    (
      "case 4: a map of two",
      policy(require: "{any: [\(one("security"))], all: [\(one("security"))]}"), "all"
    ),
    ("case 4: a list in a list", policy(require: "{any: [[\(one("security"))]]}"), "map"),
    ("case 4: an unknown group", policy(require: one("nobody")), "nobody"),
    (
      "case 4: an unknown class",
      "rules:\n  - {name: a, classes: [none], require: \(one("security"))}\n", "none"
    ),
    ("case 7: a count of zero", policy(require: "{approvals: 0, from: [security]}"), "approvals"),
    ("case 8: nobody is named", policy(require: "{approvals: 1}"), "from"),
    (
      "case 9: two rules of one name",
      policy(require: one("security")) + "  - {name: access, classes: [iam], allow: x}\n", "access"
    ),
    ("case 9: an unknown key", policy(require: one("security")) + "mood: good\n", "mood"),
    (
      "case 9: an unknown key of a rule", policy(require: one("security")) + "    mood: good\n",
      "mood"
    ),
    (
      "case 12: an option of another engine",
      policy(require: one("security")) + "    allow_contributor: true\n", "allow_contributor"
    ),
    (
      "case 28: ignored authors",
      policy(require: one("security")) + "ignore_commits_by: [deploy-bot]\n", "ignore_commits_by"
    ),
    (
      "case 48: a condition on all files of a change",
      policy(require: one("security")) + "    only_changed_files: {paths: [\"iam/\"]}\n",
      "only_changed_files"
    ),
    (
      "case 57: a condition on the number of lines",
      policy(require: one("security")) + "    when: {modified_lines: {additions: \"> 100\"}}\n",
      "modified_lines"
    ),
    (
      "case 58: a regular expression for a target",
      "targets:\n  - {ref: \"^master$\", environment: staging}\n", "ref"
    ),
    (
      "case 59: a condition on who signed the commits",
      policy(require: one("security")) + "    when: {has_valid_signatures: true}\n",
      "has_valid_signatures"
    ),
    ("more than there are", policy(require: "{approvals: 3, from: [security]}"), "more people"),
    ("a list for a file's name", "keys: {ssh: [a]}\n", "text"),
  ]

  @Test(
    "cases 4, 7, 8, 9: a policy that cannot be followed accepts nothing and says where",
    arguments: invalid
  )
  func invalidPolicy(_ name: String, _ text: String, _ named: String) async throws {
    let world = try await World.make()
    try world.server.setPolicy(PolicyText.usual(with: text))
    try await world.clone.commit(["README.md": "more\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectUndecided(push, "policy-invalid")
    #expect(push.remoteText.contains(/policy\.yaml:\d+:\d+:/), "\(name): \(push.remoteText)")
    #expect(push.remoteText.contains(named), "\(name): \(push.remoteText)")
    #expect(try await world.main == world.start)
    let lint = try await world.server.countersign("policy", "lint")
    #expect(lint.code == 2, "\(lint)")
  }

  @Test("attack 4: one key for two people is no policy")
  func sharedKey() async throws {
    let world = try await World.make()
    let path = "\(world.server.path)/countersign/allowed_signers"
    let text = try TestFile.text(path)
    let shared = "dana namespaces=\"countersign,git\" \(world.server["alice"].publicKey)\n"
    try TestFile.write(Array((text + shared).utf8), to: path)
    try await world.clone.commit(["README.md": "more\n"])
    try await world.expectUndecided(
      try await world.clone.push("HEAD:refs/heads/main"),
      "policy-invalid"
    )
  }
}
