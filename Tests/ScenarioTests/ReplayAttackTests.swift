import GateTesting
import Testing

@Suite("Attacks with an approval of something else")
struct ReplayAttackTests {
  private static let file = "iam/deploy.json"

  /// A commit with an approval that counts, pushed nowhere yet.
  private func approved(_ files: [String: String] = [file: "v1\n"]) async throws -> World {
    let world = try await World.make()
    try await world.clone.commit(files)
    try await world.approve("\(world.start)..HEAD", by: "alice")
    return world
  }

  /// Ways to put other bytes under an approval that is there.
  static let rewrites: [(String, [String])] = [
    ("attack 22: amended", ["git commit -q -a --amend -m change"]),
    (
      "attack 22: rebased with an edit",
      [
        "git stash -q", "git reset -q --hard HEAD^", "git commit -q --allow-empty -m other",
        "git cherry-pick ORIG_HEAD", "git stash pop -q", "git commit -q -a --amend -m change",
      ]
    ),
    (
      "attack 22: cherry-picked and edited",
      [
        "git stash -q", "git checkout -q -b other HEAD^", "git cherry-pick main",
        "git stash pop -q", "git commit -q -a --amend -m change",
      ]
    ),
  ]

  @Test("an approval covers no other bytes, however they come", arguments: rewrites)
  func otherBytes(_ name: String, _ commands: [String]) async throws {
    let world = try await approved()
    let approvedBlob = try await world.clone.git("rev-parse", "HEAD:\(Self.file)").line
    try TestFile.write(Array("v2\n".utf8), to: "\(world.clone.path)/\(Self.file)")
    for command in commands {
      try await Tool.succeed(
        "sh",
        ["-c", command],
        in: world.clone.path,
        environment: world.server["bob"].environment
      )
    }
    let tip = try await world.clone.git("rev-parse", "HEAD").line
    let blob = try await world.clone.git("rev-parse", "HEAD:\(Self.file)").line
    // The approval lies on the new bytes too.
    try await world.clone.git("notes", "--ref", TestClone.approvals, "copy", approvedBlob, blob)
    try await world.expectAccepted(try await world.clone.push(TestClone.approvals))
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(
      push,
      "approval-missing",
      "approval-stale",
      tip: tip,
      at: world.start
    )
  }

  @Test("attack 23: an approval for main, offered on a branch that does not honour it")
  func otherBranch() async throws {
    let world = try await World.make(
      policy: "targets:\n  - {ref: refs/heads/main}\n  - {ref: \"refs/heads/release/*\"}\n"
    )
    try await world.baseline("refs/heads/release/1", at: world.start)
    let tip = try await world.clone.commit([Self.file: "v1\n"])
    try await world.approve("\(world.start)..HEAD", by: "alice")
    let push = try await world.clone.push("\(tip):refs/heads/release/1")
    try await world.expectRefused(
      push,
      "approval-missing",
      "approval-wrong-target",
      tip: tip,
      on: "refs/heads/release/1",
      at: world.start
    )
  }

  @Test("attack 23: an approval from one repository, carried into another of the same people")
  func otherRepository() async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit([Self.file: "v1\n"])
    let approval = try await HandApproval(
      by: "alice",
      of: world.clone.changes(from: world.start, to: tip)
    )
    // Statement and trailer say the same repository; it is this one that is another.
    try world.server.setPolicy(
      PolicyText.usual(with: "repository: acme/fork\n")
    )
    try await world.clone.note(try await approval.trailer(in: world.clone), on: tip)
    try await world.clone.plantApprovals()
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(
      push,
      "approval-missing",
      "signature-bad",
      tip: tip,
      at: world.start
    )
  }

  @Test("attack 24: one approved file, and commits that come after with another")
  func laterCommits() async throws {
    let world = try await approved()
    let tip = try await world.clone.commit(["iam/second.json": "evil\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    #expect(push.remoteText.contains("iam/second.json"), "\(push.remoteText)")
  }

  @Test("attack 58: blanks that mean something, with one and the same patch id")
  func patchID() async throws {
    let text = "rules:\n  - allow: read\n    when: office\n"
    let world = try await approved([Self.file: text])
    let before = try await patchID(world)
    // Another list, another key, or another condition, to whoever reads YAML.
    try TestFile.write(
      Array(text.replacing("    when", with: "  when").utf8),
      to: "\(world.clone.path)/\(Self.file)"
    )
    try await world.clone.git("commit", "--quiet", "--all", "--amend", "-m", "change")
    let tip = try await world.clone.git("rev-parse", "HEAD").line
    #expect(try await patchID(world) == before)
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
  }

  @Test("case 6: what cannot be judged beside a veto is an error, and nothing is accepted")
  func errorBesideVeto() async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit([Self.file: "v1\n"])
    let changes = try await world.clone.changes(from: world.start, to: tip)
    try await HandApproval(by: "alice", of: changes).note(on: tip, in: world.clone)
    var veto = try await HandApproval(by: "dana", of: changes)
    veto.kind = "veto"
    try await veto.note(on: tip, in: world.clone)
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "vetoed", tip: tip, at: world.start)
    // Whose key it was cannot be said any more.
    try world.server.setPolicy(
      PolicyText.usual(with: "keys: {ssh: allowed_signers, revoked: revoked_keys}")
    )
    let again = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectUndecided(again, "policy-invalid")
    #expect(try await world.main == world.start)
  }

  private func patchID(_ world: World) async throws -> String {
    let diff = try await world.clone.git("diff", "HEAD^", "HEAD").output
    let id = try await Tool.succeed(
      "git",
      ["patch-id", "--stable"],
      in: world.clone.path,
      input: diff
    )
    return String(id.line.prefix(40))
  }
}
