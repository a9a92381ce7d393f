import Approvals
import GateTesting
import GitObjects
import Platform
import Policy
import SSH
import Testing

@Suite("Certificates against ssh-keygen")
struct CertificateTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let options: String
    let line: String
    let ssh: Bool
    let ours: KeyPolicy.Outcome
    var testDescription: String { "\(options) / \(line)" }

    init(
      _ options: String,
      _ line: String = "* cert-authority CA",
      ssh: Bool,
      _ ours: KeyPolicy.Outcome
    ) {
      self.options = options
      self.line = line
      self.ssh = ssh
      self.ours = ours
    }
  }

  static let alice = KeyPolicy.Outcome.signed("alice", .none)
  static let now = "-V -1h:+1h"

  static let alike = [
    Case("-n alice \(now)", ssh: true, alice), Case("-n alice", ssh: true, alice),
    Case("-n alice \(now)", "alice cert-authority CA", ssh: true, alice),
    Case("-n alice \(now)", "a*e cert-authority CA", ssh: true, alice),
    Case("-n alice \(now)", "!bob,* cert-authority CA", ssh: true, alice),
    Case(
      "-n alice \(now)",
      "!alice,* cert-authority CA",
      ssh: false,
      .refused(.signatureUnknownKey)
    ),
    Case("-n alice \(now)", "bob cert-authority CA", ssh: false, .refused(.signatureUnknownKey)),
    Case("-n alice \(now)", "* cert-authority OTHER", ssh: false, .refused(.signatureUnknownKey)),
    Case(
      "-n alice \(now)",
      "* cert-authority,namespaces=\"git\" CA",
      ssh: false,
      .refused(.signatureUnknownKey)
    ),
    Case("-n alice \(now)", "* cert-authority,namespaces=\"counter*\" CA", ssh: true, alice),
    Case(
      "-n alice \(now)",
      "* cert-authority,valid-before=\"20200101Z\" CA",
      ssh: false,
      .refused(.keyExpired)
    ),
    Case(
      "-n alice \(now)",
      "* cert-authority,valid-after=\"20990101Z\" CA",
      ssh: false,
      .refused(.keyExpired)
    ),
    Case("-n alice,deploy \(now)", ssh: true, alice),
    Case("-n alice -V -2h:-1h", ssh: false, .refused(.keyExpired)),
    Case("-n alice -V +1h:+2h", ssh: false, .refused(.keyExpired)),
    Case("-n alice -h \(now)", ssh: false, .refused(.signatureBad)),
    Case("-n bob \(now)", ssh: false, .signed("bob", .none)),
    Case("-n carol \(now)", ssh: false, .refused(.signatureUnknownKey)),
    Case("\(now)", ssh: false, .refused(.signatureBad)),
    Case("-n * \(now)", ssh: false, .refused(.signatureBad)),
    Case("-n alice -O clear \(now)", ssh: true, alice),
    Case("-n alice -O extension:x@example.com=y \(now)", ssh: true, alice),
    // A key line is for a key, and a certificate for the key is another thing.
    Case("-n alice \(now)", "alice KEY", ssh: false, .refused(.signatureUnknownKey)),
    Case("-n alice \(now)", "alice CA", ssh: false, .refused(.signatureUnknownKey)),
  ]

  /// What ssh-keygen passes over.
  static let stricter = [
    Case("-n alice -O force-command=ls \(now)", ssh: true, .refused(.signatureBad)),
    Case("-n alice -O source-address=10.0.0.0/8 \(now)", ssh: true, .refused(.signatureBad)),
    Case("-n alice -O critical:x@example.com=y \(now)", ssh: true, .refused(.signatureBad)),
    Case("-n alice -O verify-required \(now)", ssh: true, .refused(.presenceMissing)),
    Case("-n alice,* \(now)", ssh: true, .refused(.signatureBad)),
    Case("-n alice,bob \(now)", ssh: true, .refused(.signatureBad)),
    Case("-n alice,bob@example.com \(now)", ssh: true, .refused(.signatureBad)),
    // The key is bob's by a line of its own.
    Case("-n alice \(now)", "* cert-authority CA\nbob KEY", ssh: true, .refused(.signatureBad)),
  ]

  @Test("both say the same", arguments: alike)
  func bothAlike(_ test: Case) async throws { try await compare(test) }

  @Test("attacks 4, 33: ours is the stricter one", arguments: stricter)
  func oursIsStricter(_ test: Case) async throws { try await compare(test) }

  private func compare(_ test: Case) async throws {
    let shop = try await CertificateShop()
    try await shop.certify(test.options.split(separator: " ").map(String.init))
    let signers =
      try test.line.replacing("CA", with: shop.publicKey("ca"))
      .replacing("OTHER", with: shop.publicKey("other-ca")).replacing(
        "KEY",
        with: shop.publicKey("key")
      ) + "\n"
    let blob = try await shop.sign()
    #expect(try await shop.keygenVerifies(blob, signers: signers) == test.ssh)
    let policies = try KeyPolicy.load(signers: signers)
    #expect(
      try KeyPolicy.outcome(blob, over: CertificateShop.message, policies, at: Clock.now())
        == test.ours
    )
  }

  @Test(
    "an authority of any kind, and a certified key of any kind",
    arguments: [("ed25519", "256"), ("ecdsa", "256"), ("ecdsa", "521"), ("rsa", "2048")]
  )
  func kinds(_ type: String, _ size: String) async throws {
    let shop = try await CertificateShop()
    try await shop.makeKey("made", type, "-b", size)
    for (key, ca) in [("key", "made"), ("made", "ca")] {
      try await shop.certify(["-n", "alice@example.com"], key: key, by: ca)
      let blob = try await shop.sign(key)
      let signers = try "*@example.com cert-authority \(shop.publicKey(ca))\n"
      #expect(try await shop.keygenVerifies(blob, signers: signers, principal: "alice@example.com"))
      let policies = try KeyPolicy.load(signers: signers)
      #expect(
        try KeyPolicy.outcome(blob, over: CertificateShop.message, policies, at: Clock.now())
          == Self.alice
      )
      let signature = try SSHSignature(blob: blob)
      #expect(try signature.publicKey.text == shop.publicKey(key))
    }
  }

  @Test(
    "attack 32: a weak authority's certificates count for nothing",
    arguments: [("rsa", "1024"), ("dsa", "1024")]
  )
  func weakAuthority(_ type: String, _ size: String) async throws {
    let shop = try await CertificateShop()
    try await shop.makeKey("weak", type, "-b", size)
    try await shop.certify(["-n", "alice"], by: "weak")
    let policies = try KeyPolicy.load(signers: "* cert-authority \(shop.publicKey("weak"))\n")
    let outcome = try await KeyPolicy.outcome(
      shop.sign(),
      over: CertificateShop.message,
      policies,
      at: Clock.now()
    )
    #expect(outcome == .refused(.signatureBad))
    #expect(policies.keyring.holders(at: Clock.now()).isEmpty)
    #expect(
      policies.lint(at: Clock.now()).contains {
        "\($0)".contains("no certificate by the authority on line 1")
      }
    )
  }

  @Test("one flipped bit anywhere in a certificate makes it worthless")
  func flipped() async throws {
    let shop = try await CertificateShop()
    try await shop.certify(["-n", "alice"])
    let policies = try KeyPolicy.load(signers: "* cert-authority \(shop.publicKey("ca"))\n")
    let blob = try await shop.sign()
    for index in blob.indices {
      for bit in [0, 3, 7] {
        var broken = blob
        broken[index] ^= 1 << bit
        let outcome = try? KeyPolicy.outcome(
          broken,
          over: CertificateShop.message,
          policies,
          at: Clock.now()
        )
        switch outcome {
        case .signed: Issue.record("bit \(bit) of byte \(index)")
        case .refused, nil: break
        }
      }
    }
  }

  @Test(
    "attack 31: what a certificate says of presence holds, whatever the key's flags",
    arguments: [
      ("-n alice", 0x00, .signed("alice", .none)), ("-n alice", 0x01, .signed("alice", .touched)),
      ("-n alice", 0x05, .signed("alice", .verified)), ("-n alice", 0x04, .signed("alice", .none)),
      ("-n alice -O no-touch-required", 0x05, .signed("alice", .none)),
      ("-n alice -O verify-required", 0x05, .signed("alice", .verified)),
      ("-n alice -O verify-required", 0x01, .refused(.presenceMissing)),
      ("-n alice -O verify-required -O no-touch-required", 0x05, .signed("alice", .none)),
    ] as [(String, UInt8, KeyPolicy.Outcome)]
  )
  func presence(_ options: String, _ flags: UInt8, _ expected: KeyPolicy.Outcome) async throws {
    let shop = try await CertificateShop()
    for kind in [SoftwareSecurityKey.Kind.ed25519, .ecdsa] {
      let key = SoftwareSecurityKey(kind)
      try shop.scratch.write("\(key.publicKey)\n", to: "device.pub")
      try await shop.certify(options.split(separator: " ").map(String.init), key: "device")
      let blob = key.sign(
        CertificateShop.message,
        flags: flags,
        signer: try shop.certificate("device")
      )
      let signers = try "* cert-authority \(shop.publicKey("ca"))\n"
      #expect(try await shop.keygenVerifies(blob, signers: signers))
      let policies = try KeyPolicy.load(signers: signers)
      #expect(
        try KeyPolicy.outcome(blob, over: CertificateShop.message, policies, at: Clock.now())
          == expected
      )
    }
  }

  @Test("a certificate of a certificate, and certificates as keys, are nobody's")
  func nested() async throws {
    let shop = try await CertificateShop()
    try await shop.certify(["-n", "alice"])
    let certificate = try shop.certificate()
    let line = "ssh-ed25519-cert-v01@openssh.com \(Wire.base64(certificate))"
    let policies = try KeyPolicy.load(signers: "alice \(line)\n* cert-authority \(line)\n")
    let outcome = try await KeyPolicy.outcome(
      shop.sign(),
      over: CertificateShop.message,
      policies,
      at: Clock.now()
    )
    #expect(outcome == .refused(.signatureUnknownKey))
    #expect(policies.keyring.holders(at: Clock.now()).isEmpty)
  }

  @Test("an authority's own plain signature is nobody's")
  func authorityItself() async throws {
    let shop = try await CertificateShop()
    let armor = try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-Y", "sign", "-n", "countersign", "-f", "ca"],
      in: shop.scratch.path,
      input: CertificateShop.message
    ).output
    let signers = try "* cert-authority \(shop.publicKey("ca"))\n"
    let policies = try KeyPolicy.load(signers: signers)
    let check = SignerCheck(keyring: policies.keyring, now: Clock.now())
    let signature = try SSHSignature(armored: armor)
    #expect(
      KeyPolicy.outcome { () throws(ApprovalProblem) in
        try check.signer(of: signature, over: CertificateShop.message, namespace: "countersign")
      } == .refused(.signatureUnknownKey)
    )
  }
}
