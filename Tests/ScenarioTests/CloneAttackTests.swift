import GateTesting
import Testing

@Suite("Attacks on a deploy stage's clone, and on what an auditor has")
struct CloneAttackTests {
  private static let decisions = "refs/notes/countersign/decisions"

  /// Lands an approved change on `main`, and fetches what the server says of it.
  private func landed(policy: String = "") async throws -> (world: World, tip: String) {
    let world = try await World.make(policy: policy)
    let tip = try await world.land(["iam/a.json": "x\n"])
    try await world.clone.git("fetch", "--quiet", "origin")
    return (world, tip)
  }

  private func check(_ world: World, _ arguments: String...) async throws -> Finished {
    try await Tool.run(
      Tool.countersign,
      ["check"] + arguments,
      in: world.clone.path,
      environment: world.server["bob"].environment
    )
  }

  @Test("a policy that is part of the commit does not say where the commit may go")
  func policyOfTheCommit() async throws {
    let (world, _) = try await landed()
    let text = try TestFile.text("\(world.server.path)/countersign/policy.yaml")
      .replacing(
        "refs/heads/main, environment: staging",
        with: "refs/heads/dev, environment: staging"
      )
    let key = try TestFile.text("\(world.server.path)/countersign/allowed_signers")
    let tip = try await world.clone.commit(["policy.yaml": text, "allowed_signers": key])
    for source in ["file:policy.yaml", "file:\(world.clone.path)/policy.yaml"] {
      let result = try await check(
        world,
        "--environment",
        "staging",
        "--to",
        tip,
        "--policy",
        source
      )
      #expect(result.code == 2, "\(source): \(result)")
    }
  }

  @Test("a server's older policy, put back into the clone, is not judged by")
  func olderPolicy() async throws {
    let (world, _) = try await landed()
    let old = try #require(try await world.server.tip("refs/countersign/policy"))
    try world.server.setPolicy(PolicyText.usual(with: "contributors: [\"*@example.com\", x]\n"))
    try await world.land(["iam/b.json": "x\n"])
    try await world.clone.git("fetch", "--quiet", "origin")
    let fresh = try await check(world, "--environment", "staging", "--to", "origin/main")
    #expect(fresh.code == 0, "\(fresh)")
    try await world.clone.git("update-ref", "refs/countersign/policy", old)
    let result = try await check(world, "--environment", "staging", "--to", "origin/main")
    #expect(result.code == 2 && result.errorText.contains("git fetch"), "\(result)")
  }

  @Test("a clone in which git shows something else is not judged", arguments: ["replace", "graft"])
  func otherView(_ how: String) async throws {
    let (world, tip) = try await landed()
    let evil = try await world.clone.commit(["iam/a.json": "evil\n"])
    if how == "replace" {
      try await world.clone.git("replace", tip, evil)
    } else {
      try TestFile.write(
        Array("\(tip) \(evil)\n".utf8),
        to: "\(world.clone.path)/.git/info/grafts"
      )
    }
    let result = try await check(world, "--environment", "staging", "--to", tip)
    #expect(result.code == 2, "\(result)")
    #expect(result.errorText.contains(how == "replace" ? "update-ref -d" : "info/grafts"))
  }

  @Test(
    "a range that is empty, or has an empty side, is no verdict",
    arguments: ["..HEAD", "HEAD..", "HEAD..HEAD"]
  )
  func emptyRange(_ range: String) async throws {
    let (world, _) = try await landed()
    let result = try await check(world, range, "--target", "main")
    #expect(result.code == 2 && result.errorText.contains("not accepted"), "\(result)")
  }

  @Test("what landed as something for staging is not for production, wherever its reference leads")
  func remapped() async throws {
    let world = try await World.make(
      policy: """
        targets:
          - {ref: refs/heads/main, environment: production}
          - {ref: refs/heads/next, environment: staging}
        rules:
          - {name: staging, classes: [iam], when: {environment: [staging]}, allow: anybody may try}
          - {name: access, classes: [iam], when: {environment: [production]}, require: {approvals: 1, from: [security]}}

        """
    )
    try await world.baseline("refs/heads/next", at: world.start)
    try await world.clone.trust()
    let evil = try await world.clone.commit(["iam/x": "evil\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/next"))
    try world.server.setPolicy(
      PolicyText.usual(
        with: """
          targets:
            - {ref: refs/heads/main, environment: production}
            - {ref: refs/heads/next, environment: production}

          """
      )
    )
    try await Tool.succeed(Tool.countersign, ["reconcile"], in: world.server.path)
    try await world.clone.git("fetch", "--quiet", "origin")
    let result = try await check(world, "--environment", "production", "--to", evil)
    #expect(result.code == 1 && "\(result)".contains("not-landed"), "\(result)")
  }

  @Test("the records of another repository with the same key are another's")
  func otherRepository() async throws {
    let (world, tip) = try await landed()
    let sandbox = try await World.make(policy: "repository: acme/sandbox\n")
    for file in ["signing_key", "signing_key.pub"] {
      try TestFile.write(
        try TestFile.read("\(world.server.path)/countersign/\(file)"),
        to: "\(sandbox.server.path)/countersign/\(file)",
        mode: 0o600
      )
    }
    try sandbox.server.setPolicy(PolicyText.usual(with: "repository: acme/sandbox\n"))
    try await Tool.succeed(Tool.countersign, ["reconcile"], in: sandbox.server.path)
    try await sandbox.clone.commit(["docs/a.md": "x\n"])
    try await sandbox.expectAccepted(try await sandbox.clone.push("HEAD:refs/heads/main"))
    try await world.clone.git(
      "fetch",
      "--quiet",
      "--no-tags",
      sandbox.server.path,
      "+\(Self.decisions):\(Self.decisions)"
    )
    let result = try await check(world, "--environment", "staging", "--to", tip)
    #expect(result.code == 2 && result.errorText.contains("another repository"), "\(result)")
  }

  @Test("refusals that are gone as a whole are missed")
  func refusalsGone() async throws {
    let (world, tip) = try await landed()
    try await world.clone.commit(["iam/b.json": "x\n"])
    #expect(try await !world.clone.push("HEAD:refs/heads/main").isSuccess)
    try await world.clone.git("checkout", "--quiet", "--detach", tip)
    try await world.clone.commit(["docs/a.md": "x\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    try await world.expectAudit()
    try await world.server.git("update-ref", "-d", "refs/notes/countersign/refusals")
    try await world.expectAudit(finds: "'refs/notes/countersign/refusals' is not here")
  }

  @Test("a use of an approval that was taken off the list is missed")
  func useGone() async throws {
    let (world, _) = try await landed()
    let index = "\(world.server.path)/index"
    let environment = ["GIT_INDEX_FILE": index]
    try await world.server.git("read-tree", Self.decisions, environment: environment)
    try await world.server.git(
      "rm",
      "--quiet",
      "--cached",
      "-r",
      "countersign/spent",
      environment: environment
    )
    let tree = try await world.server.git("write-tree", environment: environment).line
    let message = try await world.server.git("log", "-1", "--format=%B", Self.decisions).text
    let commit = try await world.server.git(
      "-c",
      "user.name=x",
      "-c",
      "user.email=x@example.com",
      "commit-tree",
      tree,
      "-p",
      "\(Self.decisions)^1",
      "-m",
      message
    ).line
    try await world.server.git("update-ref", Self.decisions, commit)
    try await world.expectAudit(finds: "it would count again")
  }
}
