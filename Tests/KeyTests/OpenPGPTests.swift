import Approvals
import GateTesting
import GitObjects
import KeyTools
import OpenPGP
import Platform
import Policy
import Testing

@Suite("OpenPGP through gpgv", .serialized)
struct OpenPGPTests {
  static let message = Array("countersign approval v1\nrepository example\n".utf8)
  static let alice = KeyPolicy.Outcome.signed("alice", .none)

  static func policies(_ alice: String, bob: String? = nil, ring: [UInt8]) throws(PolicyError)
    -> PolicySet
  {
    let bob = bob.map { ", openpgp: [\($0)]" } ?? ""
    return try KeyPolicy.load(
      openPGP: ring,
      people:
        "alice: {emails: [alice@example.com], openpgp: [\(alice)]}, bob: {emails: [bob@example.com]\(bob)}"
    )
  }

  static func outcome(
    _ blob: [UInt8],
    _ policies: PolicySet,
    over message: [UInt8] = message
  ) throws -> KeyPolicy.Outcome {
    let signature = try OpenPGPSignature(blob: blob)
    let check = SignerCheck(keyring: policies.keyring, now: Clock.now())
    return KeyPolicy.outcome { () throws(ApprovalProblem) in
      try check.signer(of: signature, over: message)
    }
  }

  @Test(
    "keys that may sign, and keys that may not",
    arguments: [
      ("ed25519", alice), ("rsa2048", alice), ("nistp256", alice),
      ("rsa1024", .refused(.signatureBad)),
      ("dsa2048", .refused(.signatureBad)),
    ] as [(String, KeyPolicy.Outcome)]
  )
  func kinds(_ type: String, _ expected: KeyPolicy.Outcome) async throws {
    try await GnuPG.with(Scratch()) { gpg in
      let key = try await gpg.makeKey("alice", type)
      let policies = try Self.policies(key, ring: try await gpg.export())
      let blob = try await gpg.sign(Self.message, by: key, ["--digest-algo", "SHA256"])
      #expect(try Self.outcome(blob, policies) == expected)
      #expect(try Self.outcome(blob, policies, over: Self.message + [0x0A]) != Self.alice)
    }
  }

  @Test("attack 29: expired and revoked keys, for which gpgv ends with 0")
  func expiredAndRevoked() async throws {
    try await GnuPG.with(Scratch()) { gpg in
      let expired = try await gpg.makeKey("alice", expires: "1y", at: "20200101T000000")
      let old = try await gpg.sign(Self.message, by: expired, at: "20200201T000000")
      let revoked = try await gpg.makeKey("bob")
      let blob = try await gpg.sign(Self.message, by: revoked)
      let before = try Self.policies(expired, bob: revoked, ring: try await gpg.export())
      #expect(try Self.outcome(old, before) == .refused(.keyExpired))
      #expect(try Self.outcome(blob, before) == .signed("bob", .none))
      try await gpg.revoke(revoked)
      let after = try Self.policies(expired, bob: revoked, ring: try await gpg.export())
      #expect(try Self.outcome(blob, after) == .refused(.keyRevoked))
    }
  }

  @Test("subkeys sign for their primary key, until they expire or are revoked")
  func subkeys() async throws {
    try await GnuPG.with(Scratch()) { gpg in
      let primary = try await gpg.makeKey("alice", at: "20200101T000000")
      try await gpg.run(
        ["--quick-add-key", primary, "ed25519", "sign", "1y"],
        at: "20200102T000000"
      )
      try await gpg.run(["--quick-add-key", primary, "ed25519", "sign", "0"])
      let keys = try await gpg.fingerprints(of: "alice")
      try #require(keys.count == 3)
      let old = try await gpg.sign(Self.message, by: keys[1], at: "20200201T000000")
      let new = try await gpg.sign(Self.message, by: keys[2])
      let policies = try Self.policies(primary, ring: try await gpg.export())
      #expect(try Self.outcome(new, policies) == Self.alice)
      #expect(try Self.outcome(old, policies) == .refused(.keyExpired))
      // A subkey's own fingerprint names nobody.
      let byPart = try Self.policies(keys[2], ring: try await gpg.export())
      #expect(try Self.outcome(new, byPart) == .refused(.signatureUnknownKey))
    }
  }

  @Test("SHA-1, text mode, and what is more or other than one detached signature")
  func forms() async throws {
    try await GnuPG.with(Scratch()) { gpg in
      let key = try await gpg.makeKey("alice")
      let other = try await gpg.makeKey("bob")
      let policies = try Self.policies(key, bob: other, ring: try await gpg.export())
      let good = try await gpg.sign(Self.message, by: key)
      for digest in ["SHA1", "SHA224", "RIPEMD160"] {
        let options = ["--digest-algo", digest, "--allow-weak-digest-algos"]
        guard let weak = try? await gpg.sign(Self.message, by: key, options) else { continue }
        #expect(try Self.outcome(weak, policies) == .refused(.signatureBad), "\(digest)")
      }
      for digest in ["SHA256", "SHA384", "SHA512"] {
        let strong = try await gpg.sign(Self.message, by: key, ["--digest-algo", digest])
        #expect(try Self.outcome(strong, policies) == Self.alice, "\(digest)")
      }
      let text = try await gpg.sign(Self.message, by: key, ["--textmode"])
      #expect(try Self.outcome(text, policies) == .refused(.signatureBad))
      let second = try await gpg.sign(Self.message, by: other)
      let whole = try await gpg.run(["--local-user", key, "--sign"], input: Self.message).output
      for several in [good + second, good + good, whole, good + [0], [], Array(good.dropLast())] {
        #expect((try? OpenPGPSignature(blob: several)) == nil)
      }
      let armored = try await gpg.sign(Self.message, by: key, ["--armor", "--comment", "x"])
      let read = try OpenPGPSignature(armored: armored)
      #expect(try Self.outcome(read.bytes, policies) == Self.alice)
      let clear = try await gpg.run(["--local-user", key, "--clear-sign"], input: Self.message)
        .output
      for text in [
        armored + armored, Array("x\n".utf8) + armored, armored + Array("x\n".utf8), clear,
      ] {
        #expect((try? OpenPGPSignature(armored: text)) == nil)
      }
    }
  }

  @Test("a user id says nothing, and a key in the ring without a person is nobody's")
  func impostor() async throws {
    try await GnuPG.with(Scratch()) { gpg in
      let key = try await gpg.makeKey("alice")
      let ring = try await gpg.export()
      try await gpg.run(
        [
          "--quick-generate-key", "--allow-freeform-uid", "alice <alice@example.com>", "ed25519",
          "sign", "0",
        ].filter { $0 != "--allow-freeform-uid" }
      )
      let impostor = try #require(try await gpg.fingerprints(of: "alice").first { $0 != key })
      let blob = try await gpg.sign(Self.message, by: impostor)
      #expect(
        try Self.outcome(blob, Self.policies(key, ring: ring)) == .refused(.signatureUnknownKey)
      )
      let both = try Self.policies(key, ring: try await gpg.export())
      #expect(try Self.outcome(blob, both) == .refused(.signatureUnknownKey))
    }
  }

  @Test("a signature from the future is bad, and one from the past is good")
  func signedAt() async throws {
    try await GnuPG.with(Scratch()) { gpg in
      let key = try await gpg.makeKey("alice", at: "20200101T000000")
      let policies = try Self.policies(key, ring: try await gpg.export())
      let past = try await gpg.sign(Self.message, by: key, at: "20200102T000000")
      #expect(try Self.outcome(past, policies) == Self.alice)
      let future = try await gpg.sign(Self.message, by: key, at: "20990101T000000")
      #expect(try Self.outcome(future, policies) == .refused(.signatureBad))
    }
  }

  @Test("one flipped bit anywhere in what is signed makes it worthless")
  func flipped() async throws {
    try await GnuPG.with(Scratch()) { gpg in
      let key = try await gpg.makeKey("alice")
      let policies = try Self.policies(key, ring: try await gpg.export())
      let blob = try await gpg.sign(Self.message, by: key)
      for index in blob.indices {
        var broken = blob
        broken[index] ^= UInt8(1 << (index % 8))
        guard let outcome = try? Self.outcome(broken, policies) else { continue }
        // Of an unhashed subpacket gpgv does not care: what is signed is the same then.
        if outcome == Self.alice {
          #expect(try OpenPGPSignature(blob: broken).issuers.isEmpty == false)
          #expect(try Self.outcome(broken, policies, over: Self.message + [1]) != Self.alice)
        }
      }
      var message = Self.message
      for index in message.indices {
        message[index] ^= 1
        #expect(try Self.outcome(blob, policies, over: message) == .refused(.signatureBad))
        message[index] ^= 1
      }
    }
  }

  @Test("one key is one person, and a keyring is one as gpgv reads it")
  func policyErrors() async throws {
    try await GnuPG.with(Scratch()) { gpg in
      let key = try await gpg.makeKey("alice")
      let ring = try await gpg.export()
      let armored = try await gpg.run(["--armor", "--export"]).output
      let secret = try await gpg.run(["--export-secret-keys"]).output
      let box = try TestFile.read(gpg.scratch.path("gnupg/pubring.kbx"))
      func error(_ alice: String, bob: String? = nil, ring: [UInt8]) throws -> String? {
        try thrownError(as: PolicyError.self, by: try Self.policies(alice, bob: bob, ring: ring))?
          .message
      }
      #expect(try error(key, ring: ring) == nil)
      #expect(try error(key.lowercased(), ring: ring) == nil)
      #expect(try error(key, ring: []) == nil)
      #expect(try error(key, bob: key, ring: ring)?.contains("stands twice") == true)
      #expect(
        try error(String(key.dropLast()), ring: ring)?.contains("is no OpenPGP fingerprint") == true
      )
      #expect(try error(key, ring: armored)?.contains("text form") == true)
      #expect(try error(key, ring: box)?.contains("keybox") == true)
      #expect(try error(key, ring: secret)?.contains("private key") == true)
      #expect(try error(key, ring: Array(ring.dropLast()))?.contains("no OpenPGP keyring") == true)
      let missing = try Self.policies(key, ring: [])
      #expect(
        missing.lint(at: Clock.now()).contains {
          "\($0)".contains("is not in the policy's keyring")
        }
      )
    }
  }
}
