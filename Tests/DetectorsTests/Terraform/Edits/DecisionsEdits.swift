import Detection

extension TerraformEditTests {
  /// The same decisions written otherwise, and others that look the same.
  static let decisions: [TerraformEdit] = [
    TerraformEdit(
      "decision: the local of a condition is renamed",
      .equal,
      two + "locals {\n  [-o-]{+p+} = var.open\n}\n"
        + ruleOfGroup("cidr_blocks = local.[-o-]{+p+} ? [\"0.0.0.0/0\"] : [\"10.1.0.0/16\"]")
    ),
    TerraformEdit(
      "decision: asked the other way around",
      .equal,
      two
        + ruleOfGroup(
          "cidr_blocks = [-var.open ? [\"0.0.0.0/0\"] : [\"10.1.0.0/16\"]-]{+!var.open ? [\"10.1.0.0/16\"] : [\"0.0.0.0/0\"]+}"
        )
    ),
    TerraformEdit(
      "decision: a flag by itself",
      .equal,
      of: "aws_db_instance",
      "publicly_accessible = [-var.open ? true : false-]{+var.open+}",
      others: ["variables.tf": two]
    ),
    TerraformEdit(
      "decision: fewer have to agree",
      .widened,
      .network,
      two
        + ruleOfGroup(
          "cidr_blocks = var.open[- && var.far-] ? [\"0.0.0.0/0\"] : [\"10.1.0.0/16\"]"
        )
    ),
    TerraformEdit(
      "decision: the iterator of a block is renamed",
      .equal,
      """
      variable "extra" {
        default = []
      }
      resource "aws_security_group" "x" {
        dynamic "ingress" {
          for_each = var.extra
          {+iterator = it+}
          content {
            from_port   = 22
            to_port     = 22
            protocol    = "tcp"
            cidr_blocks = [[-ingress-]{+it+}.value]
          }
        }
      }
      """
    ),
    TerraformEdit(
      "decision: a document that nothing reads is renamed",
      .equal,
      """
      data "aws_iam_policy_document" "[-a-]{+b+}" {
        statement {
          actions   = ["iam:*"]
          resources = ["*"]
        }
      }
      """
    ),
    TerraformEdit(
      "decision: what the same range means hangs on another",
      .widened,
      .network,
      two
        + """
        resource "azurerm_network_security_rule" "x" {
          priority                   = 100
          direction                  = "Inbound"
          access                     = var.open ? "Allow" : "Deny"
          protocol                   = "Tcp"
          source_port_range          = "*"
          destination_port_range     = "22"
          source_address_prefix      = "[-10.0.0.0/8-]{+*+}"
          destination_address_prefix = "*"
        }
        """,
      back: .widened
    ),
    TerraformEdit(
      "decision: a condition of a run beside something else",
      .incomparable,
      of: "aws_db_instance",
      """
      publicly_accessible = local.o ? true : false
      tags                = local.o ? { a = "[-1-]{+2+}" } : {}
      """,
      others: [
        "locals.tf": "locals {\n  o = terraform.workspace [-== \"dev\"-]{+!= \"prod\"+}\n}\n"
      ]
    ),
    TerraformEdit(
      "decision: what counts where nothing is given",
      .widened,
      .network,
      "variable \"range\" {\n  default = \"10.1.0.0/16\"\n}\n"
        + ruleOfGroup("cidr_blocks = [coalesce(var.range, \"[-10.0.0.0/8-]{+0.0.0.0/0+}\")]")
    ),
    TerraformEdit(
      "locals that hold each other twice",
      .unknown,
      "locals {\n"
        + (0..<30).map { "  l\($0) = [local.l\($0 + 1), local.l\($0 + 1)]\n" }.joined()
        + "  l30 = \"[-a-]{+b+}\"\n}\n"
        + "resource \"aws_db_instance\" \"x\" {\n  vpc_security_group_ids = local.l0\n}\n",
      back: .unknown
    ),
  ]

  private static let two =
    "variable \"open\" {\n  default = false\n}\nvariable \"far\" {\n  default = false\n}\n"
}
