import Detection

extension TerraformEditTests {
  static func trust(_ principal: String, _ more: String = "") -> String {
    """
    resource "aws_iam_role" "deploy" {
      name = "deploy"
      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = \(principal)
          Action    = "sts:AssumeRole"
          \(more)
        }]
      })
    }
    """
  }

  static func federated(_ subject: String) -> String {
    """
    data "aws_iam_policy_document" "trust" {
      statement {
        actions = ["sts:AssumeRoleWithWebIdentity"]
        principals {
          type        = "Federated"
          identifiers = [aws_iam_openid_connect_provider.github.arn]
        }
        condition {
          test     = "StringEquals"
          variable = "token.actions.githubusercontent.com:aud"
          values   = ["sts.amazonaws.com"]
        }
        \(subject)
      }
    }
    resource "aws_iam_role" "ci" {
      name               = "ci"
      assume_role_policy = data.aws_iam_policy_document.trust.json
    }
    """
  }

  /// Who may become whom.
  static let trusts: [TerraformEdit] = [
    TerraformEdit(
      "trust: a whole account",
      .incomparable,
      .iam,
      trust("{ AWS = \"arn:aws:iam::111111111111:[-role/ci-]{+root+}\" }")
    ),
    TerraformEdit(
      "trust: anyone",
      .widened,
      .iam,
      trust("{ AWS = \"[-arn:aws:iam::111111111111:root-]{+*+}\" }")
    ),
    TerraformEdit(
      "trust: a service more",
      .widened,
      .iam,
      trust("{ Service = [\"ec2.amazonaws.com\"{+, \"lambda.amazonaws.com\"+}] }")
    ),
    TerraformEdit(
      "trust: string or list",
      .equal,
      trust("{ Service = [-\"ec2.amazonaws.com\"-]{+[\"ec2.amazonaws.com\"]+} }")
    ),
    TerraformEdit(
      "trust: number or root",
      .equal,
      trust("{ AWS = \"[-arn:aws:iam::111111111111:root-]{+111111111111+}\" }")
    ),
    TerraformEdit(
      "trust: external id dropped",
      .widened,
      .iam,
      trust(
        "{ AWS = \"arn:aws:iam::111111111111:root\" }",
        "[-Condition = { StringEquals = { \"sts:ExternalId\" = \"x\" } }-]"
      )
    ),
    TerraformEdit(
      "trust: second factor asked",
      .narrowed,
      .iam,
      trust(
        "{ AWS = \"arn:aws:iam::111111111111:root\" }",
        "{+Condition = { Bool = { \"aws:MultiFactorAuthPresent\" = \"true\" } }+}"
      )
    ),
    TerraformEdit(
      "federation: any branch",
      .widened,
      .iam,
      federated(
        """
        condition {
          test     = "[-StringEquals-]{+StringLike+}"
          variable = "token.actions.githubusercontent.com:sub"
          values   = ["repo:acme/app:[-ref:refs/heads/main-]{+*+}"]
        }
        """
      )
    ),
    TerraformEdit(
      "federation: no subject",
      .widened,
      .iam,
      federated(
        """
        [-condition {
          test     = "StringEquals"
          variable = "token.actions.githubusercontent.com:sub"
          values   = ["repo:acme/app:ref:refs/heads/main"]
        }-]
        """
      )
    ),
    TerraformEdit(
      "identity provider: audience added",
      .widened,
      nil,
      of: "aws_iam_openid_connect_provider",
      """
      url             = "https://token.actions.githubusercontent.com"
      client_id_list  = ["sts.amazonaws.com"{+, "https://github.com/acme"+}]
      thumbprint_list = ["ffffffffffffffffffffffffffffffffffffffff"]
      """
    ),
    TerraformEdit(
      "identity provider added",
      .widened,
      .iam,
      """
      {+resource "aws_iam_openid_connect_provider" "gitlab" {
        url             = "https://gitlab.com"
        client_id_list  = ["https://gitlab.com"]
        thumbprint_list = ["ffffffffffffffffffffffffffffffffffffffff"]
      }+}
      """
    ),
    TerraformEdit(
      "trust: own account",
      .widened,
      .iam,
      trust(
        "{ AWS = [\"arn:aws:iam::111111111111:role/a\"{+, \"arn:aws:iam::222222222222:role/b\"+}] }"
      ),
      owned: ["111111111111", "222222222222"]
    ),
  ]
}
