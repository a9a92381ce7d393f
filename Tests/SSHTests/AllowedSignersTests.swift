import GateTesting
import GitObjects
import Policy
import SSH
import Testing

/// Lines of an allowed-signers file, read by this package and by ssh-keygen.
@Suite("Allowed signers against ssh-keygen")
struct AllowedSignersTests {
  /// What a line does for a signature by KEY in namespace `countersign` by the principal `alice`.
  enum Verdict: String, Sendable { case counts, doesNot, malformed }

  struct Case: CustomTestStringConvertible, Sendable {
    let line: String
    let ssh: Bool
    let ours: Verdict
    var testDescription: String { line }

    init(_ line: String, ssh: Bool, ours: Verdict) {
      self.line = line
      self.ssh = ssh
      self.ours = ours
    }

    /// Both say the same.
    init(_ line: String, _ counts: Bool) {
      self.init(line, ssh: counts, ours: counts ? .counts : .doesNot)
    }
  }

  static let same = [
    Case("alice KEY", true), Case("alice KEY a comment", true), Case("  alice   KEY", true),
    Case("alice\tKEY", true), Case("# alice KEY", false), Case("alice KEY\r", true),
    Case("\"alice\" KEY", true),
    Case("alice cert-authority KEY", false), Case("bob KEY", false),
    Case("alice namespaces=\"countersign\" KEY", true),
    Case("alice NAMESPACES=\"countersign\" KEY", true), Case("alice namespaces=\"git\" KEY", false),
    Case("alice namespaces=\"git,countersign\" KEY", true),
    Case("alice namespaces=\"counter*\" KEY", true),
    Case("alice namespaces=\"Countersign\" KEY", false),
    Case("alice namespaces=\"countersign-record\" KEY", false),
    Case("alice namespaces=\"!git,*\" KEY", true),
    Case("alice namespaces=\"*,!countersign\" KEY", false),
    Case("alice namespaces=\"countersig?\" KEY", true),
    Case("alice namespaces=\"!countersig?,*\" KEY", false),
    Case("alice namespaces=\"countersign\",valid-after=\"20200101Z\" KEY", true),
    Case("alice valid-after=\"20200101Z\" KEY", true),
    Case("alice valid-after=\"20990101Z\" KEY", false),
    Case("alice valid-before=\"20200101Z\" KEY", false),
    Case("alice valid-before=\"20990101Z\" KEY", true),
    Case("alice valid-after=\"20200101Z\",valid-before=\"20990101Z\" KEY", true),
    Case("alice valid-before=\"209901011200Z\" KEY", true),
    Case("alice valid-before=\"20990101120030Z\" KEY", true),
  ]

  // Where this package is stricter: an error that names the line, where ssh-keygen passes over it or guesses.
  // A reviewer's key must not vanish by a typo, and nothing in the file may be read in two ways.
  static let stricter = [
    Case("alice", ssh: false, ours: .malformed),
    Case("alice KEY\nbob garbage", ssh: true, ours: .malformed),
    Case("alice namespaces=\"countersign KEY", ssh: false, ours: .malformed),
    Case("alice no-such-option KEY", ssh: false, ours: .malformed),
    Case("alice namespaces=\"countersign\",namespaces=\"git\" KEY", ssh: false, ours: .malformed),
    Case(
      "alice valid-before=\"20990101Z\",valid-before=\"20980101Z\" KEY",
      ssh: false,
      ours: .malformed
    ),
    Case("alice valid-before=\"20260230Z\" KEY", ssh: false, ours: .malformed),
    Case("alice valid-before=\"tomorrow\" KEY", ssh: false, ours: .malformed),
    Case("alice valid-before=20990101Z KEY", ssh: false, ours: .malformed),
    Case(
      "alice valid-after=\"20300101Z\",valid-before=\"20200101Z\" KEY",
      ssh: false,
      ours: .malformed
    ),
    Case("alice namespaces=\"\" KEY", ssh: false, ours: .malformed),
    Case("alice namespaces=countersign KEY", ssh: false, ours: .malformed),
    Case("alice namespaces KEY", ssh: false, ours: .malformed),
    Case("ali\"c\"e KEY", ssh: false, ours: .malformed),
    Case("\"alice KEY", ssh: false, ours: .malformed),
    // A wildcard, or a second name, would let the signer choose who to be.
    Case("* KEY", ssh: true, ours: .malformed), Case("a*e KEY", ssh: true, ours: .malformed),
    Case("bob,alice KEY", ssh: true, ours: .malformed),
    Case("Alice KEY", ssh: false, ours: .malformed),
    Case("alice no-touch-required KEY", ssh: false, ours: .malformed),
    Case("alice verify-required KEY", ssh: false, ours: .malformed),
    Case("alice namespaces=\"countersign\", KEY", ssh: false, ours: .malformed),
    Case("alice ,namespaces=\"countersign\" KEY", ssh: true, ours: .malformed),
    Case("\"alice\"namespaces=\"countersign\" KEY", ssh: true, ours: .malformed),
    Case("alice namespaces=\"countersign, git\" KEY", ssh: true, ours: .malformed),
    Case("alice namespaces=\"counter\\\"sign\" KEY", ssh: false, ours: .malformed),
  ]

  @Test("both read it alike", arguments: same)
  func alike(_ test: Case) async throws {
    try await compare(test)
  }

  @Test("ours is the stricter one", arguments: stricter)
  func oursIsStricter(_ test: Case) async throws {
    #expect(test.ours != .counts)
    try await compare(test)
  }

  private func compare(_ test: Case) async throws {
    let keygen = try SSHKeygen()
    let key = try SSHSigningKey.generate()
    let message = Array("message\n".utf8)
    let signature = SSHSignature.armor(try key.sign(message, namespace: "countersign"))
    let text = test.line.replacing("KEY", with: key.publicKey.text) + "\n"
    #expect(try await keygen.verifies(message, signature: signature, signers: text) == test.ssh)
    #expect(Self.verdict(text, key: key.publicKey) == test.ours)
  }

  /// What the line is worth as the key file of a policy that knows alice and bob.
  private static func verdict(_ text: String, key: SSHPublicKey) -> Verdict {
    guard let policies = try? policies(keys: text) else { return .malformed }
    let now = Timestamp(seconds: 1_795_410_000)
    let counts = policies.keyring.lines(for: key).contains { line in
      line.owner.rawValue == "alice" && line.serves("countersign") && line.isValid(at: now)
    }
    return counts ? .counts : .doesNot
  }

  private static func policies(keys: String) throws(PolicyError) -> PolicySet {
    let policy = """
      version: 1
      repository: example
      people: {alice: {}, bob: {}}
      groups: {all: [alice, bob]}
      keys: {ssh: signers}
      governance: {approvals: 1, from: [all]}
      """
    return try PolicySet.load(name: "policy.yaml") { name throws(PolicyError) in
      Array((name == "signers" ? keys : policy).utf8)
    }
  }

  @Test(
    "a date without Z is UTC here, so that a policy means the same on every machine; with Z it is to both",
    arguments: [
      ("202611230500Z", "UTC0", -1, true), ("202611230500Z", "UTC0", 1, false),
      ("202611230500Z", "EST5", -1, true), ("202611230500Z", "EST5", 1, false),
      ("202611230500", "UTC0", -1, true), ("202611230500", "UTC0", 1, false),
    ] as [(String, String, Int64, Bool)]
  )
  func validBefore(_ date: String, _ zone: String, _ offset: Int64, _ counts: Bool) async throws {
    let keygen = try SSHKeygen()
    let key = try SSHSigningKey.generate()
    let message = Array("message\n".utf8)
    let signature = SSHSignature.armor(try key.sign(message, namespace: "countersign"))
    let text = "alice valid-before=\"\(date)\" \(key.publicKey.text)\n"
    let now = Timestamp(seconds: 1_795_410_000 + offset)
    let time = "\(now)".filter { $0.isNumber } + "Z"
    let theirs = try await keygen.verifies(
      message,
      signature: signature,
      signers: text,
      options: ["-Overify-time=\(time)"],
      environment: ["TZ": zone]
    )
    let ours = try Self.policies(keys: text).keyring.lines(for: key.publicKey).allSatisfy {
      $0.isValid(at: now)
    }
    #expect(theirs == counts)
    #expect(ours == counts)
  }

  @Test("an error names its line")
  func lines() throws {
    let key = try SSHSigningKey.generate().publicKey.text
    let text =
      "# people\n\nalice \(key)\r\n\tbob namespaces=\"git\" \(key) x\ncarol \(key.dropLast(8))\n"
    let error = try thrownError(
      as: AllowedSigners.Malformed.self,
      by: try AllowedSigners(parsing: Array(text.utf8))
    )
    #expect(
      error?.description == "line 5: the key cannot be read: it ends early or goes on too long"
    )
    let good = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(4).joined(
      separator: [0x0A])
    let entries = try AllowedSigners(parsing: Array(good)).entries
    #expect(entries.map(\.line) == [3, 4])
    #expect(entries.map { $0.namespaces?.patterns.count } == [nil, 1])
  }
}
