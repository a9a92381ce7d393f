import GateTesting
import Testing

@Suite("countersign init")
struct InitTests {
  @Test("everything is there after it, and a second run changes nothing")
  func twice() async throws {
    let server = try await TestServer(setUp: false)
    let first = try await server.countersign("init", "--host", "ssh")
    #expect(first.isSuccess, "\(first)")
    #expect(first.text.contains("nobody can approve yet"))
    let refs = try await server.git("for-each-ref").text
    for name in ["decisions", "refusals", "approvals", "deployments"] {
      #expect(refs.contains("commit\trefs/notes/countersign/\(name)\n"), "\(name)")
    }
    let hidden = try await server.git("config", "--get-all", "receive.hideRefs").text
    #expect(hidden == "refs/notes/countersign/decisions\nrefs/notes/countersign/refusals\n")
    let second = try await server.countersign("init")
    #expect(second.isSuccess, "\(second)")
    let did = second.text.split(separator: "\n").filter { $0.hasPrefix("countersign: ") }
      .map { String($0.dropFirst(13).prefix { $0 != " " }) }
    #expect(Set(did).isSubset(of: ["kept", "note:", "next:", ""]), "\(second)")
    // Each thing is called what it was called when it was made.
    #expect(
      first.words.contains("made countersign/signing_key")
        && first.words.contains("made countersign/allowed_signers")
    )
    #expect(second.text.contains("kept countersign/signing_key\n"), "\(second)")
    #expect(try await server.git("for-each-ref").text == refs)
    #expect(try await server.git("config", "--get-all", "receive.hideRefs").text == hidden)
    #expect(try await Tool.run("git", ["fsck", "--strict"], in: server.path).isSuccess)
  }

  @Test("without a host it says that nobody is known")
  func noHost() async throws {
    let server = try await TestServer(setUp: false)
    let result = try await server.countersign("init")
    #expect(
      result.isSuccess && result.text.contains("'countersign.host' is not set, so nobody is known")
    )
  }

  @Test("what is no repository is refused, and nothing is written there")
  func noRepository() async throws {
    let scratch = try Scratch()
    let result = try await Tool.run(Tool.countersign, ["init", "--bare", scratch.path], in: "/")
    #expect(result.code == 2 && result.errorText.contains("is no git repository"), "\(result)")
    #expect(TestFile.names(in: scratch.path).isEmpty)
    let missing = try await Tool.run(Tool.countersign, ["init", "--bare", "/no/such"], in: "/")
    #expect(missing.code == 2 && missing.errorText.hasSuffix("not accepted\n"))
  }

  static let contradictions: [([String], String)] = [
    (["--host", "gitlab"], "is 'ssh' already"), (["--host", "nonsense"], "is none of ssh"),
    (["--template", "nonsense"], "is none of minimal"),
    (["--first-push", "zoe"], "is nobody in the policy"),
    (["--first-push", "deploy-bot"], "is no human"),
  ]

  @Test("an option that cannot be followed is an error", arguments: contradictions)
  func contradiction(_ arguments: [String], _ message: String) async throws {
    let server = try await TestServer()
    let result = try await Tool.run(Tool.countersign, ["init"] + arguments, in: server.path)
    #expect(result.code == 2 && result.errorText.contains(message), "\(result)")
    #expect(try await server.git("config", "countersign.host").line == "ssh")
    // Nor is anything made by it where nothing is yet.
    let empty = try await TestServer(setUp: false)
    guard arguments != ["--host", "gitlab"] else { return }
    let before = try await Tool.succeed("find", [".", "-type", "f"], in: empty.path).text
    let first = try await Tool.run(Tool.countersign, ["init"] + arguments, in: empty.path)
    #expect(first.code == 2 && first.errorText.contains("hint: "), "\(first)")
    #expect(try await Tool.succeed("find", [".", "-type", "f"], in: empty.path).text == before)
  }

  @Test("a template that comes too late is not passed over in silence")
  func keptPolicy() async throws {
    let server = try await TestServer()
    let result = try await server.countersign("init", "--template", "kubernetes")
    #expect(
      result.isSuccess
        && result.words.contains("kept countersign/policy.yaml; '--template' is not used"),
      "\(result)"
    )
    let plain = try await server.countersign("init")
    #expect(plain.isSuccess && !plain.text.contains("--template"), "\(plain)")
  }

  @Test("somebody else's hook is not replaced without --chain")
  func foreignHook() async throws {
    let server = try await TestServer(setUp: false)
    let hook = "\(server.path)/hooks/pre-receive"
    try TestFile.write(Array("#!/bin/sh\nexit 0\n".utf8), to: hook, mode: 0o755)
    let result = try await server.countersign("init")
    #expect(result.code == 2 && result.errorText.contains("is somebody else's"), "\(result)")
    #expect(try TestFile.text(hook) == "#!/bin/sh\nexit 0\n")
    #expect(!TestFile.exists("\(server.path)/countersign"))
  }

  @Test("with --chain the old hook runs first with the same input, and uninstall puts it back")
  func chained() async throws {
    let server = try await TestServer(setUp: false)
    let hook = "\(server.path)/hooks/pre-receive"
    let old = "#!/bin/sh\ncat >\"$PWD/seen\"\necho old hook\n"
    try TestFile.write(Array(old.utf8), to: hook, mode: 0o755)
    #expect(try await server.countersign("init", "--chain").isSuccess)
    let clone = try await server.clone()
    let commit = try await clone.commit(["README.md": "x\n"])
    let push = try await clone.push("HEAD:refs/heads/main")
    let zero = String(repeating: "0", count: 40)
    #expect(try TestFile.text("\(server.path)/seen") == "\(zero) \(commit) refs/heads/main\n")
    #expect(push.remoteLines.first == "old hook")
    // Ours got the same: it refuses what nobody approved.
    #expect(push.remoteText.contains("refused 'refs/heads/main'"), "\(push)")
    #expect(try await server.countersign("init").isSuccess)
    let result = try await server.countersign("uninstall")
    #expect(result.isSuccess && result.text.contains("restored hooks/pre-receive"), "\(result)")
    #expect(try TestFile.text(hook) == old)
    #expect(!TestFile.exists("\(server.path)/hooks/post-receive"))
    #expect(!TestFile.exists("\(server.path)/chained-hooks"))
  }

  /// How the old hook ends, and whether the push may go on to ours.
  static let endings: [(String, Bool)] = [
    ("exit 1", false), ("exit 255", false), ("exit 256", true), ("exit 0", true),
    ("kill -KILL $$", false),
    ("exec /no/such/program", false), ("exec <&-", true),
  ]

  @Test("no way in which the old hook ends opens the gate", arguments: endings)
  func chainedEnding(_ ending: String, _ goesOn: Bool) async throws {
    let server = try await TestServer(setUp: false)
    try TestFile.write(
      Array("#!/bin/sh\n\(ending)\n".utf8),
      to: "\(server.path)/hooks/pre-receive",
      mode: 0o755
    )
    #expect(try await server.countersign("init", "--chain").isSuccess)
    let clone = try await server.clone()
    try await clone.commit(["README.md": "x\n"])
    let push = try await clone.push("HEAD:refs/heads/main")
    #expect(!push.isSuccess)
    #expect(push.remoteText.contains("refused 'refs/heads/main'") == goesOn, "\(push)")
    #expect(try await server.tip("refs/heads/main") == nil)
  }

  @Test("a baseline is taken once: a move past the gate is not laundered by a second init")
  func baselineOnce() async throws {
    let gated = try await GatedMain.make()
    let evil = try await gated.clone.commit(["iam/a": "evil\n"])
    #expect(try await gated.clone.push("HEAD:refs/heads/feature").isSuccess)
    try await gated.server.moveWithoutGate("refs/heads/main", to: evil)
    #expect(try await gated.server.countersign("init").isSuccess)
    #expect(try await !gated.server.records(on: evil).contains("baseline"))
    let audit = try await gated.verify()
    #expect(
      audit.code == 1
        && audit.words.contains("commit \(evil) on 'refs/heads/main' has no landed decision")
    )
    #expect(audit.words.contains("was last led to"))
  }

  @Test("the first push is granted once")
  func firstPush() async throws {
    let server = try await TestServer()
    #expect(try await server.countersign("init", "--first-push", "bob").text.contains("granted"))
    let clone = try await server.clone()
    try await clone.commit(["README.md": "x\n"])
    // Whoever comes before him is told, also where nobody is left who could approve.
    let keys = try TestFile.read("\(server.path)/countersign/allowed_signers")
    for keys in [[], keys] {
      try TestFile.write(keys, to: "\(server.path)/countersign/allowed_signers")
      let early = try await clone.push("HEAD:refs/heads/main", as: "carol")
      #expect(early.remoteText.contains("hint: 'bob' has the first push here"), "\(early)")
    }
    let first = try await clone.push("HEAD:refs/heads/main")
    #expect(first.isSuccess, "\(first)")
    let later = try await clone.push("HEAD:refs/heads/release/2", as: "carol")
    #expect(!later.isSuccess && !later.remoteText.contains("first push"), "\(later)")
    #expect(
      try await server.countersign("init", "--first-push", "carol").text.contains("no first push")
    )
    let second = try await clone.push("HEAD:refs/heads/release/1")
    #expect(!second.isSuccess && second.remoteText.contains("approval-missing"), "\(second)")
    #expect(try await server.countersign("audit", "verify").isSuccess)
  }

  @Test("in a repository with a work tree the hooks go where git runs them")
  func workTree() async throws {
    let scratch = try Scratch()
    try await Tool.succeed("git", ["init", "--quiet", "-b", "main", "repo"], in: scratch.path)
    let result = try await Tool.run(Tool.countersign, ["init", "--bare", "repo"], in: scratch.path)
    #expect(result.isSuccess, "\(result)")
    #expect(TestFile.exists(scratch.path("repo/.git/hooks/pre-receive")))
    try await Tool.succeed("git", ["clone", "--quiet", "repo", "clone"], in: scratch.path)
    let name = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
    try await Tool.succeed(
      "git",
      name + ["commit", "--quiet", "--allow-empty", "-m", "x"],
      in: scratch.path("clone")
    )
    let push = try await Tool.run(
      "git",
      ["push", "origin", "HEAD:refs/heads/main"],
      in: scratch.path("clone")
    )
    #expect(push.remoteText.contains("refused 'refs/heads/main'"), "\(push)")
  }
}
