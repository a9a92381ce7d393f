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
  ]
}
