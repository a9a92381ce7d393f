import Detection

extension TerraformEditTests {
  /// Where Terraform works, what it looks up, whither it logs, and the secrets it sets.
  static let places: [TerraformEdit] = [
    TerraformEdit(
      "a resource through another provider",
      .incomparable,
      .iam,
      of: "aws_ec2_transit_gateway_route_table_association",
      "provider = aws.[-staging-]{+production+}"
    ),
    TerraformEdit(
      "the state's place in a bucket",
      .incomparable,
      .iam,
      """
      terraform {
        backend "s3" {
          bucket               = "state"
          workspace_key_prefix = "[-a-]{+b+}"
        }
      }
      """
    ),
    data("aws_iam_roles", "name_regex = \"[-read-]{+admin+}.*\""),
    data("aws_iam_role", "name = \"[-read-]{+admin+}\""),
    data("aws_kms_key", "key_id = \"alias/[-a-]{+b+}\""),
    data("aws_secretsmanager_secret", "provider = aws.[-a-]{+b+}"),
    data("aws_ram_resource_share", "filter {\n  name   = \"Name\"\n  values = [\"[-a-]{+b+}\"]\n}"),
    TerraformEdit(
      "a secret is replaced",
      .incomparable,
      .secret,
      of: "aws_secretsmanager_secret_version",
      """
      secret_id     = "x"
      secret_string = var.[-a-]{+b+}
      """
    ),
    TerraformEdit(
      "a secret of a workflow",
      .incomparable,
      .secret,
      of: "github_actions_secret",
      """
      secret_name     = "KEY"
      plaintext_value = var.[-a-]{+b+}
      """
    ),
    TerraformEdit(
      "a parameter that is no secret",
      .equal,
      of: "aws_ssm_parameter",
      """
      type  = "String"
      value = "[-a-]{+b+}"
      """
    ),
    TerraformEdit(
      "a parameter that is a secret",
      .incomparable,
      .secret,
      of: "aws_ssm_parameter",
      """
      type  = "SecureString"
      value = var.[-a-]{+b+}
      """
    ),
    TerraformEdit(
      "logs of a load balancer go elsewhere",
      .incomparable,
      .protection,
      of: "aws_elb",
      """
      access_logs {
        bucket        = "[-ours-]{+others+}"
        bucket_prefix = "web"
      }
      """
    ),
    TerraformEdit(
      "another certificate",
      .equal,
      of: "aws_elb",
      listener("ssl_certificate_id = \"[-arn:1-]{+arn:2+}\"")
    ),
    TerraformEdit(
      "no certificate any more",
      .widened,
      .protection,
      of: "aws_elb",
      listener("[-ssl_certificate_id = \"arn:1\"-]")
    ),
    TerraformEdit(
      "a protocol that a run tells",
      .incomparable,
      .protection,
      of: "aws_lb_listener",
      """
      load_balancer_arn = aws_lb.x.arn
      port              = 443
      protocol          = split(":", var.[-a-]{+b+})
      """
    ),
    TerraformEdit(
      "encrypted by a variable",
      .incomparable,
      .protection,
      of: "aws_ebs_volume",
      "{+encrypted = var.encrypted+}"
    ),
    TerraformEdit(
      "what a key is called",
      .equal,
      of: "aws_key_pair",
      """
      key_name   = "[-a-]{+b+}"
      public_key = var.key
      """
    ),
    TerraformEdit(
      "another key may log in",
      .incomparable,
      .iam,
      of: "aws_key_pair",
      """
      key_name   = "a"
      public_key = "ssh-ed25519 [-AAAA-]{+BBBB+}"
      """
    ),
    TerraformEdit(
      "a subnet led by another table",
      .incomparable,
      .network,
      of: "aws_route_table_association",
      """
      subnet_id      = "subnet-1"
      route_table_id = aws_route_table.[-private-]{+public+}.id
      """
    ),
    TerraformEdit(
      "a route through another gateway",
      .incomparable,
      .network,
      of: "aws_route",
      """
      route_table_id         = "rtb-1"
      destination_cidr_block = "10.0.0.0/8"
      gateway_id             = "[-vgw-1-]{+vgw-2+}"
      """
    ),
    TerraformEdit(
      "somebody else is of a team",
      .incomparable,
      .iam,
      of: "pagerduty_team_membership",
      """
      team_id = "t"
      user_id = pagerduty_user.[-ann-]{+bob+}.id
      """
    ),
    TerraformEdit(
      "a database is watched as another role",
      .incomparable,
      .iam,
      of: "aws_db_instance",
      "monitoring_role_arn = aws_iam_role.[-a-]{+b+}.arn"
    ),
    TerraformEdit(
      "a license may be passed on",
      .widened,
      .iam,
      of: "aws_licensemanager_grant",
      "allowed_operations = [\"CheckoutLicense\"{+, \"CreateGrant\"+}]"
    ),
    TerraformEdit(
      "checks of an older branch count",
      .widened,
      .protection,
      of: "github_branch_protection",
      "required_status_checks {\n  strict = [-true-]{+false+}\n}"
    ),
    TerraformEdit(
      "workflows' server in the open",
      .widened,
      .network,
      of: "aws_mwaa_environment",
      "webserver_access_mode = \"[-PRIVATE-]{+PUBLIC+}_ONLY\""
    ),
    TerraformEdit(
      "a program's environment",
      .equal,
      of: "aws_lambda_function",
      "environment {\n  variables = {\n    SKIP_ACCOUNTS = \"[-a-]{+b+}\"\n  }\n}"
    ),
    TerraformEdit(
      "shields something else",
      .incomparable,
      .protection,
      of: "aws_shield_protection",
      "resource_arn = aws_eip.[-a-]{+b+}.arn"
    ),
    TerraformEdit(
      "one more may dismiss reviews",
      .widened,
      .protection,
      of: "github_branch_protection",
      "required_pull_request_reviews {\n  dismissal_restrictions = [\"/a\"{+, \"/b\"+}]\n}"
    ),
    TerraformEdit(
      "nobody in particular may dismiss reviews",
      .widened,
      .protection,
      of: "github_branch_protection",
      "required_pull_request_reviews {\n  dismissal_restrictions = [[-\"/a\"-]]\n}"
    ),
    TerraformEdit(
      "another branch is protected",
      .incomparable,
      .protection,
      of: "github_branch_protection",
      "pattern = \"[-main-]{+old+}\""
    ),
    TerraformEdit(
      "a license of another kind",
      .incomparable,
      .iam,
      of: "aws_licensemanager_grant",
      "license_arn = \"[-arn:a-]{+arn:b+}\""
    ),
  ]

  private static func data(_ type: String, _ argument: String) -> TerraformEdit {
    TerraformEdit(
      "looks up another \(type)",
      .incomparable,
      .iam,
      "data \"\(type)\" \"x\" {\n  \(argument)\n}\n"
    )
  }

  private static func listener(_ argument: String) -> String {
    """
    listener {
      instance_port     = 80
      instance_protocol = "http"
      lb_port           = 443
      lb_protocol       = "https"
      \(argument)
    }
    """
  }
}
