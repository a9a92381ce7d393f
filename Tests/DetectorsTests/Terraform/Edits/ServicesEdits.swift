import Detection

extension TerraformEditTests {
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
  ]
}
