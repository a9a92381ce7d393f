import GateTesting
import GitObjects
import Testing

@testable import SSH

@Suite("Signatures by ssh-keygen")
struct SSHSignatureTests {
  struct Kind: CustomTestStringConvertible, Sendable {
    let type: String
    let size: String
    let algorithm: SSHPublicKey.Algorithm
    var testDescription: String { "\(type) \(size)" }
  }

  static let kinds = [
    Kind(type: "ed25519", size: "256", algorithm: .ed25519),
    Kind(type: "ecdsa", size: "256", algorithm: .ecdsa(.p256)),
    Kind(type: "ecdsa", size: "384", algorithm: .ecdsa(.p384)),
    Kind(type: "ecdsa", size: "521", algorithm: .ecdsa(.p521)),
    Kind(type: "rsa", size: "2048", algorithm: .rsa(bits: 2048)),
    Kind(type: "rsa", size: "3072", algorithm: .rsa(bits: 3072)),
    Kind(type: "rsa", size: "4096", algorithm: .rsa(bits: 4096)),
  ]

  private static let message = Array("countersign approval v1\n".utf8)

  @Test(
    "verify with either hash, over these bytes, in this namespace, and not otherwise",
    arguments: kinds
  )
  func verify(_ kind: Kind) async throws {
    let keygen = try SSHKeygen()
    let key = try await keygen.makeKey("key", kind.type, "-b", kind.size)
    #expect(key.algorithm == kind.algorithm)
    let print = try await Tool.succeed(
      "ssh-keygen",
      ["-l", "-f", "key.pub"],
      in: keygen.scratch.path
    )
    #expect(print.text.split(separator: " ")[1] == key.fingerprint.description)
    for hash in ["sha256", "sha512"] {
      let signature = try SSHSignature(
        armored: try await keygen.sign(Self.message, key: "key", hash: hash)
      )
      #expect(signature.publicKey == key)
      #expect(signature.hash.rawValue == hash)
      #expect(signature.check(Self.message, namespace: "countersign") == .good([]))
      #expect(
        signature.check(Self.message + [0x0A], namespace: "countersign")
          == .bad("it is not over these bytes")
      )
      #expect(signature.check(Self.message, namespace: "git").isGood != true)
    }
  }

  @Test(
    "attack 20: one flipped bit anywhere makes it worthless",
    arguments: [("ed25519", "256"), ("ecdsa", "256"), ("ecdsa", "521"), ("rsa", "2048")]
  )
  func flipped(_ type: String, _ size: String) async throws {
    let keygen = try SSHKeygen()
    _ = try await keygen.makeKey("key", type, "-b", size)
    let armored = try await keygen.sign(Self.message, key: "key")
    let blob = try Self.blob(armored)
    #expect(try SSHSignature(blob: blob).check(Self.message, namespace: "countersign") == .good([]))
    for index in blob.indices {
      var broken = blob
      broken[index] ^= UInt8(1 << (index % 8))
      let signature = try? SSHSignature(blob: broken)
      #expect(
        signature?.check(Self.message, namespace: "countersign").isGood != true,
        "byte \(index)"
      )
    }
    for count in [0, 1, 6, 10, blob.count - 1] {
      #expect((try? SSHSignature(blob: Array(blob.prefix(count)))) == nil)
    }
    #expect((try? SSHSignature(blob: blob + [0])) == nil)
  }

  @Test(
    "attack 32: RSA of 1,024 bits and DSA are refused",
    arguments: [("rsa", "1024"), ("dsa", "1024")]
  )
  func weak(_ type: String, _ size: String) async throws {
    let keygen = try SSHKeygen()
    _ = try await keygen.makeKey("key", type, "-b", size)
    let signature = try SSHSignature(armored: try await keygen.sign(Self.message, key: "key"))
    switch signature.check(Self.message, namespace: "countersign") {
    case .good: Issue.record("it verified")
    case .bad(let why): #expect(why == "its RSA key has 1024 bits, fewer than 2048")
    case .unsupported(let name): #expect(name == "ssh-dss")
    }
  }

  @Test("attack 33: a signature with a certificate is refused by its kind's name")
  func certificate() async throws {
    let keygen = try SSHKeygen()
    _ = try await keygen.makeKey("ca", "ed25519")
    _ = try await keygen.makeKey("key", "ed25519")
    try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-s", "ca", "-I", "id", "-n", "alice", "key.pub"],
      in: keygen.scratch.path
    )
    let message = Self.message
    let armored = try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-Y", "sign", "-n", "countersign", "-f", "key-cert.pub"],
      in: keygen.scratch.path,
      input: message
    )
    let signature = try SSHSignature(armored: armored.output)
    #expect(
      signature.check(message, namespace: "countersign")
        == .unsupported("ssh-ed25519-cert-v01@openssh.com")
    )
  }

  static func blob(_ armored: [UInt8]) throws -> [UInt8] {
    let lines = armored.split(separator: 0x0A).dropFirst().dropLast()
    guard let blob = Base64.decode(Array(lines.joined())) else { throw TestError("no base64") }
    return blob
  }
}
