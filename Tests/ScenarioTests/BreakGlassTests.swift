import GateTesting
import Testing

@Suite("Break-glass, pushed")
struct BreakGlassTests {
  private static let file = "iam/deploy.json"
  private static let option = ["-o", "countersign.break-glass=payments are down"]

  /// A commit for `main` that alice and dana have signed a break-glass for.
  private static func signed(within: String = "24h") async throws -> (world: World, tip: String) {
    let world = try await World.make(
      policy: "break_glass: {approvals: 2, from: [security], review_within: \(within)}\n"
    )
    try await world.clone.trust()
    let tip = try await world.clone.commit([file: "{}\n"])
    for person in ["alice", "dana"] { try await sign(tip, from: world.start, by: person, world) }
    return (world, tip)
  }

  private static func sign(
    _ tip: String,
    from old: String,
    by person: String,
    _ world: World
  ) async throws {
    try await world.sign(
      "approve",
      "\(old)..\(tip)",
      "--break-glass",
      "payments are down",
      by: person
    )
  }

  /// A push with the option, which must land as a bypass.
  private static func bypass(within: String = "24h") async throws -> (world: World, tip: String) {
    let (world, tip) = try await signed(within: within)
    try await world.expectAccepted(
      try await world.clone.push("\(tip):refs/heads/main", options: option)
    )
    return (world, tip)
  }

  @Test("case 74: a quorum lets a push through, loudly, and somebody outside reviews it")
  func wholeLife() async throws {
    let (world, tip) = try await Self.signed()
    let range = "\(world.start)..\(tip)"
    let asked = try await world.clone.countersign("explain", range, "--target", "main")
    let foreseen = try await world.clone.countersign(
      "explain",
      range,
      "--target",
      "main",
      "--break-glass",
      "payments are down"
    )
    #expect(asked.code == 1 && foreseen.isSuccess, "\(foreseen)")
    #expect(foreseen.text.contains("WOULD BYPASS THE RULES OF 'refs/heads/main'"), "\(foreseen)")
    let push = try await world.clone.push("\(tip):refs/heads/main", options: Self.option)
    try await world.expectAccepted(push)
    #expect(push.remoteText.contains("BYPASSED THE RULES OF 'refs/heads/main'"), "\(push)")
    #expect(push.remoteText.contains("git countersign review-bypass \(tip)"), "\(push)")
    let record = try await world.server.records(on: tip)
    for line in [
      "outcome bypassed\n", "payments are down\n", "inside alice bob dana\n",
      "requirement access security 0 of 1\n",
      "requirement break-glass security 2 of 2 alice,dana\n",
      "statement break-glass counted alice ssh SHA256:",
    ] { #expect(record.contains(line), "'\(line)' is not in\n\(record)") }
    let open = try await world.server.countersign("audit", "verify")
    #expect(open.isSuccess && open.text.unwrapped.contains("to be reviewed by"), "\(open)")
    try await world.sign("review-bypass", tip, by: "carol")
    let settled = try await world.server.records(on: tip)
    #expect(settled.contains("how reviewed carol ssh SHA256:"), "\(settled)")
    for arguments in [["verify"], ["log"], ["show", tip]] {
      let audit = try await Tool.run(Tool.countersign, ["audit"] + arguments, in: world.server.path)
      #expect(audit.isSuccess && audit.text.unwrapped.contains("reviewed by 'carol'"), "\(audit)")
    }
    try await world.expectAudit()
  }

  @Test("attack 69: neither the option nor the statements open anything by themselves")
  func halves() async throws {
    let (world, tip) = try await Self.signed()
    let unasked = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(
      unasked,
      "approval-missing",
      "approval-unsupported",
      tip: tip,
      at: world.start
    )
    let other = try await world.clone.commit(["iam/other.json": "{}\n"])
    let unsigned = try await world.clone.push("\(other):refs/heads/main", options: Self.option)
    try await world.expectRefused(unsigned, "approval-missing", tip: other, at: world.start)
    #expect(
      unsigned.remoteText.contains("--target main --break-glass 'payments are down'"),
      "\(unsigned)"
    )
  }

  @Test(
    "an option that is not understood is not guessed at",
    arguments: [
      ["countersign.break-glass="], ["countersign.break-glass= "], ["countersign.breakglass=x"],
      ["countersign.break-glass"], ["countersign.break-glass=a", "countersign.break-glass=a"],
      ["countersign.break-glass=a\u{1B}[2J"],
    ]
  )
  func options(_ options: [String]) async throws {
    let (world, tip) = try await Self.signed()
    let push = try await world.clone.push(
      "\(tip):refs/heads/main",
      options: options.flatMap { ["-o", $0] }
    )
    try await world.expectUndecided(push, "approval-malformed")
    #expect(try await world.main == world.start)
  }

  @Test("an option of somebody else's is let be")
  func foreignOption() async throws {
    let (world, tip) = try await Self.signed()
    let push = try await world.clone.push(
      "\(tip):refs/heads/main",
      options: ["-o", "ci.skip"] + Self.option
    )
    try await world.expectAccepted(push)
  }

  @Test("attack 69: a break-glass opens once: not again after a rewind, and not elsewhere")
  func once() async throws {
    let (world, tip) = try await Self.bypass()
    try await world.baseline("refs/heads/release/1", at: world.start)
    let elsewhere = try await world.clone.push("\(tip):refs/heads/release/1", options: Self.option)
    try await world.expectRefused(
      elsewhere,
      "approval-missing",
      "approval-wrong-target",
      tip: tip,
      on: "refs/heads/release/1",
      at: world.start
    )
    try await world.server.moveWithoutGate("refs/heads/main", to: world.start)
    let again = try await world.clone.push("\(tip):refs/heads/main", options: Self.option)
    try await world.expectRefused(
      again,
      "approval-missing",
      "approval-spent",
      tip: tip,
      at: world.start
    )
  }

  @Test("a bypass of an edit of the policy is none")
  func policyEdit() async throws {
    let (world, _) = try await Self.signed()
    let deletion = try await world.clone.push(":refs/heads/main", options: Self.option)
    try await world.expectRefused(deletion, "approval-missing", tip: world.start, at: world.start)
  }

  @Test(
    "attack 69: past its time nothing goes on, and no deploy, until somebody outside has reviewed it"
  )
  func overdue() async throws {
    let (world, tip) = try await Self.bypass(within: "1s")
    func check() async throws -> Finished {
      try await world.clone.git("fetch", "--quiet", "origin")
      return try await world.clone.countersign("check", "--environment", "staging", "--to", tip)
    }
    try await Tool.succeed("sleep", ["2"], in: world.clone.path)
    let next = try await world.clone.commit([Self.file: "{1}\n"])
    try await world.approve("\(tip)..\(next)", by: "alice")
    let push = try await world.clone.push("\(next):refs/heads/main")
    try await world.expectRefused(push, "bypass-unreviewed", tip: next, at: tip)
    let deploy = try await check()
    #expect(deploy.code == 1 && deploy.text.contains("(bypass-unreviewed)"), "\(deploy)")
    try await world.expectAudit(finds: "not reviewed, and due since")
    let doctor = try await world.server.countersign("doctor")
    #expect("\(doctor)".unwrapped.contains("is not reviewed, and stops"), "\(doctor)")
    // Those who signed or made it settle nothing, by whatever means.
    let decision = try #require(
      try await world.server.records(on: tip).firstMatch(of: /decision sha256:([0-9a-f]{64})/)
    ).1
    for person in ["alice", "bob"] {
      var review = try await HandApproval(by: person, of: [])
      (review.kind, review.subjects) = ("bypass-review", [String(decision)])
      try await review.note(on: tip, in: world.clone)
    }
    try await world.expectRefused(
      try await world.clone.push("\(next):refs/heads/main"),
      "bypass-unreviewed",
      tip: next,
      at: tip
    )
    try await world.sign("review-bypass", "sha256:\(decision)", by: "carol")
    #expect(try await check().isSuccess)
    try await world.expectAccepted(try await world.clone.push("\(next):refs/heads/main"))
    try await world.expectAudit()
  }

  @Test("before its time a deploy says what it rests on")
  func deploy() async throws {
    let (world, tip) = try await Self.bypass()
    try await world.clone.git("fetch", "--quiet", "origin")
    let check = try await world.clone.countersign("check", "--environment", "staging", "--to", tip)
    #expect(check.isSuccess && check.text.unwrapped.contains("to be reviewed by"), "\(check)")
  }

  @Test("a list of bypasses that is not what the records say is found")
  func index() async throws {
    let (world, tip) = try await Self.bypass()
    let decisions = "refs/notes/countersign/decisions"
    let head = try await world.server.git("cat-file", "commit", decisions).text
    try await world.server.git("read-tree", decisions)
    try await world.server.git("rm", "--quiet", "--cached", "countersign/bypasses")
    let tree = try await world.server.git("write-tree").line
    let message = try #require(head.firstRange(of: "\n\n"))
    let commit = try await Tool.succeed(
      "git",
      ["-c", "user.name=x", "-c", "user.email=x@x", "commit-tree", "-p", decisions, tree],
      in: world.server.path,
      input: Array(head[message.upperBound...].utf8)
    ).line
    try await world.server.git("update-ref", decisions, commit)
    try await world.expectAudit(finds: "the list of bypasses")
    #expect(try await world.main == tip)
  }
}
