import GateTesting
import Testing

/// The files of `hooks/` are ours as much as what `init` writes.
@Suite("init and the hooks for hosts")
struct HostedHookTests {
  private static let hooks = ["pre-receive", "post-receive"]

  private func ship(_ file: String, to path: String) throws {
    try TestFile.write(
      try TestFile.read(PackageFiles.path("hooks/\(file)")),
      to: path,
      mode: 0o755
    )
  }

  /// How many decisions are on record, whatever became of them.
  private func decisions(of server: TestServer) async throws -> Int {
    try await server.countersign("audit", "log").text.split(separator: "\n").count
  }

  @Test("copies of ours stay as they are, with --chain too, and each push is judged once")
  func copies() async throws {
    let server = try await TestServer()
    for hook in Self.hooks { try ship(hook, to: "\(server.path)/hooks/\(hook)") }
    for arguments in [["init"], ["init", "--chain"]] {
      let result = try await Tool.run(Tool.countersign, arguments, in: server.path)
      #expect(result.isSuccess && result.text.contains("kept hooks/pre-receive\n"), "\(result)")
    }
    #expect(!TestFile.exists("\(server.path)/chained-hooks"))
    let clone = try await server.clone()
    try await clone.commit(["README.md": "x\n"])
    #expect(try await !clone.push("HEAD:refs/heads/main").isSuccess)
    #expect(try await decisions(of: server) == 1)
    let removed = try await server.countersign("uninstall")
    #expect(removed.text.contains("removed hooks/pre-receive\n"), "\(removed)")
  }

  @Test("gitolite's links stay links, and what they lead to is not touched")
  func links() async throws {
    let server = try await TestServer()
    for hook in Self.hooks {
      let common = server.scratch.path("common/\(hook)")
      try ship("gitolite/common/\(hook)", to: common)
      try await Tool.succeed("ln", ["-sf", common, "hooks/\(hook)"], in: server.path)
    }
    let result = try await Tool.run(Tool.countersign, ["init", "--chain"], in: server.path)
    #expect(result.isSuccess && result.text.contains("kept hooks/pre-receive, the link it is"))
    try await Tool.succeed("test", ["-L", "hooks/pre-receive"], in: server.path)
    #expect(try await server.countersign("doctor").isSuccess)
    try await Tool.succeed("chmod", ["-x", server.scratch.path("common/pre-receive")], in: "/")
    let passedOver = try await server.countersign("init")
    #expect(passedOver.code == 2 && passedOver.errorText.contains("is not executable"))
    #expect(try await server.countersign("uninstall").isSuccess)
    #expect(TestFile.exists(server.scratch.path("common/pre-receive")))
  }

  /// A dispatcher of the shape that Gitea writes, and its own part, which takes everything but `held`.
  private func makeGitea(_ server: TestServer) throws {
    let dispatcher = """
      #!/usr/bin/env bash
      lines=$(cat)
      own=$(basename $0)
      status=0
      for part in "${GIT_DIR:-$(dirname $0)/..}/hooks/$own.d"/*; do
        [ -f "$part" ] && [ -x "$part" ] || continue
        echo "$lines" | "$part" || status=$?
      done
      exit $status

      """
    for hook in Self.hooks {
      let path = "\(server.path)/hooks/\(hook)"
      try server.scratch.write(dispatcher, to: path, mode: 0o755)
      try server.scratch.write("#!/bin/sh\n! grep held\n", to: "\(path).d/gitea", mode: 0o755)
    }
  }

  @Test("in Gitea ours is one of its parts", arguments: [[], ["--chain"], ["--host", "gitea"]])
  func gitea(_ arguments: [String]) async throws {
    let server = try await TestServer(setUp: false)
    try makeGitea(server)
    let result = try await Tool.run(Tool.countersign, ["init"] + arguments, in: server.path)
    #expect(result.isSuccess, "\(result)")
    #expect(result.text.contains("made hooks/pre-receive.d/countersign"), "\(result)")
    #expect(!TestFile.exists("\(server.path)/chained-hooks"))
    // Gitea may write its own anew, and we run again.
    try makeGitea(server)
    #expect(try await server.countersign("init").text.contains("kept hooks/pre-receive.d/"))
    #expect(try await server.countersign("doctor", "--canary").isSuccess)
    let before = try await decisions(of: server)
    let clone = try await server.clone()
    try await clone.commit(["README.md": "x\n"])
    let push = try await clone.push("HEAD:refs/heads/main")
    #expect(push.remoteText.contains("refused 'refs/heads/main'"), "\(push)")
    #expect(try await decisions(of: server) == before + 1)
    let held = try await clone.push("HEAD:refs/heads/held")
    #expect(!held.isSuccess, "\(held)")
    try await Tool.succeed("chmod", ["-x", "hooks/pre-receive"], in: server.path)
    let doctor = try await server.countersign("doctor")
    #expect(doctor.code == 1 && doctor.text.contains("chmod +x"), "\(doctor)")
    let removed = try await server.countersign("uninstall")
    #expect(removed.text.contains("removed hooks/pre-receive.d/countersign"), "\(removed)")
    #expect(TestFile.exists("\(server.path)/hooks/pre-receive.d/gitea"))
  }

  @Test("what the files for Gitea put there is ours")
  func giteaFiles() async throws {
    let server = try await TestServer(setUp: false)
    try makeGitea(server)
    for hook in Self.hooks {
      let name = "\(hook).d/countersign"
      try ship("gitea/\(name)", to: "\(server.path)/hooks/\(name)")
    }
    let result = try await Tool.run(Tool.countersign, ["init", "--chain"], in: server.path)
    #expect(result.isSuccess, "\(result)")
    #expect(result.text.contains("kept hooks/pre-receive.d/countersign\n"), "\(result)")
    #expect(try await server.countersign("doctor").text.contains("from the PATH"))
  }

  @Test("a hook of somebody else's that runs us is not chained before ours")
  func calling() async throws {
    let server = try await TestServer(setUp: false)
    let script = "#!/bin/sh\ntest ! -e closed || exit 1\nexec countersign hook pre-receive\n"
    try server.scratch.write(script, to: "\(server.path)/hooks/pre-receive", mode: 0o755)
    for arguments in [["init"], ["init", "--chain"]] {
      let result = try await Tool.run(Tool.countersign, arguments, in: server.path)
      #expect(result.code == 2 && result.words.contains("runs countersign itself"), "\(result)")
    }
    #expect(try TestFile.text("\(server.path)/hooks/pre-receive") == script)
  }

  @Test("doctor sees that a push would be judged twice")
  func twice() async throws {
    let server = try await TestServer()
    let hook = "\(server.path)/hooks/pre-receive"
    try server.scratch.write("#!/bin/sh\n", to: hook, mode: 0o755)
    #expect(try await server.countersign("init", "--chain").isSuccess)
    let once = try await server.countersign("doctor")
    #expect(once.isSuccess && once.text.contains("hooks/pre-receive runs this binary"), "\(once)")
    try ship("pre-receive", to: "\(server.path)/chained-hooks/pre-receive")
    let result = try await server.countersign("doctor")
    #expect(result.text.contains("chained-hooks/pre-receive runs countersign too"), "\(result)")
  }
}
