import Detection

extension TerraformEditTests {
  static func bucketPolicy(_ principal: String, _ more: String = "") -> String {
    """
    resource "aws_s3_bucket_policy" "main" {
      bucket = aws_s3_bucket.main.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{ Effect = "Allow", Principal = \(principal), Action = "s3:GetObject", Resource = "${aws_s3_bucket.main.arn}/*" \(more)}]
      })
    }
    """
  }

  /// Buckets, keys, databases.
  static let stores: [TerraformEdit] = [
    TerraformEdit(
      "public access let through",
      .widened,
      nil,
      of: "aws_s3_bucket_public_access_block",
      """
      bucket                  = aws_s3_bucket.main.id
      block_public_acls       = [-true-]{+false+}
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = true
      """
    ),
    TerraformEdit(
      "public access block gone",
      .widened,
      nil,
      """
      [-resource "aws_s3_bucket_public_access_block" "main" {
        bucket                  = aws_s3_bucket.main.id
        block_public_acls       = true
        block_public_policy     = true
      }-]
      """
    ),
    TerraformEdit(
      "canned list: public",
      .widened,
      nil,
      of: "aws_s3_bucket_acl",
      """
      bucket = aws_s3_bucket.main.id
      acl    = "[-private-]{+public-read+}"
      """
    ),
    TerraformEdit(
      "canned list in the bucket",
      .widened,
      nil,
      of: "aws_s3_bucket",
      """
      bucket = "ours"
      acl    = "[-public-read-]{+public-read-write+}"
      """
    ),
    TerraformEdit(
      "access list: everybody",
      .widened,
      .iam,
      of: "aws_s3_bucket_acl",
      """
      bucket = aws_s3_bucket.main.id
      access_control_policy {
        owner {
          id = "o"
        }
        grant {
          permission = "FULL_CONTROL"
          grantee {
            id   = "o"
            type = "CanonicalUser"
          }
        }
        {+grant {
          permission = "READ"
          grantee {
            type = "Group"
            uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
          }
        }+}
      }
      """
    ),
    TerraformEdit(
      "bucket policy: anyone",
      .widened,
      .iam,
      bucketPolicy("[-{ AWS = \"arn:aws:iam::111111111111:role/app\" }-]{+\"*\"+}")
    ),
    TerraformEdit(
      "bucket policy: in the organization",
      .narrowed,
      .iam,
      bucketPolicy(
        "\"*\"",
        "{+, Condition = { StringEquals = { \"aws:PrincipalOrgID\" = \"o-1\" } }+} "
      )
    ),
    TerraformEdit(
      "versions kept no more",
      .widened,
      .protection,
      of: "aws_s3_bucket_versioning",
      """
      bucket = aws_s3_bucket.main.id
      versioning_configuration {
        status = "[-Enabled-]{+Suspended+}"
      }
      """
    ),
    TerraformEdit(
      "encryption with a lesser key",
      .widened,
      .protection,
      of: "aws_s3_bucket_server_side_encryption_configuration",
      """
      bucket = aws_s3_bucket.main.id
      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm     = "[-aws:kms-]{+AES256+}"
          [-kms_master_key_id = aws_kms_key.main.arn-]
        }
      }
      """
    ),
    TerraformEdit(
      "lock shortened",
      .widened,
      .protection,
      of: "aws_s3_bucket_object_lock_configuration",
      """
      bucket = aws_s3_bucket.main.id
      rule {
        default_retention {
          mode = "COMPLIANCE"
          days = [-365-]{+30+}
        }
      }
      """
    ),
    TerraformEdit(
      "lock by governance",
      .widened,
      .protection,
      of: "aws_s3_bucket_object_lock_configuration",
      """
      bucket = aws_s3_bucket.main.id
      rule {
        default_retention {
          mode = "[-COMPLIANCE-]{+GOVERNANCE+}"
          days = 365
        }
      }
      """
    ),
    TerraformEdit(
      "origins of other sites",
      .widened,
      nil,
      of: "aws_s3_bucket_cors_configuration",
      """
      bucket = aws_s3_bucket.main.id
      cors_rule {
        allowed_methods = ["GET"]
        allowed_origins = ["[-https://acme.com-]{+*+}"]
      }
      """
    ),
    TerraformEdit(
      "key policy: another account",
      .widened,
      .iam,
      of: "aws_kms_key",
      """
      description = "main"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{ Effect = "Allow", Principal = { AWS = ["arn:aws:iam::111111111111:root"{+, "arn:aws:iam::999999999999:root"+}] }, Action = "kms:*", Resource = "*" }]
      })
      """
    ),
    TerraformEdit(
      "key not turned",
      .widened,
      .protection,
      of: "aws_kms_key",
      """
      description         = "main"
      enable_key_rotation = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "key gone sooner",
      .widened,
      .protection,
      of: "aws_kms_key",
      """
      description             = "main"
      deletion_window_in_days = [-30-]{+7+}
      """
    ),
    TerraformEdit(
      "key granted",
      .widened,
      .iam,
      """
      {+resource "aws_kms_grant" "a" {
        key_id            = aws_kms_key.main.key_id
        grantee_principal = "arn:aws:iam::999999999999:role/x"
        operations        = ["Decrypt"]
      }+}
      """
    ),
    TerraformEdit(
      "key grant: operation more",
      .widened,
      .iam,
      of: "aws_kms_grant",
      """
      key_id            = aws_kms_key.main.key_id
      grantee_principal = aws_iam_role.app.arn
      operations        = ["Encrypt"{+, "Decrypt"+}]
      """
    ),
    TerraformEdit(
      "database in public",
      .widened,
      .network,
      of: "aws_db_instance",
      """
      identifier          = "main"
      engine              = "postgres"
      publicly_accessible = [-false-]{+true+}
      """
    ),
    TerraformEdit(
      "database without a copy at the end",
      .widened,
      nil,
      of: "aws_db_instance",
      """
      identifier          = "main"
      skip_final_snapshot = [-false-]{+true+}
      """
    ),
    TerraformEdit(
      "database backups fewer",
      .widened,
      .protection,
      of: "aws_rds_cluster",
      """
      cluster_identifier      = "main"
      backup_retention_period = [-14-]{+1+}
      """
    ),
  ]
}
