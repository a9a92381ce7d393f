import Detection

extension TerraformEditTests {
  /// The same setting, on something else.
  static let targets: [TerraformEdit] = [
    target("aws_s3_bucket_acl", "bucket", .network, "acl = \"public-read\""),
    target("aws_s3_bucket_website_configuration", "bucket", .network),
    target("aws_s3_bucket_server_side_encryption_configuration", "bucket", .protection),
    target("aws_s3_bucket_lifecycle_configuration", "bucket", .protection),
    target("aws_lambda_function_url", "function_name", .network, "authorization_type = \"NONE\""),
    target("aws_lb_target_group_attachment", "target_id", .network, "target_group_arn = \"t\""),
    target("aws_eip_association", "instance_id", .network, "allocation_id = \"e\""),
    target("aws_eip", "instance", .network),
    target("aws_network_interface_sg_attachment", "security_group_id", .network),
    target("aws_sns_topic_subscription", "endpoint", .network, "topic_arn = \"t\""),
    target("aws_ecs_service", "task_definition", .supplyChain),
    target("aws_apigatewayv2_integration", "integration_uri", .network),
    target("google_compute_global_forwarding_rule", "target", .network),
    target("azurerm_network_interface_backend_address_pool_association", "network_interface_id"),
    TerraformEdit(
      "a service behind another group of targets",
      .incomparable,
      .network,
      of: "aws_ecs_service",
      "load_balancer {\n  target_group_arn = \"[-internal-]{+public+}\"\n}"
    ),
    TerraformEdit(
      "databases in other subnets",
      .incomparable,
      .network,
      of: "aws_db_subnet_group",
      "subnet_ids = [\"[-a-]{+b+}\"]"
    ),
    TerraformEdit(
      "the same bucket by another of its names",
      .equal,
      of: "aws_s3_bucket_versioning",
      """
      bucket = aws_s3_bucket.main.[-id-]{+bucket+}
      versioning_configuration {
        status = "Enabled"
      }
      """
    ),
    TerraformEdit(
      "the same machine by another of its names",
      .equal,
      of: "aws_lb_target_group_attachment",
      "target_id = aws_instance.main.[-id-]{+private_ip+}"
    ),
    TerraformEdit(
      "a port of a target",
      .equal,
      of: "aws_lb_target_group_attachment",
      "target_id = \"i-1\"\nport = [-80-]{+8080+}"
    ),
    TerraformEdit(
      "a machine's tag that firewalls go by",
      .incomparable,
      .network,
      of: "google_compute_instance",
      "tags = [\"internal\"{+, \"public-ssh\"+}]"
    ),
    TerraformEdit(
      "a machine's label",
      .equal,
      of: "google_compute_instance",
      "labels = {\n  team = \"[-a-]{+b+}\"\n}"
    ),
    TerraformEdit(
      "another program at the edge",
      .incomparable,
      .network,
      of: "aws_cloudfront_distribution",
      """
      default_cache_behavior {
        function_association {
          event_type   = "viewer-request"
          function_arn = "[-auth-]{+noop+}"
        }
      }
      """
    ),
    TerraformEdit(
      "no program at the edge",
      .incomparable,
      .network,
      of: "aws_cloudfront_distribution",
      """
      default_cache_behavior {
        [-function_association {
          event_type   = "viewer-request"
          function_arn = "auth"
        }-]
      }
      """
    ),
    TerraformEdit(
      "private paths are others",
      .incomparable,
      .network,
      of: "aws_cloudfront_distribution",
      """
      ordered_cache_behavior {
        path_pattern       = "/[-private-]{+nowhere+}/*"
        trusted_key_groups = ["a"]
      }
      """
    ),
    TerraformEdit(
      "how long the edge keeps a page",
      .equal,
      of: "aws_cloudfront_distribution",
      "default_cache_behavior {\n  default_ttl = [-60-]{+3600+}\n}"
    ),
  ]

  private static func target(
    _ type: String,
    _ argument: String,
    _ family: Family = .network,
    _ rest: String = ""
  ) -> TerraformEdit {
    TerraformEdit(
      "\(type) of another \(argument)",
      .incomparable,
      family,
      of: type,
      "\(argument) = \"[-one-]{+other+}\"\n\(rest)"
    )
  }
}
