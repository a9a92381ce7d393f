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

  @Test(
    "verify, with what a security key says of the person",
    arguments: [
      ("ed25519", []), ("ecdsa", []), ("rsa", []), ("ed25519_sk", .userPresent),
      ("ecdsa_sk", .userPresent), ("ecdsa_sk_webauthn", .userPresent),
    ] as [(String, SecurityKeyFlags)]
  )
  func good(_ name: String, _ flags: SecurityKeyFlags) throws {
    #expect(try Self.check(name) == .good(flags))
  }

  @Test("a browser's signature says on which page it was made")
  func origin() throws {
    let signature = try SSHSignature(armored: try Self.file("ecdsa_sk_webauthn.sig"))
    #expect(signature.origin == Array("https://www.mindrot.org".utf8))
    #expect(try SSHSignature(armored: try Self.file("ecdsa_sk.sig")).origin == nil)
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

  @Test("in another namespace they are bad", arguments: ["ed25519", "ecdsa", "rsa", "ecdsa_sk"])
  func otherNamespace(_ name: String) throws {
    guard case .bad(let why) = try Self.check(name, namespace: "countersign") else {
      Issue.record("it verified")
      return
    }
    #expect(why == "it is in namespace 'unittest', not 'countersign'")
  }
}
