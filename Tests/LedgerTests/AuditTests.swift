import GateTesting
import Testing

@Suite("Audits")
struct AuditTests {
  @Test(
    "case 75: every landed decision is judged again, by the policy and the approvals of its day"
  )
  func replay() async throws {
    let gated = try await GatedMain.make(trusting: true)
    try await gated.land(["iam/a": "v1\n"])
    try await gated.landHarmless()
    // Later rules, and a reviewer who is gone, change nothing about what was decided before.
    let file = "\(gated.server.path)/countersign/policy.yaml"
    let stricter = try TestFile.text(file).replacing(
      "    classes: [iam]\n    require: {approvals: 1,",
      with: "    classes: [iam]\n    require: {approvals: 2,"
    )
    try TestFile.write(Array(stricter.utf8), to: file)
    let dana = gated.server["dana"].allowedSigner
    try TestFile.write(
      Array((dana + gated.server["bob"].allowedSigner).utf8),
      to: "\(gated.server.path)/countersign/allowed_signers"
    )
    try await gated.landHarmless()
    let audit = try await gated.verify()
    #expect(audit.isSuccess && audit.words.contains("3 decisions judged again"), "\(audit)")
    let again = try await gated.verify()
    #expect(again.text == audit.text)
    #expect(try await !gated.verify("--no-replay").words.contains("judged again"))
  }

  @Test("case 75: in a clone that fetched the records it comes out the same")
  func replayInClone() async throws {
    let gated = try await GatedMain.make(trusting: true)
    try await gated.land(["iam/a": "v1\n"])
    try await gated.clone.git("fetch", "--quiet", "origin")
    let audit = try await gated.clone.countersign("audit", "verify")
    #expect(audit.isSuccess && audit.words.contains("1 decision judged again"), "\(audit)")
  }

  @Test("a creation beside siblings, a promotion and a first push are judged again as they were")
  func replayCreations() async throws {
    let server = try await TestServer()
    #expect(try await server.countersign("init", "--first-push", "bob").isSuccess)
    let gated = GatedMain(server: server, clone: try await server.clone(), start: "")
    try await gated.clone.commit(["iam/a": "v1\n"])
    #expect(try await gated.clone.push("HEAD:refs/heads/main").isSuccess)
    try await gated.clone.trust()
    try await gated.land(["iam/a": "v2\n"])
    try await server.git("branch", "release/1", "main~1")
    #expect(try await server.countersign("init").isSuccess)
    let promotion = try await gated.clone.push("HEAD:refs/heads/release/2")
    #expect(promotion.isSuccess, "\(promotion)")
    _ = try await gated.clone.approve("HEAD~1..HEAD", target: "refs/heads/release/1", as: "dana")
    let update = try await gated.clone.push("HEAD:refs/heads/release/1")
    #expect(update.isSuccess, "\(update)")
    let audit = try await gated.verify()
    #expect(audit.isSuccess, "\(audit)")
  }

  @Test("what was pushed to an ungated branch first is judged again as no first push")
  func replayAfterReviewBranch() async throws {
    let server = try await TestServer()
    let gated = GatedMain(server: server, clone: try await server.clone(), start: "")
    try await gated.clone.commit(["iam/a": "v1\n"])
    #expect(
      try await gated.clone.push("HEAD:refs/heads/main").remoteText.contains("approval-missing")
    )
    #expect(try await gated.clone.push("HEAD:refs/heads/start").isSuccess)
    try await gated.clone.trust()
    for reviewer in ["alice", "dana"] {
      let approval = try await gated.clone.approve("HEAD", as: reviewer)
      #expect(approval.isSuccess, "\(approval)")
    }
    let push = try await gated.clone.push("HEAD:refs/heads/main")
    #expect(push.isSuccess && push.remoteText.contains("2 sensitive changes"), "\(push)")
    let audit = try await gated.verify()
    #expect(audit.isSuccess, "\(audit)")
  }

  @Test(
    "rules that were loosened for one push are on record, and a chain of policies that lacks them is found"
  )
  func replayFindsMissingPolicy() async throws {
    let gated = try await GatedMain.make()
    let file = "\(gated.server.path)/countersign/policy.yaml"
    let policy = try TestFile.text(file)
    let commit = try await gated.clone.commit(["iam/a": "evil\n"])
    let loose = policy.replacing("iam: {paths: [\"iam/\",", with: "iam: {paths: [\"nothing/\",")
    try TestFile.write(Array(loose.utf8), to: file)
    #expect(try await gated.clone.push("HEAD:refs/heads/main").isSuccess)
    try TestFile.write(Array(policy.utf8), to: file)
    let honest = try await gated.verify()
    #expect(
      honest.isSuccess && honest.text.contains("1 edit of the policy file on disk"),
      "\(honest)"
    )
    try await gated.server.git("update-ref", "refs/countersign/policy", "refs/countersign/policy~1")
    let audit = try await gated.verify()
    #expect(
      audit.code == 1 && audit.words.contains("its policy is not in refs/countersign/policy"),
      "\(audit)"
    )
    #expect(try await gated.server.records(on: commit).contains("outcome allowed"))
  }

  @Test("the log tells refusals and decisions in the order they happened, within a second too")
  func logOrder() async throws {
    let gated = try await GatedMain.make(trusting: true)
    for number in 1...2 {
      let commit = try await gated.clone.commit(["iam/a": "v\(number)\n"])
      #expect(try await !gated.clone.push("\(commit):refs/heads/main").isSuccess)
      #expect(try await gated.clone.approve("\(commit)^..\(commit)", as: "alice").isSuccess)
      #expect(try await gated.clone.push("\(commit):refs/heads/main").isSuccess)
    }
    let log = try await gated.server.countersign("audit", "log").text
    let outcomes = log.split(separator: "\n").map { $0.split(separator: " ")[1] }
    #expect(outcomes == ["refused", "allowed", "refused", "allowed"], "\(log)")
  }

  @Test(
    "a tail that was cut off shows in the head noted elsewhere, and a refusal's in the other ledger"
  )
  func cutTail() async throws {
    let gated = try await GatedMain.make()
    try await gated.landHarmless()
    let head = try await gated.verify().text.split(separator: "\n").last {
      $0.hasPrefix("    countersign audit verify --expect-head ")
    }
    let digest = String(try #require(head).split(separator: " ").last ?? "")
    #expect(try await gated.verify("--expect-head", digest).isSuccess)
    let before = try await gated.server.tip("refs/notes/countersign/refusals")
    try await gated.clone.commit(["iam/a": "x\n"])
    #expect(try await !gated.clone.push("HEAD:refs/heads/main").isSuccess)
    try await gated.clone.git("reset", "--quiet", "--hard", "HEAD^")
    try await gated.landHarmless()
    try await gated.server.git(
      "update-ref",
      "refs/notes/countersign/refusals",
      try #require(before)
    )
    let cut = try await gated.verify()
    #expect(
      cut.code == 1 && cut.words.contains("'refs/notes/countersign/refusals' lacks record"),
      "\(cut)"
    )
    try await gated.server.git(
      "update-ref",
      "refs/notes/countersign/decisions",
      "refs/notes/countersign/decisions~4"
    )
    try await gated.server.git("update-ref", "refs/heads/main", gated.start)
    let gone = try await gated.verify("--expect-head", digest)
    #expect(gone.code == 1 && gone.words.contains("the tail was cut off"), "\(gone)")
  }

  @Test("log lists decisions, and takes them by time, reference and outcome; JSON is one document")
  func log() async throws {
    let gated = try await GatedMain.make()
    try await gated.landHarmless()
    try await gated.clone.commit(["iam/a": "x\n"])
    #expect(try await !gated.clone.push("HEAD:refs/heads/main").isSuccess)
    func log(_ arguments: String...) async throws -> Finished {
      try await Tool.run(Tool.countersign, ["audit", "log"] + arguments, in: gated.server.path)
    }
    let lines = try await log().text.split(separator: "\n").map { $0.split(separator: " ")[1] }
    #expect(lines == ["allowed", "refused"])
    #expect(try await log("--outcome", "refused").text.contains("approval-missing"))
    #expect(try await log("--target", "main").text.split(separator: "\n").count == 2)
    #expect(try await log("--target", "refs/heads/other").text.isEmpty)
    #expect(try await log("--since", "2999-01-01").text.isEmpty)
    #expect(try await log("--since", "yesterday").code == 2)
    let json = try await log("--format", "json").text
    #expect(json.hasPrefix("{\n  \"schema\": \"countersign.log/1\"") && json.hasSuffix("}\n"))
    let parsed = try await Tool.run(
      "python3",
      ["-c", "import json,sys;print(len(json.load(sys.stdin)['records']))"],
      in: "/",
      input: Array(json.utf8)
    )
    #expect(parsed.line == "2" || parsed.code == 127)
    let verified = try await gated.verify("--format", "json").text
    #expect(verified.contains("\"outcome\": \"verified\""))
  }

  @Test("records survive gc, repack, fsck and a mirror, which verifies by itself")
  func maintenance() async throws {
    let gated = try await GatedMain.make(trusting: true)
    try await gated.land(["iam/a": "v1\n"])
    try await gated.clone.commit(["iam/a": "x\n"])
    #expect(try await !gated.clone.push("HEAD:refs/heads/main").isSuccess)
    let log = try await gated.log()
    try await gated.server.git("gc", "--quiet", "--prune=now")
    try await gated.server.git("repack", "-adq")
    #expect(try await gated.fsck().isSuccess)
    #expect(try await gated.log() == log)
    #expect(try await gated.verify().isSuccess)
    let scratch = gated.server.scratch
    try await Tool.succeed(
      "git",
      ["clone", "--quiet", "--mirror", gated.server.path, "mirror.git"],
      in: scratch.path
    )
    let mirror = scratch.path("mirror.git")
    let pinned = try await gated.clone.git("config", "countersign.serverKey").line
    try await Tool.succeed("git", ["config", "countersign.serverKey", pinned], in: mirror)
    let audit = try await Tool.run(Tool.countersign, ["audit", "verify"], in: mirror)
    #expect(audit.isSuccess, "\(audit)")
  }

  @Test("identical refusals are kept up to a bound, and go on being refusals")
  func flooding() async throws {
    let gated = try await GatedMain.make()
    let commit = try await gated.clone.commit(["iam/a": "x\n"])
    for _ in 0..<3 { #expect(try await gated.clone.push("HEAD:refs/heads/main").code == 1) }
    let text = try await gated.server.records(on: commit, in: "refusals")
    #expect(text.components("countersign decision v1\n") == 3)
    #expect(try await gated.verify().isSuccess)
  }
}
