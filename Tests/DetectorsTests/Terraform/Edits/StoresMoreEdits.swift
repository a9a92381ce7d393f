import Detection

extension TerraformEditTests {
  /// Buckets, keys, databases.
  static let storesMore: [TerraformEdit] = [
    TerraformEdit(
      "database deletable",
      .widened,
      .protection,
      of: "aws_rds_cluster",
      """
      cluster_identifier  = "main"
      [-deletion_protection = true-]
      """
    ),
    TerraformEdit(
      "database unencrypted",
      .widened,
      .protection,
      of: "aws_db_instance",
      """
      identifier        = "main"
      storage_encrypted = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "database made anew",
      .incomparable,
      nil,
      of: "aws_db_instance",
      """
      identifier          = "main"
      engine              = "[-mysql-]{+postgres+}"
      deletion_protection = false
      """
    ),
    TerraformEdit(
      "warehouse in public",
      .widened,
      .network,
      of: "aws_redshift_cluster",
      """
      cluster_identifier  = "main"
      publicly_accessible = [-false-]{+true+}
      """
    ),
    TerraformEdit(
      "table without recovery",
      .widened,
      .protection,
      of: "aws_dynamodb_table",
      """
      name     = "orders"
      hash_key = "id"
      point_in_time_recovery {
        enabled = [-true-]{+false+}
      }
      """
    ),
    TerraformEdit(
      "table gets another key",
      .incomparable,
      nil,
      of: "aws_dynamodb_table",
      """
      name     = "orders"
      hash_key = "[-id-]{+uuid+}"
      """
    ),
    TerraformEdit(
      "snapshot for another account",
      .widened,
      nil,
      """
      {+resource "aws_snapshot_create_volume_permission" "a" {
        snapshot_id = "snap-1"
        account_id  = "999999999999"
      }+}
      """
    ),
    TerraformEdit(
      "image for another account",
      .widened,
      nil,
      """
      {+resource "aws_ami_launch_permission" "a" {
        image_id   = "ami-1"
        account_id = "999999999999"
      }+}
      """
    ),
    TerraformEdit(
      "snapshot shared",
      .widened,
      nil,
      of: "aws_db_snapshot",
      """
      db_instance_identifier = "main"
      db_snapshot_identifier = "x"
      shared_accounts        = [{+"all"+}]
      """
    ),
  ]
}
