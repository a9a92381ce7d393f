import Detection
import Detectors
import Testing

@Suite("Terraform's policies of AWS") struct TerraformPolicyTests {
  private static let detector = TerraformDetector()

  @Test("say what they allow anew", arguments: cases) func policies(item: DetectorCase) {
    item.check(Self.detector)
    item.reversed.check(Self.detector)
  }

  static func role(_ more: String = "") -> String {
    """
    resource "aws_iam_role" "deploy" {
      name = "deploy"
      \(more)
    }
    """
  }

  static func policy(_ action: String, _ resource: String, name: String = "p") -> String {
    """
    resource "aws_iam_role_policy" "\(name)" {
      role   = aws_iam_role.deploy.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = \(action), Resource = \(resource) }]
      })
    }
    """
  }

  static func data(_ action: String, _ resource: String) -> String {
    """
    data "aws_iam_policy_document" "d" {
      statement {
        actions   = \(action)
        resources = \(resource)
      }
    }
    resource "aws_iam_role_policy" "p" {
      role   = aws_iam_role.deploy.id
      policy = data.aws_iam_policy_document.d.json
    }
    """
  }

  static func attachment(_ arn: String, name: String = "a") -> String {
    """
    resource "aws_iam_role_policy_attachment" "\(name)" {
      role       = aws_iam_role.deploy.name
      policy_arn = \(arn)
    }
    """
  }

  static func trust(_ principal: String) -> String {
    role(
      """
      assume_role_policy = <<EOF
        {"Version": "2012-10-17", "Statement": [{
          "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": \(principal)}]}
      EOF
      """
    )
  }

  static let administrator = "\"arn:aws:iam::aws:policy/AdministratorAccess\""

  static let cases: [DetectorCase] = [
    DetectorCase(
      "passes any role",
      "main.tf",
      policy("[\"s3:GetObject\"]", "\"*\""),
      policy("[\"s3:GetObject\", \"iam:PassRole\"]", "\"*\""),
      .widened,
      "iam.aws-policy",
      line: 5,
      says: "adds iam:PassRole on * to aws_iam_role.deploy",
      .critical
    ),
    DetectorCase(
      "jsonencode and a policy document",
      "main.tf",
      policy("\"s3:GetObject\"", "\"${aws_s3_bucket.logs.arn}/*\""),
      data("[\"s3:GetObject\"]", "[\"${aws_s3_bucket.logs.arn}/*\"]"),
      .equal
    ),
    DetectorCase(
      "a wider reference",
      "main.tf",
      policy("\"s3:GetObject\"", "aws_s3_bucket.logs.arn"),
      data("[\"s3:GetObject\"]", "[aws_s3_bucket.logs.arn, \"${aws_s3_bucket.logs.arn}/*\"]"),
      .widened,
      "iam.aws-policy",
      says: "adds s3:GetObject on ${aws_s3_bucket.logs.arn}/* to aws_iam_role.deploy"
    ),
    DetectorCase(
      "moved to another block",
      "main.tf",
      policy("\"s3:GetObject\"", "\"*\""),
      policy("\"s3:GetObject\"", "\"*\"", name: "q"),
      .equal
    ),
    DetectorCase(
      "an administrator",
      "main.tf",
      "",
      attachment(administrator),
      .widened,
      "iam.aws-policy-attachment",
      line: 3,
      says: "attaches AdministratorAccess to aws_iam_role.deploy",
      .critical
    ),
    DetectorCase(
      "an attachment renamed",
      "main.tf",
      attachment(administrator),
      attachment(administrator, name: "b"),
      .equal
    ),
    DetectorCase(
      "another account may assume",
      "main.tf",
      trust(#"{"Service": "ec2.amazonaws.com"}"#),
      trust(#"{"Service": "ec2.amazonaws.com", "AWS": "111122223333"}"#),
      .widened,
      "iam.aws-trust-policy",
      line: 4,
      says: "lets account 111122223333 assume role/deploy",
      .high
    ),
    DetectorCase(
      "anyone may assume",
      "main.tf",
      trust(#"{"AWS": "111122223333"}"#),
      trust(#"{"AWS": "*"}"#),
      .widened,
      "iam.aws-trust-policy",
      says: "lets anyone assume role/deploy",
      .critical
    ),
    DetectorCase(
      "no boundary",
      "main.tf",
      role("permissions_boundary = aws_iam_policy.edge.arn"),
      role(),
      .widened,
      "iam.aws-permissions-boundary",
      says: "removes the permissions boundary",
      .critical
    ),
    DetectorCase(
      "a managed policy of the role",
      "main.tf",
      role("managed_policy_arns = []"),
      role("managed_policy_arns = [\(administrator)]"),
      .widened,
      "iam.aws-policy-attachment",
      says: "attaches AdministratorAccess to role/deploy",
      .critical
    ),
    DetectorCase(
      "a public bucket",
      "main.tf",
      "",
      """
      resource "aws_s3_bucket_policy" "b" {
        bucket = "logs"
        policy = jsonencode({Version = "2012-10-17", Statement = [
          {Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::logs/*"}]})
      }
      """,
      .widened,
      "iam.aws-resource-policy",
      says: "lets anyone use s3:GetObject on arn:aws:s3:::logs/* of logs",
      .critical
    ),
    DetectorCase(
      "an inline policy",
      "main.tf",
      role(),
      role(
        "inline_policy {\n name = \"x\"\n policy = jsonencode({Version = \"2012-10-17\", Statement = "
          + "[{Effect = \"Allow\", Action = \"*\", Resource = \"*\"}]})\n }"
      ),
      .widened,
      "iam.aws-policy",
      says: "adds * on * to role/deploy",
      .critical
    ),
    DetectorCase(
      "a member",
      "main.tf",
      member("\"ops\""),
      member("\"ops\", \"admins\""),
      .widened,
      "iam.aws-policy-attachment",
      says: "adds user/ann to group admins",
      .high
    ),
    DetectorCase(
      "a policy that is not known",
      "main.tf",
      policy("\"s3:GetObject\"", "\"*\""),
      """
      resource "aws_iam_role_policy" "p" {
        role   = aws_iam_role.deploy.id
        policy = var.policy
      }
      """,
      .unknown,
      says: "whose value is not known"
    ),
    DetectorCase(
      "a caller without its source",
      "main.tf",
      caller("source_arn = \"arn:aws:s3:::logs\""),
      caller(""),
      .widened,
      "iam.aws-resource-policy",
      says: "removes the condition aws:SourceArn"
    ),
    DetectorCase(
      "an issuer of tokens",
      "main.tf",
      "",
      """
      resource "aws_iam_openid_connect_provider" "github" {
        url            = "https://token.actions.githubusercontent.com"
        client_id_list = ["sts.amazonaws.com"]
      }
      """,
      .widened,
      "iam.aws-policy-attachment",
      says: "trusts the audience sts.amazonaws.com of tokens from https://token.actions",
      .high
    ),
    DetectorCase(
      "an open function",
      "main.tf",
      address("AWS_IAM"),
      address("NONE"),
      .widened,
      "iam.aws-resource-policy",
      line: 3,
      says: "lets anyone call aws_lambda_function_url.f",
      .critical
    ),
  ]

  static func member(_ groups: String) -> String {
    """
    resource "aws_iam_user_group_membership" "m" {
      user   = "ann"
      groups = [\(groups)]
    }
    """
  }

  static func caller(_ more: String) -> String {
    """
    resource "aws_lambda_permission" "s3" {
      action        = "lambda:InvokeFunction"
      function_name = "f"
      principal     = "s3.amazonaws.com"
      \(more)
    }
    """
  }

  static func address(_ type: String) -> String {
    """
    resource "aws_lambda_function_url" "f" {
      function_name      = "f"
      authorization_type = "\(type)"
    }
    """
  }
}
