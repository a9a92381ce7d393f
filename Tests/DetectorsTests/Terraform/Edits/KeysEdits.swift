import Detection

extension TerraformEditTests {
  private static func lookup(_ key: String, _ type: String = "aws_kms_key") -> String {
    let argument = type == "aws_kms_key" ? "key_id" : "name"
    return """
      data "\(type)" "a" {
        \(argument) = "\(key)"
      }
      resource "aws_kms_key" "b" {
        description = "ours"
      }

      """
  }

  private static func queue(_ key: String) -> String {
    "resource \"aws_sqs_queue\" \"q\" {\n name = \"q\"\n kms_master_key_id = \(key)\n}\n"
  }

  /// By whose keys something is encrypted.
  static let keys: [TerraformEdit] = [
    TerraformEdit(
      "the cloud's own key is looked up",
      .widened,
      .iam,
      lookup("alias/[-ours-]{+aws/sqs+}")
    ),
    TerraformEdit(
      "the cloud's own key in the place of ours, by a lookup",
      .widened,
      .protection,
      lookup("alias/aws/sqs") + queue("[-aws_kms_key.b.arn-]{+data.aws_kms_key.a.arn+}")
    ),
    TerraformEdit(
      "the cloud's own key by its alias' lookup",
      .widened,
      .protection,
      lookup("alias/aws/sqs", "aws_kms_alias")
        + queue("[-aws_kms_key.b.arn-]{+data.aws_kms_alias.a.target_key_arn+}")
    ),
    TerraformEdit(
      "another key of ours by a lookup",
      .incomparable,
      .protection,
      lookup("alias/ours") + queue("[-aws_kms_key.b.arn-]{+data.aws_kms_key.a.arn+}")
    ),
    TerraformEdit(
      "the cloud's own key either way",
      .equal,
      lookup("alias/aws/sqs") + queue("[-\"alias/aws/sqs\"-]{+data.aws_kms_key.a.arn+}")
    ),
    weaker("aws_codebuild_project", "name = \"a\"\n[-encryption_key = aws_kms_key.a.arn-]"),
    same(
      "aws_codebuild_project",
      "name = \"a\"\nencryption_key = aws_kms_key.[-a-]{+b+}.arn",
      .incomparable
    ),
    weaker("aws_workspaces_workspace", "[-volume_encryption_key = \"alias/ours\"-]"),
    weaker("aws_ssm_parameter", "type = \"SecureString\"\n[-key_id = aws_kms_key.a.id-]"),
    same(
      "aws_kms_grant",
      "key_id = aws_kms_key.[-a-]{+b+}.id\ngrantee_principal = \"arn:aws:iam::1:role/a\"\noperations = [\"Decrypt\"]",
      .incomparable
    ),
    weaker("aws_xray_encryption_config", "type = \"[-KMS-]{+NONE+}\""),
    weaker(
      "aws_ecr_repository",
      "name = \"a\"\nencryption_configuration {\n encryption_type = \"[-KMS-]{+AES256+}\"\n}"
    ),
    same(
      "aws_ecr_repository",
      "name = \"a\"\nencryption_configuration {\n {+encryption_type = \"AES256\"+}\n}"
    ),
    weaker("aws_s3_object", "key = \"a\"\nserver_side_encryption = \"[-aws:kms-]{+AES256+}\""),
    // The bucket's own encryption does it then, and each bucket has one.
    same("aws_s3_bucket_object", "key = \"a\"\n[-server_side_encryption = \"AES256\"-]"),
    weaker("aws_cloudfront_distribution", behavior("[-field_level_encryption_id = \"C1\"-]")),
    same("aws_efs_file_system", "encrypted = true\n{+creation_token = \"a\"+}"),
    TerraformEdit(
      "an account's own key no longer",
      .widened,
      .protection,
      """
      [-resource "azurerm_storage_account_customer_managed_key" "a" {
        storage_account_id = azurerm_storage_account.a.id
        key_vault_id       = azurerm_key_vault.a.id
        key_name           = azurerm_key_vault_key.a.name
      }-]
      """
    ),
    TerraformEdit(
      "a key of a vault is gone",
      .widened,
      .destruction,
      """
      [-resource "azurerm_key_vault_key" "a" {
        name         = "a"
        key_vault_id = azurerm_key_vault.a.id
        key_type     = "RSA"
      }-]
      """,
      back: .equal
    ),
    TerraformEdit(
      "somebody less may read a vault",
      .narrowed,
      .iam,
      """
      [-resource "azurerm_key_vault_access_policy" "a" {
        key_vault_id       = azurerm_key_vault.a.id
        object_id          = "o"
        secret_permissions = ["Get"]
      }-]
      """
    ),
    same(
      "azurerm_key_vault_access_policy",
      "key_vault_id = \"v\"\nobject_id = \"[-a-]{+b+}\"\nsecret_permissions = [\"Get\"]",
      .incomparable
    ),
  ]

  private static func behavior(_ argument: String) -> String {
    "default_cache_behavior {\n viewer_protocol_policy = \"https-only\"\n \(argument)\n}"
  }
}
