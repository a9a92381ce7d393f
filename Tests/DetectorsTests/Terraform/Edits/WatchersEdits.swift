import Detection

extension TerraformEditTests {
  /// Keys, logs, notices, and what is kept up by itself.
  static let watchers: [TerraformEdit] = [
    weaker("aws_sns_topic", "kms_master_key_id = [-aws_kms_key.a.arn-]{+\"alias/aws/sns\"+}"),
    same("aws_sns_topic", "kms_master_key_id = aws_kms_key.[-a-]{+b+}.arn", .incomparable),
    weaker(
      "aws_ecr_repository",
      "encryption_configuration {\n encryption_type = \"KMS\"\n[-kms_key = aws_kms_key.a.arn-]\n}"
    ),
    weaker(
      "aws_msk_cluster",
      "encryption_info {\n[-encryption_at_rest_kms_key_arn = aws_kms_key.a.arn-]\n}"
    ),
    weaker("aws_db_instance", "[-performance_insights_kms_key_id = aws_kms_key.a.arn-]"),
    weaker("oci_objectstorage_bucket", "name = \"a\"\n[-kms_key_id = oci_kms_key.a.id-]"),
    weaker(
      "aws_eks_cluster",
      "[-encryption_config {\n resources = [\"secrets\"]\n provider {\n key_arn = aws_kms_key.a.arn\n }\n}-]"
    ),
    weaker(
      "aws_glue_security_configuration",
      "encryption_configuration {\n s3_encryption {\n s3_encryption_mode = \"[-SSE-KMS-]{+DISABLED+}\"\n }\n}"
    ),
    weaker(
      "aws_emr_security_configuration",
      """
      configuration = jsonencode({
        EncryptionConfiguration = {
          EnableInTransitEncryption = [-true-]{+false+}
          EnableAtRestEncryption    = true
        }
      })
      """
    ),
    // What a document of settings says otherwise is not known.
    same(
      "aws_emr_security_configuration",
      "configuration = jsonencode({ AuthenticationConfiguration = { Realm = \"[-a-]{+b+}\" } })",
      .unknown
    ),
    weaker("google_kms_crypto_key", "rotation_period = \"[-2592000s-]{+7776000s+}\""),
    weaker("google_kms_crypto_key", "name = \"a\"\n[-rotation_period = \"2592000s\"-]"),
    weaker("aws_docdb_cluster", "enabled_cloudwatch_logs_exports = [[-\"audit\"-]]"),
    same(
      "aws_docdb_cluster",
      "enabled_cloudwatch_logs_exports = [\"[-audit-]{+profiler+}\"]",
      .incomparable
    ),
    weaker("aws_eks_cluster", "enabled_cluster_log_types = [\"api\"[-, \"audit\"-]]"),
    weaker(
      "aws_msk_cluster",
      "[-logging_info {\n broker_logs {\n s3 {\n enabled = true\n bucket = \"a\"\n }\n }\n}-]"
    ),
    // Logs that were off before are none that go.
    same("aws_docdb_cluster", "[-audit_log {\n enabled = false\n}-]"),
    weaker("aws_mq_broker", "logs {\n audit = [-true-]{+false+}\n}"),
    weaker("aws_cloudtrail", "event_selector {\n read_write_type = \"[-All-]{+ReadOnly+}\"\n}"),
    same(
      "aws_cloudtrail",
      "event_selector {\n read_write_type = \"[-WriteOnly-]{+ReadOnly+}\"\n}",
      .incomparable
    ),
    weaker(
      "aws_cloudtrail",
      "event_selector {\n data_resource {\n type = \"AWS::S3::Object\"\n values = [\"arn:aws:s3:::[-logs/\"-]{+logs/web/\"+}]\n }\n}"
    ),
    same(
      "aws_cloudtrail",
      "event_selector {\n data_resource {\n type = \"AWS::S3::Object\"\n values = [\"arn:aws:s3:::[-logs/\"-]{+web/\"+}]\n }\n}",
      .incomparable
    ),
    weaker(
      "aws_cloudtrail",
      "s3_bucket_name = \"a\"\n[-cloud_watch_logs_group_arn = \"${aws_cloudwatch_log_group.a.arn}:*\"-]"
    ),
    same("aws_flow_log", "log_destination = \"arn:aws:s3:::[-a-]{+b+}\"", .incomparable),
    weaker(
      "aws_config_configuration_aggregator",
      "account_aggregation_source {\n account_ids = [\"111122223333\"]\n[-all_regions = true-]{+regions = [\"eu-west-1\"]+}\n}"
    ),
    weaker(
      "google_container_cluster",
      "logging_service = \"[-logging.googleapis.com/kubernetes-]{+none+}\""
    ),
    weaker(
      "azurerm_monitor_log_profile",
      "name = \"a\"\ncategories = [\"Action\"[-, \"Delete\"-]]"
    ),
    weaker(
      "azurerm_monitor_log_profile",
      "retention_policy {\n enabled = true\n days = [-365-]{+30+}\n}"
    ),
    // Zero days are for ever.
    weaker(
      "azurerm_monitor_log_profile",
      "retention_policy {\n enabled = true\n days = [-0-]{+30+}\n}"
    ),
    weaker(
      "azurerm_storage_account",
      "blob_properties {\n delete_retention_policy {\n days = [-30-]{+1+}\n }\n}"
    ),
    weaker(
      "google_sql_database_instance",
      "settings {\n backup_configuration {\n transaction_log_retention_days = [-7-]{+1+}\n }\n}"
    ),
    // Off is off, whatever else it says.
    weaker(
      "azurerm_network_watcher_flow_log",
      "enabled = [-true-]{+false+}\nretention_policy {\n enabled = true\n days = [-30-]{+90+}\n}"
    ),
    same(
      "azurerm_network_watcher_flow_log",
      "enabled = true\nstorage_account_id = azurerm_storage_account.[-a-]{+b+}.id",
      .incomparable
    ),
    weaker(
      "azurerm_mssql_server_security_alert_policy",
      "state = \"Enabled\"\ndisabled_alerts = [{+\"Access_Anomaly\"+}]"
    ),
    weaker("azurerm_mssql_server_security_alert_policy", "state = \"[-Enabled-]{+Disabled+}\""),
    weaker(
      "azurerm_mssql_server_security_alert_policy",
      "email_addresses = [[-\"soc@example.com\"-]]"
    ),
    same(
      "azurerm_mssql_server_security_alert_policy",
      "email_addresses = [\"[-soc-]{+eve+}@example.com\"]",
      .incomparable
    ),
    weaker("azurerm_security_center_contact", "phone = \"+1\"\n[-email = \"soc@example.com\"-]"),
    weaker("azurerm_security_center_subscription_pricing", "tier = \"[-Standard-]{+Free+}\""),
    weaker("azurerm_kubernetes_cluster", "[-azure_policy_enabled = true-]"),
    weaker("azurerm_kubernetes_cluster", "[-oms_agent {\n log_analytics_workspace_id = \"a\"\n}-]"),
    weaker("github_repository", "name = \"a\"\nvulnerability_alerts = [-true-]{+false+}"),
    weaker(
      "azurerm_key_vault_secret",
      "name = \"a\"\n[-expiration_date = \"2030-01-01T00:00:00Z\"-]"
    ),
    weaker("azurerm_storage_account", "account_replication_type = \"[-GRS-]{+LRS+}\""),
    same("azurerm_storage_account", "account_replication_type = \"[-GRS-]{+RAGRS+}\""),
    weaker("digitalocean_kubernetes_cluster", "auto_upgrade = [-true-]{+false+}"),
    same("google_container_node_pool", "management {\n auto_repair = [-true-]{+false+}\n}"),
    weaker(
      "google_sql_database_instance",
      "settings {\n database_flags {\n name = \"log_checkpoints\"\n value = \"[-on-]{+off+}\"\n }\n}"
    ),
    weaker(
      "google_sql_database_instance",
      "settings {\n database_flags {\n name = \"log_min_messages\"\n value = \"[-warning-]{+fatal+}\"\n }\n}"
    ),
    same(
      "google_sql_database_instance",
      "settings {\n database_flags {\n name = \"work_mem\"\n value = \"[-64-]{+128+}\"\n }\n}"
    ),
    TerraformEdit(
      "a setting that is a resource goes",
      .widened,
      .protection,
      """
      [-resource "azurerm_postgresql_configuration" "a" {
        name  = "log_connections"
        value = "on"
      }-]
      """
    ),
    TerraformEdit(
      "a setting of speed that is a resource goes",
      .equal,
      """
      [-resource "azurerm_postgresql_configuration" "a" {
        name  = "work_mem"
        value = "64"
      }-]
      """
    ),
    TerraformEdit(
      "a subnet without its rules",
      .widened,
      .protection,
      """
      [-resource "azurerm_subnet_network_security_group_association" "a" {
        subnet_id                 = azurerm_subnet.a.id
        network_security_group_id = azurerm_network_security_group.a.id
      }-]
      """
    ),
    TerraformEdit(
      "logs that nobody delivers any more",
      .widened,
      .protection,
      """
      [-resource "aws_cloudwatch_log_delivery" "a" {
        delivery_source_name     = "a"
        delivery_destination_arn = "arn:aws:logs:eu-west-1:111122223333:delivery-destination:a"
      }-]
      """
    ),
  ]
}
