import GateTesting
import Testing

@Suite("Bad input")
struct BadInputTests {
  // MARK: trailers

  static let trailers: [(String, String)] = [
    ("no value", "Countersigned-by:"),
    ("no address", "Countersigned-by: alice v1 reviewer=alice"),
    ("no version", "Countersigned-by: Alice <alice@example.com> reviewer=alice"),
    ("another version", "Countersigned-by: Alice <alice@example.com> v2 reviewer=alice"),
    ("nothing but a version", "Countersigned-by: Alice <alice@example.com> v1"),
    (
      "base64 that is none",
      "Countersigned-by: Alice <alice@example.com> v1 reviewer=alice target=refs/heads/main classes=iam issued=2026-01-01T00:00:00Z expires=2027-01-01T00:00:00Z change=\(String(repeating: "a", count: 64)) signature=ssh:***"
    ),
    (
      "a day that is none",
      "Countersigned-by: Alice <alice@example.com> v1 reviewer=alice target=refs/heads/main classes=iam issued=2026-02-30T00:00:00Z expires=2027-01-01T00:00:00Z change=\(String(repeating: "a", count: 64)) signature=ssh:AAAA"
    ),
    (
      "a change that is none",
      "Countersigned-by: Alice <alice@example.com> v1 reviewer=alice target=refs/heads/main classes=iam issued=2026-01-01T00:00:00Z expires=2027-01-01T00:00:00Z change=A signature=ssh:AAAA"
    ),
  ]

  @Test("a malformed trailer voids itself alone", arguments: trailers)
  func malformedTrailer(_ name: String, _ trailer: String) async throws {
    let world = try await World.make()
    let plain = try await world.clone.commit(["iam/a.json": "x\n"])
    let good = try await HandApproval(
      by: "alice",
      of: world.clone.changes(from: world.start, to: plain)
    ).trailer(in: world.clone)
    try await world.clone.git("reset", "--quiet", "--soft", world.start)
    let tip = try await world.clone.commit([:], message: "change\n\n\(trailer)\n")
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(
      push,
      "approval-missing",
      "approval-malformed",
      tip: tip,
      at: world.start
    )
    try await world.clone.git("reset", "--quiet", "--soft", world.start)
    try await world.clone.commit([:], message: "change\n\n\(trailer)\n\(good)\n")
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
  }

  // MARK: pushes

  @Test("a push of nothing, and of nothing new")
  func emptyPush() async throws {
    let world = try await World.make()
    try await world.expectAccepted(try await world.clone.push("\(world.start):refs/heads/main"))
    let nothing = try await RawPush([]).run(on: world.server)
    #expect(nothing.isSuccess, "\(nothing)")
    #expect(try await world.server.refs() == ["refs/heads/main": world.start])
  }

  /// What stands on the hook's standard input, and how it ends.
  static let inputs: [(String, String, Int32)] = [
    ("nothing", "", 0), ("an empty line", "\n", 0), ("no line", "garbage\n", 2),
    ("no end", "\(RawPush.zero) \(RawPush.zero) refs/heads/x", 2),
    ("one field", "\(RawPush.zero)\n", 2), ("short ids", "0 0 refs/heads/x\n", 2),
    ("a NUL", "\(RawPush.zero) \(RawPush.zero) refs/heads/\u{0}x\n", 2),
    (
      "long ids",
      "\(String(repeating: "0", count: 64)) \(String(repeating: "1", count: 64)) refs/heads/x\n", 2
    ),
    (
      "an object that is not there",
      "\(RawPush.zero) \(String(repeating: "1", count: 40)) refs/heads/release/1\n", 2
    ),
    ("a deletion of what is not there", "\(RawPush.zero) \(RawPush.zero) refs/heads/x\n", 0),
  ]

  @Test("what a hook reads", arguments: inputs)
  func hookInput(_ name: String, _ input: String, _ code: Int32) async throws {
    let world = try await World.make()
    let hook = try await Tool.run(
      Tool.countersign,
      ["hook", "pre-receive"],
      in: world.server.path,
      input: Array(input.utf8)
    )
    #expect(hook.code == code, "\(name): \(hook)")
    if code != 0 { #expect(hook.errorText.hasSuffix("countersign: not accepted\n"), "\(hook)") }
    try await world.expectSound()
  }

  @Test(
    "a name that git would refuse is said, and what to do",
    arguments: [
      ("refs/heads/a..b\u{1B}[2J", "'refs/heads/a..b\\x1b[2J'", "'git check-ref-format'"),
      (
        "refs/heads/x\n\(RawPush.zero) \(RawPush.zero) refs/heads/x", "'refs/heads/x' twice", "once"
      ),
    ]
  )
  func badName(_ name: String, _ says: String, _ hint: String) async throws {
    let world = try await World.make()
    let hook = try await Tool.run(
      Tool.countersign,
      ["hook", "pre-receive"],
      in: world.server.path,
      input: Array("\(RawPush.zero) \(RawPush.zero) \(name)\n".utf8)
    )
    #expect(hook.code == 2 && hook.words.contains(says), "\(hook)")
    #expect(hook.words.contains("hint: ") && hook.words.contains(hint), "\(hook)")
  }

  @Test(
    "a GIT_DIR that leads elsewhere than where the hook runs",
    arguments: ["/nonexistent", "..", "hooks"]
  )
  func directoryElsewhere(_ directory: String) async throws {
    let world = try await World.make()
    let line = "\(world.start) \(RawPush.zero) refs/heads/main\n"
    let hook = try await Tool.run(
      Tool.countersign,
      ["hook", "pre-receive"],
      in: world.server.path,
      environment: ["GIT_DIR": directory],
      input: Array(line.utf8)
    )
    #expect(hook.code == 2, "\(hook)")
    #expect(hook.errorText.contains("'GIT_DIR'"), "\(hook)")
  }

  // MARK: repositories

  @Test("a SHA-256 repository is named as what it is", arguments: ["init", "hook"])
  func sha256(_ what: String) async throws {
    let scratch = try Scratch()
    let path = scratch.path("long.git")
    try await Tool.succeed(
      "git",
      ["init", "--quiet", "--bare", "--object-format=sha256", path],
      in: scratch.path
    )
    let arguments = what == "init" ? ["init", "--bare", path] : ["hook", "pre-receive"]
    let ids = [String(repeating: "0", count: 64), String(repeating: "1", count: 64)]
    let result = try await Tool.run(
      Tool.countersign,
      arguments,
      in: path,
      input: Array("\(ids[0]) \(ids[1]) refs/heads/main\n".utf8)
    )
    #expect(result.code == 2, "\(result)")
    #expect(result.errorText.contains("SHA-256") || result.errorText.contains("SHA-1"), "\(result)")
    #expect(result.errorText.contains("not accepted"), "\(result)")
  }

  @Test(
    "commands that need a repository say so",
    arguments: [
      ["explain", "HEAD"], ["check", "--environment", "staging", "--to", "HEAD"],
      ["audit", "verify"],
      ["trust", "origin"], ["init", "--bare", "."], ["init", "--bare", "/nonexistent"],
      ["reconcile"],
    ]
  )
  func noRepository(_ arguments: [String]) async throws {
    let scratch = try Scratch()
    let result = try await Tool.run(Tool.countersign, arguments, in: scratch.path)
    #expect(result.code == 2, "\(result)")
    #expect(result.errorText.contains("countersign: not accepted"), "\(result)")
    #expect(TestFile.names(in: scratch.path).isEmpty)
  }

  @Test("from a worktree, everything is as from the clone itself")
  func worktree() async throws {
    let world = try await World.make()
    try await world.clone.trust()
    let tree = world.server.scratch.path("tree")
    try await world.clone.git("worktree", "add", "--quiet", "--detach", tree, "HEAD")
    let linked = TestClone(path: tree, server: world.server)
    try await linked.commit(["iam/a.json": "x\n"])
    let explained = try await linked.countersign("explain", "HEAD")
    #expect(explained.code == 1, "\(explained)")
    let approval = try await linked.approve("HEAD", as: "alice")
    #expect(approval.isSuccess, "\(approval)")
    try await world.expectAccepted(try await linked.push("HEAD:refs/heads/main"))
  }

  @Test("a git directory elsewhere")
  func separateGitDirectory() async throws {
    let world = try await World.make()
    let elsewhere = world.server.scratch.path("elsewhere.git")
    try await world.clone.git("init", "--quiet", "--separate-git-dir", elsewhere)
    try await world.clone.trust()
    try await world.clone.commit(["iam/a.json": "x\n"])
    let explained = try await world.clone.countersign("explain", "HEAD")
    #expect(explained.code == 1, "\(explained)")
    #expect("\(explained)".contains("iam/a.json"))
  }

  @Test(
    "a repository below a path that needs quoting",
    arguments: ["a b", "a:b", "a\"b", "a'b", "\u{E9}", "a\\b", "a$b"]
  )
  func unusualPath(_ directory: String) async throws {
    let scratch = try Scratch()
    try TestFile.makeDirectory(scratch.path(directory))
    let server = try await TestServer(
      seed: ["README.md": "hello\n"],
      scratch: scratch,
      name: "\(directory)/payments.git"
    )
    let clone = try await server.clone()
    let start = try await clone.git("rev-parse", "HEAD").line
    let world = World(server: server, clone: clone, start: start)
    let tip = try await clone.commit(["iam/a.json": "x\n"])
    try await world.expectRefused(
      try await clone.push("HEAD:refs/heads/main"),
      "approval-missing",
      tip: tip,
      at: start
    )
    try await world.approve("\(start)..HEAD", by: "alice")
    try await world.expectAccepted(try await clone.push("HEAD:refs/heads/main"))
    try await world.expectAudit()
  }

  @Test("a fork that borrows objects is judged like any other")
  func alternates() async throws {
    let world = try await World.make()
    let fork = world.server.scratch.path("fork.git")
    try await Tool.succeed(
      "git",
      ["clone", "--quiet", "--bare", "--shared", world.server.path, fork],
      in: world.server.scratch.path
    )
    let deeper = world.server.scratch.path("deeper.git")
    try await Tool.succeed(
      "git",
      ["clone", "--quiet", "--bare", "--shared", fork, deeper],
      in: world.server.scratch.path
    )
    for path in [fork, deeper] {
      for name in ["policy.yaml", "allowed_signers", "signing_key", "signing_key.pub"] {
        try TestFile.write(
          try TestFile.read("\(world.server.path)/countersign/\(name)"),
          to: "\(path)/countersign/\(name)",
          mode: 0o600
        )
      }
      try await Tool.succeed(Tool.countersign, ["init", "--bare", path, "--host", "ssh"], in: path)
    }
    try await world.clone.commit(["iam/a.json": "x\n"])
    for path in [fork, deeper] {
      let push = try await Tool.run(
        "git",
        ["push", path, "HEAD:refs/heads/main"],
        in: world.clone.path,
        environment: world.server["bob"].environment
      )
      #expect(push.remoteText.contains("adds iam/a.json"), "\(push)")
      let fsck = try await Tool.run("git", ["fsck", "--strict", "--no-dangling"], in: path)
      #expect(fsck.isSuccess, "\(fsck)")
    }
  }

  @Test("a partial clone says what it lacks")
  func partialClone() async throws {
    let world = try await World.make(seed: ["iam/a.json": "x\n"])
    try await world.server.git("config", "uploadpack.allowFilter", "true")
    try await Tool.succeed(
      "git",
      [
        "clone", "--quiet", "--filter=tree:0", "--no-checkout", "file://\(world.server.path)",
        "partial",
      ],
      in: world.server.scratch.path
    )
    let partial = TestClone(path: world.server.scratch.path("partial"), server: world.server)
    for arguments in [
      ["trust", "origin", "--yes"],
      [
        "explain", "HEAD", "--policy", "file:\(world.server.path)/countersign/policy.yaml",
        "--target", "refs/heads/release/1",
      ],
    ] {
      let result = try await Tool.run(Tool.countersign, arguments, in: partial.path)
      #expect(result.code == 2, "\(result)")
      #expect(result.errorText.contains("cannot read object"), "\(result)")
      #expect(result.errorText.contains("not accepted"), "\(result)")
    }
  }
}
