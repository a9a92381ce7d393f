import GateTesting
import GitObjects
import Policy
import SSH

/// The people of every story, with keys made in this process, and their policy.
///
/// As on the test server `alice` and `dana` are `security`, `bob` and `carol` are `platform`, and `deploy-bot` is
/// an automation that alice operates. Besides, `erin` is in both groups, `cron` is an automation without an
/// operator, `web-ui` is a platform, and `mallory` has a key and is nobody.
enum Cast {
  static let humans = ["alice", "bob", "carol", "dana", "erin"]

  static let keys: [String: SSHSigningKey] = {
    var keys: [String: SSHSigningKey] = [:]
    for person in humans + ["mallory", "web-ui", "deploy-bot"] {
      keys[person] = try? SSHSigningKey.generate()
    }
    return keys
  }()

  /// Noon, whatever the day.
  static let now = Timestamp(seconds: 1_790_000_000)

  static let repository = "acme/payments"

  private static let people = """
    people:
      alice: {name: Alice Ng, emails: [alice@example.com]}
      bob: {name: Bob Roy, emails: [bob@example.com, bob@old.example.com]}
      carol: {name: Carol Wu, emails: [carol@example.com]}
      dana: {name: Dana Ek, emails: [dana@example.com]}
      erin: {name: Erin Oz, emails: [erin@example.com]}
      deploy-bot: {kind: automation, operator: alice, emails: [deploy-bot@example.com]}
      cron: {kind: automation, emails: [cron@example.com]}
      web-ui: {kind: platform, emails: [web-ui@example.com]}
    groups:
      security: [alice, dana, erin]
      platform: [bob, carol, erin]
    contributors: ["*@guests.example.com"]

    """

  /// The policy of the test server with these people, and with some of its top-level keys replaced.
  static func policies(with text: String = "") throws -> PolicySet {
    let lines = (people + text).split(separator: "\n", omittingEmptySubsequences: false)
    let serverKey = try SSHSigningKey.generate().publicKey.text
    let policy = PolicyText.replacing(lines.map(String.init), in: TestServer.policy)
      .split(separator: "SERVER_KEY", omittingEmptySubsequences: false).joined(separator: serverKey)
    let files = ["policy.yaml": Array(policy.utf8), "allowed_signers": allowedSigners]
    return try PolicySet.load(name: "policy.yaml") { name throws(PolicyError) in files[name] }
  }

  private static var allowedSigners: [UInt8] {
    let lines = keys.filter { $0.key != "mallory" }.map { person, key in
      "\(person) namespaces=\"countersign,git\" \(key.publicKey.text)\n"
    }
    return Array(lines.sorted().joined().utf8)
  }
}
