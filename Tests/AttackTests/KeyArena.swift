import GateTesting
import Testing

/// A server whose reviewers have keys of some unusual kind, and a change of bob's that waits for alice.
struct KeyArena: Sendable {
  let server: TestServer
  let clone: TestClone
  let start: String
  let commit: String

  /// Sets one up; `policy` holds top-level keys that replace the usual policy's.
  ///
  /// `files` makes key files beside it, with the server at hand; `allowed_signers` is otherwise the
  /// usual one.
  static func make(
    policy: String = "",
    files: (TestServer) async throws -> [String: [UInt8]] = { _ in [:] }
  ) async throws -> KeyArena {
    let server = try await TestServer(seed: ["README.md": "hello\n"])
    for (name, bytes) in try await files(server) {
      try TestFile.write(bytes, to: "\(server.path)/countersign/\(name)")
    }
    if !policy.isEmpty { try server.setPolicy(PolicyText.usual(with: policy)) }
    // Run again, it publishes the policy as it is now.
    try await Tool.succeed(Tool.countersign, ["init", "--bare", server.path], in: server.path)
    let clone = try await server.clone()
    let start = try await clone.git("rev-parse", "HEAD").line
    let commit = try await clone.commit(["iam/deploy.yaml": "role: admin\n"])
    return KeyArena(server: server, clone: clone, start: start, commit: commit)
  }

  func approval() async throws -> HandApproval {
    try await HandApproval(by: "alice", of: clone.changes(from: start, to: commit))
  }

  /// Lays a trailer on the commit, on the server.
  func leave(_ trailer: String) async throws {
    try await clone.note(trailer, on: commit)
    let push = try await clone.push(TestClone.approvals, as: "alice")
    guard push.isSuccess else { throw TestError("the note was not taken: \(push.errorText)") }
  }

  /// Lays a trailer there that the gate takes no more, as if it had been good before.
  func plant(_ trailer: String) async throws {
    try await clone.note(trailer, on: commit)
    #expect(try await clone.push(TestClone.approvals, as: "alice").code == 1)
    try await clone.plantApprovals()
  }

  func push(_ refspec: String = "HEAD:refs/heads/main") async throws -> Finished {
    try await clone.push(refspec)
  }

  /// The push is refused, and the record says why the approval was ignored.
  func expectIgnored(
    _ code: String,
    _ push: Finished,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    #expect(push.code == 1, "\(push.errorText)", sourceLocation: sourceLocation)
    #expect(push.remoteText.contains(code), "\(push.errorText)", sourceLocation: sourceLocation)
    #expect(try await server.tip("refs/heads/main") == start, sourceLocation: sourceLocation)
    let tip = try await clone.git("rev-parse", "HEAD").line
    let record = try await server.records(on: tip, in: "refusals")
    let line = record.split(separator: "\n").first { $0.hasPrefix("approval ignored alice ") }
    #expect(line?.hasSuffix(" \(code)") == true, "\(record)", sourceLocation: sourceLocation)
  }

  /// The push lands, and the record names the key that counted.
  func expectCounted(
    _ key: String,
    _ push: Finished,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    #expect(push.isSuccess, "\(push.errorText)", sourceLocation: sourceLocation)
    let tip = try await clone.git("rev-parse", "HEAD").line
    #expect(try await server.tip("refs/heads/main") == tip, sourceLocation: sourceLocation)
    let record = try await server.records(on: tip)
    #expect(
      record.contains("\napproval counted alice \(key)"),
      "\(record)",
      sourceLocation: sourceLocation
    )
  }
}
