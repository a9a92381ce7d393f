import Detection

extension TerraformEditTests {
  /// What does not count by a variable's default, and does as soon as somebody gives another value.
  static let defaults: [TerraformEdit] = [
    TerraformEdit(
      "default: the branch that is not taken",
      .widened,
      .network,
      open + ruleOfGroup("cidr_blocks = var.open ? [\(wide)] : [\"10.1.0.0/16\"]")
    ),
    TerraformEdit(
      "default: a rule that stands nowhere",
      .widened,
      .network,
      open + ruleOfGroup("count = var.open ? 1 : 0\ncidr_blocks = [\(wide)]")
    ),
    TerraformEdit(
      "default: a rule that stands nowhere comes",
      .widened,
      .network,
      open + "{+\(ruleOfGroup("count = var.open ? 1 : 0\ncidr_blocks = [\"0.0.0.0/0\"]"))+}"
    ),
    TerraformEdit(
      "default: a rule for each of nothing",
      .widened,
      .network,
      """
      variable "ranges" {
        default = []
      }
      \(ruleOfGroup("for_each = toset(var.ranges)\ncidr_blocks = [[-each.key-]{+\"0.0.0.0/0\"+}]"))
      """
    ),
    TerraformEdit(
      "default: a block for each of nothing",
      .widened,
      .network,
      """
      variable "extra" {
        default = []
      }
      resource "aws_security_group" "x" {
        dynamic "ingress" {
          for_each = var.extra
          content {
            from_port   = 22
            to_port     = 22
            protocol    = "tcp"
            cidr_blocks = [\(wide)]
          }
        }
      }
      """
    ),
    TerraformEdit(
      "default: a branch within what is joined",
      .widened,
      .network,
      open + ruleOfGroup("cidr_blocks = concat([\"10.1.0.0/16\"], var.open ? [\(wide)] : [])")
    ),
    TerraformEdit(
      "default: a branch that another one leads to",
      .widened,
      .network,
      """
      \(open)
      variable "everywhere" {
        default = false
      }
      locals {
        ranges = var.open ? (var.everywhere ? [\(wide)] : ["10.2.0.0/16"]) : ["10.1.0.0/16"]
      }
      \(ruleOfGroup("cidr_blocks = local.ranges"))
      """
    ),
    TerraformEdit(
      "default: another environment's entry",
      .widened,
      .network,
      """
      variable "env" {
        default = "dev"
      }
      locals {
        ranges = {
          dev  = ["10.1.0.0/16"]
          prod = [\(wide)]
        }
      }
      \(ruleOfGroup("cidr_blocks = local.ranges[var.env]"))
      """
    ),
    TerraformEdit(
      "default: another environment's entry, looked up",
      .widened,
      .network,
      """
      variable "env" {
        default = "dev"
      }
      \(ruleOfGroup("cidr_blocks = lookup({ dev = [\"10.1.0.0/16\"], prod = [\(wide)] }, var.env, [])"))
      """
    ),
    TerraformEdit(
      "default: a switch that is off",
      .widened,
      .protection,
      open + bucket("force_destroy = var.open ? [-false-]{+true+} : false")
    ),
    TerraformEdit(
      "default: a policy that is given to nobody yet",
      .widened,
      .iam,
      open + conditionalPolicy
    ),
    TerraformEdit(
      "condition that only a run knows: a policy",
      .widened,
      .iam,
      "variable \"open\" {}\n" + conditionalPolicy
    ),
    TerraformEdit(
      "condition that only a run knows: addresses",
      .widened,
      .network,
      "variable \"open\" {}\n"
        + ruleOfGroup("cidr_blocks = var.open ? [\(wide)] : [\"10.1.0.0/16\"]")
    ),
    TerraformEdit(
      "condition that only a run knows: both branches",
      .widened,
      .network,
      "variable \"open\" {}\n"
        + ruleOfGroup("cidr_blocks = var.open ? [\(wide)] : [\"[-10.0.0.0/8-]{+10.1.0.0/16+}\"]"),
      back: .widened
    ),
    TerraformEdit(
      "default: another default",
      .widened,
      .network,
      """
      variable "open" {
        default = [-false-]{+true+}
      }
      \(ruleOfGroup("cidr_blocks = var.open ? [\"0.0.0.0/0\"] : [\"10.1.0.0/16\"]"))
      """
    ),
    TerraformEdit(
      "default: what is so by default becomes what is so otherwise",
      .widened,
      .network,
      open
        + ruleOfGroup(
          "cidr_blocks = var.open ? [\"[-0.0.0.0/0-]{+10.0.0.0/8+}\"] : [\"[-10.0.0.0/8-]{+0.0.0.0/0+}\"]"
        ),
      back: .widened
    ),
    TerraformEdit(
      "default: something else within a block that hangs on it",
      .equal,
      open + bucket("bucket = \"[-a-]{+b+}\"\nforce_destroy = var.open ? true : false")
    ),
    TerraformEdit(
      "default: a branch that is written otherwise",
      .equal,
      open + ruleOfGroup("cidr_blocks = var.open ? [[-\"10.0.0.0/8\"-]{+ \"10.0.0.0/8\", +}] : []")
    ),
    TerraformEdit(
      "default: what a call gives is no default",
      .equal,
      "module \"x\" {\n  source = \"./x\"\n  open = false\n}\n",
      others: [
        "x/main.tf": open
          + ruleOfGroup("cidr_blocks = var.open ? [\"10.0.0.0/8\"] : [\"10.1.0.0/16\"]")
      ]
    ),
  ]

  static let open = "variable \"open\" {\n  default = false\n}\n"
  static let wide = "\"[-10.0.0.0/8-]{+0.0.0.0/0+}\""

  static func ruleOfGroup(_ text: String) -> String {
    """
    resource "aws_security_group_rule" "x" {
      type              = "ingress"
      from_port         = 22
      to_port           = 22
      protocol          = "tcp"
      security_group_id = "sg-1"
      \(text)
    }
    """
  }

  private static func bucket(_ text: String) -> String {
    "resource \"aws_s3_bucket\" \"x\" {\n  \(text)\n}\n"
  }

  private static let conditionalPolicy = """
    resource "aws_iam_role_policy" "x" {
      role   = "app"
      policy = var.open ? jsonencode({
        Statement = [{ Effect = "Allow", Action = ["s3:GetObject"{+, "iam:PassRole"+}], Resource = "*" }]
      }) : null
    }
    """
}
