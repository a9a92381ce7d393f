import GateTesting
import Testing

@Suite("Attacks on the gate's own references")
struct RecordAttackTests {
  @Test(
    "attack 44: the gate's own references are nobody's",
    arguments: [
      "refs/notes/countersign/decisions", "refs/notes/countersign/decisions/x",
      "refs/notes/countersign/refusals", "refs/notes/countersign/refusals/x",
      "refs/notes/countersign",
      "refs/notes/countersign/anything", "refs/notes/Countersign/decisions",
      "refs/countersign/policy/x",
      "refs/countersign", "refs/countersign/remote",
    ]
  )
  func ownReferences(_ ref: String) async throws {
    let world = try await World.make()
    let commit = try await world.clone.commit(["README.md": "more\n"])
    let before = try await world.server.tip(ref)
    let push = try await world.clone.push("+HEAD:\(ref)")
    // The refusal itself is recorded under one of them.
    let after = ref.hasSuffix("/refusals") ? try await world.server.tip(ref) : before
    try await world.expectRefused(push, "protected-ref", tip: commit, on: ref, at: after)
    #expect(after != commit)
    // The recorder is not blocked by it.
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    try await world.expectAudit()
  }

  @Test(
    "attack 44: records and approvals are not deleted",
    arguments: [
      "refs/notes/countersign/decisions", TestClone.approvals, "refs/countersign/policy",
    ]
  )
  func deletingOwnReferences(_ ref: String) async throws {
    let world = try await World.make()
    try await world.land(["iam/deploy.json": "v1\n"])
    let tip = try #require(try await world.server.tip(ref))
    let push = try await RawPush([.init(tip, RawPush.zero, ref)]).run(on: world.server)
    #expect(push.errorText.contains("protected-ref"), "\(push)")
    #expect(push.text.contains("ng \(ref)"))
    #expect(try await world.server.tip(ref) == tip)
    #expect(
      try await world.server.records(on: tip, in: "refusals").contains("reason protected-ref")
    )
    try await world.expectAudit()
  }

  @Test("attack 44: approvals' notes lose no trailer", arguments: ["remove", "rewrite"])
  func approvalsOnlyGrow(_ how: String) async throws {
    let world = try await World.make()
    try await world.land(["iam/deploy.json": "v1\n"])
    let before = try #require(try await world.server.tip(TestClone.approvals))
    let blob = try await world.clone.git("rev-parse", "HEAD:iam/deploy.json").line
    if how == "remove" {
      try await world.clone.git("notes", "--ref", TestClone.approvals, "remove", blob)
    } else {
      try await world.clone.git("notes", "--ref", TestClone.approvals, "add", "-f", "-m", "x", blob)
    }
    let push = try await world.clone.push(TestClone.approvals)
    #expect(push.remoteText.contains("(protected-ref)"), "\(push)")
    #expect(try await world.server.tip(TestClone.approvals) == before)
  }

  @Test("attack 45: records that an administrator removes are missed")
  func recordsRemoved() async throws {
    let world = try await World.make()
    let commit = try await world.land(["iam/deploy.json": "v1\n"])
    try await world.expectAudit()
    try await notes(of: world, "decisions", "remove", commit)
    try await world.expectAudit(finds: commit)
  }

  @Test("attack 45: a refusal that is removed, or pruned once its commit is gone, is missed")
  func refusalsRemoved() async throws {
    for command in ["remove", "prune"] {
      let world = try await World.make()
      let commit = try await world.clone.commit(["iam/deploy.json": "v1\n"])
      let push = try await world.clone.push("HEAD:refs/heads/main")
      try await world.expectRefused(push, "approval-missing", tip: commit, at: world.start)
      try await world.expectAudit()
      let object = command == "remove" ? [commit] : []
      try await notes(of: world, "refusals", [command] + object)
      try await world.expectAudit(finds: "refs/notes/countersign/refusals")
    }
  }

  private func notes(of world: World, _ ledger: String, _ arguments: String...) async throws {
    try await notes(of: world, ledger, arguments)
  }

  private func notes(of world: World, _ ledger: String, _ arguments: [String]) async throws {
    try await Tool.succeed(
      "git",
      ["notes", "--ref", "countersign/\(ledger)"] + arguments,
      in: world.server.path,
      environment: world.server["dana"].environment
    )
  }

  @Test("attack 45: a decision that is copied to another commit allows nothing")
  func recordsCopied() async throws {
    let world = try await World.make()
    let commit = try await world.land(["iam/deploy.json": "v1\n"])
    let other = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/feature"))
    try await world.server.git(
      "notes",
      "--ref",
      "countersign/decisions",
      "copy",
      "-f",
      commit,
      other,
      environment: world.server["dana"].environment
    )
    try await world.server.moveWithoutGate("refs/heads/main", to: other)
    try await world.expectAudit(finds: other)
  }
}
