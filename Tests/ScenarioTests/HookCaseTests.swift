import GateTesting
import Testing

// CASES.md section e. 67 and 68 are attacks 64, 67 and 68 as well; 74 (break-glass) is in BreakGlassTests.swift.

@Suite("Hooks and references")
struct HookCaseTests {
  @Test(
    "cases 61, 62: through a side branch, in one push or two, atomic or not",
    arguments: [["--atomic"], ["--no-atomic"]]
  )
  func sideBranch(_ options: [String]) async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit(["iam/a.json": "x\n"])
    let push = try await world.clone.push(
      "HEAD:refs/heads/side",
      "HEAD:refs/heads/main",
      options: options
    )
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    #expect(try await world.server.tip("refs/heads/side") == nil)
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/side"))
    let second = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(second, "approval-missing", tip: tip, at: world.start)
  }

  @Test("what git itself refuses after the gate is settled, and the rest of the push lands")
  func partlyRefusedByGit() async throws {
    let world = try await World.make()
    try await world.baseline("refs/heads/release/1", at: world.start)
    let tip = try await world.clone.commit(["docs/a.md": "x\n"])
    let hook = "\(world.server.path)/hooks/update"
    try TestFile.write(
      Array("#!/bin/sh\n[ \"$1\" != refs/heads/release/1 ]\n".utf8),
      to: hook,
      mode: 0o755
    )
    let push = try await world.clone.push("HEAD:refs/heads/main", "HEAD:refs/heads/release/1")
    #expect(push.code == 1, "\(push)")
    #expect(try await world.main == tip)
    #expect(try await world.server.tip("refs/heads/release/1") == world.start)
    try await Tool.succeed("rm", [hook], in: "/")
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/release/1"))
    try await world.clone.commit(["docs/b.md": "x\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    try await world.expectAudit()
  }

  @Test(
    "case 65: approvals take nothing but approvals",
    arguments: [
      ("text", "approval-malformed"), ("a blob", "protected-ref"),
      ("not a note's name", "protected-ref"),
    ]
  )
  func approvalsTakeOnlyApprovals(_ what: String, _ code: String) async throws {
    let world = try await World.make()
    let before = try await world.server.tip(TestClone.approvals)
    var refspec = TestClone.approvals
    switch what {
    case "text": try await world.clone.note("looks good to me", on: world.start)
    case "a blob":
      refspec = "+\(try await world.clone.git("rev-parse", "HEAD:README.md").line):\(refspec)"
    default:
      try await world.clone.git("fetch", "--quiet", "origin", refspec)
      try await world.clone.git("checkout", "--quiet", "--detach", "FETCH_HEAD")
      let commit = try await world.clone.commit(["README": "Countersigned-by: x\n"])
      refspec = "\(commit):\(refspec)"
    }
    let push = try await world.clone.push(refspec)
    #expect(push.code == 1, "\(push)")
    #expect(push.remoteText.contains("(\(code))"), "\(push)")
    #expect(try await world.server.tip(TestClone.approvals) == before)
    try await world.expectSound()
  }

  @Test("case 65: a note on an object that nobody has yet is taken, and changes nothing")
  func noteOnUnknownObject() async throws {
    let world = try await World.make()
    let approval = try await HandApproval(by: "alice", of: [String(repeating: "a", count: 64)])
    try await approval.note(on: String(repeating: "b", count: 40), in: world.clone)
    try await world.clone.commit(["README.md": "more\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
  }

  @Test("case 65: two reviewers at once lose no approval")
  func concurrentApprovals() async throws {
    let world = try await World.make(
      policy: """
        rules:
          - name: access
            classes: [iam]
            require: {approvals: 2, from: [security]}
        """
    )
    try await world.clone.commit(["iam/a.json": "x\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/feature"))
    let clones = try await [world.server.clone("alice"), world.server.clone("dana")]
    for clone in clones {
      try await clone.trust()
      try await clone.git("checkout", "--quiet", "--detach", "origin/feature")
    }
    async let a = clones[0].approve("\(world.start)..HEAD", as: "alice")
    async let b = clones[1].approve("\(world.start)..HEAD", as: "dana")
    for approval in try await [a, b] { #expect(approval.isSuccess, "\(approval)") }
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
  }

  @Test("case 66: a tag of a tag of a commit that nobody approved")
  func tagChain() async throws {
    let world = try await World.make()
    try await world.baseline("refs/tags/v0", at: world.start)
    let evil = try await world.clone.commit(["iam/a.json": "x\n"])
    try await world.clone.git("tag", "-a", "-m", "inner", "inner", evil)
    try await world.clone.git("tag", "-a", "-m", "outer", "v1", "inner")
    let tag = try await world.clone.git("rev-parse", "v1").line
    let push = try await world.clone.push("v1:refs/tags/v1")
    try await world.expectRefused(push, "approval-missing", tip: tag, on: "refs/tags/v1", at: nil)
    #expect(push.remoteText.contains("iam/a.json"))
  }

  @Test("case 66: other namespaces are let through, and gated where the policy says so")
  func otherNamespaces() async throws {
    let world = try await World.make()
    try await world.clone.commit(["iam/a.json": "x\n"])
    for ref in [
      "refs/changes/01/1/1", "refs/meta/config", "refs/pull/1/head", "refs/notes/commits",
    ] {
      try await world.expectAccepted(try await world.clone.push("HEAD:\(ref)"))
    }
    #expect(try await world.main == world.start)
  }

  @Test("case 69: 24 pushes at once leave 24 decisions")
  func concurrentDecisions() async throws {
    let world = try await World.make()
    try await world.baseline("refs/heads/release/0", at: world.start)
    var tips: [String] = []
    for number in 1...24 {
      try await world.clone.git("checkout", "--quiet", "--detach", world.start)
      tips.append(try await world.clone.commit(["docs/\(number).md": "x\n"]))
    }
    let clone = world.clone
    let codes = try await withThrowingTaskGroup(of: Int32.self) { group in
      for (index, tip) in tips.enumerated() {
        group.addTask { try await clone.push("\(tip):refs/heads/release/\(index + 1)").code }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes == Array(repeating: 0, count: 24))
    for tip in tips {
      let records = try await world.server.records(on: tip)
      #expect(records.contains("countersign decision v1"), "\(tip)")
      #expect(records.contains("countersign landed v1"), "\(tip)")
    }
    try await world.expectAudit()
    try await world.expectSound()
  }

  @Test("case 70: the record of a refusal outlives its objects")
  func refusalOutlivesObjects() async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit(["iam/a.json": "x\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    try await world.server.git("gc", "--quiet", "--prune=now")
    let object = try await Tool.run("git", ["cat-file", "-e", tip], in: world.server.path)
    #expect(!object.isSuccess)
    #expect(try await world.server.records(on: tip, in: "refusals").contains("iam/a.json"))
    try await world.expectSound()
    try await world.expectAudit()
  }

  /// Where a good trailer may stand and not count.
  static let places: [(String, @Sendable (String) -> String)] = [
    ("in the middle", { "change\n\n\($0)\n\nand more words\n" }),
    ("in a fenced block", { "change\n\n```\n\($0)\n```\n" }),
    ("indented", { "change\n\n    \($0)\n" }),
    ("quoted", { "change\n\n> \($0)\n" }),
    (
      "under another name",
      { "change\n\n\($0.replacing("Countersigned-by", with: "Approved-by"))\n" }
    ),
    (
      "in other case",
      { "change\n\n\($0.replacing("Countersigned-by", with: "countersigned-by"))\n" }
    ),
    (
      "in prose with a sign-off",
      { "change\n\nSigned-off-by: B <b@example.com>\nsome prose\nmore prose\nand more\n\($0)\n" }
    ),
    ("in the title", { "\($0)\n" }),
    ("behind a divider", { "change\n\nbody\n---\n\($0)\n" }),
    ("folded by a tab", { "change\n\n\($0.replacing(" v1 ", with: "\n\tv1 "))\n" }),
    ("with CRLF", { "change\r\n\r\n\($0)\r\n" }),
  ]

  @Test(
    "attacks 17, 18, case 71: a trailer counts in the last block of trailers only",
    arguments: places
  )
  func trailerPlaces(_ name: String, _ message: @Sendable (String) -> String) async throws {
    let world = try await World.make()
    let plain = try await world.clone.commit(["iam/a.json": "x\n"])
    let approval = try await HandApproval(
      by: "alice",
      of: world.clone.changes(from: world.start, to: plain)
    )
    let trailer = try await approval.trailer(in: world.clone)
    try await world.clone.git("reset", "--quiet", "--soft", world.start)
    let tip = try await world.clone.commit([:], message: message(trailer))
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    if ["behind a divider", "folded by a tab", "with CRLF"].contains(name) {
      #expect(push.remoteText.contains("approval-malformed"), "\(name): \(push.remoteText)")
    }
    try await world.clone.git("reset", "--quiet", "--soft", world.start)
    try await world.clone.commit([:], message: "change\n\n\(trailer)\n")
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
  }

  @Test(
    "case 72: a squash that drops the trailer drops the approval; a trailer on another commit counts"
  )
  func trailerElsewhere() async throws {
    let world = try await World.make()
    let first = try await world.clone.commit(["iam/a.json": "x\n"])
    let approval = try await HandApproval(
      by: "alice",
      of: world.clone.changes(from: world.start, to: first)
    )
    let trailer = try await approval.trailer(in: world.clone)
    let second = try await world.clone.commit(["docs/a.md": "x\n"], message: "docs\n\n\(trailer)\n")
    try await world.clone.git("reset", "--quiet", "--soft", world.start)
    let squashed = try await world.clone.commit([:], message: "both")
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: squashed, at: world.start)
    try await world.expectAccepted(try await world.clone.push("\(second):refs/heads/main"))
  }

  @Test(
    "case 73: the revert of an approved change needs its own approval, and does not deploy without"
  )
  func revert() async throws {
    let world = try await World.make()
    let landed = try await world.land(["iam/a.json": "x\n"])
    try await world.clone.git("revert", "--no-edit", "HEAD")
    let tip = try await world.clone.git("rev-parse", "HEAD").line
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: landed)
    try await world.clone.git("fetch", "--quiet", "origin")
    let check = try await world.clone.countersign("check", "--environment", "staging", "--to", tip)
    #expect(check.code == 1, "\(check)")
  }

  @Test(
    "case 75: an audit says the same twice, and what the server says in a clone",
    arguments: [["audit", "verify"], ["audit", "log"]]
  )
  func auditReplay(_ arguments: [String]) async throws {
    let world = try await World.make()
    try await world.land(["iam/a.json": "x\n"])
    try await world.clone.commit(["iam/b.json": "x\n"])
    _ = try await world.clone.push("HEAD:refs/heads/main")
    let first = try await Tool.run(Tool.countersign, arguments, in: world.server.path)
    let second = try await Tool.run(Tool.countersign, arguments, in: world.server.path)
    #expect(first.isSuccess, "\(first)")
    #expect(first.output == second.output)
    try await Tool.succeed(
      "git",
      ["clone", "--quiet", "--mirror", world.server.path, "mirror"],
      in: world.server.scratch.path
    )
    let mirror = world.server.scratch.path("mirror")
    for (key, value) in [
      ("countersign.policy", "file:\(world.server.path)/countersign/policy.yaml")
    ] {
      try await Tool.succeed("git", ["config", key, value], in: mirror)
    }
    let third = try await Tool.run(Tool.countersign, arguments, in: mirror)
    #expect(third.output == first.output, "\(third)")
  }
}
