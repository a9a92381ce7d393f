import Detection

extension TerraformEditTests {
  /// Modules of a registry: only what they are given is known.
  static let moduleCalls: [TerraformEdit] = [
    call("a list of those trusted grows", .widened, .iam, "trusted_role_arns = [\"a\"{+, \"b\"+}]"),
    call(
      "repositories that may log in",
      .widened,
      .iam,
      "github_repositories = [\"a:*\"{+, \"b:*\"+}]"
    ),
    call("one for another", .incomparable, .iam, "additional_trust_roles = [\"[-a-]{+b+}\"]"),
    call("those kept out grow", .narrowed, .iam, "excluded_users = [\"a\"{+, \"b\"+}]"),
    call(
      "a list that was the module's own",
      .incomparable,
      .iam,
      "{+trusted_role_arns = [\"a\"]+}"
    ),
    call(
      "a list without a word of access grows",
      .incomparable,
      .iam,
      "things = [\"a\"{+, \"b\"+}]"
    ),
    call(
      "addresses",
      .widened,
      .network,
      "ingress_cidr_blocks = [\"10.0.0.0/8\"{+, \"0.0.0.0/0\"+}]"
    ),
    call("a policy that is attached", .widened, .iam, "policy_arns = [\"a\"{+, var.more+}]"),
    call("a policy that forbids", .incomparable, .iam, "policy_arns = [\"a\"{+, var.force_mfa+}]"),
    call("a role that is made", .widened, .iam, "create_readonly_role = [-false-]{+true+}"),
    call("a role for another variable", .incomparable, .iam, "create_role = var.[-a-]{+b+}"),
    call("something is no longer skipped", .incomparable, .iam, "skip_user = [-true-]{+var.b+}"),
    call("exposed", .widened, .network, "publicly_accessible = [-false-]{+true+}"),
    call("a name with the user's word", .incomparable, .iam, "role_name = \"[-a-]{+b+}\""),
    call("a secret", .incomparable, .secret, "kinesis_endpoint_secret_string = var.[-a-]{+b+}"),
    call(
      "whether there is a secret",
      .incomparable,
      .secret,
      "create_random_password = [-true-]{+false+}"
    ),
    call("another bucket for logs", .incomparable, .protection, "log_bucket = \"[-a-]{+b+}\""),
    call("a network", .incomparable, .network, "vpc_id = module.[-a-]{+b+}.vpc_id"),
    call("its tags", .equal, nil, "tags = { team = \"[-a-]{+b+}\" }"),
    call(
      "written otherwise",
      .equal,
      nil,
      "trusted_role_arns = [\"a\", [-\"b\"-]{+\"${\"b\"}\"+}]"
    ),
    call("a provider", .incomparable, .iam, "providers = {\n    aws = aws.[-a-]{+b+}\n  }"),
    call("a policy in place", .widened, .iam, policy("\"s3:GetObject\"{+, \"s3:PutObject\"+}")),
    call("a policy as a list", .narrowed, .iam, policies("\"s3:GetObject\"[-, \"s3:PutObject\"-]")),
    call(
      "a bucket's policy",
      .widened,
      .iam,
      bucket("\"arn:aws:iam::111122223333:root\"{+, \"*\"+}")
    ),
    call(
      "a policy in another order",
      .equal,
      nil,
      policy("[-\"s3:A\", \"s3:B\"-]{+\"s3:B\", \"s3:A\"+}")
    ),
    call("a policy by another name", .incomparable, .iam, "policy = data.x.[-a-]{+b+}.json"),
    TerraformEdit(
      "module: a policy that data put together",
      .widened,
      .iam,
      """
      data "aws_iam_policy_document" "x" {
        statement {
          actions   = ["s3:GetObject"{+, "iam:PassRole"+}]
          resources = ["*"]
        }
      }
      module "x" {
        source = "terraform-aws-modules/iam/aws//modules/iam-policy"
        policy = data.aws_iam_policy_document.x.json
      }
      """
    ),
    TerraformEdit(
      "module: called for the first time",
      .widened,
      .iam,
      """
      {+module "x" {
        source            = "terraform-aws-modules/iam/aws//modules/iam-assumable-role"
        trusted_role_arns = ["a"]
      }+}
      """,
      back: .incomparable
    ),
    TerraformEdit(
      "module: no longer called",
      .incomparable,
      .destruction,
      """
      [-module "db" {
        source = "terraform-aws-modules/rds/aws"
        engine = "mysql"
      }-]
      """,
      back: .widened
    ),
    TerraformEdit(
      "module: a folder's provider",
      .incomparable,
      .iam,
      """
      module "x" {
        source    = "./x"
        providers = {
          aws = aws.[-staging-]{+production+}
        }
      }
      """,
      others: ["x/main.tf": "resource \"aws_sqs_queue\" \"x\" {\n}\n"]
    ),
  ]

  private static func call(
    _ name: String,
    _ direction: Direction,
    _ family: Family?,
    _ argument: String
  ) -> TerraformEdit {
    TerraformEdit(
      "module: " + name,
      direction,
      family,
      "module \"x\" {\n  source = \"acme/shop/aws\"\n  \(argument)\n}\n"
    )
  }

  private static func policy(_ actions: String) -> String {
    """
    policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = [\(actions)], Resource = "*" }]
      })
    """
  }

  private static func policies(_ actions: String) -> String {
    "policy_jsons = [\(policy(actions).dropFirst("policy = ".count)), data.other.json]"
  }

  private static func bucket(_ principals: String) -> String {
    """
    bucket_policy = [jsonencode({
        Version   = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = { AWS = [\(principals)] }
          Action    = "s3:GetObject"
          Resource  = "arn:aws:s3:::ours/*"
        }]
      })]
    """
  }
}
