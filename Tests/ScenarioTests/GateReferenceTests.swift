import GateTesting
import Testing

/// What may be pushed to the references that are the gate's own, or that hold its policy.
@Suite("The gate's own references")
struct GateReferenceTests {
  private static let notes = TestClone.approvals

  @Test("what is no approval is not added to the approvals", arguments: junk)
  func approvalsTakeApprovalsOnly(text: String, why: String) async throws {
    let world = try await World.make()
    try await fetchNotes(world)
    let before = try await world.server.tip(Self.notes)
    // As a file, so that git's own clean-up of a message leaves it as it is.
    try TestFile.write(Array(text.utf8), to: "\(world.clone.path)/../note")
    let blob = try await world.clone.git("hash-object", "-w", "../note").line
    try await world.clone.git("notes", "--ref", Self.notes, "add", "-C", blob, "HEAD")
    let push = try await world.clone.push(Self.notes)
    #expect(push.code == 1)
    #expect(push.remoteText.contains(why), "\(push.errorText)")
    #expect(try await world.server.tip(Self.notes) == before)
  }

  static let junk: [(String, String)] = [
    ("looks good to me\n", "approval-malformed"),
    (" signature=ssh:AAAA\n", "approval-malformed"),
    ("Countersigned-by: Alice <alice@example.com>\n v1 reviewer=alice\n", "approval-malformed"),
    ("Countersigned-by: Alice <alice@example.com> v2 reviewer=alice\n", "another version"),
    ("countersigned-by: Alice <alice@example.com> v1 reviewer=alice\n", "approval-malformed"),
  ]

  @Test("a file beside the notes is not added to the approvals")
  func approvalsTakeNotesOnly() async throws {
    let world = try await World.make()
    try await fetchNotes(world)
    let tree = try await world.clone.git("rev-parse", "HEAD^{tree}").line
    let commit = try await world.clone.git("commit-tree", "-p", Self.notes, "-m", "x", tree).line
    let push = try await world.clone.push("\(commit):\(Self.notes)")
    #expect(push.code == 1)
    #expect(push.remoteText.contains("README.md"), "\(push.errorText)")
  }

  @Test("a key that was put there before the policy named it is not smuggled in")
  func smuggledKeyFile() async throws {
    let world = try await PolicyAttackTests.governed()
    let signers = try TestFile.text("\(world.clone.path)/.countersign/allowed_signers")
    let stranger = try await TestPerson("mallory", in: world.server.scratch)
    let evil = signers + "dana namespaces=\"countersign,git\" \(stranger.publicKey)\n"
    try await world.clone.commit([".countersign/signers2": evil])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    let start = try await world.main
    let policy = try TestFile.text("\(world.clone.path)/\(PolicyAttackTests.path)")
    let tip = try await world.clone.commit([
      PolicyAttackTests.path: policy.replacing("allowed_signers", with: "signers2")
    ])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "policy-invalid", tip: tip, at: start)
  }

  @Test("a key file that the pushed policy names first is a policy file itself")
  func newKeyFile() async throws {
    let world = try await PolicyAttackTests.governed()
    let signers = try TestFile.text("\(world.clone.path)/.countersign/allowed_signers")
    let policy = try TestFile.text("\(world.clone.path)/\(PolicyAttackTests.path)")
    let tip = try await world.clone.commit([
      PolicyAttackTests.path: policy.replacing("allowed_signers", with: "signers2"),
      ".countersign/signers2": signers,
    ])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    let record = try await world.server.records(on: tip, in: "refusals")
    #expect(record.contains("adds .countersign/signers2"), "\(record)")
  }

  @Test("attack 48: what a proc-receive hook would move is not pushed")
  func procReceive() async throws {
    let world = try await World.make()
    try await world.server.git("config", "receive.procReceiveRefs", "refs/for")
    let tip = try await world.clone.commit(["README.md": "more\n"])
    let push = try await world.clone.push("HEAD:refs/for/main")
    try await world.expectRefused(push, "protected-ref", tip: tip, on: "refs/for/main", at: nil)
  }

  @Test("the first push is granted once, and for one reference")
  func firstPushOnce() async throws {
    let server = try await TestServer(arguments: ["--first-push", "bob"])
    let clone = try await server.clone()
    try await clone.commit(["README.md": "hello\n"])
    let two = try await clone.push("HEAD:refs/heads/main", "HEAD:refs/heads/release/1")
    #expect(two.code == 1)
    #expect(try await server.tip("refs/heads/main") == nil)
    let one = try await clone.push("HEAD:refs/heads/main")
    #expect(one.isSuccess, "\(one.errorText)")
    let next = try await clone.push("HEAD:refs/heads/release/1")
    #expect(next.code == 1)
    #expect(next.remoteText.contains("'governance' needs 1 of 'security'"), "\(next.errorText)")
    try await server.git("update-ref", "-d", "refs/heads/main")
    let again = try await clone.push("HEAD:refs/heads/main")
    #expect(again.code == 1, "\(again.errorText)")
  }

  private func fetchNotes(_ world: World) async throws {
    try await world.clone.git("fetch", "--quiet", "origin", "\(Self.notes):\(Self.notes)")
  }
}
