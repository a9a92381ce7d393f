import GateTesting
import Testing

@Suite("An edit of the policy file")
struct PolicyRecordTests {
  private func edit(_ gated: GatedMain, _ name: String = "a comment") throws {
    let file = "\(gated.server.path)/countersign/policy.yaml"
    try TestFile.write(try TestFile.read(file) + Array("# \(name)\n".utf8), to: file)
  }

  private func published(_ gated: GatedMain) async throws -> [String] {
    try await gated.server.git("log", "--format=%s", "refs/countersign/policy").text
      .split(separator: "\n").map(String.init)
  }

  @Test("is published and recorded once, by the next hook run and before it judges")
  func nextPush() async throws {
    let gated = try await GatedMain.make()
    let before = try await published(gated)
    try edit(gated)
    try await gated.landHarmless()
    try await gated.landHarmless()
    let after = try await published(gated)
    #expect(after.count == before.count + 1)
    let tip = try await gated.server.git("rev-parse", "refs/countersign/policy").line
    let record = try await gated.server.records(on: tip)
    let digests = after.prefix(2).map { $0.split(separator: " ")[1] }
    #expect(record.contains("old \(digests[1])\nnew \(digests[0])\n"), "\(record)")
    #expect(record.contains("source file:countersign/policy.yaml\ncommit \(tip)\n"))
    let log = try await gated.log()
    #expect(
      log.suffix(5) == ["policy -"]
        + ["allowed", "landed", "allowed", "landed"].map { "\($0) refs/heads/main" }
    )
    #expect(try await gated.verify().isSuccess)
  }

  @Test("is recorded by 'reconcile' and by a second 'init' too", arguments: ["reconcile", "init"])
  func commands(_ command: String) async throws {
    let gated = try await GatedMain.make()
    let before = try await published(gated).count
    try edit(gated)
    let result = try await gated.server.countersign(command)
    #expect(result.isSuccess, "\(result)")
    #expect(try await published(gated).count == before + 1)
    #expect(try await gated.log().last == "policy -")
  }

  @Test("that breaks it stops every push, and publishes nothing")
  func broken() async throws {
    let gated = try await GatedMain.make()
    let before = try await published(gated)
    let log = try await gated.log()
    let file = "\(gated.server.path)/countersign/policy.yaml"
    let text = try TestFile.read(file)
    try TestFile.write(text + Array("unknown: key\n".utf8), to: file)
    try await gated.clone.commit(["README.md": "more\n"])
    let push = try await gated.clone.push("HEAD:refs/heads/main")
    #expect(push.code == 1 && push.remoteText.contains("(policy-invalid)"), "\(push)")
    #expect(try await published(gated) == before)
    try TestFile.write(text, to: file)
    #expect(try await gated.log() == log)
    #expect(try await gated.clone.push("HEAD:refs/heads/main").isSuccess)
  }

  @Test("of the repository's name is put on record first, and both names are its own then")
  func renamed() async throws {
    let gated = try await GatedMain.make(trusting: true)
    try await gated.land(["iam/a": "v1\n"])
    let file = "\(gated.server.path)/countersign/policy.yaml"
    let old = try TestFile.text(file)
    let text = old.replacing("repository: acme/payments", with: "repository: acme/billing")
    try TestFile.write(Array(text.utf8), to: file)
    for command in [["audit", "verify"], ["audit", "log"], ["audit", "show", "main"]] {
      let result = try await Tool.run(Tool.countersign, command, in: gated.server.path)
      #expect(result.code == 2, "\(result)")
      let names = "is of 'acme/billing', and what was published last of 'acme/payments'"
      #expect(result.words.contains(names), "\(result)")
      #expect(result.errorText.contains("\n    countersign reconcile\n"), "\(result)")
    }
    #expect(try await gated.server.countersign("reconcile").isSuccess)
    let audit = try await gated.verify()
    #expect(audit.isSuccess, "\(audit)")
    try await gated.clone.trust()
    try await gated.land(["iam/a": "v2\n"])
    let later = try await gated.verify()
    #expect(later.isSuccess && later.words.contains("2 decisions judged again"), "\(later)")
    try await gated.clone.git("fetch", "--quiet")
    let clone = try await gated.clone.countersign("audit", "verify")
    #expect(clone.isSuccess, "\(clone)")
    // A copy of before knows nothing of the new name.
    let copy = try gated.server.scratch.write(old, to: "copy/policy.yaml")
    try gated.server.scratch.write(
      try TestFile.text("\(gated.server.path)/countersign/allowed_signers"),
      to: "copy/allowed_signers"
    )
    let typed = try await gated.verify("--policy", "file:\(copy)")
    #expect(typed.code == 2 && typed.words.contains("'--policy'"), "\(typed)")
  }

  @Test("of a policy in a reference is published as soon as it has landed, and needs no record")
  func inReference() async throws {
    let gated = try await GatedMain.make(trusting: true)
    let policy = try TestFile.text("\(gated.server.path)/countersign/policy.yaml")
    let signers = try TestFile.text("\(gated.server.path)/countersign/allowed_signers")
    let files = ["gate/policy.yaml": policy, "gate/allowed_signers": signers]
    try await gated.clone.commit(files)
    #expect(try await gated.clone.push("HEAD:refs/heads/main").isSuccess)
    try await gated.server.git(
      "config",
      "countersign.policy",
      "ref:refs/heads/main:gate/policy.yaml"
    )
    #expect(try await gated.server.countersign("init").isSuccess)
    let old = try await gated.clone.git("rev-parse", "HEAD").line
    try await gated.clone.commit(["gate/policy.yaml": policy + "# edited\n"])
    var approval = try await HandApproval(
      by: "alice",
      of: try await gated.clone.changes(from: old, to: "HEAD")
    )
    approval.classes = "policy"
    try await approval.note(
      on: try await gated.clone.git("rev-parse", "HEAD").line,
      in: gated.clone
    )
    let before = try await published(gated).count
    let push = try await gated.clone.push("HEAD:refs/heads/main")
    #expect(push.isSuccess, "\(push)")
    #expect(try await published(gated).count == before + 1)
    #expect(try await gated.log().last == "landed refs/heads/main")
    let source = try await gated.server.git("log", "-1", "--format=%b", "refs/countersign/policy")
      .line
    #expect(source == "source ref:refs/heads/main:gate/policy.yaml")
    let audit = try await gated.verify()
    #expect(audit.isSuccess, "\(audit)")
  }
}
