import Detection
import Detectors
import Testing

@Suite("Terraform's trust of accounts") struct OwnAccountsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let principal: String
    var condition = ""
    var owned = ["111111111111", "222222222222"]
    let severity: Severity
    var testDescription: String { "\(principal) \(condition) of \(owned)" }
  }

  static let callers = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"

  static func condition(_ name: String, _ key: String, _ value: String) -> String {
    "Condition = { \(name) = { \"\(key)\" = \"\(value)\" } }"
  }

  static let cases: [Case] = [
    .init(principal: "\"arn:aws:iam::222222222222:role/b\"", severity: .high),
    .init(principal: "\"arn:aws:iam::999999999999:role/b\"", severity: .critical),
    .init(principal: "\"222222222222\"", severity: .high),
    .init(principal: "222222222222", severity: .high),
    .init(principal: "\"999999999999\"", severity: .critical),
    .init(principal: "999999999999", severity: .critical),
    .init(principal: "\"arn:aws:iam::222222222222:root\"", severity: .high),
    .init(principal: "\"arn:aws:iam::999999999999:root\"", severity: .critical),
    .init(principal: "\"arn:aws-us-gov:iam::999999999999:root\"", severity: .critical),
    .init(principal: "\"\(callers)\"", severity: .high),
    .init(principal: "data.aws_caller_identity.current.account_id", severity: .high),
    .init(
      principal: "\"arn:aws:iam::${aws_organizations_account.audit.id}:root\"",
      severity: .high
    ),
    .init(principal: "\"arn:aws:iam::${var.partner}:root\"", severity: .critical),
    // Patterns, ARNs and what is no account.
    .init(
      principal: "\"arn:aws:iam::222200000001:role/b\"",
      owned: ["2222*"],
      severity: .high
    ),
    .init(
      principal: "\"222222222222\"",
      owned: ["arn:aws:iam::222222222222:root"],
      severity: .high
    ),
    .init(principal: "\"999999999999\"", owned: ["acme-*", "*.example.com"], severity: .high),
    .init(principal: "\"999999999999\"", owned: ["*", "111111111111"], severity: .critical),
    // Organizations.
    .init(
      principal: "\"999999999999\"",
      condition: condition("StringEquals", "aws:PrincipalOrgID", "o-ours"),
      owned: ["111111111111", "o-ours"],
      severity: .high
    ),
    .init(
      principal: "\"*\"",
      condition: condition("StringEquals", "aws:PrincipalOrgID", "o-theirs"),
      owned: ["o-ours"],
      severity: .critical
    ),
    .init(
      principal: "\"*\"",
      condition: condition("StringEquals", "aws:PrincipalOrgID", "o-ours"),
      owned: ["o-ours"],
      severity: .high
    ),
    .init(
      principal: "\"*\"",
      condition: condition(
        "StringEquals",
        "aws:PrincipalOrgID",
        "${data.aws_organizations_organization.main.id}"
      ),
      owned: ["o-ours"],
      severity: .high
    ),
    .init(
      principal: "\"999999999999\"",
      condition: condition("StringEqualsIfExists", "aws:PrincipalOrgID", "o-ours"),
      owned: ["111111111111", "o-ours"],
      severity: .critical
    ),
    .init(
      principal: "\"*\"",
      condition: condition("StringEquals", "aws:PrincipalAccount", "999999999999"),
      severity: .critical
    ),
  ]

  @Test("a foreign account is worse than one of our own", arguments: cases)
  func foreign(testCase: Case) {
    func statement(_ principal: String, _ more: String) -> String {
      "{ Effect = \"Allow\", Principal = { AWS = \(principal) }, Action = \"sts:AssumeRole\", \(more) }"
    }
    let before = statement("\"arn:aws:iam::111111111111:role/a\"", "")
    let after = statement(testCase.principal, testCase.condition)
    let verdict = Self.verdict(
      """
      resource "aws_iam_role" "deploy" {
        name = "deploy"
        assume_role_policy = jsonencode({
          Version = "2012-10-17"
          Statement = [\(before){+, \(after)+}]
        })
      }
      """,
      testCase.owned
    )
    #expect(verdict.direction == .widened)
    #expect(verdict.observations.map(\.severity) == [testCase.severity], "\(verdict)")
  }

  @Test(
    "what is shared with a foreign account is worse",
    arguments: [
      ("aws_ram_principal_association", "principal", "resource_share_arn"),
      ("aws_ami_launch_permission", "account_id", "image_id"),
      ("aws_snapshot_create_volume_permission", "account_id", "snapshot_id"),
    ]
  )
  func shared(type: String, principal: String, given: String) {
    for (account, severity) in [("222222222222", Severity.high), ("999999999999", .critical)] {
      let verdict = Self.verdict(
        "{+resource \"\(type)\" \"a\" {\n  \(given) = \"x\"\n  \(principal) = \"\(account)\"\n}\n+}",
        ["222222222222"]
      )
      #expect(verdict.observations.map(\.severity) == [severity], "\(verdict)")
    }
  }

  private static func verdict(_ text: String, _ owned: [String]) -> Verdict {
    var surroundings = Surroundings()
    surroundings.owned = owned
    return Verdict(
      TerraformDetector().read(
        FilePair(
          path: Array("main.tf".utf8),
          old: Array(TerraformEdit.old(text).utf8),
          new: Array(TerraformEdit.new(text).utf8),
          surroundings: surroundings
        )
      )
    )
  }
}
