import GateTesting

/// A server with a first commit on `main`, and a clone that trusts it.
struct Site: Sendable {
  let server: TestServer
  let clone: TestClone

  static func make(policy: String = TestServer.policy) async throws -> Site {
    let server = try await TestServer(
      policy: policy,
      seed: ["README.md": "hello\n", "iam/old.json": "1\n"]
    )
    let clone = try await server.clone()
    try await clone.trust()
    // git runs 'git countersign' as the program 'git-countersign'.
    try TestFile.makeDirectory(server.scratch.path("bin"))
    try await Tool.succeed(
      "ln",
      ["-s", Tool.countersign, server.scratch.path("bin/git-countersign")],
      in: "/tmp"
    )
    return Site(server: server, clone: clone)
  }

  /// Runs `countersign` in the clone as somebody, with more environment.
  func run(
    _ arguments: [String],
    as person: String = "bob",
    environment: [String: String] = [:],
    in directory: String? = nil
  ) async throws -> Finished {
    let variables = server[person].environment.merging(environment) { $1 }
    return try await Tool.run(
      Tool.countersign,
      arguments,
      in: directory ?? clone.path,
      environment: variables
    )
  }

  /// Approves with a person's own key.
  func approve(_ arguments: String..., as person: String, environment: [String: String] = [:])
    async throws -> Finished
  {
    try await run(
      ["approve", "--key", server[person].key] + arguments,
      as: person,
      environment: environment
    )
  }

  /// Runs a script with sh in the clone, as somebody.
  func shell(_ script: String, as person: String, environment: [String: String] = [:]) async throws
    -> Finished
  {
    var variables = server[person].environment.merging(environment) { $1 }
    variables["PATH"] = "\(Tool.environment["PATH"] ?? ""):\(server.scratch.path("bin"))"
    return try await Tool.run("sh", ["-c", script], in: clone.path, environment: variables)
  }

  /// The commands that a refusal tells a reviewer to run.
  static func commands(in refusal: Finished) -> [String] {
    refusal.remoteLines.filter { $0.hasPrefix("    git countersign ") }.map {
      String($0.dropFirst(4))
    }
  }
}
