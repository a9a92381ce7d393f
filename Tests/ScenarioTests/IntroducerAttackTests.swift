import GateTesting
import Testing

@Suite("Attacks on who brought a commit here")
struct IntroducerAttackTests {
  /// Ways to bring a commit into the object store of a server before a branch leads to it.
  static let ways = ["in no way", "in another push's pack", "below a notes commit", "in a fork"]

  /// Alice makes a change, types bob's name, and approves it after carol has pushed it on.
  @Test("who first pushed a branch is on record, however its objects came before", arguments: ways)
  func stored(_ way: String) async throws {
    let world = try await World.make()
    let change = try await world.clone.commit(["iam/a.json": "x\n"], as: "bob")
    switch way {
    case "in another push's pack": try await bringInPack(change, world)
    case "below a notes commit": try await bringInNotes(change, world)
    case "in a fork": try await bringInFork(change, world)
    default: break
    }
    try await world.expectAccepted(
      try await world.clone.push("\(change):refs/heads/side", as: "alice")
    )
    let record = try await world.server.records(on: change)
    #expect(record.contains("countersign introduced v1"), "\(way): \(record)")
    #expect(record.contains("pusher alice"), "\(record)")
    try await world.approve("\(world.start)..\(change)", by: "alice")
    let push = try await world.clone.push("\(change):refs/heads/main", as: "carol")
    try await world.expectRefused(push, "self-approval", tip: change, at: world.start)
  }

  @Test("who pushes a commit on after another did is not who brought it")
  func pushedOn() async throws {
    let world = try await World.make()
    let change = try await world.clone.commit(["iam/a.json": "x\n"], as: "bob")
    for (person, branch) in [("alice", "one"), ("carol", "two")] {
      try await world.expectAccepted(
        try await world.clone.push("\(change):refs/heads/\(branch)", as: person)
      )
    }
    let record = try await world.server.records(on: change)
    #expect(record.contains("pusher alice") && !record.contains("pusher carol"), "\(record)")
  }

  @Test("whose key signed a commit had a hand in it, though the key is out of date")
  func expiredKey() async throws {
    let world = try await World.make()
    let key = world.server.scratch.path("old-key")
    try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-t", "ed25519", "-N", "", "-f", key],
      in: world.server.scratch.path
    )
    let text = try TestFile.text("\(key).pub").split(separator: " ").prefix(2).joined(
      separator: " "
    )
    try world.server.addSigners("alice namespaces=\"git\",valid-before=\"20210101Z\" \(text)\n")
    try TestFile.makeDirectory("\(world.clone.path)/iam")
    try TestFile.write(Array("x\n".utf8), to: "\(world.clone.path)/iam/a.json")
    try await world.clone.git("add", "iam/a.json")
    try await world.clone.git(
      "-c",
      "gpg.format=ssh",
      "-c",
      "user.signingKey=\(key)",
      "commit",
      "--quiet",
      "-S",
      "-m",
      "change"
    )
    let change = try await world.clone.git("rev-parse", "HEAD").line
    try await world.approve("\(world.start)..\(change)", by: "alice")
    let push = try await world.clone.push("\(change):refs/heads/main", as: "carol")
    try await world.expectRefused(push, "self-approval", tip: change, at: world.start)
  }

  private func bringInPack(_ change: String, _ world: World) async throws {
    try await world.clone.git("checkout", "--quiet", "--detach", world.start)
    let harmless = try await world.clone.commit(["docs/a.md": "x\n"])
    let pack = try await world.clone.pack(harmless, change, "^\(world.start)")
    let push = try await RawPush([.init(RawPush.zero, harmless, "refs/heads/harmless")], pack: pack)
      .run(on: world.server, as: "alice")
    #expect(push.text.contains("ok refs/heads/harmless"), "\(push)")
    try await expectStored(change, world)
  }

  private func bringInNotes(_ change: String, _ world: World) async throws {
    try await world.clone.git("fetch", "--quiet", "origin", TestClone.approvals)
    let tip = try await world.clone.git("rev-parse", "FETCH_HEAD").line
    let commit = try await world.clone.git(
      "commit-tree",
      "\(tip)^{tree}",
      "-p",
      tip,
      "-p",
      change,
      "-m",
      "notes"
    ).line
    let push = try await world.clone.push("\(commit):\(TestClone.approvals)", as: "alice")
    #expect(push.isSuccess, "\(push)")
    try await expectStored(change, world)
  }

  private func bringInFork(_ change: String, _ world: World) async throws {
    let fork = world.server.scratch.path("fork.git")
    try await Tool.succeed(
      "git",
      ["clone", "--quiet", "--bare", world.clone.path, fork],
      in: world.server.scratch.path
    )
    try TestFile.write(
      Array("\(fork)/objects\n".utf8),
      to: "\(world.server.path)/objects/info/alternates"
    )
    try await expectStored(change, world)
  }

  private func expectStored(_ change: String, _ world: World) async throws {
    #expect(try await world.server.git("cat-file", "-t", change).line == "commit")
  }
}
