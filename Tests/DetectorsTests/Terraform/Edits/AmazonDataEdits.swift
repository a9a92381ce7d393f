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
      .unknown,
      nil,
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

  /// Other services' policies and doors.
  static let services: [TerraformEdit] = [
    TerraformEdit(
      "function called by anyone",
      .widened,
      .iam,
      of: "aws_lambda_permission",
      """
      statement_id  = "x"
      action        = "lambda:InvokeFunction"
      function_name = "f"
      principal     = "[-events.amazonaws.com-]{+*+}"
      """
    ),
    TerraformEdit(
      "function called from any source",
      .widened,
      .iam,
      of: "aws_lambda_permission",
      """
      statement_id  = "x"
      action        = "lambda:InvokeFunction"
      function_name = "f"
      principal     = "s3.amazonaws.com"
      [-source_arn    = aws_s3_bucket.main.arn-]
      """
    ),
    TerraformEdit(
      "function address without names",
      .widened,
      nil,
      of: "aws_lambda_function_url",
      """
      function_name      = "f"
      authorization_type = "[-AWS_IAM-]{+NONE+}"
      """
    ),
    TerraformEdit(
      "function runs as another role",
      .incomparable,
      nil,
      of: "aws_lambda_function",
      """
      function_name = "f"
      role          = aws_iam_role.[-f-]{+admin+}.arn
      """
    ),
    TerraformEdit(
      "queue policy",
      .widened,
      .iam,
      of: "aws_sqs_queue_policy",
      """
      queue_url = aws_sqs_queue.main.id
      policy    = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = aws_sqs_queue.main.arn
          [-Condition = { ArnEquals = { "aws:SourceArn" = aws_sns_topic.main.arn } }-]
        }]
      })
      """
    ),
    TerraformEdit(
      "topic policy",
      .narrowed,
      .iam,
      of: "aws_sns_topic_policy",
      """
      arn    = aws_sns_topic.main.arn
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{ Effect = "Allow", Principal = { Service = "s3.amazonaws.com" }, Action = "[-sns:*-]{+sns:Publish+}", Resource = "*" }]
      })
      """
    ),
    TerraformEdit(
      "secret policy",
      .incomparable,
      .iam,
      of: "aws_secretsmanager_secret_policy",
      """
      secret_arn = aws_secretsmanager_secret.main.arn
      policy     = jsonencode({
        Version = "2012-10-17"
        Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111111111111:[-role/app-]{+root+}" }, Action = "secretsmanager:GetSecretValue", Resource = "*" }]
      })
      """
    ),
    TerraformEdit(
      "secret gone at once",
      .widened,
      nil,
      of: "aws_secretsmanager_secret",
      """
      name                    = "db"
      recovery_window_in_days = [-30-]{+0+}
      """
    ),
    TerraformEdit(
      "registry policy",
      .widened,
      .iam,
      of: "aws_ecr_repository_policy",
      """
      repository = "app"
      policy     = jsonencode({
        Version = "2012-10-17"
        Statement = [{ Effect = "Allow", Principal = "*", Action = ["ecr:BatchGetImage"{+, "ecr:PutImage"+}] }]
      })
      """
    ),
    TerraformEdit(
      "tags may be moved",
      .widened,
      nil,
      of: "aws_ecr_repository",
      """
      name                 = "app"
      image_tag_mutability = "[-IMMUTABLE-]{+MUTABLE+}"
      """
    ),
    TerraformEdit(
      "search domain policy",
      .widened,
      .iam,
      of: "aws_opensearch_domain_policy",
      """
      domain_name     = "logs"
      access_policies = jsonencode({
        Version = "2012-10-17"
        Statement = [{ Effect = "Allow", Principal = { AWS = "[-arn:aws:iam::111111111111:role/app-]{+*+}" }, Action = "es:*", Resource = "*" }]
      })
      """
    ),
    TerraformEdit(
      "search domain in plain text",
      .widened,
      nil,
      of: "aws_opensearch_domain",
      """
      domain_name = "logs"
      domain_endpoint_options {
        enforce_https = [-true-]{+false+}
      }
      """
    ),
    TerraformEdit(
      "cluster endpoint in public",
      .widened,
      .network,
      of: "aws_eks_cluster",
      """
      name     = "main"
      role_arn = aws_iam_role.eks.arn
      vpc_config {
        subnet_ids             = var.subnets
        endpoint_public_access = [-false-]{+true+}
      }
      """
    ),
    TerraformEdit(
      "cluster endpoint: more addresses",
      .widened,
      .network,
      of: "aws_eks_cluster",
      """
      name     = "main"
      role_arn = aws_iam_role.eks.arn
      vpc_config {
        subnet_ids          = var.subnets
        public_access_cidrs = ["[-203.0.113.0/24-]{+0.0.0.0/0+}"]
      }
      """
    ),
    TerraformEdit(
      "machine asks without a token",
      .widened,
      nil,
      of: "aws_instance",
      """
      ami           = "ami-1"
      instance_type = "t3.micro"
      metadata_options {
        http_tokens = "[-required-]{+optional+}"
      }
      """
    ),
    TerraformEdit(
      "task with another role",
      .incomparable,
      nil,
      of: "aws_ecs_task_definition",
      """
      family                = "app"
      task_role_arn         = aws_iam_role.[-app-]{+admin+}.arn
      container_definitions = "[]"
      """
    ),
    TerraformEdit(
      "task privileged",
      .widened,
      nil,
      of: "aws_ecs_task_definition",
      """
      family                = "app"
      container_definitions = jsonencode([{ name = "app", image = "app:1", privileged = [-false-]{+true+} }])
      """
    ),
    TerraformEdit(
      "share with another account",
      .widened,
      nil,
      """
      {+resource "aws_ram_principal_association" "a" {
        principal          = "999999999999"
        resource_share_arn = aws_ram_resource_share.main.arn
      }+}
      """
    ),
    TerraformEdit(
      "share outside",
      .widened,
      nil,
      of: "aws_ram_resource_share",
      """
      name                      = "subnets"
      allow_external_principals = [-false-]{+true+}
      """
    ),
    TerraformEdit(
      "event bus for another account",
      .widened,
      nil,
      """
      {+resource "aws_cloudwatch_event_permission" "a" {
        principal    = "*"
        statement_id = "x"
      }+}
      """
    ),
    TerraformEdit(
      "distribution in plain text",
      .widened,
      nil,
      of: "aws_cloudfront_distribution",
      """
      enabled = true
      default_cache_behavior {
        allowed_methods        = ["GET", "HEAD"]
        cached_methods         = ["GET", "HEAD"]
        target_origin_id       = "o"
        viewer_protocol_policy = "[-redirect-to-https-]{+allow-all+}"
      }
      """
    ),
    TerraformEdit(
      "distribution: old protocol",
      .widened,
      nil,
      of: "aws_cloudfront_distribution",
      """
      enabled = true
      viewer_certificate {
        acm_certificate_arn      = aws_acm_certificate.main.arn
        minimum_protocol_version = "[-TLSv1.2_2021-]{+TLSv1+}"
      }
      """
    ),
    TerraformEdit(
      "record elsewhere",
      .incomparable,
      nil,
      of: "aws_route53_record",
      """
      zone_id = aws_route53_zone.main.zone_id
      name    = "www"
      type    = "CNAME"
      ttl     = 300
      records = ["[-lb.acme.com-]{+evil.example.net+}"]
      """
    ),
    TerraformEdit(
      "record: time to live",
      .equal,
      of: "aws_route53_record",
      """
      zone_id = aws_route53_zone.main.zone_id
      name    = "www"
      type    = "CNAME"
      ttl     = [-300-]{+60+}
      records = ["lb.acme.com"]
      """
    ),
    TerraformEdit(
      "gateway method for anyone",
      .widened,
      nil,
      of: "aws_api_gateway_method",
      """
      rest_api_id   = "r"
      resource_id   = "x"
      http_method   = "POST"
      authorization = "[-AWS_IAM-]{+NONE+}"
      """
    ),
    TerraformEdit(
      "web rule counts only",
      .unknown,
      nil,
      of: "aws_wafv2_web_acl",
      """
      name  = "main"
      scope = "REGIONAL"
      default_action {
        [-block {}-]
        {+allow {}+}
      }
      """
    ),
  ]

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
      .unknown,
      nil,
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
      .unknown,
      nil,
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
      .unknown,
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
