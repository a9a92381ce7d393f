import GateTesting
import Testing

/// A server whose `main` stands at a first harmless commit, and a clone of it.
struct World: Sendable {
  let server: TestServer
  let clone: TestClone
  /// The baseline of `main`.
  let start: String

  /// Sets one up; `policy` holds top-level keys that replace the usual policy's.
  ///
  /// `seed` holds the files of the first commit.
  static func make(policy: String = "", seed: [String: String] = ["README.md": "hello\n"])
    async throws
    -> World
  {
    let server = try await TestServer(policy: PolicyText.usual(with: policy), seed: seed)
    let clone = try await server.clone()
    return World(server: server, clone: clone, start: try await clone.git("rev-parse", "HEAD").line)
  }

  /// The tip of the server's `main`.
  var main: String? { get async throws { try await server.tip("refs/heads/main") } }

  /// Makes a reference that was there before the gate, with its baseline.
  func baseline(_ ref: String, at commit: String) async throws {
    try await server.git("update-ref", ref, commit)
    try await Tool.succeed(Tool.countersign, ["init", "--bare", server.path], in: server.path)
  }

  /// Approves with the product's own command and pushes the approval as a note.
  func approve(_ range: String, for target: String = "refs/heads/main", by person: String)
    async throws
  {
    if try await Tool.run("git", ["config", "countersign.serverKey"], in: clone.path).isSuccess {
      try await clone.git("fetch", "--quiet", "origin")
    } else {
      try await clone.trust()
    }
    let approval = try await clone.approve(range, target: target, as: person)
    guard approval.isSuccess else { throw TestError("'approve' failed: \(approval.errorText)") }
  }

  /// Commits in the clone as bob, approves as alice, and pushes to `main`: it must land.
  @discardableResult
  func land(_ files: [String: String], by person: String = "bob") async throws -> String {
    let commit = try await clone.commit(files, as: person)
    try await approve("\(commit)^..\(commit)", by: person == "alice" ? "dana" : "alice")
    try await expectAccepted(try await clone.push("\(commit):refs/heads/main", as: person))
    return commit
  }

  // MARK: what must hold afterwards

  func expectAccepted(
    _ push: Finished,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    #expect(push.isSuccess, "\(push.errorText)", sourceLocation: sourceLocation)
    try await expectSound(sourceLocation: sourceLocation)
  }

  /// A refusal says its codes, is recorded with them under the refused tip, and moves nothing.
  ///
  /// `tip` is what was pushed; of a deletion what was to be deleted. `old` is where the reference
  /// must still be.
  func expectRefused(
    _ push: Finished,
    _ codes: String...,
    tip: String,
    on ref: String = "refs/heads/main",
    at old: String?,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    #expect(push.code == 1, "\(push)", sourceLocation: sourceLocation)
    let text = push.errorText
    #expect(text.contains("countersign: not accepted"), "\(text)", sourceLocation: sourceLocation)
    let record = try await server.records(on: tip, in: "refusals")
    #expect(record.contains("outcome refused"), "\(text)\(record)", sourceLocation: sourceLocation)
    #expect(record.contains("target \(ref)\n"), "\(record)", sourceLocation: sourceLocation)
    for code in codes {
      // The text names what is missing; other codes it spells out.
      let isSaid = text.contains(code) || code == "approval-missing" && text.contains(" needs ")
      #expect(isSaid, "'\(code)' is not in\n\(text)", sourceLocation: sourceLocation)
      let isRecorded = record.contains("reason \(code)") || record.contains(" \(code)\n")
      #expect(isRecorded, "'\(code)' is not in\n\(record)", sourceLocation: sourceLocation)
    }
    #expect(try await server.tip(ref) == old, sourceLocation: sourceLocation)
    try await expectSound(sourceLocation: sourceLocation)
  }

  /// What could not be decided is not accepted either; there is nothing to record.
  func expectUndecided(
    _ push: Finished,
    _ code: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    #expect(!push.isSuccess, "\(push)", sourceLocation: sourceLocation)
    #expect(
      push.errorText.contains("(\(code))"),
      "\(push.errorText)",
      sourceLocation: sourceLocation
    )
    #expect(push.errorText.contains("countersign: not accepted"), sourceLocation: sourceLocation)
    try await expectSound(sourceLocation: sourceLocation)
  }

  /// The server's repository is whole.
  func expectSound(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let check = try await Tool.run("git", ["fsck", "--strict", "--no-dangling"], in: server.path)
    #expect(check.isSuccess, "\(check)", sourceLocation: sourceLocation)
  }

  /// The auditor finds nothing, or exactly something.
  func expectAudit(
    finds problem: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let audit = try await server.countersign("audit", "verify")
    #expect(audit.code == (problem == nil ? 0 : 1), "\(audit)", sourceLocation: sourceLocation)
    if let problem {
      #expect("\(audit)".contains(problem), "\(audit)", sourceLocation: sourceLocation)
    }
  }
}
