import Detection

extension TerraformEditTests {
  /// Ways by which what counts elsewhere is reached, that are easily overlooked.
  static let defaultsMore: [TerraformEdit] = [
    TerraformEdit(
      "default: a document that nothing reads",
      .widened,
      .iam,
      open
        + """
        data "aws_iam_policy_document" "x" {
          statement {
            actions   = var.open ? ["[-s3:GetObject-]{+*+}"] : ["s3:GetObject"]
            resources = ["*"]
          }
        }
        """
    ),
    TerraformEdit(
      "default: documents for each of what is not known",
      .widened,
      .iam,
      """
      variable "teams" {}
      data "aws_iam_policy_document" "x" {
        for_each = toset(var.teams)
        statement {
          actions   = ["[-s3:GetObject-]{+*+}"]
          resources = ["*"]
        }
      }
      resource "aws_iam_role_policy" "x" {
        for_each = toset(var.teams)
        role     = "app"
        policy   = data.aws_iam_policy_document.x[each.key].json
      }
      """
    ),
    TerraformEdit(
      "default: two long conditions that begin alike",
      .widened,
      .network,
      """
      variable "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_1" {
        default = false
      }
      variable "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_2" {
        default = false
      }
      \(ruleOfGroup("cidr_blocks = concat(var.\(long)_1 ? [\"10.9.0.0/16\"] : [], var.\(long)_2 ? [\(wide)] : [])"))
      """
    ),
    TerraformEdit(
      "default: an entry that only one of two maps has",
      .widened,
      .network,
      """
      variable "env" {
        default = "dev"
      }
      locals {
        near = { dev = "10.1.0.0/16", prod = "10.2.0.0/16" }
        far  = { dev = "10.3.0.0/16", stage = \(wide) }
      }
      \(ruleOfGroup("cidr_blocks = [local.near[var.env], local.far[var.env]]"))
      """
    ),
    TerraformEdit(
      "default: what is looked up and not there",
      .widened,
      .network,
      """
      variable "env" {
        default = "dev"
      }
      \(ruleOfGroup("cidr_blocks = [lookup({ dev = \"10.1.0.0/16\", prod = \"10.2.0.0/16\" }, var.env, \(wide))]"))
      """
    ),
    TerraformEdit(
      "default: two decisions that both have to be made",
      .widened,
      .network,
      open + "variable \"far\" {\n  default = false\n}\n"
        + ruleOfGroup(
          "cidr_blocks = var.open ? (var.far ? [\(wide)] : [\"10.1.0.0/16\"]) : (var.far ? [\"10.2.0.0/16\"] : [\"10.1.0.0/16\"])"
        )
    ),
    TerraformEdit(
      "default: more decisions than are looked at",
      .incomparable,
      (1...40).map { "variable \"v\($0)\" {\n  default = false\n}\n" }.joined()
        + "locals {\n  all = concat("
        + (1...40).map { "var.v\($0) ? [\($0 == 40 ? wide : "\"10.\($0).0.0/16\"")] : []" }
        .joined(separator: ", ") + ")\n}\n" + ruleOfGroup("cidr_blocks = local.all"),
      back: .incomparable
    ),
    TerraformEdit(
      "default: a new bucket",
      .widened,
      .network,
      open
        + """
        {+resource "aws_s3_bucket_acl" "x" {
          bucket = "b"
          acl    = var.open ? "public-read" : "private"
        }+}
        """,
      back: .equal
    ),
    TerraformEdit(
      "default: what stood is given up, and is another by then",
      .widened,
      open
        + """
        resource "aws_s3_bucket_acl" "x" {
          {+count = var.open ? 1 : 0+}
          bucket = "b"
          acl    = "[-private-]{+public-read+}"
        }
        """,
      back: .equal
    ),
    TerraformEdit(
      "default: what a rule stands for each of",
      .incomparable,
      open
        + ruleOfGroup("for_each = toset(var.open ? [\(wide)] : [])\ncidr_blocks = [each.key]"),
      back: .incomparable
    ),
    TerraformEdit(
      "default: the second of several",
      .widened,
      .network,
      """
      variable "size" {
        default = 1
      }
      \(ruleOfGroup("count = var.size\ncidr_blocks = count.index == 0 ? [\"10.1.0.0/16\"] : [\(wide)]"))
      """
    ),
    TerraformEdit(
      "default: what a module of the tree is given",
      .widened,
      open
        + """
        module "x" {
          source = "./x"
          acl    = var.open ? "[-private-]{+public-read+}" : "private"
        }
        """,
      others: [
        "x/main.tf":
          "variable \"acl\" {}\nresource \"aws_s3_bucket_acl\" \"x\" {\n  acl = var.acl\n}\n"
      ]
    ),
    TerraformEdit(
      "default: what a template's file makes of it",
      .widened,
      .iam,
      open
        + """
        resource "aws_iam_role_policy" "x" {
          role   = "app"
          policy = templatefile("p.json.tpl", { open = var.open })
        }
        """,
      others: [
        "p.json.tpl":
          #"{"Statement": [{"Effect": "Allow", "Action": "%{ if open }[-s3:GetObject-]{+*+}%{ else }s3:ListBucket%{ endif }", "Resource": "*"}]}"#
      ]
    ),
  ]

  private static let long =
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
}
