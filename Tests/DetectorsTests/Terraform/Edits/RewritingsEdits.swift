import Detection

extension TerraformEditTests {
  /// The same in other words.
  static let rewritings: [TerraformEdit] = [
    TerraformEdit(
      "a local renamed",
      .equal,
      """
      locals {
        [-office-]{+office_cidr+} = "203.0.113.0/24"
      }
      resource "aws_security_group_rule" "in" {
        type              = "ingress"
        from_port         = 22
        to_port           = 22
        protocol          = "tcp"
        cidr_blocks       = [local.[-office-]{+office_cidr+}]
        security_group_id = "sg-1"
      }
      """
    ),
    TerraformEdit(
      "a variable drawn out",
      .equal,
      """
      {+variable "office" {
        default = "203.0.113.0/24"
      }+}
      resource "aws_security_group_rule" "in" {
        type              = "ingress"
        from_port         = 22
        to_port           = 22
        protocol          = "tcp"
        cidr_blocks       = [[-"203.0.113.0/24"-]{+var.office+}]
        security_group_id = "sg-1"
      }
      """
    ),
    TerraformEdit(
      "arguments in another order",
      .equal,
      of: "google_project_iam_member",
      """
      [-role    = "roles/viewer"
      member  = "user:ann@acme.com"-]
      {+member  = "user:ann@acme.com"
      role    = "roles/viewer"+}
      project = "acme"
      """
    ),
    TerraformEdit(
      "count becomes for_each",
      .equal,
      """
      locals {
        users = ["ann", "bob"]
      }
      resource "google_project_iam_member" "x" {
        [-count   = length(local.users)-]
        {+for_each = toset(local.users)+}
        project = "acme"
        role    = "roles/viewer"
        member  = "user:${[-local.users[count.index]-]{+each.value+}}@acme.com"
      }
      """
    ),
    TerraformEdit(
      "format becomes a template",
      .equal,
      of: "aws_iam_role_policy_attachment",
      """
      role       = "app"
      policy_arn = [-format("arn:aws:iam::aws:policy/%s", "ReadOnlyAccess")-]{+"arn:aws:iam::aws:policy/ReadOnlyAccess"+}
      """
    ),
    TerraformEdit(
      "a policy attached, renamed",
      .equal,
      """
      resource "aws_iam_role_policy_attachment" "[-a-]{+read_only+}" {
        role       = "app"
        policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
      }
      """
    ),
    TerraformEdit(
      "addresses joined",
      .equal,
      of: "aws_security_group_rule",
      """
      type              = "ingress"
      from_port         = 443
      to_port           = 443
      protocol          = "tcp"
      cidr_blocks       = ["[-10.0.0.0/9", "10.128.0.0/9-]{+10.0.0.0/8+}"]
      security_group_id = "sg-1"
      """
    ),
    TerraformEdit(
      "one file's policy into another's",
      .equal,
      """
      resource "aws_iam_policy" "p" {
        policy = [-jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })-]{+file("${path.module}/p.json")+}
      }
      """,
      others: [
        "p.json": """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}
        """
      ]
    ),
    TerraformEdit(
      "a variable no longer used",
      .equal,
      """
      [-variable "old" {
        default = "x"
      }-]
      resource "aws_sns_topic" "a" {
        name = "a"
      }
      """
    ),
    TerraformEdit(
      "for_each keys renamed",
      .equal,
      """
      resource "aws_iam_group_policy_attachment" "g" {
        for_each = {
          [-a-]{+read+} = "arn:aws:iam::aws:policy/ReadOnlyAccess"
        }
        group      = "dev"
        policy_arn = each.value
      }
      """
    ),
  ]
}
