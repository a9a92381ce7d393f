import GateTesting
import Testing

@Suite("Attacks between the check and the deploy")
struct DeployAttackTests {
  private func landed() async throws -> (World, String) {
    let world = try await World.make()
    let tip = try await world.land(["iam/deploy.json": "v1\n"])
    try await world.clone.git("fetch", "--quiet", "origin")
    return (world, tip)
  }

  @Test("attack 79: the verdict is about one commit, by its id, whatever the name leads to later")
  func timeOfCheck() async throws {
    let (world, tip) = try await landed()
    let arguments = ["check", "--environment", "staging", "--to"]
    let verdict = try await Tool.run(
      Tool.countersign,
      arguments + ["HEAD", "--format", "json"],
      in: world.clone.path
    )
    #expect(verdict.code == 0 && verdict.text.contains("\"new\": \"\(tip)\""), "\(verdict)")
    // Between the check and the deploy the branch moves on.
    try await world.clone.commit(["iam/deploy.json": "evil\n"])
    let later = try await Tool.run(Tool.countersign, arguments + ["HEAD"], in: world.clone.path)
    #expect(later.code == 1, "\(later)")
  }

  @Test("attack 80: a stage that passes over the exit code has no signed verdict to show")
  func ignoredExitCode() async throws {
    let (world, _) = try await landed()
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    let stage = world.server["carol"]
    try world.server.list(stage: stage.publicKey)
    try await world.clone.git("config", "countersign.signingKey", stage.key)
    let policy = "file:\(world.server.path)/countersign/policy.yaml"
    let check = "countersign check --environment staging --to HEAD --policy \(policy) --record"
    try await Tool.succeed(
      "sh",
      ["-c", "\(check) || true"],
      in: world.clone.path
    )
    let note = try await world.clone.git(
      "notes",
      "--ref=countersign/deployments",
      "show",
      evil
    ).text
    // What a later step asks for is a signed record that says 'allowed'.
    #expect(note.contains("outcome refused") && !note.contains("outcome allowed"), "\(note)")
    #expect(note.contains("signature stage SHA256:"), "\(note)")
  }

  @Test("attack 82: a forge's merge of a request is not the commit that lands")
  func mergeReference() async throws {
    let (world, tip) = try await landed()
    try await world.clone.git("checkout", "--quiet", "-b", "request", world.start)
    try await world.clone.commit(["docs/a.md": "x\n"])
    try await world.clone.git("checkout", "--quiet", "--detach", tip)
    try await world.clone.git("merge", "--quiet", "--no-ff", "-m", "merge", "request")
    let merge = try await world.clone.git("rev-parse", "HEAD").line
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/pull/1/merge"))
    let check = try await Tool.run(
      Tool.countersign,
      ["check", "--environment", "staging", "--to", merge],
      in: world.clone.path
    )
    #expect(check.code == 1 && "\(check)".contains("not-landed"), "\(check)")
    let good = try await Tool.run(
      Tool.countersign,
      ["check", "--environment", "staging", "--to", tip],
      in: world.clone.path
    )
    #expect(good.code == 0, "\(good)")
  }
}
