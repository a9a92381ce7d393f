import GateTesting
import Testing

@Suite("Attacks on who is who")
struct IdentityAttackTests {
  static let file = ["iam/a.json": "x\n"]

  /// Ways to have had a hand in a change: who authors, commits, pushes it, and what its message says.
  struct Hand: Sendable, CustomTestStringConvertible {
    let name: String
    var author = "bob <bob@example.com>"
    var committer = "bob"
    var pusher = "bob"
    var message = "change\n"
    var testDescription: String { name }
  }

  static let hands: [Hand] = [
    .init(name: "attack 1: the author", author: "alice <alice@example.com>"),
    .init(name: "attack 2: another e-mail of theirs", author: "alice <alice@old.example.com>"),
    .init(name: "attack 2: the e-mail in other case", author: "alice <ALICE@Example.COM>"),
    .init(name: "attack 5: the committer of somebody's change", committer: "alice"),
    .init(
      name: "attack 7: a co-author",
      message: "change\n\nCo-authored-by: A <alice@example.com>\n"
    ),
    .init(
      name: "attack 7: a co-author in the middle of the message",
      message: "change\n\nCo-authored-by: A <alice@example.com>\n\nmore words\n"
    ),
    .init(
      name: "attack 7: a co-author in other case",
      message: "change\n\nco-AUTHORED-by: A <alice@example.com>\n"
    ),
    .init(
      name: "attack 7: a co-author under a squash's indentation",
      message: "squash\n\n    Co-authored-by: A <alice@example.com>\n"
    ),
    .init(name: "attack 8: the pusher", pusher: "alice"),
    .init(
      name: "attack 9: the operator of automation",
      author: "deploy-bot <deploy-bot@example.com>"
    ),
    .init(name: "attack 10: a name in other letters", author: "\u{410}lice <alice@example.com>"),
  ]

  @Test("who had a hand in a change does not approve it", arguments: hands)
  func contributor(_ hand: Hand) async throws {
    let world = try await World.make(policy: Self.people)
    let tip = try await commit(hand, world)
    let changes = try await world.clone.changes(from: world.start, to: tip)
    try await HandApproval(by: "alice", of: changes).note(on: tip, in: world.clone)
    let push = try await world.clone.push("\(tip):refs/heads/main", as: hand.pusher)
    try await world.expectRefused(push, "self-approval", tip: tip, at: world.start)
    // Somebody else's counts.
    try await HandApproval(by: "dana", of: changes).note(on: tip, in: world.clone)
    try await world.expectAccepted(
      try await world.clone.push("\(tip):refs/heads/main", as: hand.pusher)
    )
  }

  private func commit(_ hand: Hand, _ world: World) async throws -> String {
    try TestFile.write(Array("x\n".utf8), to: "\(world.clone.path)/iam/a.json")
    try await world.clone.git("add", "iam")
    var environment = world.server[hand.committer].environment
    environment["GIT_AUTHOR_NAME"] = String(hand.author.prefix { $0 != "<" })
    environment["GIT_AUTHOR_EMAIL"] = String(hand.author.drop { $0 != "<" }.dropFirst().dropLast())
    try await Tool.succeed(
      "git",
      ["commit", "--quiet", "--cleanup=verbatim", "-m", hand.message],
      in: world.clone.path,
      environment: environment
    )
    return try await world.clone.git("rev-parse", "HEAD").line
  }

  static let people = """
    people:
      alice: {name: Alice Ng, emails: [alice@example.com, alice@old.example.com]}
      bob: {name: Bob Roy, emails: [bob@example.com]}
      carol: {name: Carol Wu, emails: [carol@example.com]}
      dana: {name: Dana Ek, emails: [dana@example.com]}
      deploy-bot: {kind: automation, operator: alice, emails: [deploy-bot@example.com]}
    """

  @Test("attack 6: of two who change one file in one push, neither approves for the other")
  func mutualApproval() async throws {
    let world = try await World.make()
    try await world.clone.commit(["iam/a.json": "x\n"], as: "alice")
    let tip = try await world.clone.commit(["iam/a.json": "y\n"], as: "dana")
    try await world.approve("\(world.start)..HEAD", by: "alice")
    try await world.approve("\(world.start)..HEAD", by: "dana")
    let push = try await world.clone.push("HEAD:refs/heads/main")
    // The net change is nobody's alone: both had a hand in it.
    try await world.expectRefused(
      push,
      "no-eligible-reviewer",
      tip: tip,
      at: world.start
    )
  }

  @Test("attack 11: a .mailmap in the tree makes nobody somebody else")
  func mailmap() async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit(
      [".mailmap": "Bob <bob@example.com> <alice@example.com>\n", "iam/a.json": "x\n"],
      as: "alice"
    )
    try await world.approve("\(world.start)..HEAD", by: "alice")
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "self-approval", tip: tip, at: world.start)
  }

  @Test("attacks 3, 19: two keys and two trailers of one person are one approval")
  func secondKey() async throws {
    let world = try await World.make(
      policy: """
        rules:
          - name: access
            classes: [iam]
            require: {approvals: 2, from: [security]}
        """
    )
    let second = try await TestPerson(
      "alice2",
      email: "alice@example.com",
      in: world.server.scratch
    )
    try world.server.addSigners("alice namespaces=\"countersign\" \(second.publicKey)\n")
    let tip = try await world.clone.commit(Self.file)
    let approval = try await HandApproval(
      by: "alice",
      of: world.clone.changes(from: world.start, to: tip)
    )
    try await approval.note(on: tip, in: world.clone)
    try await approval.note(on: tip, in: world.clone)
    try await world.clone.note(
      try await approval.trailer(in: world.clone, key: second.key),
      on: tip
    )
    try await world.expectAccepted(try await world.clone.push(TestClone.approvals))
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    #expect(push.remoteText.contains("has 1 (alice)"), "\(push.remoteText)")
  }

  /// Key lines under which alice's second key counts for nothing, and why.
  static let keys: [(String, String, String)] = [
    ("attack 27: expired", "namespaces=\"countersign\",valid-before=\"20250101Z\"", "key-expired"),
    ("attack 27: not yet", "namespaces=\"countersign\",valid-after=\"20990101Z\"", "key-expired"),
    ("for another namespace", "namespaces=\"git\"", "signature-unknown-key"),
  ]

  @Test("a key counts within its dates and for its namespaces", arguments: keys)
  func keyLine(_ name: String, _ options: String, _ code: String) async throws {
    let world = try await World.make()
    let second = try await TestPerson(
      "alice2",
      email: "alice@example.com",
      in: world.server.scratch
    )
    try world.server.addSigners("alice \(options) \(second.publicKey)\n")
    let tip = try await world.clone.commit(Self.file)
    let approval = try await HandApproval(
      by: "alice",
      of: world.clone.changes(from: world.start, to: tip)
    )
    try await world.clone.note(
      try await approval.trailer(in: world.clone, key: second.key),
      on: tip
    )
    try await world.expectRefused(
      try await world.clone.push(TestClone.approvals),
      code,
      tip: try await world.clone.git("rev-parse", TestClone.approvals).line,
      on: TestClone.approvals,
      at: try await world.server.tip(TestClone.approvals)
    )
    try await world.clone.plantApprovals()
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", code, tip: tip, at: world.start)
  }

  @Test("attack 28: a revoked key")
  func revokedKey() async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit(Self.file)
    try await HandApproval(by: "alice", of: world.clone.changes(from: world.start, to: tip))
      .note(on: tip, in: world.clone)
    try TestFile.write(
      Array("\(world.server["alice"].publicKey)\n".utf8),
      to: "\(world.server.path)/countersign/revoked_keys"
    )
    try world.server.setPolicy(
      PolicyText.usual(with: "keys: {ssh: allowed_signers, revoked: revoked_keys}")
    )
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(
      push,
      "approval-missing",
      "key-revoked",
      tip: tip,
      at: world.start
    )
    // Without the list nothing can be said of any key.
    try await Tool.succeed("rm", ["\(world.server.path)/countersign/revoked_keys"], in: "/")
    try await world.expectUndecided(
      try await world.clone.push("HEAD:refs/heads/main"),
      "policy-invalid"
    )
  }

  @Test(
    "keys of every kind that is read",
    arguments: ["ed25519", "ecdsa:256", "ecdsa:384", "ecdsa:521", "rsa:2048", "rsa:3072"]
  )
  func keyTypes(_ type: String) async throws {
    let world = try await World.make()
    let second = try await TestPerson(
      "alice2",
      email: "alice@example.com",
      type: type,
      in: world.server.scratch
    )
    try world.server.addSigners("alice namespaces=\"countersign\" \(second.publicKey)\n")
    let tip = try await world.clone.commit(Self.file)
    let approval = try await HandApproval(
      by: "alice",
      of: world.clone.changes(from: world.start, to: tip)
    )
    try await world.clone.note(
      try await approval.trailer(in: world.clone, key: second.key),
      on: tip
    )
    try await world.expectAccepted(try await world.clone.push(TestClone.approvals))
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
  }

  @Test(
    "attack 16: words are no signature",
    arguments: [
      "Approved-by: Alice Ng <alice@example.com>", "Signed-off-by: Alice Ng <alice@example.com>",
      "Reviewed-by: Alice Ng <alice@example.com>",
    ]
  )
  func unsigned(_ trailer: String) async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit(Self.file, message: "change\n\n\(trailer)\n")
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
  }

  @Test("attack 21: a change that was reverted and is made again needs a new approval")
  func replayAfterRevert() async throws {
    let world = try await World.make()
    try await world.land(Self.file)
    let reverted = try await world.land(["iam/a.json": ""])
    let again = try await world.clone.commit(Self.file)
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-spent", tip: again, at: reverted)
  }

  @Test("attack 27: a signed commit's date chooses no key", arguments: ["2020-01-01T00:00:00Z"])
  func backdatedCommit(_ date: String) async throws {
    let world = try await World.make()
    let path = "\(world.server.path)/countersign/allowed_signers"
    let lines = try TestFile.text(path).split(separator: "\n").map { line in
      line.hasPrefix("bob ")
        ? "bob namespaces=\"git\",valid-before=\"20210101Z\" \(world.server["bob"].publicKey)"
        : String(line)
    }
    try TestFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
    try TestFile.write(Array("x\n".utf8), to: "\(world.clone.path)/iam/a.json")
    try await world.clone.git("add", "iam")
    var environment = world.server["bob"].environment
    (environment["GIT_COMMITTER_DATE"], environment["GIT_AUTHOR_DATE"]) = (date, date)
    try await Tool.succeed(
      "git",
      [
        "-c", "gpg.format=ssh", "-c", "user.signingKey=\(world.server["bob"].key)", "commit",
        "--quiet", "-S", "-m", "x",
      ],
      in: world.clone.path,
      environment: environment
    )
    let tip = try await world.clone.git("rev-parse", "HEAD").line
    // Good in 2020, and nobody's now: the commit is as good as unsigned, and nobody is known to push it.
    environment["COUNTERSIGN_PUSHER"] = nil
    let push = try await Tool.run(
      "git",
      ["push", "origin", "HEAD:refs/heads/main"],
      in: world.clone.path,
      environment: environment
    )
    try await world.expectRefused(push, "unattributable-author", tip: tip, at: world.start)
  }
}
