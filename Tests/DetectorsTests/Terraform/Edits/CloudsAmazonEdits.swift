import Detection

extension TerraformEditTests {
  /// More of Amazon's services.
  static let cloudsAmazon: [TerraformEdit] = [
    TerraformEdit(
      "pool: second factor optional",
      .widened,
      .iam,
      of: "aws_cognito_user_pool",
      "name = \"a\"\nmfa_configuration = \"[-ON-]{+OPTIONAL+}\""
    ),
    TerraformEdit(
      "pool: shorter passwords",
      .widened,
      .iam,
      of: "aws_cognito_user_pool",
      "name = \"a\"\npassword_policy {\n  minimum_length = [-14-]{+8+}\n}"
    ),
    TerraformEdit(
      "pool: people sign up by themselves",
      .widened,
      .iam,
      of: "aws_cognito_user_pool",
      "name = \"a\"\nadmin_create_user_config {\n  allow_admin_create_user_only = [-true-]{+false+}\n}"
    ),
    TerraformEdit(
      "client: one more place to send tokens to",
      .widened,
      .iam,
      of: "aws_cognito_user_pool_client",
      "name = \"a\"\nuser_pool_id = aws_cognito_user_pool.a.id\ncallback_urls = [\"https://app.example.com\"{+, \"https://x.example.net\"+}]"
    ),
    TerraformEdit(
      "route without authorization",
      .widened,
      .iam,
      of: "aws_apigatewayv2_route",
      "api_id = aws_apigatewayv2_api.a.id\nroute_key = \"POST /pay\"\nauthorization_type = \"[-JWT-]{+NONE+}\""
    ),
    TerraformEdit(
      "API for everyone",
      .widened,
      .network,
      of: "aws_api_gateway_rest_api",
      "name = \"a\"\nendpoint_configuration {\n  types = [\"[-PRIVATE-]{+EDGE+}\"]\n}"
    ),
    TerraformEdit(
      "GraphQL by a key alone",
      .widened,
      .iam,
      of: "aws_appsync_graphql_api",
      "name = \"a\"\nauthentication_type = \"[-AWS_IAM-]{+API_KEY+}\""
    ),
    TerraformEdit(
      "Kafka without identity",
      .widened,
      .iam,
      of: "aws_msk_cluster",
      "cluster_name = \"a\"\nclient_authentication {\n  unauthenticated = [-false-]{+true+}\n}"
    ),
    TerraformEdit(
      "Kafka in plain text",
      .widened,
      .protection,
      of: "aws_msk_cluster",
      "cluster_name = \"a\"\nencryption_info {\n  encryption_in_transit {\n    client_broker = \"[-TLS-]{+TLS_PLAINTEXT+}\"\n  }\n}"
    ),
    TerraformEdit(
      "documents: no longer held",
      .widened,
      .protection,
      of: "aws_docdb_cluster",
      "cluster_identifier = \"a\"\ndeletion_protection = [-true-]{+false+}"
    ),
    TerraformEdit(
      "cache in plain text",
      .widened,
      .protection,
      of: "aws_elasticache_replication_group",
      "replication_group_id = \"a\"\ntransit_encryption_enabled = [-true-]{+false+}"
    ),
    TerraformEdit(
      "broker opened",
      .widened,
      .network,
      of: "aws_mq_broker",
      "broker_name = \"a\"\npublicly_accessible = [-false-]{+true+}"
    ),
    TerraformEdit(
      "notebook in the internet",
      .widened,
      .network,
      of: "aws_sagemaker_notebook_instance",
      "name = \"a\"\ndirect_internet_access = \"[-Disabled-]{+Enabled+}\""
    ),
    TerraformEdit(
      "notebook without root",
      .narrowed,
      nil,
      of: "aws_sagemaker_notebook_instance",
      "name = \"a\"\nroot_access = \"[-Enabled-]{+Disabled+}\""
    ),
    TerraformEdit(
      "user without a boundary",
      .widened,
      .iam,
      of: "aws_iam_user",
      "name = \"a\"\n[-permissions_boundary = aws_iam_policy.limit.arn-]"
    ),
    TerraformEdit(
      "ports of a small machine",
      .widened,
      .network,
      of: "aws_lightsail_instance_public_ports",
      "instance_name = \"a\"\nport_info {\n  protocol = \"tcp\"\n  from_port = 22\n  to_port = 22\n  cidrs = [\"[-10.0.0.0/8-]{+0.0.0.0/0+}\"]\n}"
    ),
    TerraformEdit(
      "default group lets in",
      .widened,
      .network,
      of: "aws_default_security_group",
      "vpc_id = aws_vpc.a.id\n{+ingress {\n  protocol = \"-1\"\n  from_port = 0\n  to_port = 0\n  cidr_blocks = [\"0.0.0.0/0\"]\n}+}"
    ),
    TerraformEdit(
      "replication hidden",
      .narrowed,
      .network,
      of: "aws_dms_replication_instance",
      "replication_instance_id = \"a\"\npublicly_accessible = [-true-]{+false+}"
    ),
    TerraformEdit(
      "access point may be public",
      .widened,
      .network,
      of: "aws_s3_access_point",
      "name = \"a\"\nbucket = \"b\"\npublic_access_block_configuration {\n  block_public_policy = [-true-]{+false+}\n}"
    ),
    TerraformEdit(
      "stream unencrypted",
      .widened,
      .protection,
      of: "aws_kinesis_stream",
      "name = \"a\"\nencryption_type = \"[-KMS-]{+NONE+}\""
    ),
    TerraformEdit(
      "queries by anybody's settings",
      .widened,
      .protection,
      of: "aws_athena_workgroup",
      "name = \"a\"\nconfiguration {\n  enforce_workgroup_configuration = [-true-]{+false+}\n}"
    ),
    TerraformEdit(
      "document for everybody",
      .widened,
      .iam,
      of: "aws_ssm_document",
      "name = \"a\"\ndocument_type = \"Command\"\ncontent = \"{}\"\n{+permissions = {\n  type = \"Share\"\n  account_ids = \"All\"\n}+}"
    ),
    TerraformEdit(
      "signed addresses no longer asked for",
      .widened,
      .network,
      of: "aws_cloudfront_distribution",
      "enabled = true\ndefault_cache_behavior {\n  target_origin_id = \"a\"\n  [-trusted_key_groups = [aws_cloudfront_key_group.a.id]-]\n}"
    ),
    TerraformEdit(
      "database without TLS",
      .widened,
      .protection,
      of: "aws_db_parameter_group",
      "family = \"postgres16\"\nparameter {\n  name = \"rds.force_ssl\"\n  value = \"[-1-]{+0+}\"\n}"
    ),
  ]
}
