import GateTesting
import Testing

@Suite("Vetoes and revocations, pushed")
struct VetoTests {
  private static let file = "iam/deploy.json"

  /// A commit on `main` that alice has approved and nobody has pushed.
  private static func approved() async throws -> (world: World, tip: String) {
    let world = try await World.make()
    let tip = try await world.clone.commit([file: "{}\n"])
    try await world.approve("\(world.start)..\(tip)", by: "alice")
    return (world, tip)
  }

  @Test("case 42: an approval that its signer took back counts no more, and a new one does")
  func revocation() async throws {
    let (world, tip) = try await Self.approved()
    try await world.sign("revoke", "\(world.start)..\(tip)", by: "alice")
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(
      push,
      "approval-missing",
      "approval-expired",
      tip: tip,
      at: world.start
    )
    #expect(push.remoteText.contains("its signer took it"))
    try await world.approve("\(world.start)..\(tip)", by: "alice")
    try await world.expectAccepted(try await world.clone.push("\(tip):refs/heads/main"))
    try await world.expectAudit()
  }

  @Test("case 42: a revocation signed by somebody else is ignored")
  func anothersRevocation() async throws {
    let (world, tip) = try await Self.approved()
    let digest = try await world.statement(on: "\(tip):\(Self.file)")
    let own = try await world.clone.countersign(
      "revoke",
      "sha256:\(digest)",
      "--key",
      world.server["dana"].key,
      "--yes",
      as: "dana"
    )
    #expect(own.code == 1, "\(own)")
    var revocation = try await HandApproval(by: "dana", of: [])
    (revocation.kind, revocation.subjects) = ("revocation", [digest])
    try await revocation.note(on: tip, in: world.clone)
    try await world.expectAccepted(try await world.clone.push("\(tip):refs/heads/main"))
    let record = try await world.server.records(on: tip)
    #expect(record.contains("statement revocation ignored dana"), "\(record)")
  }

  @Test("a revocation follows the statement into a commit's message")
  func carriedOn() async throws {
    let world = try await World.make()
    try await world.clone.trust()
    let first = try await world.clone.commit([Self.file: "{}\n"])
    let changes = try await world.clone.changes(from: world.start, to: first)
    let approval = try await HandApproval(by: "alice", of: changes)
    let trailer = try await approval.trailer(in: world.clone)
    try await world.clone.note(trailer, on: first)
    #expect(try await world.clone.push(TestClone.approvals, as: "alice").isSuccess)
    let digest = try await approval.digest(in: world.clone)
    try await world.sign("revoke", "sha256:\(digest)", by: "alice")
    try await world.clone.git("reset", "--quiet", "--hard", world.start)
    let tip = try await world.clone.commit([Self.file: "{}\n"], message: "again\n\n\(trailer)\n")
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(
      push,
      "approval-missing",
      "approval-expired",
      tip: tip,
      at: world.start
    )
  }

  @Test("cases 5, 43 and 44: a veto refuses until the same person takes it back")
  func veto() async throws {
    let (world, tip) = try await Self.approved()
    try await world.sign("veto", "\(world.start)..\(tip)", "--reason", "not today", by: "dana")
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(push, "vetoed", tip: tip, at: world.start)
    #expect(push.remoteText.contains("'dana' vetoed it: not today"), "\(push.remoteText)")
    let digest = try #require(push.remoteText.firstMatch(of: /revoke sha256:([0-9a-f]{64})/)).1
    for person in ["alice", "bob"] {
      var revocation = try await HandApproval(by: person, of: [])
      (revocation.kind, revocation.subjects) = ("revocation", [String(digest)])
      try await revocation.note(on: tip, in: world.clone)
    }
    try await world.expectRefused(
      try await world.clone.push("\(tip):refs/heads/main"),
      "vetoed",
      tip: tip,
      at: world.start
    )
    try await world.sign("revoke", "sha256:\(digest)", by: "dana")
    try await world.expectAccepted(try await world.clone.push("\(tip):refs/heads/main"))
    try await world.expectAudit()
  }

  @Test(
    "a veto counts from every place that an approval does",
    arguments: ["note", "message", "commit"]
  )
  func carriers(_ carrier: String) async throws {
    let world = try await World.make()
    var tip = try await world.clone.commit([Self.file: "{}\n"])
    try await world.approve("\(world.start)..\(tip)", by: "alice")
    let veto = try await world.clone.countersign(
      "veto",
      "\(world.start)..\(tip)",
      "--as",
      carrier,
      "--key",
      world.server["dana"].key,
      "--yes",
      as: "dana"
    )
    #expect(veto.isSuccess, "\(veto)")
    if carrier == "note" {
      #expect(try await world.clone.push(TestClone.approvals, as: "dana").isSuccess)
    }
    tip = try await world.clone.git("rev-parse", "HEAD").line
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(push, "vetoed", tip: tip, at: world.start)
    let record = try await world.server.records(on: tip, in: "refusals")
    #expect(record.contains("statement veto counted dana ssh SHA256:"), "\(record)")
  }

  @Test("the printed commands, run as they are, make a veto and take it back")
  func printed() async throws {
    let (world, tip) = try await Self.approved()
    for (command, code) in [("veto", Int32(1)), ("revoke", 0)] {
      try await world.clone.git("fetch", "--quiet", "origin")
      let script = try await world.clone.countersign(
        command,
        "\(world.start)..\(tip)",
        "--print",
        "--key",
        world.server["dana"].key,
        as: "dana"
      )
      #expect(script.isSuccess, "\(script)")
      try await Tool.succeed(
        "sh",
        [],
        in: world.clone.path,
        environment: world.server["dana"].environment,
        input: script.output
      )
      let push = try await world.clone.push("\(tip):refs/heads/main")
      #expect(push.code == code && push.remoteText.contains("(vetoed)") == (code == 1), "\(push)")
    }
  }

  @Test("a trailer cannot make one kind of statement out of another")
  func kinds() async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit([Self.file: "{}\n"])
    let changes = try await world.clone.changes(from: world.start, to: tip)
    let approval = try await HandApproval(by: "alice", of: changes).trailer(in: world.clone)
    var no = try await HandApproval(by: "dana", of: changes)
    no.kind = "veto"
    let veto = try await no.trailer(in: world.clone)
    try await world.clone.note(
      approval.replacing(" signature=", with: " kind=veto signature="),
      on: tip
    )
    try await world.clone.note(veto.replacing(" kind=veto", with: ""), on: tip)
    let notes = try await world.clone.push(TestClone.approvals, as: "alice")
    #expect(notes.remoteText.contains("signature-bad"), "\(notes)")
    try await world.clone.plantApprovals()
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(
      push,
      "approval-missing",
      "signature-bad",
      tip: tip,
      at: world.start
    )
    #expect(!push.remoteText.contains("vetoed"))
  }

  @Test("a veto that came after the landing stops the deploy until it is taken back")
  func deploy() async throws {
    let (world, tip) = try await Self.approved()
    try await world.expectAccepted(try await world.clone.push("\(tip):refs/heads/main"))
    func check() async throws -> Finished {
      try await world.clone.git("fetch", "--quiet", "origin")
      return try await world.clone.countersign("check", "--environment", "staging", "--to", tip)
    }
    #expect(try await check().isSuccess)
    try await world.sign("veto", "\(world.start)..\(tip)", by: "dana")
    let refused = try await check()
    #expect(refused.code == 1 && refused.text.contains("(vetoed)"), "\(refused)")
    try await world.sign("revoke", "\(world.start)..\(tip)", by: "dana")
    #expect(try await check().isSuccess)
    // What the veto was about is gone: another decision has changed it since.
    try await world.sign("veto", "\(world.start)..\(tip)", by: "dana")
    let next = try await world.clone.commit([Self.file: "{1}\n"])
    try await world.approve("\(tip)..\(next)", by: "alice")
    try await world.expectAccepted(try await world.clone.push("\(next):refs/heads/main"))
    try await world.clone.git("fetch", "--quiet", "origin")
    let later = try await world.clone.countersign("check", "--environment", "staging", "--to", next)
    #expect(later.isSuccess, "\(later)")
  }

  @Test("without the approvals a deploy cannot be decided")
  func withoutApprovals() async throws {
    let (world, tip) = try await Self.approved()
    try await world.expectAccepted(try await world.clone.push("\(tip):refs/heads/main"))
    try await world.clone.git("fetch", "--quiet", "origin")
    for ref in [TestClone.approvals, "refs/countersign/remote/approvals"] {
      try await world.clone.git("update-ref", "-d", ref)
    }
    let check = try await world.clone.countersign("check", "--environment", "staging", "--to", tip)
    #expect(check.code == 2 && check.errorText.contains("\n    git fetch origin "), "\(check)")
  }
}

extension World {
  /// Signs with one of the product's own commands and pushes what it left as a note.
  func sign(_ command: String, _ subject: String, _ more: String..., by person: String) async throws
  {
    try await clone.git("fetch", "--quiet", "origin")
    let arguments = [command, subject] + more + ["--key", server[person].key, "--push", "--yes"]
    let result = try await Tool.run(
      Tool.countersign,
      arguments,
      in: clone.path,
      environment: server[person].environment
    )
    guard result.isSuccess else { throw TestError("'\(command)' failed: \(result.errorText)") }
  }

  /// The digest of the only statement that the server has a note of on an object.
  func statement(on object: String) async throws -> String {
    let id = try await clone.git("rev-parse", object).line
    let note = try await server.records(on: id, in: "approvals")
    let value = try #require(note.split(separator: "Countersigned-by: ").first)
    func token(_ key: String) -> [String] {
      value.split(whereSeparator: { $0 == " " || $0 == "\n" }).filter { $0.hasPrefix("\(key)=") }
        .map { String($0.dropFirst(key.count + 1)) }
    }
    var approval = try await HandApproval(by: token("reviewer")[0], of: token("change"))
    approval.classes = token("classes")[0]
    approval.issued = token("issued")[0]
    approval.expires = token("expires")[0]
    return try await approval.digest(in: clone)
  }
}
