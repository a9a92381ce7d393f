import GateTesting
import Testing

@Suite("doctor")
struct DoctorTests {
  @Test("a server as init leaves it is fine, and the canary is refused")
  func fine() async throws {
    let server = try await TestServer()
    let result = try await server.countersign("doctor", "--canary")
    #expect(result.code == 0, "\(result)")
    #expect(result.text.contains("the canary was refused, as it must be"))
    #expect(!result.text.contains("FAIL") && !result.text.contains("warn"), "\(result.text)")
    #expect(try await server.tip("refs/countersign/canary") == nil)
  }

  @Test(
    "what is wrong is said, and where a command mends it, it does",
    arguments: Damage.hooks + Damage.files + Damage.settings + Damage.references
  )
  func damage(_ damage: Damage) async throws {
    let server = try await TestServer()
    let backup = server.scratch.path("backup")
    try await server.git("clone", "--quiet", "--mirror", ".", backup)
    try await Tool.succeed("sh", ["-c", damage.script], in: server.path)
    var result = try await server.countersign("doctor")
    #expect(result.code == damage.code, "\(result)")
    #expect(result.words.contains(damage.says), "\(result.text)")
    #expect(result.words.contains(damage.mend), "\(result.text)")
    guard damage.isMended else { return }
    // One mend may bring to light what another one is for.
    for _ in 0..<3 where !Self.isFine(result) {
      for command in Self.commands(in: result) {
        let script = command.replacing("BACKUP", with: backup)
        try await Tool.succeed("sh", ["-c", script], in: server.path)
      }
      result = try await server.countersign("doctor")
    }
    #expect(Self.isFine(result), "\(result)")
  }

  private static func isFine(_ result: Finished) -> Bool {
    result.code == 0 && !result.text.contains("warn")
  }

  /// What stands on a line of its own, to be copied; each once.
  private static func commands(in result: Finished) -> [String] {
    var commands: [String] = []
    for line in result.text.split(separator: "\n") where line.hasPrefix("      ") {
      let command = String(line.dropFirst(6))
      if !commands.contains(command) { commands.append(command) }
    }
    return commands
  }

  @Test(
    "a file that is gone is brought back where that is what is wrong, and nowhere else",
    arguments: [
      "echo 'x: [' >countersign/policy.yaml",
      "sed -i 's/{ssh: allowed_signers}/{ssh: signers}/' countersign/policy.yaml",
    ]
  )
  func goneBesides(_ script: String) async throws {
    let server = try await TestServer()
    let gone = "rm countersign/allowed_signers; \(script)"
    try await Tool.succeed("sh", ["-c", gone], in: server.path)
    let result = try await server.countersign("doctor")
    #expect(result.code == 1 && result.words.contains("no push is let through"), "\(result)")
    #expect(result.words.contains("mend it, then run 'countersign policy lint'"), "\(result)")
    #expect(!result.text.contains("git show"), "\(result)")
  }

  @Test("the command that mends a setting names the file that sets it")
  func settingElsewhere() async throws {
    let server = try await TestServer()
    let file = server.scratch.path("gitconfig")
    for (key, value) in [("core.hooksPath", "/nowhere"), ("receive.shallowUpdate", "true")] {
      try await server.git("config", "--file", file, key, value)
    }
    for _ in 0..<2 {
      let result = try await Tool.run(
        Tool.countersign,
        ["doctor"],
        in: server.path,
        environment: ["GIT_CONFIG_GLOBAL": file]
      )
      if Self.isFine(result) { return }
      let commands = Self.commands(in: result)
      #expect(
        commands.contains("git config --file \(file) --unset-all core.hooksPath"),
        "\(result)"
      )
      for command in commands { try await Tool.succeed("sh", ["-c", command], in: server.path) }
    }
    Issue.record("the commands mend nothing")
  }

  @Test("who else can write", .enabled("only root may give files away") { TestFile.isRoot })
  func group() async throws {
    let server = try await TestServer()
    let script =
      "chgrp nogroup hooks countersign/policy.yaml; chmod g+w hooks countersign/policy.yaml"
    try await Tool.succeed("sh", ["-c", script], in: server.path)
    let result = try await server.countersign("doctor")
    #expect(result.code == 1, "\(result)")
    for name in ["hooks", "countersign/policy.yaml"] {
      #expect(result.words.contains("(nogroup) can write '\(name)'"), "\(result)")
    }
    #expect(Self.commands(in: result).allSatisfy { $0.hasPrefix("chmod g-w ") }, "\(result)")
    // A group that pushes past all hooks if it likes.
    try await server.git("config", "core.sharedRepository", "group")
    #expect(Self.isFine(try await server.countersign("doctor")))
    // One that is its user's alone is nobody else.
    try await Tool.succeed(
      "sh",
      ["-c", "chgrp root hooks countersign/policy.yaml; git config --unset core.sharedRepository"],
      in: server.path
    )
    #expect(Self.isFine(try await server.countersign("doctor")))
  }

  @Test(
    "who else can replace what it lies in",
    .enabled("only root may give files away") { TestFile.isRoot }
  )
  func above() async throws {
    let server = try await TestServer()
    func doctor(after script: String) async throws -> Finished {
      try await Tool.succeed("sh", ["-c", script], in: server.path)
      return try await server.countersign("doctor")
    }
    let group = "the group 65534 (nogroup) can replace what lies in '\(server.scratch.path)'"
    let owner = "'\(server.scratch.path)' belongs to user 65534 (nobody)"
    for script in ["chgrp nogroup ..; chmod 775 ..", "git config core.sharedRepository group"] {
      let result = try await doctor(after: script)
      #expect(result.code == 1 && result.words.contains(group), "\(result)")
      #expect(Self.commands(in: result) == ["chmod g-w \(server.scratch.path)"], "\(result)")
    }
    // One that shares the repository, one that nobody is in, and a directory in which nobody replaces what is
    // another's.
    for script in [
      "chgrp -R nogroup .; chmod -R g+ws .; chmod 600 countersign/signing_key",
      "chgrp -R root .; chgrp staff ..", "chmod 1777 ..",
    ] {
      let result = try await doctor(after: script)
      #expect(Self.isFine(result), "\(script): \(result)")
    }
    let result = try await doctor(after: "chown nobody ..")
    #expect(result.code == 1 && result.words.contains(owner), "\(result)")
    #expect(Self.commands(in: result) == ["chown 0 \(server.scratch.path)"], "\(result)")
  }

  @Test(
    "in a container with users of its own, the machine's own are not somebody else",
    .enabled("only root may give files away, and not in every container") {
      let isOwn = try? await Tool.run("unshare", ["--user", "--map-root-user", "true"], in: "/")
      return TestFile.isRoot && isOwn?.isSuccess == true
    }
  )
  func container() async throws {
    let server = try await TestServer()
    try await Tool.succeed("chown", ["4711", ".."], in: server.path)
    let before = try await server.countersign("doctor")
    #expect(before.words.contains("belongs to user 4711"), "\(before)")
    let arguments = ["--user", "--map-root-user", Tool.countersign, "doctor"]
    let result = try await Tool.run("unshare", arguments, in: server.path)
    #expect(!result.words.contains("belongs to user"), "\(result)")
  }

  @Test("who else can write the program that the hooks run")
  func program() async throws {
    let server = try await TestServer()
    let copy = server.scratch.path("countersign")
    try await Tool.succeed("cp", [Tool.countersign, copy], in: server.path)
    try await Tool.succeed(copy, ["init", "--bare", server.path], in: server.path)
    func doctor() async throws -> Finished {
      try await Tool.run(copy, ["doctor"], in: server.path)
    }
    #expect(Self.isFine(try await doctor()))
    try await Tool.succeed("chmod", ["o+w", copy], in: server.path)
    let result = try await doctor()
    #expect(result.words.contains("anybody on this machine can write '\(copy)'"), "\(result)")
    #expect(Self.commands(in: result) == ["chmod o-w \(copy)"], "\(result)")
  }

  @Test(
    "a repository of somebody else's",
    .enabled("only root may give files away") { TestFile.isRoot }
  )
  func owner() async throws {
    let server = try await TestServer()
    try await Tool.succeed("chown", ["-R", "nobody", "."], in: server.path)
    for command in [["doctor"], ["audit", "log"], ["policy", "lint"], ["explain"]] {
      let result = try await Tool.run(Tool.countersign, command, in: server.path)
      #expect(result.code == 2, "\(result)")
      #expect(result.words.contains("'\(server.path)' belongs to user 65534 (nobody)"), "\(result)")
      #expect(result.words.contains("run it as that user"), "\(result)")
    }
    let named = try await server.countersign("doctor", "--bare", ".")
    #expect(named.words.contains("(nobody), and this runs as user 0 (root)"), "\(named)")
  }

  @Test("a repository that cannot be opened is a finding, named or not")
  func unsupported() async throws {
    let scratch = try Scratch()
    try await Tool.succeed(
      "git",
      ["init", "--quiet", "--bare", "--object-format=sha256", "."],
      in: scratch.path
    )
    for arguments in [["doctor"], ["doctor", "--bare", "."]] {
      let result = try await Tool.run(Tool.countersign, arguments, in: scratch.path)
      #expect(result.code == 1, "\(result)")
      #expect(result.words.contains("use a repository with SHA-1 ids"), "\(result)")
    }
    let lint = try await Tool.run(Tool.countersign, ["policy", "lint"], in: scratch.path)
    #expect(lint.code == 2 && lint.words.contains("use a repository with SHA-1 ids"), "\(lint)")
  }

  @Test("attack 66: the canary lands where no hook runs, and is taken away again")
  func canary() async throws {
    let server = try await TestServer()
    try await Tool.succeed("chmod", ["-x", "hooks/pre-receive"], in: server.path)
    let result = try await server.countersign("doctor", "--canary")
    #expect(result.code == 1 && result.text.contains("the canary LANDED"), "\(result)")
    #expect(try await server.tip("refs/countersign/canary") == nil)
  }

  @Test("a clone: what it lacks before trust, and what is left to send after an approval")
  func clone() async throws {
    let site = try await Site.make()
    let fresh = try await site.server.clone("fresh")
    let before = try await fresh.countersign("doctor")
    #expect(before.code == 1 && before.text.contains("countersign trust origin"), "\(before)")
    try await site.clone.git("config", "user.signingKey", "\(site.server["alice"].key).pub")
    let after = try await site.run(["doctor"], as: "alice")
    #expect(after.code == 0 && after.words.contains("can approve"), "\(after)")
    try await site.clone.commit(["iam/a.json": "1\n"])
    #expect(try await site.approve("--yes", as: "alice").isSuccess)
    let unsent = try await site.run(["doctor"], as: "alice")
    let mend = "countersign trust origin && git push origin refs/notes/countersign/approvals"
    #expect(unsent.text.contains(mend), "\(unsent)")
  }
}
