import GateTesting
import GitObjects
import Testing

@testable import SSH

@Suite("Public keys and the list of revoked ones")
struct SSHPublicKeyTests {
  private static func key() throws -> SSHPublicKey { try SSHSigningKey.generate().publicKey }

  @Test("a line is read with or without its comment, and its type must be its bytes' own")
  func line() throws {
    let key = try Self.key()
    for text in [key.text, "\(key.text) alice's laptop", "\(key.text)\n", "  \(key.text)\t# x\n"] {
      #expect(try SSHPublicKey(authorizedKeysText: Array(text.utf8)) == key)
    }
    let base64 = key.text.split(separator: " ")[1]
    for (text, error) in [
      ("", .notALine), ("ssh-ed25519", .notALine), ("ssh-ed25519 AA=A", .notBase64),
      ("ssh-rsa \(base64)", .wrongType), ("ssh-ed25519 \(base64.dropLast(4))", .truncated),
      ("ssh-ed25519 AAAA", .truncated),
    ] as [(String, SSHPublicKey.Malformed)] {
      #expect(throws: error) { try SSHPublicKey(authorizedKeysText: Array(text.utf8)) }
    }
  }

  @Test("a curve and a name that disagree are no key")
  func curve() throws {
    var writer = SSHWriter()
    writer.string("ecdsa-sha2-nistp256")
    writer.string("nistp384")
    writer.string([4])
    #expect(throws: SSHPublicKey.Malformed.wrongType) { try SSHPublicKey(blob: writer.bytes) }
  }

  @Test(
    "the size of an RSA key is that of its modulus, not of its encoding",
    arguments: [1023, 1024, 2047, 2048, 2049]
  )
  func rsaSize(_ bits: Int) throws {
    var modulus = [UInt8](repeating: 0xFF, count: (bits + 7) / 8)
    if bits % 8 != 0 { modulus[0] = UInt8(1 << (bits % 8)) - 1 }
    var writer = SSHWriter()
    writer.string("ssh-rsa")
    writer.string([1, 0, 1])
    writer.string((modulus[0] >= 0x80 ? [0] : []) + modulus)
    #expect(try SSHPublicKey(blob: writer.bytes).algorithm == .rsa(bits: bits))
  }

  @Test(
    "attack 28: a revoked key is revoked however its line is written, and no line is passed over"
  )
  func revoked() throws {
    let (one, two, three) = (try Self.key(), try Self.key(), try Self.key())
    let text = "# left in May\n\n\(one.text) carol\r\n\t\(two.text)\n"
    let list = try RevokedKeys(parsing: Array(text.utf8))
    #expect(try list.revoked(among: [three, two, one]) == [one, two])
    #expect(try RevokedKeys.none.revoked(among: [one]) == [])
    #expect(try RevokedKeys(parsing: []).revoked(among: [one]) == [])
    let broken = try thrownError(
      as: RevokedKeys.Malformed.self,
      by: try RevokedKeys(parsing: Array("\(text)garbage\n".utf8))
    )
    #expect(broken?.description == "line 5: the key cannot be read: it is not 'TYPE BASE64'")
  }

  @Test("attack 28: a KRL is not mistaken for an empty list")
  func krl() async throws {
    let keygen = try SSHKeygen()
    _ = try await keygen.makeKey("key", "ed25519")
    try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-k", "-f", "krl", "key.pub"],
      in: keygen.scratch.path
    )
    let krl = try TestFile.read(keygen.path("krl"))
    let error = try thrownError(as: RevokedKeys.Malformed.self, by: try RevokedKeys(parsing: krl))
    #expect(error?.reason.hasPrefix("a binary KRL is not read here") == true)
  }
}
