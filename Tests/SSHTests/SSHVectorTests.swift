import GateTesting
import GitObjects
import SSH
import Testing

@Suite(
  "OpenSSH's own signatures",
  .enabled(if: PackageFiles.hasSSHVectors, "no ../shared/vectors/sshsig")
)
struct SSHVectorTests {
  private static func file(_ name: String) throws -> [UInt8] {
    try TestFile.read("\(PackageFiles.sshVectors)/\(name)")
  }

  private static func check(_ name: String, namespace: String? = nil) throws -> SignatureCheck {
    let signature = try SSHSignature(armored: try file("\(name).sig"))
    let key = try SSHPublicKey(authorizedKeysText: try file("\(name).pub"))
    #expect(signature.publicKey == key)
    let own = String(decoding: try file("namespace"), as: UTF8.self)
    return signature.check(try file("signed-data"), namespace: namespace ?? own)
  }

  @Test("verify", arguments: ["ed25519", "ecdsa", "rsa"])
  func good(_ name: String) throws {
    #expect(try Self.check(name) == .good)
  }

  @Test(
    "kinds that are not read are refused by their name",
    arguments: [
      ("ed25519_sk", "sk-ssh-ed25519@openssh.com"),
      ("ecdsa_sk", "sk-ecdsa-sha2-nistp256@openssh.com"),
      ("ecdsa_sk_webauthn", "sk-ecdsa-sha2-nistp256@openssh.com"),
    ]
  )
  func unsupported(_ name: String, _ type: String) throws {
    #expect(try Self.check(name) == .unsupported(type))
  }

  @Test("a key type newer than this program is refused by its name")
  func newer() throws {
    let signature = try SSHSignature(armored: try Self.file("mldsa44-ed25519.sig"))
    let data = try Self.file("signed-data")
    guard case .unsupported(let type) = signature.check(data, namespace: "unittest") else {
      Issue.record("it was read")
      return
    }
    #expect(type.contains("mldsa44-ed25519"))
  }

  @Test("in another namespace they are bad", arguments: ["ed25519", "ecdsa", "rsa"])
  func otherNamespace(_ name: String) throws {
    guard case .bad(let why) = try Self.check(name, namespace: "countersign") else {
      Issue.record("it verified")
      return
    }
    #expect(why == "it is in namespace 'unittest', not 'countersign'")
  }
}
