import GateTesting
import Testing

@Suite("Policies, keys and settings that are not what they must be")
struct BadConfigurationTests {
  /// Policies that are broken in one place each, and what the message must name.
  static let policies: [(String, String, String)] = [
    ("no version", "version: 2", "version"),
    ("text for a map", "people: everybody", "people"),
    ("an unknown top-level key", "mood: good", "mood"),
    (
      "an unknown person in a group", "groups:\n  security: [alice, zoe]\n  platform: [bob, carol]",
      "zoe"
    ),
    ("an unknown kind", "people:\n  alice: {kind: robot}", "robot"),
    ("an id with a capital", "people:\n  Alice: {emails: [alice@example.com]}", "Alice"),
    (
      "one e-mail for two",
      "people:\n  alice: {emails: [a@example.com]}\n  bob: {emails: [A@example.com]}",
      "a@example.com"
    ),
    ("a path out of the directory", "keys: {ssh: ../allowed_signers}", "beside"),
    ("a target without ref", "targets:\n  - {environment: staging}", "ref"),
    ("a time that is none", "approvals: {valid_for: soon}", "valid_for"),
    ("a binding that is none", "approvals: {binding: commit}", "commit"),
    (
      "a direction that is none",
      "rules:\n  - {name: a, classes: [iam], when: {direction: [up]}, allow: x}", "up"
    ),
    ("two effects", "rules:\n  - {name: a, classes: [iam], allow: x, refuse: y}", "a"),
    ("no effect", "rules:\n  - {name: a, classes: [iam]}", "a"),
    ("an alias", "contributors: &a [\"*\"]\nagents: *a", "anchors"),
    ("a tag", "contributors: !!set {a}", "tags"),
    ("two documents", "contributors: [\"*\"]\n---\nversion: 1", "document"),
    ("a tab", "contributors:\n\t- x", "policy.yaml"),
  ]

  @Test("a broken policy is an error with its place", arguments: policies)
  func brokenPolicy(_ name: String, _ text: String, _ named: String) async throws {
    let world = try await World.make()
    try world.server.setPolicy(PolicyText.usual(with: text))
    try await world.clone.commit(["README.md": "more\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectUndecided(push, "policy-invalid")
    #expect(
      push.remoteText.lowercased().contains(named.lowercased()),
      "\(name): \(push.remoteText)"
    )
    #expect(push.remoteText.contains("hint: "))
    #expect(try await world.main == world.start)
    let lint = try await world.server.countersign("policy", "lint")
    #expect(lint.code == 2, "\(lint)")
    #expect(lint.errorText.contains("countersign: not accepted"), "\(lint)")
  }

  /// What stands in the place of a file that the gate needs.
  static let files: [(String, String, String)] = [
    ("countersign/policy.yaml", "missing", "policy-missing"),
    ("countersign/policy.yaml", "empty", "policy-invalid"),
    ("countersign/policy.yaml", "directory", "policy-invalid"),
    ("countersign/policy.yaml", "binary", "policy-invalid"),
    ("countersign/policy.yaml", "huge", "policy-invalid"),
    ("countersign/allowed_signers", "missing", "policy-invalid"),
    ("countersign/allowed_signers", "binary", "policy-invalid"),
    ("countersign/allowed_signers", "link", "policy-invalid"),
    ("countersign/signing_key", "missing", "policy-invalid"),
    ("countersign/signing_key", "empty", "policy-invalid"),
    ("countersign/signing_key", "binary", "policy-invalid"),
  ]

  @Test("a file that is not what it must be", arguments: files)
  func brokenFile(_ name: String, _ how: String, _ code: String) async throws {
    let world = try await World.make()
    let path = "\(world.server.path)/\(name)"
    let bytes = try TestFile.read(path)
    try await Tool.succeed("rm", [path], in: "/")
    switch how {
    case "missing": break
    case "empty": try TestFile.write([], to: path)
    case "link":
      try TestFile.write(bytes, to: "\(world.server.path)/elsewhere")
      try await Tool.succeed("ln", ["-s", "../elsewhere", path], in: "/")
    case "directory": try TestFile.makeDirectory(path)
    case "binary": try TestFile.write([0xFF, 0xFE, 0, 1, 2, 0x80], to: path)
    default:
      try TestFile.write(bytes + [UInt8](repeating: UInt8(ascii: "#"), count: 2 << 20), to: path)
    }
    try await world.clone.commit(["README.md": "more\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectUndecided(push, code)
    #expect(try await world.main == world.start)
    // Mended, it goes on where it was.
    try await Tool.succeed("rm", ["-rf", path], in: "/")
    try TestFile.write(bytes, to: path, mode: 0o600)
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    try await world.expectAudit()
  }

  @Test(
    "a setting that is none",
    arguments: [
      ("countersign.mode", "strict"), ("countersign.host", "bitbucket"),
      ("countersign.policy", "policy.yaml"),
      ("countersign.policy", "ref:refs/heads/../x:p"), ("countersign.maxCommits", "many"),
      ("countersign.maxChanges", "-1"), ("countersign.timeout", "0"),
      ("countersign.maxMessage", "100"),
    ]
  )
  func brokenSetting(_ key: String, _ value: String) async throws {
    let world = try await World.make()
    try await world.server.git("config", key, value)
    try await world.clone.commit(["README.md": "more\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectUndecided(push, "policy-invalid")
    #expect(push.remoteText.contains("'\(key)'"), "\(push.remoteText)")
    #expect(push.remoteText.contains(value))
    #expect(try await world.main == world.start)
  }
}
