import GateTesting
import Testing

@Suite("Attacks on the policy")
struct PolicyAttackTests {
  static let path = ".countersign/policy.yaml"

  /// A server whose policy is a file of `main`, and a clone with it checked out.
  static func governed(governance: String = "governance: {approvals: 1, from: [security]}")
    async throws -> World
  {
    let world = try await World.make(policy: governance)
    for name in ["policy.yaml", "allowed_signers"] {
      let text = try TestFile.read("\(world.server.path)/countersign/\(name)")
      try TestFile.write(text, to: "\(world.clone.path)/.countersign/\(name)")
    }
    try await world.clone.git("add", ".countersign")
    let commit = try await world.clone.commit([:], message: "policy")
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    try await world.server.git("config", "countersign.policy", "ref:refs/heads/main:\(path)")
    try await Tool.succeed(
      Tool.countersign,
      ["init", "--bare", world.server.path],
      in: world.server.path
    )
    return World(server: world.server, clone: world.clone, start: commit)
  }

  private func edit(_ world: World, _ from: String, to: String) throws -> String {
    let text = try TestFile.text("\(world.clone.path)/\(Self.path)")
    guard text.contains(from) else { throw TestError("the policy does not say '\(from)'") }
    return text.replacing(from, with: to)
  }

  @Test("attack 61: the policy is loosened in the push that profits from it")
  func loosenedInSamePush() async throws {
    let world = try await Self.governed()
    let loose = try edit(
      world,
      "paths: [\"iam/\", \"**/rbac/*.yaml\"]",
      to: "paths: [\"nowhere/\"]"
    )
    let tip = try await world.clone.commit([Self.path: loose, "iam/deploy.json": "evil\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    let record = try await world.server.records(on: tip, in: "refusals")
    #expect(record.contains("finding iam "))
    #expect(record.contains("finding policy "))
    #expect(record.contains("requirement governance security 0 of 1"))
  }

  @Test("attack 61: a policy edit lands under the old policy's governance, and then holds")
  func governedEdit() async throws {
    let world = try await Self.governed()
    let loose = try edit(
      world,
      "paths: [\"iam/\", \"**/rbac/*.yaml\"]",
      to: "paths: [\"nowhere/\"]"
    )
    let tip = try await world.clone.commit([Self.path: loose])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    try await world.approve("HEAD^..HEAD", by: "alice")
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    try await world.clone.commit(["iam/deploy.json": "v1\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    try await world.expectAudit()
  }

  @Test("attack 61: a key is added in the push that it approves")
  func keyAddedInSamePush() async throws {
    let world = try await Self.governed()
    let mallory = try await TestPerson("mallory", in: world.server.scratch)
    let signers = try TestFile.text("\(world.clone.path)/.countersign/allowed_signers")
    let forged = "alice namespaces=\"countersign,git\" \(mallory.publicKey)\n"
    let tip = try await world.clone.commit([
      ".countersign/allowed_signers": signers + forged, "iam/deploy.json": "evil\n",
    ])
    var approval = try await HandApproval(
      by: "alice",
      of: world.clone.changes(from: world.start, to: tip)
    )
    approval.classes = "iam,policy"
    let trailer = try await approval.trailer(in: world.clone, key: mallory.key)
    try await world.clone.note(trailer, on: tip)
    let notes = try await world.clone.push(TestClone.approvals)
    #expect(notes.remoteText.contains("signature-unknown-key"), "\(notes)")
    try await world.clone.plantApprovals()
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "signature-unknown-key", tip: tip, at: world.start)
  }

  @Test(
    "attack 62: who loses a say still has it over the edit that takes it",
    arguments: [
      ("security: [alice, dana]", "security: [dana]"),
      (
        "governance: {approvals: 1, from: [security]}",
        "governance: {approvals: 1, from: [platform]}"
      ),
    ]
  )
  func quorumEdited(_ from: String, _ to: String) async throws {
    let world = try await Self.governed()
    let tip = try await world.clone.commit([Self.path: try edit(world, from, to: to)])
    try await world.approve("HEAD^..HEAD", by: "carol")
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "reviewer-not-authorized", tip: tip, at: world.start)
    try await world.approve("HEAD^..HEAD", by: "alice")
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
  }

  /// Edits after which nobody could say what the policy is.
  static let broken: [(String, String, String)] = [
    ("duplicate key", "version: 1", "version: 1\nversion: 1"),
    ("unknown key", "version: 1", "version: 1\nmood: good"),
    ("an anchor", "groups:", "anchored: &x 1\ngroups:"),
    ("an unknown group", "from: [security]}\nagents", "from: [nobody]}\nagents"),
    ("two rules of one name", "name: infra", "name: access"),
    ("no YAML", "people:", "people: ["),
    ("a NUL", "version: 1", "version: 1\u{0}"),
  ]

  @Test("attack 63: a policy that would not load any more", arguments: broken)
  func invalidPolicy(_ what: String, _ from: String, _ to: String) async throws {
    let world = try await Self.governed()
    let tip = try await world.clone.commit([Self.path: try edit(world, from, to: to)])
    try await approveByHand(world, tip)
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "policy-invalid", tip: tip, at: world.start)
  }

  @Test(
    "attack 63: the policy becomes a symlink, a submodule, or goes",
    arguments: ["symlink", "submodule", "deleted", "directory"]
  )
  func notAFile(_ what: String) async throws {
    let world = try await Self.governed()
    try await world.clone.git("mv", Self.path, "copy.yaml")
    switch what {
    case "symlink":
      try await Tool.succeed("ln", ["-s", "../copy.yaml", Self.path], in: world.clone.path)
      try await world.clone.git("add", Self.path)
    case "submodule":
      try await world.clone.git(
        "update-index",
        "--add",
        "--cacheinfo",
        "160000,\(world.start),\(Self.path)"
      )
    case "directory": try await world.clone.commit(["\(Self.path)/x": "y\n"])
    default: break
    }
    let tip = try await world.clone.commit([:])
    try await approveByHand(world, tip)
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "policy-invalid", tip: tip, at: world.start)
  }

  /// The product's own command would refuse to approve some of these.
  private func approveByHand(_ world: World, _ tip: String) async throws {
    var approval = try await HandApproval(
      by: "alice",
      of: world.clone.changes(from: world.start, to: tip)
    )
    approval.classes = "policy"
    try await approval.note(on: tip, in: world.clone)
  }

  @Test("attack 64, case 68: without its policy the server takes nothing")
  func policyGone() async throws {
    let world = try await World.make()
    try await Tool.succeed("rm", ["\(world.server.path)/countersign/policy.yaml"], in: "/")
    try await world.clone.commit(["README.md": "more\n"])
    try await world.expectUndecided(
      try await world.clone.push("HEAD:refs/heads/main"),
      "policy-missing"
    )
    try await world.expectUndecided(
      try await world.clone.push("HEAD:refs/heads/other"),
      "policy-missing"
    )
    #expect(try await world.server.refs() == ["refs/heads/main": world.start])
  }

  @Test("attack 64, case 64: the branch that holds the policy is not deleted")
  func policyBranchDeleted() async throws {
    let world = try await Self.governed()
    let push = try await world.clone.push(":refs/heads/main")
    try await world.expectRefused(push, "policy-invalid", tip: world.start, at: world.start)
  }

  @Test("attack 47, case 64: policy and payload in one push over two branches")
  func mixedPush() async throws {
    let world = try await Self.governed()
    try await world.server.git("update-ref", "refs/heads/release/1", world.start)
    try await Tool.succeed(
      Tool.countersign,
      ["init", "--bare", world.server.path],
      in: world.server.path
    )
    let loose = try edit(
      world,
      "paths: [\"iam/\", \"**/rbac/*.yaml\"]",
      to: "paths: [\"nowhere/\"]"
    )
    let policy = try await world.clone.commit([Self.path: loose])
    try await world.approve("HEAD^..HEAD", by: "alice")
    try await world.clone.git("checkout", "--quiet", "--detach", world.start)
    let payload = try await world.clone.commit(["README.md": "x\n"])
    let push = try await world.clone.push(
      "\(policy):refs/heads/main",
      "\(payload):refs/heads/release/1"
    )
    try await world.expectRefused(push, "policy-mixed-push", tip: policy, at: world.start)
    try await world.expectRefused(
      push,
      "policy-mixed-push",
      tip: payload,
      on: "refs/heads/release/1",
      at: world.start
    )
  }
}
