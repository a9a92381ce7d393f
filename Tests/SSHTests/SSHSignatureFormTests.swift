import GateTesting
import GitObjects
import Testing

@testable import SSH

/// Signatures put together field by field, as no honest program would.
@Suite("The form of a signature")
struct SSHSignatureFormTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let error: SSHSignature.Malformed?
    let change: @Sendable (inout Parts) -> Void

    init(
      _ what: String,
      _ error: SSHSignature.Malformed?,
      _ change: @escaping @Sendable (inout Parts) -> Void
    ) {
      testDescription = what
      self.error = error
      self.change = change
    }
  }

  struct Parts {
    var magic = Array("SSHSIG".utf8)
    var version: UInt32 = 1
    var key: [UInt8] = []
    var namespace = Array("countersign".utf8)
    var reserved: [UInt8] = []
    var hash = "sha512"
    var algorithm = "ssh-ed25519"
    var signature = [UInt8](repeating: 0, count: 64)
    var innerRest: [UInt8] = []
    var rest: [UInt8] = []

    var blob: [UInt8] {
      var inner = SSHWriter()
      inner.string(algorithm)
      inner.string(signature)
      inner.raw(innerRest)
      var writer = SSHWriter()
      writer.raw(magic)
      writer.uint32(version)
      writer.string(key)
      writer.string(namespace)
      writer.string(reserved)
      writer.string(hash)
      writer.string(inner.bytes)
      writer.raw(rest)
      return writer.bytes
    }
  }

  @Test(
    "has one spelling",
    arguments: [
      Case("as it should be", nil) { _ in },
      Case("another magic", .preamble) { $0.magic = Array("SSHKEY".utf8) },
      Case("version 0", .version) { $0.version = 0 },
      Case("version 2", .version) { $0.version = 2 },
      // ssh-keygen passes over this field: one signature would have many spellings.
      Case("attack 20: something in the reserved field", .reserved) { $0.reserved = [1] },
      Case("SHA-1", .hash) { $0.hash = "sha1" }, Case("no hash", .hash) { $0.hash = "" },
      Case("a hash in capitals", .hash) { $0.hash = "SHA512" },
      Case("bytes after it", .truncated) { $0.rest = [0] },
      Case("bytes after the inner signature", .truncated) { $0.innerRest = [0, 0, 0, 0, 1] },
      Case("a key of no type", .key(.truncated)) { $0.key = [] },
      Case("a key that goes on", .key(.truncated)) { $0.key += [0] },
    ]
  )
  func parse(_ test: Case) throws {
    var parts = Parts()
    parts.key = try SSHSigningKey.generate().publicKey.blob
    test.change(&parts)
    #expect(
      try thrownError(as: SSHSignature.Malformed.self, by: try SSHSignature(blob: parts.blob))
        == test.error
    )
  }

  @Test("a length that points beyond the end is an error, not a crash")
  func lengths() throws {
    var parts = Parts()
    parts.key = try SSHSigningKey.generate().publicKey.blob
    let blob = parts.blob
    for index in stride(from: 6, to: blob.count - 4, by: 1) {
      var broken = blob
      broken.replaceSubrange(index..<(index + 4), with: [0xFF, 0xFF, 0xFF, 0xFF])
      _ = try? SSHSignature(blob: broken)
      broken.replaceSubrange(index..<(index + 4), with: [0x7F, 0xFF, 0xFF, 0xFF])
      #expect((try? SSHSignature(blob: broken))?.check([], namespace: "countersign").isGood != true)
    }
  }

  @Test(
    "an algorithm that is not the key's is bad",
    arguments: ["ssh-rsa", "rsa-sha2-512", "ecdsa-sha2-nistp256", "ssh-ed25519 "]
  )
  func otherAlgorithm(_ algorithm: String) throws {
    var parts = Parts()
    let key = try SSHSigningKey.generate()
    parts.key = key.publicKey.blob
    parts.algorithm = algorithm
    let check = try SSHSignature(blob: parts.blob).check([], namespace: "countersign")
    #expect(check == .bad("its algorithm and its key disagree"))
  }

  @Test("a signature by RSA with SHA-1 is not accepted, whatever it is over")
  func sha1() async throws {
    let keygen = try SSHKeygen()
    var parts = Parts()
    parts.key = try await keygen.makeKey("key", "rsa", "-b", "2048").blob
    parts.algorithm = "ssh-rsa"
    parts.signature = Array(repeating: 1, count: 256)
    let check = try SSHSignature(blob: parts.blob).check([], namespace: "countersign")
    #expect(check == .bad("its algorithm is 'ssh-rsa', which uses SHA-1"))
  }

  @Test("integers of an ECDSA signature have one spelling")
  func integers() {
    for (bytes, value) in [
      ([0, 0, 0, 1, 5], [5]), ([0, 0, 0, 2, 0, 0x80], [0x80]), ([0, 0, 0, 2, 0, 5], nil),
      ([0, 0, 0, 1, 0], nil),
      ([0, 0, 0, 0], nil), ([0, 0, 0, 1, 0x80], nil), ([0, 0, 0, 2, 5], nil),
    ] as [([UInt8], [UInt8]?)] {
      var reader = SSHReader(bytes)
      #expect(reader.positiveInteger() == value)
    }
  }

  @Test("armor: nothing before it, nothing after it, nothing odd in it")
  func armor() throws {
    var parts = Parts()
    parts.key = try SSHSigningKey.generate().publicKey.blob
    let good = String(decoding: SSHSignature.armor(parts.blob), as: UTF8.self)
    #expect((try? SSHSignature(armored: Array(good.utf8))) != nil)
    // Whose hand a commit is in must not be lost by an empty line.
    #expect((try? SSHSignature(armored: Array("\n\(good)".utf8))) != nil)
    #expect(good.split(separator: "\n").allSatisfy { $0.utf8.count <= 70 })
    for wrong in [
      "x\n" + good, good + "x\n", good.replacing("-----BEGIN", with: " -----BEGIN"),
      good.replacing("SSH SIGNATURE-----\n", with: "SSH SIGNATURE-----\r\n"),
      good.replacing("=", with: ""),
      good.replacing("SSH SIGNATURE", with: "PGP SIGNATURE"), good + good, "",
      "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n",
    ] { #expect((try? SSHSignature(armored: Array(wrong.utf8))) == nil, "\(wrong)") }
  }
}
