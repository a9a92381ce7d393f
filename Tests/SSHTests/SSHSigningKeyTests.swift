import GateTesting
import GitObjects
import SSH
import Testing

@Suite("The server's signing key")
struct SSHSigningKeyTests {
  private static let message = Array("countersign decision v1\n".utf8)

  @Test("ssh-keygen reads our file, and verifies what it signs")
  func ours() async throws {
    let keygen = try SSHKeygen()
    let key = try SSHSigningKey.generate()
    try keygen.scratch.write(key.openSSHPrivateKey(comment: "the gate"), to: "key", mode: 0o600)
    let public_ = try await Tool.succeed(
      "ssh-keygen",
      ["-y", "-f", "key"],
      in: keygen.scratch.path
    )
    #expect(public_.line == "\(key.publicKey.text) the gate")
    #expect(
      try SSHSigningKey(openSSHPrivateKey: key.openSSHPrivateKey(comment: "")).publicKey
        == key.publicKey
    )
    let blob = try key.sign(Self.message, namespace: "countersign-record")
    #expect(
      try SSHSignature(blob: blob).check(Self.message, namespace: "countersign-record") == .good([])
    )
    let verifies = try await keygen.verifies(
      Self.message,
      signature: SSHSignature.armor(blob),
      signers: "alice \(key.publicKey.text)\n",
      namespace: "countersign-record"
    )
    #expect(verifies)
  }

  @Test(
    "we read ssh-keygen's file, and both sign the same bytes",
    arguments: ["", "a comment", "é, long: 0123456789"]
  )
  func theirs(_ comment: String) async throws {
    let keygen = try SSHKeygen()
    let public_ = try await keygen.makeKey("key", "ed25519", "-C", comment)
    let key = try SSHSigningKey(openSSHPrivateKey: try TestFile.read(keygen.path("key")))
    #expect(key.publicKey == public_)
    // An ed25519 signature is the same every time.
    let theirs = try await keygen.sign(Self.message, key: "key", namespace: "countersign-record")
    let ours = try key.sign(Self.message, namespace: "countersign-record")
    #expect(SSHSignature.armor(ours) == theirs)
  }

  @Test("what a hook cannot sign with says why")
  func refused() async throws {
    let keygen = try SSHKeygen()
    _ = try await keygen.makeKey("encrypted", "ed25519", passphrase: "secret")
    _ = try await keygen.makeKey("rsa", "rsa", "-b", "2048")
    _ = try await keygen.makeKey("pem", "ecdsa", "-m", "PEM")
    func error(_ name: String) throws -> SSHSigningKey.Malformed? {
      let file = try TestFile.read(keygen.path(name))
      return try thrownError(
        as: SSHSigningKey.Malformed.self,
        by: try SSHSigningKey(openSSHPrivateKey: file)
      )
    }
    #expect(try error("encrypted") == .encrypted)
    #expect(try error("rsa") == .notEd25519)
    #expect(try error("pem") == .armor)
    #expect(try error("rsa.pub") == .armor)
  }

  @Test("a file whose public half is another key's is refused")
  func mismatch() throws {
    let (one, other) = (try SSHSigningKey.generate(), try SSHSigningKey.generate())
    let text = one.openSSHPrivateKey(comment: "")
    let lines = text.split(separator: 0x0A).dropFirst().dropLast()
    var bytes = try #require(Base64.decode(Array(lines.joined())))
    let half = Array(one.publicKey.blob.suffix(32))
    let last = try #require(bytes.indices.last { bytes[$0...].starts(with: half) })
    bytes.replaceSubrange(last..<(last + 32), with: other.publicKey.blob.suffix(32))
    let broken =
      "-----BEGIN OPENSSH PRIVATE KEY-----\n\(String(decoding: Base64.encode(bytes), as: UTF8.self))\n-----END OPENSSH PRIVATE KEY-----\n"
    #expect(throws: SSHSigningKey.Malformed.truncated) {
      try SSHSigningKey(openSSHPrivateKey: Array(broken.utf8))
    }
  }
}
