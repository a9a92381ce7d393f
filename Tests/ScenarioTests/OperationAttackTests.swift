import GateTesting
import Testing

// Out of a hook's reach, and left to `doctor` and `audit`: a hook that is not executable or not found (git runs
// nothing, attack 66), `core.hooksPath` in the client's environment of a push over `file:`, a hosting UI that turns
// hooks off (attack 65).

@Suite("Attacks on the running of the gate")
struct OperationAttackTests {
  /// What stands where the program should be, and how the hook ends then.
  static let crashes: [(String, String)] = [
    ("a signal", "#!/bin/sh\nkill -SEGV $$\n"),
    ("an abort", "#!/bin/sh\nkill -ABRT $$\n"),
    ("an empty interpreter", "#!/no/such/interpreter\n"),
    ("some other exit code", "#!/bin/sh\nexit 77\n"),
  ]

  @Test("attack 67: a crash lets nothing through", arguments: crashes)
  func crash(_ what: String, _ script: String) async throws {
    let world = try await World.make()
    let program = try world.server.scratch.write(script, to: "broken", mode: 0o755)
    try replaceProgram(in: world, by: program)
    try await world.clone.commit(["README.md": "more\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    #expect(push.code == 1, "\(what): \(push)")
    #expect(push.errorText.contains("pre-receive hook declined"))
    #expect(try await world.main == world.start)
    try await world.expectSound()
  }

  @Test(
    "attack 67: without the program, or without memory, nothing goes through",
    arguments: [
      "exec /no/such/countersign hook pre-receive", "ulimit -v 20000; exec BINARY hook pre-receive",
      "ulimit -f 0; exec BINARY hook pre-receive", "ulimit -n 3; exec BINARY hook pre-receive",
      "ulimit -t 0; exec BINARY hook pre-receive",
    ]
  )
  func noResources(_ command: String) async throws {
    let world = try await World.make()
    let script = "#!/bin/sh\n\(command.replacing("BINARY", with: Tool.countersign))\n"
    try TestFile.write(
      Array(script.utf8),
      to: "\(world.server.path)/hooks/pre-receive",
      mode: 0o755
    )
    try await world.clone.commit(["README.md": "more\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    #expect(push.code == 1, "\(push)")
    #expect(try await world.main == world.start)
    try await world.expectSound()
  }

  @Test("attack 67: a crash after the fact is made good by the next push")
  func postReceiveCrash() async throws {
    let world = try await World.make()
    let hook = "\(world.server.path)/hooks/post-receive"
    let ours = try TestFile.read(hook)
    try TestFile.write(Array("#!/bin/sh\nkill -KILL $$\n".utf8), to: hook, mode: 0o755)
    let first = try await world.clone.commit(["README.md": "more\n"])
    _ = try await world.clone.push("HEAD:refs/heads/main")
    #expect(try await world.main == first)
    try TestFile.write(ours, to: hook, mode: 0o755)
    try await world.clone.commit(["README.md": "again\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    #expect(try await world.server.records(on: first).contains("countersign landed v1"))
    try await world.expectAudit()
  }

  @Test("attack 67: what a crash left open, 'reconcile' closes")
  func reconcile() async throws {
    let world = try await World.make()
    try TestFile.write(
      Array("#!/bin/sh\nexit 1\n".utf8),
      to: "\(world.server.path)/hooks/post-receive",
      mode: 0o755
    )
    let tip = try await world.clone.commit(["README.md": "more\n"])
    _ = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectAudit(finds: tip)
    let reconciled = try await world.server.countersign("reconcile")
    #expect(reconciled.isSuccess, "\(reconciled)")
    try await world.expectAudit()
  }

  @Test("attack 68: without a record nothing is let go", arguments: ["decisions", "refusals"])
  func recorderBlocked(_ ledger: String) async throws {
    let world = try await World.make()
    try TestFile.write([], to: "\(world.server.path)/refs/notes/countersign/\(ledger).lock")
    let files = ledger == "decisions" ? ["README.md": "more\n"] : ["iam/deploy.json": "evil\n"]
    try await world.clone.commit(files)
    let push = try await world.clone.push("HEAD:refs/heads/main")
    #expect(push.code == 1, "\(push)")
    #expect(push.remoteText.contains("countersign: not accepted"), "\(push)")
    #expect(push.remoteText.contains(".lock"), "it does not say what is in the way: \(push)")
    #expect(try await world.main == world.start)
    #expect(TestFile.exists("\(world.server.path)/refs/notes/countersign/\(ledger).lock"))
  }

  @Test("attack 68: a ledger that is no chain of commits is not begun anew")
  func ledgerReplaced() async throws {
    let world = try await World.make()
    let blob = try await world.server.git("hash-object", "-w", "HEAD", environment: [:])
    try TestFile.write(
      Array("\(blob.line)\n".utf8),
      to: "\(world.server.path)/refs/notes/countersign/decisions"
    )
    try await world.clone.commit(["README.md": "more\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    #expect(push.code == 1, "\(push)")
    #expect(try await world.main == world.start)
    #expect(try await world.server.tip("refs/notes/countersign/decisions") == blob.line)
  }

  // MARK: environments

  /// What a client can put into the environment of a push over `file:`, or an sshd that accepts it.
  static let poison: [[String: String]] = [
    [
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "countersign.mode",
      "GIT_CONFIG_VALUE_0": "observe",
    ],
    ["GIT_CONFIG_PARAMETERS": "'countersign.mode'='observe'"],
    [
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "countersign.policy",
      "GIT_CONFIG_VALUE_0": "file:/dev/null",
    ],
    ["GIT_NOTES_REF": "refs/notes/elsewhere"], ["GIT_REPLACE_REF_BASE": "refs/heads/"],
    ["GIT_NO_REPLACE_OBJECTS": "0"], ["GIT_NAMESPACE": "x"], ["GIT_TRACE": "1"],
    ["SWIFT_BACKTRACE": "enable=yes"], ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"],
    ["TZ": "Pacific/Kiritimati"],
    ["GL_USER": "alice", "REMOTE_USER": "alice", "GL_USERNAME": "alice"],
    ["COUNTERSIGN_MODE": "observe"],
  ]

  @Test("attack 76: a poisoned environment changes no verdict", arguments: poison)
  func poisonedEnvironment(_ variables: [String: String]) async throws {
    let world = try await World.make()
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"], as: "dana")
    try await world.approve("HEAD^..HEAD", by: "alice")
    try await world.clone.commit(["iam/other.json": "evil\n"], as: "alice")
    let tip = try await world.clone.git("rev-parse", "HEAD").line
    try await world.approve("\(evil)..HEAD", by: "alice")
    var environment = world.server["alice"].environment
    for (key, value) in variables { environment[key] = value }
    let push = try await Tool.run(
      "git",
      ["push", "origin", "HEAD:refs/heads/main"],
      in: world.clone.path,
      environment: environment
    )
    #expect(push.code != 0, "\(push)")
    #expect(try await world.main == world.start)
    // A namespace moves what is pushed elsewhere: nothing can be decided there.
    if variables["GIT_NAMESPACE"] != nil {
      #expect(push.remoteText.contains("unsupported-repository"), "\(push)")
    } else {
      let record = try await world.server.records(on: tip, in: "refusals")
      #expect(record.contains("pusher alice ssh"), "\(record)\(push)")
      #expect(record.contains("self-approval"), "\(record)")
    }
  }

  @Test(
    "attack 76: configuration of user and machine is not the server's",
    arguments: ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "HOME"]
  )
  func foreignConfiguration(_ variable: String) async throws {
    let world = try await World.make()
    let text = "[countersign]\n\tmode = observe\n\tpolicy = file:/dev/null\n\thost = gitea\n"
    let file = try world.server.scratch.write(text, to: "home/.gitconfig")
    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    var environment = world.server["bob"].environment
    if variable == "HOME" { environment["GIT_CONFIG_GLOBAL"] = file }
    environment[variable] = variable == "HOME" ? world.server.scratch.path("home") : file
    let push = try await Tool.run(
      "git",
      ["push", "origin", "HEAD:refs/heads/main"],
      in: world.clone.path,
      environment: environment
    )
    try await world.expectRefused(push, "approval-missing", tip: evil, at: world.start)
    #expect(try await world.server.records(on: evil, in: "refusals").contains("pusher bob ssh"))
  }

  @Test(
    "attack 15: another host's variable names nobody",
    arguments: [
      "GL_USER", "GL_USERNAME", "REMOTE_USER", "GITEA_PUSHER_NAME", "GITHUB_USER_LOGIN",
    ]
  )
  func foreignAdapter(_ variable: String) async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit(["iam/deploy.json": "v1\n"], as: "bob")
    var environment = world.server["bob"].environment
    environment["COUNTERSIGN_PUSHER"] = ""
    environment[variable] = "bob"
    let push = try await Tool.run(
      "git",
      ["push", "origin", "HEAD:refs/heads/main"],
      in: world.clone.path,
      environment: environment
    )
    try await world.expectRefused(push, "unattributable-author", tip: tip, at: world.start)
    #expect(!(try await world.server.records(on: tip, in: "refusals").contains("pusher")))
  }

  @Test(
    "a login with a newline forges no line of a record",
    arguments: ["bob\noutcome allowed", "bob%0Aoutcome allowed", "bob ssh\u{1B}[2K", "b\u{F6}b"]
  )
  func forgedLogin(_ login: String) async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit(["iam/a.json": "x\n"])
    var environment = world.server["bob"].environment
    environment["COUNTERSIGN_PUSHER"] = login
    let push = try await Tool.run(
      "git",
      ["push", "origin", "HEAD:refs/heads/main"],
      in: world.clone.path,
      environment: environment
    )
    try await world.expectRefused(push, "unattributable-author", tip: tip, at: world.start)
    let record = try await world.server.records(on: tip, in: "refusals")
    #expect(record.split(separator: "\n").count { $0.hasPrefix("outcome ") } == 1, "\(record)")
    #expect(!push.errorText.contains("\u{1B}"))
    try await world.expectAudit()
  }

  private func replaceProgram(in world: World, by program: String) throws {
    let hook = "\(world.server.path)/hooks/pre-receive"
    let script = try TestFile.text(hook)
    guard script.contains(Tool.countersign) else {
      throw TestError("the hook runs something else: \(script)")
    }
    try TestFile.write(
      Array(script.replacing(Tool.countersign, with: program).utf8),
      to: hook,
      mode: 0o755
    )
  }
}
