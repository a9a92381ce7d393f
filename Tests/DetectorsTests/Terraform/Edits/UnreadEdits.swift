import Detection

extension TerraformEditTests {
  /// Documents that nothing in their module reads yet, or any more.
  static let unread: [TerraformEdit] = [
    TerraformEdit(
      "unread document: an action more",
      .widened,
      .iam,
      alone(#"actions = ["s3:GetObject"{+, "s3:PutObject"+}]"#)
    ),
    TerraformEdit(
      "unread document: who takes a token without saying of what",
      .widened,
      .iam,
      """
      data "aws_iam_policy_document" "ci" {
        statement {
          actions = ["sts:AssumeRoleWithWebIdentity"]
          principals {
            type        = "Federated"
            identifiers = ["arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com"]
          }
          [-condition {
            test     = "StringLike"
            variable = "token.actions.githubusercontent.com:sub"
            values   = ["repo:octocat/app:*"]
          }-]
        }
      }
      """
    ),
    TerraformEdit(
      "unread document: written before it is attached",
      .widened,
      .iam,
      "{+\(alone(#"actions = ["iam:PassRole"]"#))+}"
    ),
    TerraformEdit(
      "unread document: a denial becomes what was denied",
      .widened,
      .iam,
      alone("actions = [\"s3:*\"]\n[-effect = \"Deny\"-]")
    ),
    TerraformEdit(
      "unread document: laid out anew",
      .equal,
      alone("[-actions = [\"s3:GetObject\"]-]{+actions = [\n  \"s3:GetObject\",\n]+}")
    ),
    TerraformEdit(
      "document that another one starts from: told where that is used",
      .widened,
      .iam,
      alone(#"actions = ["s3:GetObject"{+, "s3:PutObject"+}]"#)
        + """

        data "aws_iam_policy_document" "all" {
          source_policy_documents = [data.aws_iam_policy_document.app.json]
        }
        resource "aws_iam_policy" "app" {
          policy = data.aws_iam_policy_document.all.json
        }
        """
    ),
    TerraformEdit(
      "document that is no longer attached",
      .narrowed,
      .iam,
      alone(#"actions = ["s3:GetObject"]"#)
        + """

        [-resource "aws_iam_policy" "app" {
          policy = data.aws_iam_policy_document.app.json
        }-]
        """
    ),
  ]

  private static func alone(_ text: String) -> String {
    """
    data "aws_iam_policy_document" "app" {
      statement {
        \(text)
        resources = ["*"]
      }
    }
    """
  }
}
