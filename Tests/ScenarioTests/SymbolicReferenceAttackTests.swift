import GateTesting
import Testing

@Suite("Attack 38: references that lead to others")
struct SymbolicReferenceAttackTests {
  @Test("attack 38: a symbolic reference to main")
  func symbolicReference() async throws {
    let world = try await World.make()
    try await world.server.git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    let push = try await world.clone.push("HEAD:refs/heads/alias")
    try await world.expectRefused(push, "approval-missing", tip: evil, at: world.start)
  }

  @Test("attack 38: a symbolic reference to a branch that is not there yet")
  func danglingSymbolicReference() async throws {
    let world = try await World.make()
    try await world.server.git("symbolic-ref", "refs/heads/alias", "refs/heads/release/9")
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    let push = try await world.clone.push("HEAD:refs/heads/alias")
    #expect(push.code == 1, "\(push)")
    let record = try await world.server.records(on: evil, in: "refusals")
    #expect(record.contains("target refs/heads/release/9\n"), "\(record)")
    #expect(record.contains("reason approval-missing"))
    #expect(try await world.server.tip("refs/heads/release/9") == nil)
  }

  @Test(
    "attack 38: a gated name that is itself a symbolic reference",
    arguments: ["refs/heads/main", "refs/heads/trunk"]
  )
  func gatedSymbolicReference(_ pushed: String) async throws {
    let world = try await World.make()
    try await world.server.git("update-ref", "refs/heads/trunk", world.start)
    try await world.server.git("symbolic-ref", "refs/heads/main", "refs/heads/trunk")
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    let push = try await world.clone.push("HEAD:\(pushed)")
    // Whoever deploys from 'main' would get it, by whichever of the two names it came.
    #expect(push.code == 1, "\(push)")
    #expect(try await world.main == world.start)
    let record = try await world.server.records(on: evil, in: "refusals")
    #expect(record.contains("reason policy-invalid"), "\(push)")
  }

  @Test("attack 38: a symbolic reference to the records")
  func symbolicReferenceToRecords() async throws {
    let world = try await World.make()
    let before = try await world.server.tip("refs/notes/countersign/decisions")
    try await world.server.git(
      "symbolic-ref",
      "refs/heads/alias",
      "refs/notes/countersign/decisions"
    )
    let commit = try await world.clone.commit(["README.md": "more\n"])
    let raw = RawPush(
      [.init(before ?? RawPush.zero, commit, "refs/heads/alias")],
      pack: try await world.clone.pack(commit, "^\(world.start)")
    )
    let push = try await raw.run(on: world.server)
    #expect(push.errorText.contains("protected-ref"), "\(push)")
    #expect(push.text.contains("ng refs/heads/alias"))
    #expect(try await world.server.tip("refs/notes/countersign/decisions") == before)
    try await world.expectAudit()
  }

  @Test(
    "attack 38: a reference of the gate's own made symbolic hides nothing",
    arguments: ["approvals", "decisions", "refusals"]
  )
  func ownReference(_ name: String) async throws {
    let world = try await World.make()
    let ref = "refs/notes/countersign/\(name)"
    try await world.clone.commit(["iam/deploy.json": "evil\n"])
    try await world.approve("HEAD^..HEAD", by: "alice")
    try await world.sign("veto", "HEAD^..HEAD", by: "dana")
    let refused = try await world.clone.push("HEAD:refs/heads/main")
    #expect(refused.remoteText.contains("(vetoed)"), "\(refused)")
    let tip = try #require(try await world.server.tip(ref))
    try await world.server.git("update-ref", "refs/elsewhere", tip)
    try await world.server.git("symbolic-ref", ref, "refs/elsewhere")
    let push = try await world.clone.push("HEAD:refs/heads/main")
    #expect(push.code == 1 && push.remoteText.contains("countersign: not accepted"), "\(push)")
    #expect(push.remoteText.contains("'\(ref)'"), "\(push)")
    #expect(try await world.main == world.start)
    // What 'doctor' says mends it without losing what is there.
    let mend = "git update-ref --no-deref \(ref) \"$(git rev-parse \(ref))\""
    #expect("\(try await world.server.countersign("doctor"))".contains(mend))
    try await Tool.succeed("sh", ["-c", mend], in: world.server.path)
    let again = try await world.clone.push("HEAD:refs/heads/main")
    #expect(again.remoteText.contains("(vetoed)"), "\(again)")
  }
}
