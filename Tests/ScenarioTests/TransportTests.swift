import GateTesting
import Testing

@Suite("Transports and hosts")
struct TransportTests {
  // MARK: ssh

  @Test(
    "over ssh, a forced command names the pusher",
    .enabled(if: SSHServer.isInstalled, "skipped: openssh-server is not installed")
  )
  func ssh() async throws {
    let world = try await World.make()
    let ssh = try await SSHServer(for: world.server)
    let tip = try await world.clone.commit(["iam/a.json": "x\n"], as: "bob")
    let refused = try await push(world, to: ssh.url, environment: ssh.environment(of: "bob"))
    try await world.expectRefused(refused, "approval-missing", tip: tip, at: world.start)
    #expect(try await world.server.records(on: tip, in: "refusals").contains("pusher bob ssh\n"))
    // Who approves it must not be who pushes it.
    try await world.approve("\(world.start)..HEAD", by: "alice")
    let own = try await push(world, to: ssh.url, environment: ssh.environment(of: "alice"))
    try await world.expectRefused(own, "self-approval", tip: tip, at: world.start)
    try await world.expectAccepted(
      try await push(world, to: ssh.url, environment: ssh.environment(of: "bob"))
    )
    try await world.expectAudit()
  }

  @Test(
    "attack 50: the forced command keeps a client from choosing what runs",
    .enabled(if: SSHServer.isInstalled, "skipped: openssh-server is not installed")
  )
  func sshForcedCommand() async throws {
    let world = try await World.make()
    let ssh = try await SSHServer(for: world.server)
    try await world.clone.commit(["iam/a.json": "x\n"], as: "bob")
    for program in [
      "git -c core.hooksPath=/dev/null receive-pack",
      "env COUNTERSIGN_PUSHER=alice git-receive-pack",
    ] {
      let result = try await Tool.run(
        "git",
        ["push", "--receive-pack=\(program)", ssh.url, "HEAD:refs/heads/main"],
        in: world.clone.path,
        environment: ssh.environment(of: "bob")
      )
      #expect(result.code != 0, "\(result)")
      #expect(try await world.main == world.start)
    }
    // And from sending variables along.
    var environment = ssh.environment(
      of: "bob",
      options: "-o SetEnv=COUNTERSIGN_PUSHER=alice -o SendEnv=GIT_CONFIG_*"
    )
    environment["GIT_CONFIG_COUNT"] = "1"
    environment["GIT_CONFIG_KEY_0"] = "core.hooksPath"
    environment["GIT_CONFIG_VALUE_0"] = "/dev/null"
    let result = try await push(world, to: ssh.url, environment: environment)
    let tip = try await world.clone.git("rev-parse", "HEAD").line
    try await world.expectRefused(result, "approval-missing", tip: tip, at: world.start)
    #expect(try await world.server.records(on: tip, in: "refusals").contains("pusher bob ssh\n"))
  }

  // MARK: http

  @Test(
    "over http, the login is who pushes",
    .enabled(if: HTTPServer.isInstalled, "skipped: nginx, fcgiwrap or htpasswd is not installed")
  )
  func http() async throws {
    let world = try await World.make()
    let http = try await HTTPServer(for: world.server)
    let tip = try await world.clone.commit(["iam/a.json": "x\n"], as: "bob")
    var environment = world.server["bob"].environment
    environment["COUNTERSIGN_PUSHER"] = "carol"
    environment["REMOTE_USER"] = "carol"
    let refused = try await push(world, to: http.url(as: "bob"), environment: environment)
    try await world.expectRefused(refused, "approval-missing", tip: tip, at: world.start)
    #expect(try await world.server.records(on: tip, in: "refusals").contains("pusher bob http\n"))
    let stranger = try await push(
      world,
      to: http.url(as: "bob", password: "wrong"),
      environment: environment
    )
    #expect(stranger.code != 0)
    #expect(try await world.main == world.start)
    try await world.approve("\(world.start)..HEAD", by: "alice")
    try await world.expectAccepted(
      try await push(world, to: http.url(as: "bob"), environment: environment)
    )
    try await world.expectAudit()
  }

  @Test(
    "over http, a large push is judged like a small one",
    .enabled(if: HTTPServer.isInstalled, "skipped: nginx, fcgiwrap or htpasswd is not installed")
  )
  func largeHTTP() async throws {
    let world = try await World.make()
    let http = try await HTTPServer(for: world.server)
    try await Tool.succeed(
      "sh",
      ["-c", "head -c 3000000 /dev/urandom >big.bin"],
      in: world.clone.path
    )
    try await world.clone.git("add", "big.bin")
    try await world.clone.commit([:])
    try await world.expectAccepted(
      try await push(world, to: http.url(as: "bob"), environment: world.server["bob"].environment)
    )
    try await world.expectAudit()
  }

  // MARK: hosts by their variables

  static let hosts: [(String, [String: String])] = [
    ("gitolite", ["GL_USER": "bob", "GL_REPO": "payments"]),
    (
      "gitlab",
      ["GL_USERNAME": "bob", "GL_ID": "user-7", "GL_PROTOCOL": "web", "GL_REPOSITORY": "project-1"]
    ),
    ("gitea", ["GITEA_PUSHER_NAME": "bob", "GITEA_PUSHER_ID": "7", "GITEA_REPO_NAME": "payments"]),
    ("github-enterprise", ["GITHUB_USER_LOGIN": "bob", "GITHUB_VIA": "git"]),
    ("http", ["REMOTE_USER": "bob", "REMOTE_ADDR": "127.0.0.1"]),
    ("ssh", ["COUNTERSIGN_PUSHER": "bob"]),
  ]

  @Test("each host says who pushes in a variable of its own", arguments: hosts)
  func host(_ name: String, _ variables: [String: String]) async throws {
    let world = try await World.make()
    try await world.server.git("config", "countersign.host", name)
    var environment = world.server["bob"].environment
    environment["COUNTERSIGN_PUSHER"] = nil
    environment.merge(variables) { $1 }
    let tip = try await world.clone.commit(["iam/a.json": "x\n"])
    let refused = try await push(world, to: world.server.path, environment: environment)
    try await world.expectRefused(refused, "approval-missing", tip: tip, at: world.start)
    #expect(
      try await world.server.records(on: tip, in: "refusals").contains("pusher bob \(name)\n")
    )
    #expect(refused.remoteLines.allSatisfy { $0.hasPrefix("GL-HOOK-ERR: ") } == (name == "gitlab"))
    try await world.approve("\(world.start)..HEAD", by: "alice")
    try await world.expectAccepted(
      try await push(world, to: world.server.path, environment: environment)
    )
  }

  @Test(
    "an unset or empty variable is nobody, and nobody anchors an unsigned commit",
    arguments: [nil, ""]
  )
  func nobody(_ value: String?) async throws {
    let world = try await World.make()
    var environment = world.server["bob"].environment
    environment["COUNTERSIGN_PUSHER"] = value
    let tip = try await world.clone.commit(["iam/a.json": "x\n"])
    try await world.approve("\(world.start)..HEAD", by: "alice")
    let push = try await push(world, to: world.server.path, environment: environment)
    try await world.expectRefused(push, "unattributable-author", tip: tip, at: world.start)
    // Signed, it rests on more than a typed name.
    try await world.clone.git("reset", "--quiet", "--soft", world.start)
    try await world.clone.commit([:], signed: true)
    try await world.expectAccepted(
      try await self.push(world, to: world.server.path, environment: environment)
    )
  }

  /// Gitaly gives custom hooks the quarantine's directories, and not the word for it.
  @Test("a quarantine is found without GIT_QUARANTINE_PATH")
  func quarantineWithoutName() async throws {
    let world = try await World.make()
    let hook = "\(world.server.path)/hooks/pre-receive"
    let ours = try TestFile.text(hook)
    try TestFile.write(
      Array(ours.replacing("#!/bin/sh\n", with: "#!/bin/sh\nunset GIT_QUARANTINE_PATH\n").utf8),
      to: hook,
      mode: 0o755
    )
    let tip = try await world.clone.commit(["iam/a.json": "x\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
  }

  private func push(_ world: World, to url: String, environment: [String: String]) async throws
    -> Finished
  {
    try await Tool.run(
      "git",
      ["push", url, "HEAD:refs/heads/main"],
      in: world.clone.path,
      environment: environment
    )
  }
}
