import Detection

extension TerraformEditTests {
  /// What comes from another place than where it is used: values' files, outputs, types, OpenTofu's files.
  static let elsewhere: [TerraformEdit] = [
    values("networks", .widened, .network, "allowed_cidrs = [\"10.0.0.0/8\"{+, \"0.0.0.0/0\"+}]"),
    values(
      "a policy",
      .incomparable,
      .iam,
      "attached = \"arn:aws:iam::aws:policy/[-ReadOnlyAccess-]{+AdministratorAccess+}\""
    ),
    values("somebody", .widened, .iam, "admin_users = [\"ann\"{+, \"bob\"+}]"),
    values("a secret", .incomparable, .secret, "db_password = \"[-a-]{+b+}\""),
    values("a size", .equal, nil, "instance_type = \"[-small-]{+large+}\"\nreplicas = [-1-]{+2+}"),
    values("a mark", .equal, nil, "tags = { owner = \"[-a-]{+b+}\" }"),
    TerraformEdit(
      "values beside their module",
      .narrowed,
      .network,
      "allowed_cidrs = [\"10.0.0.0/8\"[-, \"0.0.0.0/0\"-]]\n",
      path: "prod.tfvars",
      others: ["main.tf": "variable \"allowed_cidrs\" {}\n" + rule("var.allowed_cidrs")]
    ),
    TerraformEdit(
      "output: in public",
      .widened,
      "output \"public\" {\n value = [-false-]{+true+}\n}",
      path: "net/main.tf"
    ),
    TerraformEdit(
      "output: a policy",
      .widened,
      .iam,
      """
      output "json" {
        value = data.aws_iam_policy_document.x.json
      }
      data "aws_iam_policy_document" "x" {
        statement {
          actions   = ["[-s3:GetObject-]{+*+}"]
          resources = ["*"]
        }
      }
      """,
      path: "policies/main.tf"
    ),
    TerraformEdit(
      "output: another role",
      .incomparable,
      .iam,
      "output \"role_arn\" {\n value = aws_iam_role.[-reader-]{+admin+}.arn\n}",
      path: "roles/main.tf"
    ),
    TerraformEdit(
      "output: called otherwise",
      .equal,
      "output \"bucket\" {\n value = aws_s3_bucket.[-a-]{+b+}.id\n}",
      path: "store/main.tf"
    ),
    TerraformEdit(
      "type: an attribute's default",
      .widened,
      """
      variable "options" {
        type    = object({ public = optional(bool, [-false-]{+true+}) })
        default = {}
      }
      resource "aws_db_instance" "x" {
        publicly_accessible = var.options.public
      }
      """
    ),
    TerraformEdit(
      "type: the default of what is given",
      .equal,
      """
      variable "options" {
        type    = list(object({ public = optional(bool, [-false-]{+true+}) }))
        default = [{ public = false }]
      }
      resource "aws_db_instance" "x" {
        publicly_accessible = var.options[0].public
      }
      """
    ),
    TerraformEdit(
      "OpenTofu's own file",
      .widened,
      of: "aws_db_instance",
      "publicly_accessible = [-false-]{+true+}",
      path: "main.tofu"
    ),
    TerraformEdit(
      "OpenTofu's file in the place of Terraform's",
      .widened,
      "{+resource \"aws_db_instance\" \"x\" {\n publicly_accessible = true\n}+}",
      path: "main.tofu",
      others: ["main.tf": "resource \"aws_db_instance\" \"x\" {\n publicly_accessible = false\n}\n"]
    ),
    TerraformEdit(
      "OpenTofu's file that says the same",
      .equal,
      "{+resource \"aws_db_instance\" \"x\" {\n publicly_accessible = false\n}+}",
      path: "main.tofu",
      others: ["main.tf": "resource \"aws_db_instance\" \"x\" {\n publicly_accessible = false\n}\n"]
    ),
  ]

  /// Data that a module reads by functions.
  static let files: [TerraformEdit] = [
    TerraformEdit(
      "members in YAML",
      .widened,
      .iam,
      "- user:ann@example.com\n{+- allUsers+}\n",
      path: "members.yaml",
      others: ["main.tf": members("yamldecode(file(\"${path.module}/members.yaml\"))")]
    ),
    TerraformEdit(
      "members in JSON",
      .widened,
      .iam,
      "[\"user:ann@example.com\"{+, \"allUsers\"+}]\n",
      path: "members.json",
      others: ["main.tf": members("jsondecode(file(\"members.json\"))")]
    ),
    TerraformEdit(
      "members in a table",
      .widened,
      .iam,
      "member,team\nuser:ann@example.com,a\n{+allUsers,b+}\n",
      path: "members.csv",
      others: ["main.tf": members("[for r in csvdecode(file(\"members.csv\")) : r.member]")]
    ),
    TerraformEdit(
      "a file more of many",
      .widened,
      .network,
      "{+nets: [0.0.0.0/0]+}\n",
      path: "rules/b.yaml",
      others: [
        "rules/a.yaml": "nets: [10.0.0.0/8]\n",
        "main.tf": """
        locals {
          rules = [for f in fileset(path.module, "rules/*.yaml") : yamldecode(file("${path.module}/${f}"))]
        }
        \(rule("flatten(local.rules[*].nets)"))
        """,
      ]
    ),
    TerraformEdit(
      "a policy of several modules",
      .widened,
      .iam,
      "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"[-s3:GetObject-]{+*+}\", \"Resource\": \"*\"}]}",
      path: "shared/p.tpl",
      others: [
        "env/main.tf":
          "resource \"aws_iam_policy\" \"x\" {\n policy = file(\"${path.module}/../shared/p.tpl\")\n}\n"
      ]
    ),
  ]

  private static func values(
    _ name: String,
    _ direction: Direction,
    _ family: Family?,
    _ text: String
  ) -> TerraformEdit {
    TerraformEdit(
      "values far from their module: " + name,
      direction,
      family,
      text + "\n",
      path: "env/prod.tfvars",
      others: ["main.tf": "variable \"allowed_cidrs\" {}\n"]
    )
  }

  private static func rule(_ addresses: String) -> String {
    """
    resource "aws_security_group_rule" "ssh" {
      type              = "ingress"
      from_port         = 22
      to_port           = 22
      protocol          = "tcp"
      cidr_blocks       = \(addresses)
      security_group_id = "sg-1"
    }

    """
  }

  private static func members(_ source: String) -> String {
    """
    resource "google_project_iam_member" "x" {
      for_each = toset(\(source))
      project  = "p"
      role     = "roles/owner"
      member   = each.value
    }

    """
  }
}
