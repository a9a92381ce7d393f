import Detection
import Detectors
import Testing

@Suite struct VaultTests {
  private static func path(_ path: String, _ capabilities: String, _ more: String = "") -> String {
    "path \"\(path)\" {\n  capabilities = [\(capabilities)]\n\(more)}\n"
  }

  private static let change = CaseFrame(at: "vault/policies/ci.hcl", of: policy)

  private static func role(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    says: String? = nil,
    _ severity: Severity? = nil,
    back: Direction? = nil
  ) -> DetectorCase {
    DetectorCase(
      name,
      "vault/roles/ci.json",
      old,
      new,
      direction,
      direction == .equal ? nil : "iam.vault-role",
      line: direction == .equal ? nil : 1,
      says: says,
      severity,
      back: back
    )
  }

  private static let policy = "iam.vault-policy"
  private static let read = #""read""#

  static let cases: [DetectorCase] = [
    change(
      "a capability",
      path("secret/data/ci", read),
      path("secret/data/ci", #""read", "update""#),
      .widened,
      line: 1,
      says: "adds update on secret/data/ci in policy 'ci'",
      .high
    ),
    change(
      "a wider path",
      path("secret/data/ci/*", read),
      path("secret/data/*", read),
      .widened,
      says: "adds read on secret/data/*",
      .medium
    ),
    change(
      "a segment of any name",
      path("secret/data/ci/db", read),
      path("secret/data/+/db", read),
      .widened,
      says: "read on secret/data/+/db",
      .medium
    ),
    change(
      "a path under a wider one",
      path("secret/*", read),
      path("secret/*", read) + path("secret/ci", read),
      .equal
    ),
    change(
      "the order of paths and words",
      path("a", #""read", "list""#) + path("b", read),
      path("b", read) + path("a", #""list", "read""#),
      .equal
    ),
    change(
      "a path that takes away",
      path("secret/*", #""read", "update""#),
      path("secret/*", #""read", "update""#) + path("secret/prod/*", read),
      .narrowed,
      says: "removes update on secret/prod/*",
      .low
    ),
    change(
      "a path that gives more",
      path("secret/*", read),
      path("secret/*", read) + path("secret/prod/*", #""read", "update""#),
      .widened,
      says: "adds update on secret/prod/*",
      .high
    ),
    change(
      "a deny is gone",
      path("secret/*", read) + path("secret/prod/*", #""deny""#),
      path("secret/*", read),
      .widened,
      says: "adds read on secret/prod/*",
      .medium
    ),
    change(
      "a deny among others",
      path("secret/*", #""read", "deny""#),
      path("secret/*", read),
      .widened,
      says: "adds read"
    ),
    change(
      "sudo",
      path("sys/health", read),
      path("sys/health", #""read", "sudo""#),
      .widened,
      says: "adds sudo on sys/health",
      .critical
    ),
    change(
      "everything",
      path("secret/ci", read),
      path("*", #""create", "read", "update", "delete""#),
      .widened,
      says: "on * in policy",
      .critical
    ),
    change(
      "the auth methods",
      nil,
      path("auth/token/create", #""update""#),
      .widened,
      line: 1,
      says: "update on auth/token/create",
      .critical
    ),
    change(
      "one capability for another",
      path("a/b", read),
      path("a/b", #""list""#),
      .incomparable,
      says: "adds list and removes read on a/b"
    ),
    change(
      "no bounds",
      path("a/b", read, "  denied_parameters = { \"x\" = [] }\n"),
      path("a/b", read),
      .widened,
      says: "changes the bounds of a/b",
      .medium
    ),
    change(
      "other bounds",
      path("a/b", read, "  required_parameters = [\"x\"]\n"),
      path("a/b", read, "  required_parameters = [\"y\"]\n"),
      .incomparable,
      says: "bounds of a/b"
    ),
    change(
      "where two patterns cross",
      path("secret/+/key", read) + path("secret/prod/*", #""deny""#),
      path("secret/+/key", read) + path("secret/prod/*", read),
      .widened,
      says: "adds read on secret/prod/*"
    ),
    change(
      "the old word for capabilities",
      "path \"a\" {\n  policy = \"read\"\n}\n",
      path("a", #""read", "list""#),
      .equal
    ),
    change("a slash in front", path("/a", read), path("a", read), .equal),
    change(
      "capabilities that are computed",
      path("a", read),
      "path \"a\" {\n  capabilities = local.x\n}\n",
      .unknown,
      says: "no list of words"
    ),
    DetectorCase(
      "in JSON",
      "vault/policies/ci.json",
      #"{"path": {"a": {"capabilities": ["read"]}}}"#,
      #"{"path": {"a": {"capabilities": ["read", "sudo"]}}}"#,
      .widened,
      policy,
      line: 1,
      says: "adds sudo on a",
      .critical
    ),
    role(
      "every account",
      #"{"bound_service_account_names": ["ci"], "token_policies": ["ci"]}"#,
      #"{"bound_service_account_names": ["ci", "*"], "token_policies": ["ci"]}"#,
      .widened,
      says: "bound_service_account_names '*'",
      .critical
    ),
    role(
      "no bound",
      #"{"bound_audiences": ["a"], "token_policies": ["ci"]}"#,
      #"{"token_policies": ["ci"]}"#,
      .widened,
      says: "removes 'bound_audiences'",
      .high
    ),
    role(
      "one more policy",
      #"{"token_policies": ["ci"]}"#,
      #"{"token_policies": ["ci", "admin"]}"#,
      .widened,
      says: "policy 'admin'",
      .critical
    ),
    role(
      "longer",
      #"{"bound_audiences": ["a"], "token_ttl": "1h"}"#,
      #"{"bound_audiences": ["a"], "token_ttl": "24h"}"#,
      .widened,
      says: "from 1h to 24h",
      .medium
    ),
    role(
      "another claim",
      #"{"bound_claims": {"project": "a"}, "token_policies": []}"#,
      #"{"bound_claims": {"project": ["a", "b"]}, "token_policies": []}"#,
      .widened,
      says: "bound_claims.project 'b'",
      .high
    ),
    role(
      "the order of bounds",
      #"{"bound_audiences": ["a", "b"], "token_policies": ["x"]}"#,
      #"{"token_policies": ["x"], "bound_audiences": ["b", "a"]}"#,
      .equal
    ),
  ]

  @Test("a difference means what it means", arguments: cases)
  func means(_ testCase: DetectorCase) { testCase.check(VaultDetector()) }

  @Test("the way back is the opposite", arguments: cases)
  func back(_ testCase: DetectorCase) { testCase.reversed.check(VaultDetector()) }

  @Test("a file is equal to itself, with comments", arguments: cases)
  func equal(_ testCase: DetectorCase) { testCase.checkSelf(VaultDetector()) }

  @Test("Terragrunt's files are of another format") func foreign() {
    let text = "terraform {\n  source = \"./path\"\n}\n"
    let pair = FilePair(path: Array("terragrunt.hcl".utf8), old: nil, new: Array(text.utf8))
    #expect(Verdict(VaultDetector().read(pair)).direction == nil)
  }
}
