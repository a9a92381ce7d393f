import GateTesting
import Testing

@Suite("Attacks by people who may no longer, and by machines")
struct PeopleAttackTests {
  private static let file = ["iam/a.json": "x\n"]

  /// Ways in which alice leaves, each in place of a part of the policy.
  static let farewells: [(String, String, String)] = [
    (
      "attack 13: her group goes on without her",
      "groups:\n  security: [dana]\n  platform: [bob, carol]\n", "reviewer-not-authorized"
    ),
    (
      "attack 13: her key's time is over, and nothing else was done",
      "", "key-expired"
    ),
  ]

  @Test("who has left approves nothing more", arguments: farewells)
  func leaver(_ name: String, _ text: String, _ code: String) async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit(Self.file)
    let changes = try await world.clone.changes(from: world.start, to: tip)
    try await HandApproval(by: "alice", of: changes).note(on: tip, in: world.clone)
    if text.isEmpty {
      let file = "\(world.server.path)/countersign/allowed_signers"
      let dated = try TestFile.text(file).replacing(
        "alice namespaces=",
        with: "alice valid-before=\"20260101Z\",namespaces="
      )
      try TestFile.write(Array(dated.utf8), to: file)
    } else {
      try world.server.setPolicy(PolicyText.usual(with: text))
    }
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", code, tip: tip, at: world.start)
  }

  @Test("case 30: a push is judged by the roster of now, an old one by that of its day")
  func roster() async throws {
    let world = try await World.make()
    try await world.land(Self.file)
    let tip = try await world.clone.commit(["iam/b.json": "x\n"])
    try await world.approve("HEAD^..HEAD", by: "alice")
    let before = try await world.main
    try world.server.setPolicy(
      PolicyText.usual(with: "groups:\n  security: [dana]\n  platform: [bob, carol]\n")
    )
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(
      push,
      "approval-missing",
      "reviewer-not-authorized",
      tip: tip,
      at: before
    )
    try await world.expectAudit()
  }

  @Test("attack 14: a pipeline with a key of its own approves nothing")
  func automation() async throws {
    let world = try await World.make()
    let bot = try await TestPerson("deploy-bot", in: world.server.scratch)
    try world.server.addSigners(bot.allowedSigner)
    let tip = try await world.clone.commit(Self.file)
    var approval = try await HandApproval(
      by: "alice",
      of: world.clone.changes(from: world.start, to: tip)
    )
    (approval.reviewer, approval.email) = ("deploy-bot", bot.email)
    try await world.clone.note(try await approval.trailer(in: world.clone, key: bot.key), on: tip)
    let notes = try await world.clone.push(TestClone.approvals)
    #expect(notes.remoteText.contains("reviewer-not-human"), "\(notes)")
    try await world.clone.plantApprovals()
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(
      push,
      "approval-missing",
      "reviewer-not-human",
      tip: tip,
      at: world.start
    )
  }

  @Test("case 26: a group of which nobody but a machine is left is no policy")
  func onlyMachines() async throws {
    let world = try await World.make()
    try world.server.setPolicy(
      PolicyText.usual(with: "groups:\n  security: [deploy-bot]\n  platform: [bob, carol]\n")
    )
    try await world.clone.commit(Self.file)
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectUndecided(push, "policy-invalid")
    #expect(try await world.main == world.start)
  }

  /// Who approves a change of bob's under a rule, and whether that is enough.
  struct Roster: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let require: String
    let reviewers: [String]
    let isEnough: Bool
  }

  static let rosters: [Roster] = [
    .init(
      testDescription: "case 13: one of those who are named",
      require: "{approvals: 1, from: [lead]}",
      reviewers: ["dana"],
      isEnough: true
    ),
    .init(
      testDescription: "case 13: somebody else",
      require: "{approvals: 1, from: [lead]}",
      reviewers: ["carol"],
      isEnough: false
    ),
    .init(
      testDescription: "case 14: one from each of two groups that are named together",
      require: "{approvals: 2, from: [lead, platform]}",
      reviewers: ["dana", "carol"],
      isEnough: true
    ),
    .init(
      testDescription: "case 16: one who is in both groups counts once",
      require: "{approvals: 2, from: [lead, security]}",
      reviewers: ["dana"],
      isEnough: false
    ),
    .init(
      testDescription: "case 17: one who is in both groups does not stand for both",
      require: "{all: [{approvals: 1, from: [lead]}, {approvals: 1, from: [security]}]}",
      reviewers: ["dana"],
      isEnough: false
    ),
  ]

  @Test("who counts for a rule", arguments: rosters)
  func rule(_ roster: Roster) async throws {
    let world = try await World.make(
      policy: """
        groups:
          security: [alice, dana]
          lead: [dana]
          platform: [bob, carol]
        rules:
          - {name: access, classes: [iam], require: \(roster.require)}
        """
    )
    let tip = try await world.clone.commit(Self.file)
    for reviewer in roster.reviewers { try await world.approve("HEAD^..HEAD", by: reviewer) }
    let push = try await world.clone.push("HEAD:refs/heads/main")
    if roster.isEnough {
      try await world.expectAccepted(push)
    } else {
      try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    }
  }

  @Test("case 29: who keeps the policy and the server does not approve a change of their own")
  func admin() async throws {
    let world = try await World.make(
      policy: "governance: {approvals: 1, from: [lead]}\n" + Self.led
    )
    let tip = try await world.clone.commit(Self.file, as: "dana")
    try await world.approve("HEAD^..HEAD", by: "dana")
    let push = try await world.clone.push("HEAD:refs/heads/main", as: "dana")
    try await world.expectRefused(
      push,
      "approval-missing",
      "self-approval",
      tip: tip,
      at: world.start
    )
  }

  private static let led = "groups:\n  security: [alice, dana]\n  lead: [dana]\n  platform: [bob]\n"

  @Test("attack 36: a push certificate by a key that nobody listed names nobody")
  func pushCertificate() async throws {
    let world = try await World.make()
    try await world.server.git("config", "receive.certNonceSeed", "seed")
    let eve = try await TestPerson("eve", in: world.server.scratch)
    let signers = try world.server.scratch.write(
      world.server["alice"].allowedSigner,
      to: "push_signers"
    )
    try await world.server.git("config", "gpg.ssh.allowedSignersFile", signers)
    try await world.server.git("config", "gpg.format", "ssh")
    let tip = try await world.clone.commit(Self.file)
    var environment = world.server["bob"].environment
    environment["COUNTERSIGN_PUSHER"] = ""
    let push = try await Tool.run(
      "git",
      [
        "-c", "gpg.format=ssh", "-c", "user.signingKey=\(eve.key)", "push", "--signed", "origin",
        "HEAD:refs/heads/main",
      ],
      in: world.clone.path,
      environment: environment
    )
    try await world.expectRefused(push, "unattributable-author", tip: tip, at: world.start)
    #expect(!(try await world.server.records(on: tip, in: "refusals").contains("pusher ")))
  }
}
