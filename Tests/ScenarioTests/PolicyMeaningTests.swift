import GateTesting
import Testing

@Suite("What an edit of the gate's own policy means")
struct PolicyMeaningTests {
  struct Edit: Sendable, CustomTestStringConvertible {
    let from: String
    let to: String
    let says: String
    var testDescription: String { says }

    init(_ from: String, _ to: String, _ says: String) {
      (self.from, self.to, self.says) = (from, to, says)
    }
  }

  static let edits: [Edit] = [
    .init(
      "governance: {approvals: 2, from: [security]}",
      "governance: {approvals: 1, from: [security]}",
      "lowers governance from 2 to 1 approvals (policy, widened)"
    ),
    .init(
      "security: [alice, dana]",
      "security: [alice, dana, bob]",
      "adds 'bob' to the group 'security' (policy, widened)"
    ),
    .init(
      "iam: {paths: [\"iam/\", \"**/rbac/*.yaml\"]}",
      "iam: {paths: [\"iam/\"]}",
      "removes the path '**/rbac/*.yaml' from class 'iam' (policy, widened)"
    ),
    .init(
      "  - name: no-keys\n    classes: [keys]\n    refuse: private keys are never pushed\n",
      "",
      "removes the rule 'no-keys' (policy, widened)"
    ),
    .init(
      "    require: {approvals: 1, from: [platform, security]}",
      "    allow: nobody looks",
      "weakens what the rule 'infra' does (policy, widened)"
    ),
    .init(
      "bob: {name: Bob Roy, emails: [bob@example.com]}",
      "bob: {name: Bob Roy, emails: [bob@example.com, mallory@example.com]}",
      "adds the e-mail 'mallory@example.com' of 'bob' (policy, widened)"
    ),
    .init(
      "version: 1\n",
      "# Ours.\nversion: 1\n",
      "changes how the policy is written (policy, equal)"
    ),
  ]

  @Test("is said as such, and is under governance whatever it is", arguments: edits)
  func said(_ edit: Edit) async throws {
    let world = try await PolicyAttackTests.governed(
      governance: "governance: {approvals: 2, from: [security]}"
    )
    let text = try TestFile.text("\(world.clone.path)/\(PolicyAttackTests.path)")
    try #require(text.contains(edit.from))
    let tip = try await world.clone.commit([
      PolicyAttackTests.path: text.replacing(edit.from, with: edit.to)
    ])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    #expect(push.remoteText.unwrapped.contains(edit.says), "\(push.remoteText)")
  }

  @Test("a policy that is deleted, and not its people alone, is never narrowed")
  func deleted() async throws {
    let world = try await PolicyAttackTests.governed()
    try await world.clone.trust()
    try await world.clone.commit([PolicyAttackTests.path: ""])
    let range = "\(world.start)..HEAD"
    let result = try await world.clone.countersign("explain", range, "--target", "main")
    #expect(!result.text.contains("narrowed"), "\(result)")
    #expect(result.text.unwrapped.contains("deletes \(PolicyAttackTests.path)"), "\(result)")
  }

  @Test("a key that is added is said by the file it is in")
  func key() async throws {
    let world = try await PolicyAttackTests.governed()
    let eve = try await TestPerson("eve", in: world.server.scratch)
    let file = ".countersign/allowed_signers"
    let known = try TestFile.text("\(world.clone.path)/\(file)")
    let tip = try await world.clone.commit([
      file: known + "alice namespaces=\"countersign,git\" \(eve.publicKey)\n"
    ])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    #expect(push.remoteText.unwrapped.contains("(policy, widened)"), "\(push.remoteText)")
  }
}
