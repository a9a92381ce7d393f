import Detection
import Detectors
import Testing

@Suite("Policies of Vault that deny")
struct VaultDenialTests {
  private static let deny = "path \"secret/x\" { capabilities = [\"deny\"] }\n"
  private static let policy = "iam.vault-policy"

  static let cases: [DetectorCase] = [
    DetectorCase(
      "a file that only denies",
      "policies/deny.hcl",
      deny,
      nil,
      .widened,
      policy,
      line: 1,
      says: "no longer denies secret/x"
    ),
    DetectorCase("a denial twice", "policies/deny.hcl", deny, deny + "\n" + deny, .equal),
    DetectorCase(
      "a policy in JSON, wherever it is",
      "policies/app.json",
      #"{"path":{"a":{"capabilities":["read"]}}}"#,
      #"{"path":{"a":{"capabilities":["read","update"]}}}"#,
      .widened,
      policy,
      says: "adds update on a"
    ),
  ]

  @Test("mean what they mean", arguments: cases + cases.map(\.reversed))
  func mean(_ testCase: DetectorCase) { testCase.check(VaultDetector()) }

  @Test("another text with such words is none")
  func other() {
    let text = #"{"path": {"a": {"b": 1}}, "capabilities": ["x"]}"#
    let pair = FilePair(path: Array("app.json".utf8), old: nil, new: Array(text.utf8))
    #expect(Verdict(VaultDetector().read(pair)).direction == nil)
  }
}
