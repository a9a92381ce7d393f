/// A server whose `main` stands at a first harmless commit, its baseline, and a trusting clone of it.
package struct GatedMain: Sendable {
  package let server: TestServer
  package let clone: TestClone
  /// The baseline of `main`.
  package let start: String

  package init(server: TestServer, clone: TestClone, start: String) {
    self.server = server
    self.clone = clone
    self.start = start
  }

  /// Sets one up; `policy` holds top-level keys that replace the usual policy's.
  package static func make(policy: String = "", trusting: Bool = false) async throws -> GatedMain {
    let server = try await TestServer(
      policy: PolicyText.usual(with: policy),
      seed: ["README.md": "hello\n"]
    )
    let clone = try await server.clone()
    if trusting { try await clone.trust() }
    return GatedMain(
      server: server,
      clone: clone,
      start: try await clone.git("rev-parse", "HEAD").line
    )
  }

  package var main: String? { get async throws { try await server.tip("refs/heads/main") } }

  /// Commits something harmless and pushes it to `main`, which must take it.
  @discardableResult
  package func landHarmless(_ name: String = "README.md", by person: String = "bob") async throws
    -> String
  {
    let commit = try await clone.commit([
      name: "\(name) \(try await clone.git("rev-parse", "HEAD").line)\n"
    ])
    let push = try await clone.push("HEAD:refs/heads/main", as: person)
    guard push.isSuccess else { throw TestError("the push was refused: \(push.errorText)") }
    return commit
  }

  /// Commits as bob, approves as alice, and pushes to `main`, which must take it.
  @discardableResult
  package func land(_ files: [String: String], approvedBy reviewer: String = "alice") async throws
    -> String
  {
    let commit = try await clone.commit(files)
    let approval = try await clone.approve("\(commit)^..\(commit)", as: reviewer)
    guard approval.isSuccess else { throw TestError("'approve' failed: \(approval.errorText)") }
    let push = try await clone.push("\(commit):refs/heads/main")
    guard push.isSuccess else { throw TestError("the push was refused: \(push.errorText)") }
    return commit
  }

  /// The records of one ledger, oldest first, as `audit log` lists them: kind or outcome and the reference.
  package func log(_ arguments: String...) async throws -> [String] {
    let result = try await Tool.run(
      Tool.countersign,
      ["audit", "log", "--all"] + arguments,
      in: server.path
    )
    return result.text.split(separator: "\n").map { line in
      line.split(separator: " ").dropFirst().prefix(2).joined(separator: " ")
    }
  }

  package func fsck() async throws -> Finished {
    try await Tool.run("git", ["fsck", "--strict", "--no-dangling"], in: server.path)
  }

  package func verify(_ arguments: String...) async throws -> Finished {
    try await Tool.run(Tool.countersign, ["audit", "verify"] + arguments, in: server.path)
  }
}
