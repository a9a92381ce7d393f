import Detection

extension TerraformEditTests {
  /// Who may do what, in all the places where that is written.
  static let identities: [TerraformEdit] = [
    TerraformEdit(
      "inline policy: wildcard",
      .widened,
      .iam,
      of: "aws_iam_role_policy",
      """
      role = aws_iam_role.app.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect   = "Allow"
          Action   = ["s3:GetObject"{+, "s3:*"+}]
          Resource = "*"
        }]
      })
      """
    ),
    TerraformEdit(
      "heredoc: resource narrowed",
      .narrowed,
      .iam,
      of: "aws_iam_policy",
      """
      name   = "read"
      policy = <<EOT
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "[-*-]{+arn:aws:s3:::logs/*+}"}
        ]
      }
      EOT
      """
    ),
    TerraformEdit(
      "heredoc becomes jsonencode",
      .equal,
      of: "aws_iam_policy",
      """
      name   = "read"
      policy = [-<<EOT
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}
      EOT
      -]{+jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = ["*"] }]
      })+}
      """
    ),
    TerraformEdit(
      "resource policy: condition dropped",
      .widened,
      .iam,
      of: "aws_iam_policy",
      """
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect   = "Allow"
          Action   = "ec2:TerminateInstances"
          Resource = "*"
          [-Condition = { StringEquals = { "aws:ResourceTag/team" = "web" } }-]
        }]
      })
      """
    ),
    TerraformEdit(
      "user policy from merge",
      .widened,
      .iam,
      """
      locals {
        base   = { Version = "2012-10-17" }
        extras = ["sqs:SendMessage"{+, "sqs:DeleteQueue"+}]
      }
      resource "aws_iam_user_policy" "ci" {
        user   = "ci"
        policy = jsonencode(merge(local.base, {
          Statement = [{ Effect = "Allow", Action = concat(["sqs:ReceiveMessage"], local.extras), Resource = "*" }]
        }))
      }
      """
    ),
    TerraformEdit(
      "managed policies of a role",
      .widened,
      .iam,
      of: "aws_iam_role",
      """
      name                = "app"
      assume_role_policy  = data.aws_iam_policy_document.trust.json
      managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"{+, "arn:aws:iam::aws:policy/AdministratorAccess"+}]
      """
    ),
    TerraformEdit(
      "attachment to admins",
      .widened,
      .iam,
      of: "aws_iam_group_policy_attachment",
      """
      group      = "developers"
      policy_arn = "arn:aws:iam::aws:policy/[-ReadOnlyAccess-]{+AdministratorAccess+}"
      """
    ),
    TerraformEdit(
      "attachments over a set",
      .widened,
      .iam,
      of: "aws_iam_role_policy_attachment",
      """
      for_each = toset([
        "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
        {+"arn:aws:iam::aws:policy/IAMFullAccess",+}
      ])
      role       = "app"
      policy_arn = each.value
      """
    ),
    TerraformEdit(
      "attachment to many",
      .widened,
      .iam,
      of: "aws_iam_policy_attachment",
      """
      name       = "x"
      policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
      users      = ["ann"{+, "bob"+}]
      """
    ),
    TerraformEdit(
      "boundary dropped",
      .widened,
      .iam,
      of: "aws_iam_role",
      """
      name                 = "app"
      assume_role_policy   = data.aws_iam_policy_document.trust.json
      [-permissions_boundary = aws_iam_policy.boundary.arn-]
      """
    ),
    TerraformEdit(
      "a person in a group",
      .widened,
      nil,
      of: "aws_iam_user_group_membership",
      """
      user   = "ann"
      groups = ["readers"{+, "admins"+}]
      """
    ),
    TerraformEdit(
      "members of a group",
      .narrowed,
      nil,
      of: "aws_iam_group_membership",
      """
      name  = "admins"
      group = "admins"
      users = ["ann"[-, "bob"-]]
      """
    ),
    TerraformEdit(
      "access key made",
      .widened,
      .iam,
      """
      {+resource "aws_iam_access_key" "ci" {
        user = "ci"
      }+}
      """
    ),
    TerraformEdit(
      "console login made",
      .widened,
      .iam,
      """
      {+resource "aws_iam_user_login_profile" "ann" {
        user = "ann"
      }+}
      """
    ),
    TerraformEdit(
      "passwords shorter",
      .widened,
      nil,
      of: "aws_iam_account_password_policy",
      """
      minimum_password_length = [-14-]{+8+}
      require_symbols         = true
      """
    ),
    TerraformEdit(
      "instance profile of another role",
      .incomparable,
      nil,
      of: "aws_iam_instance_profile",
      """
      name = "web"
      role = aws_iam_role.[-web-]{+admin+}.name
      """
    ),
    TerraformEdit(
      "session longer",
      .widened,
      nil,
      of: "aws_iam_role",
      """
      name                 = "app"
      assume_role_policy   = data.aws_iam_policy_document.trust.json
      max_session_duration = [-3600-]{+43200+}
      """
    ),
    TerraformEdit(
      "permission set: administrator",
      .widened,
      .iam,
      """
      {+resource "aws_ssoadmin_managed_policy_attachment" "a" {
        instance_arn       = local.sso
        managed_policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
        permission_set_arn = aws_ssoadmin_permission_set.dev.arn
      }+}
      """
    ),
    TerraformEdit(
      "account assigned",
      .widened,
      .iam,
      """
      {+resource "aws_ssoadmin_account_assignment" "a" {
        instance_arn       = local.sso
        permission_set_arn = aws_ssoadmin_permission_set.dev.arn
        principal_id       = "abc"
        principal_type     = "GROUP"
        target_id          = "111111111111"
        target_type        = "AWS_ACCOUNT"
      }+}
      """
    ),
    TerraformEdit(
      "guard rail detached",
      .widened,
      nil,
      """
      [-resource "aws_organizations_policy_attachment" "deny" {
        policy_id = aws_organizations_policy.deny.id
        target_id = "ou-1234"
      }-]
      """
    ),
    TerraformEdit(
      "guard rail loosened",
      .widened,
      .iam,
      of: "aws_organizations_policy",
      """
      name = "deny"
      type = "SERVICE_CONTROL_POLICY"
      content = jsonencode({
        Version = "2012-10-17"
        Statement = [
          { Effect = "Allow", Action = "*", Resource = "*" },
          { Effect = "Deny", Action = ["cloudtrail:StopLogging"[-, "guardduty:*"-]], Resource = "*" }
        ]
      })
      """
    ),
    TerraformEdit(
      "access entry of a cluster",
      .incomparable,
      .iam,
      of: "aws_eks_access_policy_association",
      """
      cluster_name  = "main"
      policy_arn    = "arn:aws:eks::aws:cluster-access-policy/[-AmazonEKSViewPolicy-]{+AmazonEKSClusterAdminPolicy+}"
      principal_arn = "arn:aws:iam::111111111111:role/dev"
      access_scope {
        type = "cluster"
      }
      """
    ),
  ]

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
