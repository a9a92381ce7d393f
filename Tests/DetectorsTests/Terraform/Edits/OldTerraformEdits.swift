import Detection

extension TerraformEditTests {
  /// Texts of Terraform before 0.12, which a long history begins with.
  static let oldTerraform: [TerraformEdit] = [
    TerraformEdit(
      "a quoted name in a file of values",
      .widened,
      .network,
      """
      "region" = "eu-west-1"
      "office" = ["192.0.2.1/32"{+, "0.0.0.0/0"+}]
      """,
      path: "terraform.tfvars",
      others: [
        "main.tf": """
        variable "office" { type = "list" }
        resource "aws_security_group_rule" "ssh" {
          type        = "ingress"
          protocol    = "tcp"
          from_port   = 22
          to_port     = 22
          cidr_blocks = ["${var.office}"]
        }
        """
      ]
    ),
    TerraformEdit(
      "a comment beside a quoted name",
      .equal,
      """
      {+# where we are+}
      "region" = "eu-west-1"
      """,
      path: "terraform.tfvars"
    ),
    TerraformEdit(
      "a policy that a template_file renders",
      .widened,
      .iam,
      """
      data "template_file" "p" {
        template = "${file("${path.module}/p.json")}"
        vars { bucket = "[-logs-]{+*+}" }
      }
      resource "aws_iam_policy" "p" {
        policy = "${data.template_file.p.rendered}"
      }
      """,
      others: [
        "p.json": """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::${bucket}/*"}]}
        """
      ]
    ),
    TerraformEdit(
      "beside a file that does not parse and stays as it is",
      .widened,
      .network,
      """
      resource "aws_security_group_rule" "ssh" {
        type        = "ingress"
        protocol    = "tcp"
        from_port   = 22
        to_port     = 22
        cidr_blocks = ["[-192.0.2.1/32-]{+0.0.0.0/0+}"]
      }
      """,
      others: ["broken.tf": "resource \"a\" {{{\n"]
    ),
    // The other file is a doubt by itself.
    TerraformEdit(
      "beside a file that does not parse and changes",
      .equal,
      "locals { a = [-1-]{+2+} }\n",
      others: ["broken.tf": "resource \"a\" {{{ [-x-]{+y+}\n"]
    ),
    TerraformEdit(
      "what a file that does not parse defines is what it was",
      .equal,
      """
      {+# note+}
      resource "aws_security_group_rule" "ssh" {
        type        = "ingress"
        cidr_blocks = ["${local.office}"]
      }
      """,
      others: ["broken.tf": "locals { office = {{{\n"]
    ),
  ]
}
