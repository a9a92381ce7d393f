import GateTesting
import Testing

@Suite("What a gate cannot refuse, and who sees it")
struct OversightAttackTests {
  @Test("attack 57: a file of no class that means what a class is for")
  func meaning() async throws {
    let world = try await World.make()
    let module = ["modules/grant/main.yaml": "grants: [admin]\n"]
    try await world.clone.commit(module)
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    // Who names what deploys read holds it; nothing else does.
    try world.server.setPolicy(
      PolicyText.usual(with: "classes:\n  iam: {paths: [\"iam/\", \"modules/\"]}\n" + Self.classes)
    )
    let before = try await world.main
    let tip = try await world.clone.commit(["modules/grant/main.yaml": "grants: [root]\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: before)
  }

  private static let classes = """
      infrastructure: {paths: ["*.tf"]}
      keys: {paths: ["*.pem"]}
    """

  @Test("case 50: a copy of a sensitive file where no class is")
  func copy() async throws {
    let world = try await World.make()
    try await world.land(["iam/a.json": "x\n"])
    let before = try await world.main
    let tip = try await world.clone.commit(["examples/a.json": "x\n", "iam/copy.json": "x\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    // Inside the class it is a change as any other; outside it a deploy does not read it.
    try await world.expectRefused(push, "approval-missing", tip: tip, at: before)
    #expect(push.remoteText.contains("iam/copy.json"), "\(push.remoteText)")
    #expect(!push.remoteText.contains("examples/"), "\(push.remoteText)")
  }

  @Test("attack 65: a gate that somebody set to only observe")
  func observing() async throws {
    let world = try await World.make()
    try await world.server.git("config", "countersign.mode", "observe")
    let evil = try await world.clone.commit(["iam/a.json": "evil\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    #expect(push.isSuccess && push.remoteText.contains("observe"), "\(push)")
    #expect(try await world.main == evil)
    let record = try await world.server.records(on: evil)
    #expect(record.contains("outcome observed") && record.contains("reason approval-missing"))
    let doctor = try await world.server.countersign("doctor")
    #expect("\(doctor)".contains("OBSERVES"), "\(doctor)")
    let audit = try await world.server.countersign("audit", "verify")
    #expect("\(audit)".contains("observed"), "\(audit)")
  }

  @Test("attack 65: a policy that does not load is held back by a gate that only observes, too")
  func observingBrokenPolicy() async throws {
    let world = try await PolicyAttackTests.governed()
    try await world.server.git("config", "countersign.mode", "observe")
    try await world.clone.commit([PolicyAttackTests.path: "version: 2\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    #expect(push.code == 1 && push.remoteText.contains("(policy-invalid,"), "\(push)")
    #expect(try await world.main == world.start)
    // What would follow is the point: nobody could push any more.
    try await world.clone.git("reset", "--quiet", "--hard", world.start)
    try await world.clone.commit(["README.md": "more\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
  }

  @Test("attack 70: a clock that runs behind the records")
  func clock() async throws {
    let world = try await World.make()
    let decisions = "refs/notes/countersign/decisions"
    let tip = try await world.server.git(
      "commit-tree",
      "\(decisions)^{tree}",
      "-p",
      decisions,
      "-m",
      "later",
      environment: [
        "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.com", "GIT_COMMITTER_NAME": "x",
        "GIT_COMMITTER_EMAIL": "x@example.com", "GIT_COMMITTER_DATE": "4000000000 +0000",
        "GIT_AUTHOR_DATE": "4000000000 +0000",
      ]
    ).line
    try await world.server.git("update-ref", decisions, tip)
    let doctor = try await world.server.countersign("doctor")
    #expect(doctor.code == 1 && "\(doctor)".contains("seconds behind"), "\(doctor)")
  }

  @Test("attack 35: what is signed is computed from what was fetched, and shown")
  func shown() async throws {
    let world = try await World.make()
    try await world.clone.trust()
    try await world.clone.commit(["iam/a.json": "grants: [admin]\n"])
    let approval = try await Tool.run(
      Tool.countersign,
      [
        "approve", "HEAD^..HEAD", "--target", "refs/heads/main", "--key",
        world.server["alice"].key, "--as", "note", "--yes",
      ],
      in: world.clone.path,
      environment: world.server["alice"].environment
    )
    #expect(approval.isSuccess, "\(approval)")
    let shown = "\(approval)"
    for word in ["iam/a.json", "+grants: [admin]", "refs/heads/main"] {
      #expect(shown.contains(word), "'\(word)' is not in \(shown)")
    }
    let blob = try await world.clone.git("rev-parse", "HEAD:iam/a.json").line
    let note = try await world.clone.git("notes", "--ref", TestClone.approvals, "show", blob).text
    let changes = try await world.clone.changes(from: world.start, to: "HEAD")
    #expect(changes.count == 1 && note.contains("change=\(changes[0]) "), "\(note)")
  }
}
