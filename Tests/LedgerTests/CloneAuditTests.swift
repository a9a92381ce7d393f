import GateTesting
import Testing

/// What a clone does not have nobody looks at there, and no audit may say that it is in order.
@Suite("An audit in a clone")
struct CloneAuditTests {
  private func clone(_ server: TestServer, _ arguments: String..., remote: String = "origin")
    async throws -> TestClone
  {
    let path = server.scratch.path("auditor")
    let command = ["clone", "--quiet", "-o", remote] + arguments + ["file://\(server.path)", path]
    try await Tool.succeed("git", command, in: server.scratch.path)
    let clone = TestClone(path: path, server: server)
    let trust = try await clone.countersign("trust", remote, "--yes")
    #expect(trust.isSuccess, "\(trust)")
    return clone
  }

  @Test("goes by the remote that is named, and by none that nothing was fetched of")
  func remote() async throws {
    let gated = try await GatedMain.make()
    try await gated.landHarmless()
    let evil = try await gated.clone.commit(["iam/a": "evil\n"])
    #expect(try await gated.clone.push("HEAD:refs/heads/elsewhere").isSuccess)
    try await gated.server.moveWithoutGate("refs/heads/main", to: evil)
    let clone = try await clone(gated.server, remote: "upstream")
    let named = try await clone.countersign("audit", "verify", "--remote", "upstream")
    #expect(named.code == 1, "\(named)")
    #expect(named.words.contains("commit \(evil) on 'refs/heads/main' has no landed decision"))
    let plain = try await clone.countersign("audit", "verify")
    #expect(plain.code == 2, "\(plain)")
    #expect(plain.words.contains("no gated reference of 'origin' was fetched here"), "\(plain)")
    #expect(plain.words.contains("'--remote'"), "\(plain)")
  }

  @Test("finds that a gated reference was not fetched, unless it is told to do with the others")
  func fewerBranches() async throws {
    let gated = try await GatedMain.make()
    try await gated.server.git("branch", "release/1", "main")
    #expect(try await gated.server.countersign("init").isSuccess)
    try await gated.landHarmless()
    let clone = try await clone(gated.server, "--single-branch")
    let audit = try await clone.countersign("audit", "verify")
    #expect(audit.code == 1, "\(audit)")
    #expect(audit.words.contains("'refs/heads/release/1' was last led to"), "\(audit)")
    #expect(audit.words.contains("1 problem"), "\(audit)")
    let told = try await clone.countersign("audit", "verify", "--fetched-only")
    #expect(told.isSuccess, "\(told)")
    #expect(told.words.contains("note: 'refs/heads/release/1' was last led to"), "\(told)")
    // One that is here is held to its records all the same.
    try await clone.git("fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*")
    #expect(try await clone.countersign("audit", "verify").isSuccess)
  }

  @Test("notes what is not gated any more as the server's does, whether it was fetched or not")
  func gatedNoMore() async throws {
    let gated = try await GatedMain.make()
    try await gated.server.git("branch", "release/1", "main")
    #expect(try await gated.server.countersign("init").isSuccess)
    let file = "\(gated.server.path)/countersign/policy.yaml"
    let policy = try TestFile.text(file).replacing("refs/heads/release/*", with: "refs/heads/r/*")
    try TestFile.write(Array(policy.utf8), to: file)
    #expect(try await gated.server.countersign("reconcile").isSuccess)
    let note = "note: 'refs/heads/release/1' is not gated any more"
    let audit = try await gated.verify()
    #expect(audit.isSuccess && audit.words.contains(note), "\(audit)")
    let clone = try await clone(gated.server, "--single-branch")
    let fewer = try await clone.countersign("audit", "verify")
    #expect(fewer.isSuccess && fewer.words.contains(note), "\(fewer)")
    try await clone.git("fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*")
    let all = try await clone.countersign("audit", "verify")
    #expect(all.isSuccess && all.text == audit.text, "\(all)")
  }

  @Test("looks at the reference that the server reads its policy from, though no target gates it")
  func policyReference() async throws {
    let gated = try await GatedMain.make()
    let directory = "\(gated.server.path)/countersign"
    try await gated.clone.git("checkout", "--quiet", "-b", "policy")
    try await gated.clone.commit([
      "policy.yaml": try TestFile.text("\(directory)/policy.yaml"),
      "allowed_signers": try TestFile.text("\(directory)/allowed_signers"),
    ])
    #expect(try await gated.clone.push("HEAD:refs/heads/policy").isSuccess)
    let source = "ref:refs/heads/policy:policy.yaml"
    try await gated.server.git("config", "countersign.policy", source)
    #expect(try await gated.server.countersign("init").isSuccess)
    let clone = try await clone(gated.server)
    #expect(try await clone.countersign("audit", "verify").isSuccess)
    let evil = try await gated.clone.commit(["README.md": "more\n"])
    #expect(try await gated.clone.push("HEAD:refs/heads/elsewhere").isSuccess)
    try await gated.server.moveWithoutGate("refs/heads/policy", to: evil)
    try await clone.git("fetch", "--quiet")
    let audit = try await clone.countersign("audit", "verify")
    #expect(audit.code == 1, "\(audit)")
    #expect(audit.words.contains("commit \(evil) on 'refs/heads/policy' has no landed decision"))
  }

  @Test("finds a tag that was deleted on the server, until it is pruned")
  func deletedTag() async throws {
    let gated = try await GatedMain.make(
      policy: "targets: [{ref: refs/heads/*}, {ref: refs/tags/*}]",
      trusting: true
    )
    try await gated.landHarmless()
    let tag = "refs/tags/v1"
    try await gated.server.git("update-ref", tag, "main")
    #expect(try await gated.server.countersign("init").isSuccess)
    try await gated.clone.git("fetch", "--quiet", "--tags")
    let clone = try await clone(gated.server)
    #expect(try await clone.countersign("audit", "verify").isSuccess)
    let approval = try await Tool.run(
      Tool.countersign,
      [
        "approve", "--delete", "HEAD", "--target", tag, "--yes", "--push", "--key",
        gated.server["alice"].key,
      ],
      in: gated.clone.path,
      environment: gated.server["alice"].environment
    )
    let deletion = try await gated.clone.push(":\(tag)")
    #expect(deletion.isSuccess, "\(approval) \(deletion)")
    try await clone.git("fetch", "--quiet")
    let stale = try await clone.countersign("audit", "verify")
    #expect(stale.code == 1 && stale.words.contains("'\(tag)'"), "\(stale)")
    try await clone.git("fetch", "--quiet", "--prune", "--prune-tags")
    let audit = try await clone.countersign("audit", "verify")
    #expect(audit.isSuccess, "\(audit)")
  }
}
