import GateTesting
import Testing

@Suite("Attacks on the names of revisions")
struct RevisionAttackTests {
  /// A sensitive commit on a branch of its own, and a clone of the whole, as a pipeline has it.
  private func make() async throws -> (world: World, evil: String) {
    let world = try await World.make()
    let evil = try await world.clone.commit(["iam/x": "evil\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/feature"))
    return (world, evil)
  }

  private func pipeline(_ world: World, _ options: String...) async throws -> TestClone {
    let path = world.server.scratch.path("pipeline")
    try await Tool.succeed(
      "git",
      ["clone", "--quiet"] + options + [world.server.path, path],
      in: world.server.scratch.path
    )
    let clone = TestClone(path: path, server: world.server)
    try await clone.trust()
    return clone
  }

  @Test(
    "a tag that is called like the remote's branch is not where the range begins",
    arguments: [["origin/main..HEAD"], ["--from", "origin/main", "--to", "HEAD"]],
    ["-bfeature", "--mirror"]
  )
  func tagForBranch(_ range: [String], _ option: String) async throws {
    let (world, _) = try await make()
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/tags/origin/main"))
    let clone = try await pipeline(world, option)
    if option == "--mirror" { try await clone.git("symbolic-ref", "HEAD", "refs/heads/feature") }
    let result = try await Tool.run(
      Tool.countersign,
      ["check", "--target", "main", "--pusher", "bob"] + range,
      in: clone.path
    )
    // A mirror has nothing of that name but the tag.
    #expect(result.code == (option == "--mirror" ? 2 : 1), "\(result)")
    if option != "--mirror" {
      #expect(result.text.contains("iam/x") && result.text.contains(world.start), "\(result)")
    }
  }

  @Test("a tag that is called like an id which is not here does not stand for it")
  func tagForID() async throws {
    let world = try await World.make()
    let evil = try await world.clone.commit(["iam/x": "evil\n"])
    try await world.expectAccepted(
      try await world.clone.push("\(world.start):refs/tags/\(evil)")
    )
    let clone = try await pipeline(world)
    let result = try await clone.countersign("check", "--environment", "staging", "--to", evil)
    #expect(result.code == 2 && result.errorText.contains("names no"), "\(result)")
    let real = try await clone.countersign("check", "--environment", "staging", "--to", "HEAD")
    #expect(real.code == 0 && real.text.contains(world.start), "\(real)")
  }

  @Test("a branch and a tag of one name are told apart, not chosen from")
  func ambiguous() async throws {
    let (world, evil) = try await make()
    try await world.expectAccepted(
      try await world.clone.push("\(world.start):refs/tags/feature")
    )
    let clone = try await pipeline(world, "-bfeature")
    let result = try await clone.countersign("check", "--target", "main", "--to", "feature")
    #expect(result.code == 2, "\(result)")
    #expect(
      result.errorText.contains("hint: write 'refs/tags/feature' or 'refs/heads/feature'"),
      "\(result)"
    )
    let full = try await clone.countersign("check", "refs/heads/feature", "--target", "main")
    #expect(full.code == 1 && full.text.contains(evil), "\(full)")
  }

  @Test(
    "what was judged is told by whole ids in every format",
    arguments: ["text", "json", "sarif", "junit", "markdown", "github"]
  )
  func wholeIDs(_ format: String) async throws {
    let (world, evil) = try await make()
    let clone = try await pipeline(world, "-bfeature")
    let range = try await clone.countersign(
      "check",
      "origin/main..HEAD",
      "--target",
      "main",
      "--format",
      format
    )
    #expect(range.text.contains(world.start) && range.text.contains(evil), "\(range)")
    let ledger = try await clone.countersign(
      "check",
      "--environment",
      "staging",
      "--to",
      "HEAD~1",
      "--format",
      format
    )
    #expect(ledger.code == 0 && ledger.text.contains(world.start), "\(ledger)")
  }
}
