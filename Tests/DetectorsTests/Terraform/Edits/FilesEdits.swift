import Detection

extension TerraformEditTests {
  private static let rule = """
    resource "aws_security_group_rule" "x" {
      type = "ingress"
      protocol = "tcp"
      from_port = 22
      to_port = 22
      security_group_id = "sg-1"
      cidr_blocks = yamldecode(file("${path.module}/config/${var.env}-net.yaml")).from
    }
    """

  /// Files that are read by a name of which another run's value is a part.
  static let namedFiles: [TerraformEdit] = [
    TerraformEdit(
      "file: of another environment than the default",
      .widened,
      .network,
      "from: [[-10.0.0.0/8-]{+0.0.0.0/0+}]",
      path: "config/prod-net.yaml",
      others: [
        "main.tf": "variable \"env\" {\n  default = \"dev\"\n}\n\(rule)",
        "config/dev-net.yaml": "from: [10.0.0.0/8]",
      ]
    ),
    TerraformEdit(
      "file: of an environment that has to be named",
      .widened,
      .network,
      "from: [[-10.0.0.0/8-]{+0.0.0.0/0+}]",
      path: "config/prod-net.yaml",
      others: [
        "main.tf": "variable \"env\" {}\n\(rule)",
        "config/dev-net.yaml": "from: [10.0.0.0/8]",
      ]
    ),
  ]
}
