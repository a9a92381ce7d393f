import GateTesting
import Testing

@Suite("Attacks on what leads to an environment")
struct EnvironmentAttackTests {
  /// Tests of a release go to staging, where one approval of anybody's does; a release needs two.
  private static let releases = """
    targets:
      - {ref: "refs/heads/release/test*", environment: staging}
      - {ref: "refs/heads/release/*", environment: production}
    rules:
      - {name: staging, classes: [iam], when: {environment: [staging]}, allow: anybody may try}
      - name: production
        classes: [iam]
        when: {environment: [production]}
        require: {approvals: 2, from: [security]}

    """

  private func check(_ world: World, _ arguments: String...) async throws -> Finished {
    try await Tool.run(
      Tool.countersign,
      ["check"] + arguments,
      in: world.clone.path,
      environment: world.server["bob"].environment
    )
  }

  @Test("what only landed on a reference that an earlier entry takes is not for the later one's")
  func firstEntryThatMatches() async throws {
    let world = try await World.make(policy: Self.releases)
    for name in ["test1", "1"] {
      try await world.baseline("refs/heads/release/\(name)", at: world.start)
    }
    try await world.clone.trust()
    let evil = try await world.clone.commit(["iam/x": "evil\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/release/test1"))
    #expect(try await !world.clone.push("HEAD:refs/heads/release/1").isSuccess)
    try await world.clone.git("fetch", "--quiet", "origin")
    let production = try await check(world, "--environment", "production", "--to", evil)
    #expect(production.code == 1 && "\(production)".contains("not-landed"), "\(production)")
    let staging = try await check(world, "--environment", "staging", "--to", evil)
    #expect(staging.code == 0, "\(staging)")
  }

  @Test("approvals for a reference that an earlier entry takes do not count for the later one's")
  func approvalsOfFirstEntry() async throws {
    let world = try await World.make(policy: Self.releases)
    let evil = try await world.clone.commit(["iam/x": "evil\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/wip"))
    try await world.clone.trust()
    for (target, code) in [("test1", Int32(1)), ("1", 0)] {
      for person in ["alice", "dana"] {
        let changes = try await world.clone.changes(from: world.start, to: evil)
        var approval = try await HandApproval(by: person, of: changes)
        approval.target = "refs/heads/release/\(target)"
        try await approval.note(on: evil, in: world.clone)
      }
      let result = try await check(
        world,
        "--environment",
        "production",
        "--from",
        world.start,
        "--to",
        evil,
        "--pusher",
        "bob"
      )
      #expect(result.code == code, "\(target): \(result)")
      #expect("\(result)".contains("approval-wrong-target") == (code == 1), "\(result)")
    }
  }
}
