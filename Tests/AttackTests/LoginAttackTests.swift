import GateTesting
import Testing

@Suite("Logins that are another spelling of a person")
struct LoginAttackTests {
  /// Pushes as a login that the host let through, whatever the person is called elsewhere.
  private func push(_ clone: TestClone, _ refspec: String, login: String) async throws -> Finished {
    var environment = clone.server["bob"].environment
    environment["COUNTERSIGN_PUSHER"] = login
    return try await Tool.run(
      "git",
      ["push", "origin", refspec],
      in: clone.path,
      environment: environment
    )
  }

  @Test(
    "whoever brought a change does not approve it, however they logged in",
    arguments: ["alice", "Alice", "alice@example.com", "ALICE@Example.COM"],
    ["*@example.com", "*"]
  )
  func ownChange(_ login: String, _ contributors: String) async throws {
    let main = try await GatedMain.make(
      policy: "contributors: [\"\(contributors)\"]",
      trusting: true
    )
    // alice's work, under bob's name, comes in by a branch that nobody judges.
    let tip = try await main.clone.commit(["iam/deploy.json": "evil\n"], as: "bob")
    let first = try await push(main.clone, "HEAD:refs/heads/topic", login: login)
    #expect(first.isSuccess, "\(first.errorText)")
    try await main.clone.approve("\(tip)^..\(tip)", as: "alice")
    let second = try await push(main.clone, "HEAD:refs/heads/main", login: "carol")
    #expect(second.code == 1, "\(second.errorText)")
    #expect(second.errorText.contains("self-approval"), "\(second.errorText)")
    #expect(try await main.main == main.start)
    try await main.clone.approve("\(tip)^..\(tip)", as: "dana")
    let third = try await push(main.clone, "HEAD:refs/heads/main", login: "carol")
    #expect(third.isSuccess, "\(third.errorText)")
    #expect(try await main.verify().isSuccess)
  }

  @Test("a login that is nobody's is a stranger's, whose change nobody can approve")
  func nobody() async throws {
    let main = try await GatedMain.make(trusting: true)
    let tip = try await main.clone.commit(["iam/deploy.json": "evil\n"], as: "bob")
    #expect(try await push(main.clone, "HEAD:refs/heads/topic", login: "al1ce").isSuccess)
    try await main.clone.approve("\(tip)^..\(tip)", as: "alice")
    let second = try await push(main.clone, "HEAD:refs/heads/main", login: "carol")
    #expect(second.errorText.contains("unattributable-author"), "\(second.errorText)")
    #expect(try await main.main == main.start)
  }
}
