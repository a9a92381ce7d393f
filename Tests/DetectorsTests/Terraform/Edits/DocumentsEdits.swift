import Detection

extension TerraformEditTests {
  static func document(_ statements: String, _ more: String = "") -> String {
    """
    data "aws_iam_policy_document" "app" {
    \(statements)
    }
    resource "aws_iam_policy" "app" {
      name   = "app"
      policy = data.aws_iam_policy_document.app.json
    }
    \(more)
    """
  }

  /// Policies as data sources, and what feeds them.
  static let documents: [TerraformEdit] = [
    TerraformEdit(
      "document: statement added",
      .widened,
      .iam,
      document(
        """
        statement {
          actions   = ["s3:ListBucket"]
          resources = ["arn:aws:s3:::logs"]
        }
        {+statement {
          sid       = "Pass"
          actions   = ["iam:PassRole"]
          resources = ["*"]
        }+}
        """
      )
    ),
    TerraformEdit(
      "document: denial dropped",
      .widened,
      .iam,
      document(
        """
        statement {
          actions   = ["s3:*"]
          resources = ["*"]
        }
        [-statement {
          effect    = "Deny"
          actions   = ["s3:DeleteBucket"]
          resources = ["*"]
        }-]
        """
      )
    ),
    TerraformEdit(
      "document: identifiers renamed",
      .equal,
      document(
        """
        statement {
          sid       = "[-Old-]{+New+}"
          actions   = ["s3:ListBucket"]
          resources = ["arn:aws:s3:::logs"]
        }
        """
      )
    ),
    TerraformEdit(
      "document: dynamic statements",
      .widened,
      .iam,
      document(
        """
        dynamic "statement" {
          for_each = { logs = "arn:aws:s3:::logs/*"{+, all = "arn:aws:s3:::*"+} }
          content {
            actions   = ["s3:GetObject"]
            resources = [statement.value]
          }
        }
        """
      )
    ),
    TerraformEdit(
      "document: for_each over names",
      .widened,
      .iam,
      """
      variable "buckets" {
        default = ["a"{+, "b"+}]
      }
      data "aws_iam_policy_document" "app" {
        statement {
          actions   = ["s3:GetObject"]
          resources = [for b in var.buckets : "arn:aws:s3:::${b}/*"]
        }
      }
      resource "aws_iam_policy" "app" {
        policy = data.aws_iam_policy_document.app.json
      }
      """
    ),
    TerraformEdit(
      "document: source documents",
      .widened,
      .iam,
      """
      data "aws_iam_policy_document" "a" {
        statement {
          actions   = ["sns:Publish"]
          resources = ["*"]
        }
      }
      data "aws_iam_policy_document" "b" {
        statement {
          actions   = ["kms:Decrypt"]
          resources = ["*"]
        }
      }
      data "aws_iam_policy_document" "all" {
        source_policy_documents = [
          data.aws_iam_policy_document.a.json,
          {+data.aws_iam_policy_document.b.json,+}
        ]
      }
      resource "aws_iam_policy" "app" {
        policy = data.aws_iam_policy_document.all.json
      }
      """
    ),
    TerraformEdit(
      "document: two statements become one",
      .equal,
      document(
        """
        [-statement {
          actions   = ["sns:Publish"]
          resources = ["*"]
        }
        statement {
          actions   = ["sqs:SendMessage"]
          resources = ["*"]
        }-]
        {+statement {
          actions   = ["sqs:SendMessage", "sns:Publish"]
          resources = ["*"]
        }+}
        """
      )
    ),
    TerraformEdit(
      "document: not_actions lose one",
      .widened,
      .iam,
      document(
        """
        statement {
          not_actions = ["iam:*"[-, "organizations:*"-]]
          resources   = ["*"]
        }
        """
      )
    ),
    TerraformEdit(
      "document: from variables file",
      .widened,
      .iam,
      """
      actions = ["s3:GetObject"{+, "s3:PutBucketPolicy"+}]
      """,
      path: "terraform.tfvars",
      others: [
        "main.tf": """
        variable "actions" {
          type = list(string)
        }
        data "aws_iam_policy_document" "app" {
          statement {
            actions   = var.actions
            resources = ["*"]
          }
        }
        resource "aws_iam_policy" "app" {
          policy = data.aws_iam_policy_document.app.json
        }
        """
      ]
    ),
    TerraformEdit(
      "document: as a template file",
      .widened,
      .iam,
      """
      resource "aws_iam_policy" "app" {
        policy = templatefile("${path.module}/policy.json.tftpl", { action = "[-s3:Get*-]{+s3:*+}" })
      }
      """,
      others: [
        "policy.json.tftpl": """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "${action}", "Resource": "*"}]}
        """
      ]
    ),
    TerraformEdit(
      "document: unknown action list",
      .incomparable,
      nil,
      document(
        """
        statement {
          actions   = [-["s3:GetObject"]-]{+var.actions+}
          resources = ["*"]
        }
        """,
        "variable \"actions\" {}"
      )
    ),
  ]
}
