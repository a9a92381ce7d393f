import Detection

extension TerraformEditTests {
  /// What keeps watch, and what keeps things from going.
  static let protections: [TerraformEdit] = [
    TerraformEdit(
      "trail stopped",
      .widened,
      .protection,
      of: "aws_cloudtrail",
      """
      name           = "main"
      s3_bucket_name = "trail"
      enable_logging = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "trail of one region",
      .widened,
      .protection,
      of: "aws_cloudtrail",
      """
      name                  = "main"
      s3_bucket_name        = "trail"
      is_multi_region_trail = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "trail elsewhere",
      .incomparable,
      .protection,
      of: "aws_cloudtrail",
      """
      name           = "main"
      s3_bucket_name = "[-trail-]{+other+}"
      """
    ),
    TerraformEdit(
      "detector off",
      .widened,
      .protection,
      of: "aws_guardduty_detector",
      """
      enable = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "detector gone",
      .widened,
      nil,
      """
      [-resource "aws_guardduty_detector" "main" {
        enable = true
      }-]
      """
    ),
    TerraformEdit(
      "recorder stopped",
      .widened,
      nil,
      of: "aws_config_configuration_recorder_status",
      """
      name       = "main"
      is_enabled = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "flow logs gone",
      .widened,
      nil,
      """
      [-resource "aws_flow_log" "main" {
        vpc_id       = aws_vpc.main.id
        traffic_type = "ALL"
      }-]
      """
    ),
    TerraformEdit(
      "flow logs: refused only",
      .widened,
      .protection,
      of: "aws_flow_log",
      """
      vpc_id       = aws_vpc.main.id
      traffic_type = "[-ALL-]{+REJECT+}"
      """
    ),
    TerraformEdit(
      "logs kept shorter",
      .widened,
      .protection,
      of: "aws_cloudwatch_log_group",
      """
      name              = "/app"
      retention_in_days = [-365-]{+7+}
      """
    ),
    TerraformEdit(
      "may be destroyed",
      .widened,
      .protection,
      of: "aws_s3_bucket",
      """
      bucket = "ours"
      lifecycle {
        prevent_destroy = [-true-]{+false+}
      }
      """
    ),
    TerraformEdit(
      "guard block gone",
      .widened,
      .protection,
      of: "aws_s3_bucket",
      """
      bucket = "ours"
      [-lifecycle {
        prevent_destroy = true
      }-]
      """
    ),
    TerraformEdit(
      "emptied by force",
      .widened,
      .protection,
      of: "aws_s3_bucket",
      """
      bucket        = "ours"
      force_destroy = [-false-]{+true+}
      """
    ),
    TerraformEdit(
      "balancer deletable",
      .widened,
      .protection,
      of: "aws_lb",
      """
      name                       = "main"
      enable_deletion_protection = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "drift of a policy unseen",
      .widened,
      .protection,
      of: "aws_iam_role",
      """
      name               = "app"
      assume_role_policy = data.aws_iam_policy_document.trust.json
      lifecycle {
        ignore_changes = [tags{+, assume_role_policy+}]
      }
      """
    ),
    TerraformEdit(
      "drift of tags unseen",
      .equal,
      of: "aws_instance",
      """
      ami = "ami-1"
      {+lifecycle {
        ignore_changes = [tags]
      }+}
      """
    ),
    TerraformEdit(
      "database gone",
      .widened,
      .destruction,
      """
      resource "aws_sns_topic" "a" {
        name = "a"
      }
      [-resource "aws_db_instance" "main" {
        identifier = "main"
      }-]
      """,
      back: .equal
    ),
    TerraformEdit(
      "none of them",
      .widened,
      .destruction,
      of: "aws_db_instance",
      """
      count      = [-1-]{+0+}
      identifier = "main"
      """,
      back: .equal
    ),
    TerraformEdit(
      "table's backup plan gone",
      .widened,
      nil,
      """
      [-resource "aws_backup_selection" "main" {
        name         = "db"
        plan_id      = aws_backup_plan.main.id
        iam_role_arn = aws_iam_role.backup.arn
        resources    = [aws_db_instance.main.arn]
      }-]
      """
    ),
    TerraformEdit(
      "vault unlocked",
      .widened,
      nil,
      """
      [-resource "aws_backup_vault_lock_configuration" "main" {
        backup_vault_name  = "main"
        min_retention_days = 30
      }-]
      """
    ),
    TerraformEdit(
      "volumes unencrypted by default",
      .widened,
      nil,
      of: "aws_ebs_encryption_by_default",
      """
      enabled = [-true-]{+false+}
      """
    ),
  ]
}
