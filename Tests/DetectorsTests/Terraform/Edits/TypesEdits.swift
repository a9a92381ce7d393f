import Detection

extension TerraformEditTests {
  /// What the type of a variable says of attributes that whoever gives it leaves out.
  static let types: [TerraformEdit] = [
    TerraformEdit(
      "type: a switch of what a map is given",
      .widened,
      """
      variable "databases" {
        type = map(object({ public = optional(bool, [-false-]{+true+}) }))
      }
      resource "aws_db_instance" "x" {
        for_each            = var.databases
        publicly_accessible = each.value.public
      }
      """
    ),
    TerraformEdit(
      "type: a network of a rule, by a local and a loop",
      .widened,
      .network,
      """
      variable "rules" {
        type    = map(object({ port = number, from = optional(string, "[-10.0.0.0/8-]{+0.0.0.0/0+}") }))
        default = {}
      }
      locals { rules = { for name, rule in var.rules : name => rule } }
      resource "aws_security_group_rule" "x" {
        for_each          = local.rules
        security_group_id = "sg-1"
        type              = "ingress"
        protocol          = "tcp"
        from_port         = each.value.port
        to_port           = each.value.port
        cidr_blocks       = [each.value.from]
      }
      """
    ),
    TerraformEdit(
      "type: a dynamic block's",
      .widened,
      .network,
      """
      variable "rules" {
        type = list(object({ from = optional(list(string), [[-"10.0.0.0/8"-]{+"0.0.0.0/0"+}]) }))
      }
      resource "aws_security_group" "x" {
        dynamic "ingress" {
          for_each = var.rules
          content {
            protocol    = "tcp"
            from_port   = 22
            to_port     = 22
            cidr_blocks = ingress.value.from
          }
        }
      }
      """
    ),
    TerraformEdit(
      "type: an object within another that has to be given",
      .narrowed,
      """
      variable "store" {
        type = object({ name = string, guard = object({ blocked = optional(bool, [-false-]{+true+}) }) })
      }
      resource "aws_s3_bucket_public_access_block" "x" {
        bucket                  = var.store.name
        block_public_acls       = var.store.guard.blocked
        block_public_policy     = true
        ignore_public_acls      = true
        restrict_public_buckets = true
      }
      """
    ),
    TerraformEdit(
      "type: an item of a list by its place",
      .widened,
      """
      variable "databases" {
        type = list(object({ public = optional(bool, [-false-]{+true+}) }))
      }
      resource "aws_db_instance" "x" {
        publicly_accessible = var.databases[0].public
      }
      """
    ),
    TerraformEdit(
      "type: a title",
      .equal,
      """
      variable "databases" {
        type = map(object({ title = optional(string, "[-a-]{+b+}") }))
      }
      resource "aws_db_instance" "x" {
        for_each = var.databases
        tags     = { title = each.value.title }
      }
      """
    ),
  ]
}
