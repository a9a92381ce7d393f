import GateTesting
import Testing

@Suite("Presence")
struct PresenceAttackTests {
  static let policy = """
    rules:
      - name: access
        classes: [iam]
        require: {approvals: 1, from: [security], presence: touched}
    """

  private static func arena(_ key: String) async throws -> KeyArena {
    try await KeyArena.make(policy: policy) { server in
      let others = server["bob"].allowedSigner + server["carol"].allowedSigner
      let own = "alice namespaces=\"countersign,git\" \(key)\n"
      return ["allowed_signers": Array((others + server["dana"].allowedSigner + own).utf8)]
    }
  }

  @Test(
    "attack 31: a security key that nobody touched is no presence",
    arguments: [SoftwareSecurityKey.Kind.ed25519, .ecdsa]
  )
  func untouched(_ kind: SoftwareSecurityKey.Kind) async throws {
    let key = SoftwareSecurityKey(kind)
    let arena = try await Self.arena(key.publicKey)
    let approval = try await arena.approval()
    let statement = Array(approval.statement.utf8)
    let blob = key.sign(statement, flags: 0x00)
    try await arena.leave(approval.trailer(signature: "ssh:\(Wire.base64(blob))"))
    try await arena.expectIgnored("presence-missing", try await arena.push())
    // The flags are signed: setting the bit afterwards is another signature.
    var forged = blob
    forged[forged.count - 5] = 0x01
    try await arena.plant(approval.trailer(signature: "ssh:\(Wire.base64(forged))"))
    #expect(try await arena.push().code == 1)
    let touched = key.sign(statement, flags: 0x01)
    try await arena.leave(approval.trailer(signature: "ssh:\(Wire.base64(touched))"))
    try await arena.expectCounted("ssh SHA256:", try await arena.push())
  }

  @Test("attack 31: a key of no device is no presence, and is told so")
  func plainKey() async throws {
    let arena = try await KeyArena.make(policy: Self.policy)
    let approval = try await arena.approval()
    try await arena.leave(try await approval.trailer(in: arena.clone))
    try await arena.expectIgnored("presence-missing", try await arena.push())
  }

  @Test("lint asks for the keys that prove it, and once they are listed for nothing")
  func lint() async throws {
    let plain = try await KeyArena.make(policy: Self.policy)
    let before = try await plain.server.countersign("policy", "lint")
    #expect(before.words.contains("too few of those asked have a security key"), "\(before)")
    #expect(before.words.ranges(of: "presence").count == 1, "\(before)")
    let arena = try await Self.arena(SoftwareSecurityKey(.ed25519).publicKey)
    let after = try await arena.server.countersign("policy", "lint")
    #expect(after.isSuccess && !after.text.contains("presence"), "\(after)")
  }

  @Test("a signature made in a browser counts as one made by ssh-keygen")
  func browser() async throws {
    let key = SoftwareSecurityKey(.ecdsa, application: "example.com")
    let arena = try await Self.arena(key.publicKey)
    let approval = try await arena.approval()
    let statement = Array(approval.statement.utf8)
    let foreign = key.signInBrowser(statement, origin: "https://example.com.evil.org")
    try await arena.plant(approval.trailer(signature: "ssh:\(Wire.base64(foreign))"))
    try await arena.expectIgnored("signature-bad", try await arena.push())
    let blob = key.signInBrowser(statement, origin: "https://review.example.com")
    try await arena.leave(approval.trailer(signature: "ssh:\(Wire.base64(blob))"))
    try await arena.expectCounted("ssh SHA256:", try await arena.push())
  }
}
