import Approvals
import GateTesting
import GitObjects
import KeyTools
import Platform
import Policy
import SSH
import Testing

@Suite("Revocation")
struct RevocationTests {
  /// How a KRL or a list is made of the shop's files; whether it revokes alice's key, and alice's certificate.
  static let lists: [(make: String, key: Bool, certificate: Bool)] = [
    ("-k -f list key.pub", true, true), ("-k -f list other-ca.pub", false, false),
    ("-k -f list ca.pub", false, true), ("-k -f list key-cert.pub", false, true),
    ("-k -f list -s ca.pub serials", false, true), ("-k -f list -s ca.pub ids", false, true),
    ("-k -f list -s ca.pub others", false, false), ("-k -f list hashes", true, true),
    ("-k -f list -z 9 key.pub other-ca.pub ca.pub", true, true), ("-k -f list", false, false),
  ]

  private static func shop() async throws -> CertificateShop {
    let shop = try await CertificateShop()
    try await shop.certify(["-n", "alice", "-z", "7"])
    try shop.scratch.write("serial: 5-9\n", to: "serials")
    try shop.scratch.write("id: id\n", to: "ids")
    try shop.scratch.write("serial: 1-6\nid: other\n", to: "others")
    try shop.scratch.write("sha256: \(try shop.publicKey("key"))\n", to: "hashes")
    return shop
  }

  @Test("attack 28: a KRL by ssh-keygen revokes what ssh-keygen says", arguments: lists)
  func krl(_ make: String, _ key: Bool, _ certificate: Bool) async throws {
    let shop = try await Self.shop()
    try await Tool.succeed(
      "ssh-keygen",
      ["-q"] + make.split(separator: " ").map(String.init),
      in: shop.scratch.path
    )
    try await compare(shop, revokesKey: key, certificate: certificate)
  }

  @Test(
    "attack 28: so does a plain list",
    arguments: [
      ("key", true, true), ("ca", false, true), ("other-ca", false, false), ("", false, false),
    ]
  )
  func plainList(_ name: String, _ key: Bool, _ certificate: Bool) async throws {
    let shop = try await Self.shop()
    let text = name.isEmpty ? "# nobody yet\n" : "# left\n\(try shop.publicKey(name)) comment\n"
    try shop.scratch.write(text, to: "list")
    try await compare(shop, revokesKey: key, certificate: certificate)
  }

  private func compare(_ shop: CertificateShop, revokesKey: Bool, certificate: Bool) async throws {
    let list = try TestFile.read(shop.scratch.path("list"))
    let signers = try
      "alice \(shop.publicKey("key"))\nalice cert-authority \(shop.publicKey("ca"))\n"
    let policies = try KeyPolicy.load(signers: signers, revoked: list)
    let plain = try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-Y", "sign", "-n", "countersign", "-f", "key"],
      in: shop.scratch.path,
      input: CertificateShop.message
    ).output
    let lines = plain.split(separator: 0x0A).dropFirst().dropLast()
    let blob = try #require(Base64.decode(Array(lines.joined())))
    for (blob, isRevoked) in [(blob, revokesKey), (try await shop.sign(), certificate)] {
      #expect(try await shop.keygenVerifies(blob, signers: signers, revoked: "list") == !isRevoked)
      let outcome = try KeyPolicy.outcome(
        blob,
        over: CertificateShop.message,
        policies,
        at: Clock.now()
      )
      #expect(outcome == (isRevoked ? .refused(.keyRevoked) : .signed("alice", .none)))
    }
  }

  @Test("attack 28: a KRL that is cut, garbled or goes on too long makes the policy invalid")
  func broken() async throws {
    let shop = try await Self.shop()
    try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-k", "-f", "list", "key.pub", "ca.pub"],
      in: shop.scratch.path
    )
    let krl = try TestFile.read(shop.scratch.path("list"))
    let signers = try "alice \(shop.publicKey("other-ca"))\n"
    _ = try KeyPolicy.load(signers: signers, revoked: krl)
    _ = try KeyPolicy.load(revoked: krl)
    // (After 44 bytes, the header, a KRL may end: nothing in the format says what is to follow.)
    for length in [8, 9, 20, 43, 45, krl.count - 1] {
      let error = try thrownError(
        as: PolicyError.self,
        by: try KeyPolicy.load(signers: signers, revoked: Array(krl.prefix(length)))
      )
      #expect(error?.file == "revoked", "\(length) bytes")
    }
    let longer = try thrownError(as: PolicyError.self, by: try KeyPolicy.load(revoked: krl + [1]))
    #expect(longer?.message.hasPrefix("the KRL cannot be read: ") == true)
  }

  @Test("without a service a KRL makes the policy invalid, and never passes for an empty list")
  func noService() async throws {
    let shop = try await Self.shop()
    try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-k", "-f", "list", "key.pub"],
      in: shop.scratch.path
    )
    let krl = try TestFile.read(shop.scratch.path("list"))
    let error = try thrownError(
      as: PolicyError.self,
      by: try KeyPolicy.load(revoked: krl, services: .none)
    )
    #expect(error?.file == "revoked")
  }

  @Test("an oracle that fails in the middle of a run decides nothing")
  func oracleFails() async throws {
    let shop = try await Self.shop()
    let services = KeyServices(revocation: FailingOracle(), openPGP: nil) { $0 }
    let signers = try "alice cert-authority \(shop.publicKey("ca"))\n"
    let policies = try KeyPolicy.load(
      signers: signers,
      revoked: Array("SSHKRL\n\0".utf8),
      services: services
    )
    let signature = try SSHSignature(blob: try await shop.sign())
    let check = SignerCheck(keyring: policies.keyring, now: Clock.now())
    let problem = #expect(throws: ApprovalProblem.self) {
      try check.signer(of: signature, over: CertificateShop.message, namespace: "countersign")
    }
    guard case .unanswered? = problem else {
      Issue.record("it was decided: \(String(describing: problem))")
      return
    }
  }

  /// Answers when the policy loads, and then no more.
  private struct FailingOracle: RevocationOracle {
    func revoked(_ keys: [[UInt8]], by krl: [UInt8]) throws(OracleFailure) -> Set<[UInt8]> {
      guard keys.allSatisfy({ $0.count < 100 }) else { throw OracleFailure("the disk is full") }
      return []
    }
  }
}
