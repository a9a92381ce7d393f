import GateTesting
import Testing

@Suite("Attacks on the deploy stage")
struct CheckAttackTests {
  /// A world with one approved change landed, and a clone that trusts the server.
  private func landed() async throws -> (World, String) {
    let world = try await World.make()
    let tip = try await world.land(["iam/deploy.json": "v1\n"])
    try await world.clone.git("fetch", "--quiet", "origin")
    return (world, tip)
  }

  private func check(_ world: World, _ arguments: String..., environment: [String: String] = [:])
    async throws
    -> Finished
  {
    try await Tool.run(
      Tool.countersign,
      ["check"] + arguments,
      in: world.clone.path,
      environment: environment
    )
  }

  @Test("a commit that landed passes; one that did not is refused")
  func mainPath() async throws {
    let (world, tip) = try await landed()
    let good = try await check(world, "--environment", "staging", "--to", tip)
    #expect(good.code == 0, "\(good)")
    let other = try await world.clone.commit(["docs/a.md": "x\n"])
    let bad = try await check(world, "--environment", "staging", "--to", other)
    #expect(bad.code == 1, "\(bad)")
    #expect(bad.errorText.contains("not accepted") || bad.text.contains("not accepted"), "\(bad)")
  }

  @Test(
    "attack 72: a shallow clone does not look like a short history",
    arguments: ["check", "explain"]
  )
  func shallowClone(_ command: String) async throws {
    let (world, _) = try await landed()
    try await Tool.succeed(
      "git",
      ["clone", "--quiet", "--depth", "1", "file://\(world.server.path)", "shallow"],
      in: world.server.scratch.path
    )
    let shallow = TestClone(path: world.server.scratch.path("shallow"), server: world.server)
    try await shallow.trust()
    let arguments =
      command == "check"
      ? ["check", "--environment", "staging", "--to", "HEAD"] : ["explain", "HEAD"]
    let result = try await Tool.run(Tool.countersign, arguments, in: shallow.path)
    #expect(result.code == 2, "\(result)")
    #expect(result.errorText.contains("shallow"))
    #expect(result.errorText.contains("git fetch --unshallow"))
  }

  @Test("attack 72: a shallow push is not judged as if it were whole")
  func shallowPush() async throws {
    let (world, _) = try await landed()
    try await world.server.git("config", "receive.shallowUpdate", "true")
    try await Tool.succeed(
      "git",
      ["clone", "--quiet", "--depth", "1", "file://\(world.server.path)", "shallow"],
      in: world.server.scratch.path
    )
    let shallow = TestClone(path: world.server.scratch.path("shallow"), server: world.server)
    let root = try await shallow.git("commit-tree", "HEAD^{tree}", "-m", "root").line
    _ = root
    let evil = try await shallow.commit(["iam/deploy.json": "evil\n"])
    let before = try await world.main
    let push = try await shallow.push("\(evil):refs/heads/main")
    #expect(push.code == 1 && push.errorText.contains("unsupported-repository"), "\(push)")
    #expect(try await world.main == before)
    try await world.expectSound()
  }

  @Test(
    "attack 73: what is called like the remote's branch does not stand for it",
    arguments: ["heads", "tags"]
  )
  func shadowedRemoteBranch(_ kind: String) async throws {
    let (world, tip) = try await landed()
    let evil = try await world.clone.commit(["iam/other.json": "evil\n"])
    try await world.clone.git("update-ref", "refs/\(kind)/origin/main", evil)
    let result = try await world.clone.countersign("explain", "HEAD", "--target", "refs/heads/main")
    #expect(result.code == 1, "\(result)")
    #expect("\(result)".contains("iam/other.json"))
    _ = tip
  }

  @Test("attack 74: the policy of the commit under test is not the policy")
  func policyFromChange() async throws {
    let (world, _) = try await landed()
    for path in [".countersign/policy.yaml", "countersign/policy.yaml", "policy.yaml"] {
      try TestFile.write(
        Array("version: 1\nrepository: acme/payments\n".utf8),
        to: "\(world.clone.path)/\(path)"
      )
    }
    try await world.clone.git("add", "-A")
    let evil = try await world.clone.commit(["iam/other.json": "evil\n"])
    let result = try await check(
      world,
      "--from",
      "origin/main",
      "--to",
      evil,
      "--target",
      "refs/heads/main"
    )
    #expect(result.code == 1, "\(result)")
    #expect("\(result)".contains("iam/other.json"))
  }

  @Test("attack 75: without the notes nothing can be said, and the fetch is named")
  func notesNotFetched() async throws {
    let (world, tip) = try await landed()
    for ledger in ["decisions", "refusals"] {
      _ = try await Tool.run(
        "git",
        ["update-ref", "-d", "refs/notes/countersign/\(ledger)"],
        in: world.clone.path
      )
    }
    let result = try await check(world, "--environment", "staging", "--to", tip)
    #expect(result.code == 2, "\(result)")
    #expect(result.errorText.contains("git fetch"), "\(result)")
  }

  @Test("attack 75: another server's decisions are nobody's")
  func foreignNotes() async throws {
    let world = try await World.make()
    // A fork with the same commits, whose own gate lets everything pass.
    let fork = try await World.make()
    try await fork.server.git("config", "countersign.mode", "observe")
    let evil = try await fork.clone.commit(["iam/deploy.json": "evil\n"])
    try await fork.expectAccepted(try await fork.clone.push("HEAD:refs/heads/main"))
    try await world.clone.trust()
    try await world.clone.git(
      "fetch",
      "--quiet",
      fork.server.path,
      "main",
      "+refs/notes/countersign/decisions:refs/notes/countersign/decisions"
    )
    let result = try await check(world, "--environment", "staging", "--to", evil)
    #expect(result.code != 0, "\(result)")
  }

  @Test("attack 75: a policy that another key signed is not trusted")
  func foreignPolicy() async throws {
    let (world, tip) = try await landed()
    let fork = try await World.make()
    try await world.clone.git(
      "fetch",
      "--quiet",
      fork.server.path,
      "+refs/countersign/policy:refs/countersign/policy"
    )
    let result = try await check(world, "--environment", "staging", "--to", tip)
    #expect(result.code == 2, "\(result)")
    #expect(result.errorText.contains("countersign trust"))
  }

  static let poison: [[String: String]] = [
    ["GIT_NOTES_REF": "refs/notes/elsewhere"],
    [
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.notesRef",
      "GIT_CONFIG_VALUE_0": "refs/notes/x",
    ],
    [
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "countersign.policy",
      "GIT_CONFIG_VALUE_0": "file:/dev/null",
    ],
    ["GIT_GRAFT_FILE": "/tmp/none"], ["GIT_SHALLOW_FILE": "/dev/null"],
    ["GIT_REPLACE_REF_BASE": "refs/x/"],
    ["GIT_DIR": "/nonexistent"], ["GIT_WORK_TREE": "/"], ["GIT_OBJECT_DIRECTORY": "/nonexistent"],
    ["GIT_ALTERNATE_OBJECT_DIRECTORIES": "/nonexistent"], ["GIT_COMMON_DIR": "/nonexistent"],
    ["GIT_INDEX_FILE": "/nonexistent"], ["GIT_CEILING_DIRECTORIES": "/"], ["GIT_NAMESPACE": "x"],
  ]

  @Test("attack 76: a poisoned environment makes nothing pass", arguments: poison)
  func poisonedEnvironment(_ variables: [String: String]) async throws {
    let (world, _) = try await landed()
    let evil = try await world.clone.commit(["iam/other.json": "evil\n"])
    let ledger = try await check(
      world,
      "--environment",
      "staging",
      "--to",
      evil,
      environment: variables
    )
    #expect(ledger.code != 0, "\(ledger)")
    let range = try await check(
      world,
      "--from",
      "refs/remotes/origin/main",
      "--to",
      evil,
      "--target",
      "refs/heads/main",
      environment: variables
    )
    #expect(range.code != 0, "\(range)")
  }

  @Test(
    "attack 76: a clone with a replacement object is not judged, for git shows another in its place"
  )
  func replacedInClone() async throws {
    let (world, tip) = try await landed()
    let evil = try await world.clone.commit(["iam/other.json": "evil\n"])
    try await world.clone.git("replace", evil, tip)
    let result = try await check(world, "--from", tip, "--to", evil, "--target", "refs/heads/main")
    #expect(result.code == 2 && result.errorText.contains("refs/replace/\(evil)"), "\(result)")
  }

  @Test(
    "attack 77: no program that the clone's config names is run",
    arguments: [
      ["check", "--environment", "staging", "--to", "HEAD"], ["explain", "HEAD"],
      ["approve", "HEAD", "--as", "note", "--yes"], ["audit", "verify"],
    ]
  )
  func programsInConfig(_ arguments: [String]) async throws {
    let (world, _) = try await landed()
    try await world.clone.commit(["iam/other.json": "v1\n", ".gitattributes": "* diff=evil\n"])
    let marker = world.server.scratch.path("ran")
    let script = try world.server.scratch.write(
      "#!/bin/sh\ntouch '\(marker)'\nexec cat\n",
      to: "evil",
      mode: 0o755
    )
    for key in [
      "core.fsmonitor", "diff.external", "diff.evil.command", "diff.evil.textconv", "gpg.program",
      "gpg.ssh.program", "core.pager", "core.editor", "core.sshCommand", "core.askPass",
      "credential.helper", "sequence.editor",
    ] { try await world.clone.git("config", key, script) }
    try await world.clone.git("config", "core.hooksPath", world.server.scratch.path)
    _ = try await Tool.run(
      Tool.countersign,
      arguments + (arguments[0] == "approve" ? ["--key", world.server["alice"].key] : []),
      in: world.clone.path,
      environment: world.server["alice"].environment
    )
    #expect(
      !TestFile.exists(marker),
      "'\(arguments.joined(separator: " "))' ran a program of the clone's config"
    )
  }

  @Test("attack 78: a repository inside the tree does not speak for the clone around it")
  func embeddedRepository() async throws {
    let (world, tip) = try await landed()
    let evil = try await world.clone.commit(["iam/other.json": "evil\n"])
    let inner = "\(world.clone.path)/vendor/inner"
    try await Tool.succeed("git", ["init", "--quiet", "--bare", inner], in: world.clone.path)
    try await Tool.succeed(
      "git",
      ["fetch", "--quiet", world.clone.path, "\(evil):refs/heads/main"],
      in: inner
    )
    let policy = try world.server.scratch.write(
      PolicyText.usual(with: "targets:\n  - {ref: refs/heads/none, environment: staging}\n"),
      to: "loose.yaml"
    )
    try await Tool.succeed("git", ["config", "countersign.policy", "file:\(policy)"], in: inner)
    let result = try await Tool.run(
      Tool.countersign,
      ["check", "--from", tip, "--to", evil, "--target", "refs/heads/main"],
      in: inner
    )
    #expect(result.code != 0, "\(result)")
  }
}
