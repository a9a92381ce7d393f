import GateTesting
import Testing

// Attack 50 (a client that names its own receive-pack, or `AcceptEnv GIT_*`) is out of a hook's reach: it never
// runs. The ssh test in TransportTests shows the forced command that keeps such a client out.

@Suite("Attacks on references and on the list of commits")
struct ReferenceAttackTests {
  @Test("attack 37: pushed to an ungated branch first")
  func ungatedBranchFirst() async throws {
    let world = try await World.make()
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/sneaky"))
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: evil, at: world.start)
  }

  @Test(
    "attack 39: twins of a gated name are gated",
    arguments: [
      "refs/heads/MAIN", "refs/heads/Main", "refs/heads/\u{FF4D}ain", "refs/heads/ma\u{200B}in",
    ]
  )
  func twins(_ ref: String) async throws {
    let world = try await World.make()
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    let push = try await world.clone.push("HEAD:\(ref)")
    #expect(push.code == 1, "\(push)")
    let record = try await world.server.records(on: evil, in: "refusals")
    #expect(record.contains("reason approval-missing"))
    #expect(try await world.server.refs() == ["refs/heads/main": world.start])
    try await world.expectSound()
  }

  @Test(
    "attack 39: names that only look like main are other references",
    arguments: [
      "refs/heads/heads/main", "refs/heads/HEAD", "refs/heads/refs/heads/main", "refs/tags/main",
      "refs/heads/origin/main",
    ]
  )
  func lookalikes(_ ref: String) async throws {
    let world = try await World.make()
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:\(ref)"))
    // A client of git's own would call 'refs/heads/main' ambiguous now.
    let raw = RawPush(
      [.init(world.start, evil, "refs/heads/main")],
      pack: try await world.clone.pack(evil, "^\(world.start)")
    )
    let push = try await raw.run(on: world.server)
    #expect(push.text.contains("ng refs/heads/main"), "\(push)")
    #expect(try await world.main == world.start)
    let record = try await world.server.records(on: evil, in: "refusals")
    #expect(record.contains("reason approval-missing"))
  }

  @Test("attack 40: every reference that a deployment reads can be gated")
  func deploymentReference() async throws {
    let world = try await World.make(
      policy: "targets:\n  - {ref: \"refs/deploy/*\", environment: production}\n"
    )
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    let push = try await world.clone.push("HEAD:refs/deploy/production")
    try await world.expectRefused(
      push,
      "approval-missing",
      tip: evil,
      on: "refs/deploy/production",
      at: nil
    )
  }

  @Test("attack 41: delete main, and make it again with an old id of zero")
  func deleteAndRecreate() async throws {
    let world = try await World.make()
    let deletion = try await world.clone.push(":refs/heads/main")
    try await world.expectRefused(deletion, "approval-missing", tip: world.start, at: world.start)
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    let raw = RawPush(
      [.init(RawPush.zero, evil, "refs/heads/main")],
      pack: try await world.clone.pack(evil, "^\(world.start)")
    )
    let push = try await raw.run(on: world.server)
    #expect(push.errorText.contains("stale-old"), "\(push)")
    #expect(try await world.main == world.start)
    #expect(try await world.server.records(on: evil, in: "refusals").contains("reason stale-old"))
  }

  @Test("attack 42: back to an old commit, without any new one")
  func rollback() async throws {
    let world = try await World.make()
    let strict = try await world.land(["iam/deploy.json": "strict\n"])
    let push = try await world.clone.push("+\(world.start):refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: world.start, at: strict)
    #expect(push.remoteText.contains("rewinds refs/heads/main"))
  }

  @Test("attack 43: a replacement object is not pushed")
  func replacementPushed() async throws {
    let world = try await World.make()
    let commit = try await world.clone.commit(["README.md": "more\n"])
    let ref = "refs/replace/\(world.start)"
    let push = try await world.clone.push("HEAD:\(ref)")
    try await world.expectRefused(push, "protected-ref", tip: commit, on: ref, at: nil)
  }

  @Test("attack 43: a replacement object on the server hides nothing")
  func replacementOnServer() async throws {
    let world = try await World.make()
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/feature"))
    try await world.server.git("replace", evil, world.start)
    let push = try await world.clone.push("HEAD:refs/heads/main")
    #expect(push.code == 1, "\(push)")
    #expect(
      try await world.server.records(on: evil, in: "refusals").contains("reason approval-missing")
    )
    #expect(try await world.main == world.start)
  }

  @Test("attack 43: grafts that cannot be read may cut history off")
  func unreadableGrafts() async throws {
    let world = try await World.make()
    try TestFile.makeDirectory("\(world.server.path)/info/grafts")
    try await world.clone.commit(["README.md": "more\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    #expect(push.code == 1 && push.remoteText.contains("info/grafts"), "\(push)")
    #expect(push.remoteText.contains("countersign: not accepted"), "\(push)")
    #expect(try await world.main == world.start)
  }

  @Test("attack 43: grafts cut history off")
  func grafts() async throws {
    let world = try await World.make()
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    try TestFile.write(Array("\(evil)\n".utf8), to: "\(world.server.path)/info/grafts")
    let push = try await world.clone.push("HEAD:refs/heads/main")
    #expect(push.errorText.contains("(unsupported-repository)"), "\(push)")
    #expect(try await world.main == world.start)
  }

  @Test("attack 46: a reference name with a newline brings a second command")
  func newlineInName() async throws {
    let world = try await World.make()
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    let name = "refs/heads/x\n\(world.start) \(evil) refs/heads/main"
    let raw = RawPush(
      [.init(RawPush.zero, evil, name)],
      pack: try await world.clone.pack(evil, "^\(world.start)")
    )
    let push = try await raw.run(on: world.server)
    #expect(!push.text.contains("\nok refs"), "\(push)")
    #expect(push.errorText.contains("not accepted"), "\(push)")
    #expect(try await world.server.refs() == ["refs/heads/main": world.start])
    // No record speaks of a move that nobody asked for.
    #expect(!(try await world.server.records(on: evil).contains("outcome allowed")))
    try await world.expectAudit()
  }

  @Test(
    "attack 46: names that git refuses later decide nothing",
    arguments: [
      "HEAD", "refs/heads/../heads/main", "refs//heads/main", "refs/heads/main.lock",
      "refs/heads/a b",
      "refs/heads/\u{1B}[2Kmain", "refs/heads/x\r", "refs/heads/\u{0}x",
    ]
  )
  func unusualNames(_ name: String) async throws {
    let world = try await World.make()
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    let raw = RawPush(
      [.init(RawPush.zero, evil, name)],
      pack: try await world.clone.pack(evil, "^\(world.start)")
    )
    let push = try await raw.run(on: world.server)
    #expect(!push.text.contains("\nok "), "\(push)")
    #expect(!push.errorText.contains("\u{1B}"), "an escape sequence reached the terminal")
    #expect(try await world.server.refs() == ["refs/heads/main": world.start])
  }

  @Test("attack 46: one reference twice in a push")
  func duplicateCommands() async throws {
    let world = try await World.make()
    let good = try await world.clone.commit(["README.md": "more\n"])
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    let raw = RawPush(
      [.init(world.start, good, "refs/heads/main"), .init(world.start, evil, "refs/heads/main")],
      pack: try await world.clone.pack(evil, "^\(world.start)")
    )
    let push = try await raw.run(on: world.server)
    #expect(push.errorText.contains("not accepted"), "\(push)")
    #expect(try await world.main == world.start)
  }

  @Test("attack 46: an old id that is forged, to be judged from nearer by")
  func forgedOld() async throws {
    let world = try await World.make()
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    let good = try await world.clone.commit(["README.md": "more\n"])
    try await world.expectAccepted(try await world.clone.push("\(evil):refs/heads/feature"))
    let raw = RawPush(
      [.init(evil, good, "refs/heads/main")],
      pack: try await world.clone.pack(good, "^\(evil)")
    )
    let push = try await raw.run(on: world.server)
    #expect(push.errorText.contains("stale-old"), "\(push)")
    #expect(push.text.contains("ng refs/heads/main"))
    #expect(try await world.main == world.start)
    #expect(try await world.server.records(on: good, in: "refusals").contains("reason stale-old"))
  }

  @Test("attack 48: what landed without a hook is found")
  func landedWithoutDecision() async throws {
    let world = try await World.make()
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/feature"))
    try await world.server.moveWithoutGate("refs/heads/main", to: evil)
    try await world.expectAudit(finds: evil)
    // The next push does not launder it.
    let next = try await world.clone.commit(["README.md": "more\n"])
    _ = try await world.clone.push("HEAD:refs/heads/main")
    _ = next
    try await world.expectAudit(finds: evil)
  }

  @Test("attack 49: two pushes at once, each alone within the rules")
  func concurrentPushes() async throws {
    let world = try await World.make()
    let first = try await world.clone.commit(["README.md": "one\n"])
    try await world.clone.git("checkout", "--quiet", "--detach", world.start)
    let second = try await world.clone.commit(["README.md": "two\n"])
    async let a = world.clone.push("\(first):refs/heads/main")
    async let b = world.clone.push("\(second):refs/heads/main")
    let results = try await [a, b]
    #expect(results.count(where: \.isSuccess) == 1, "\(results)")
    #expect([first, second].contains(try await world.main ?? ""))
    // One more push settles what the loser left open.
    try await world.clone.git("fetch", "--quiet", "origin")
    try await world.clone.git("checkout", "--quiet", "--detach", "origin/main")
    try await world.clone.commit(["README.md": "three\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    try await world.expectAudit()
  }
}
