/// Types whose only purpose is to protect or to watch others.
enum ProtectiveTypes {
  static func contains(_ type: String) -> Bool {
    types.contains(type) || type.hasSuffix("_customer_managed_key")
  }

  /// What such a resource, or a part of one, is switched on and off by.
  static let switches: Set<String> = ["enabled", "enable", "is_enabled"]

  private static let types: Set<String> = [
    "aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block",
    "aws_s3_bucket_versioning", "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_logging", "aws_s3_bucket_object_lock_configuration", "aws_cloudtrail",
    "aws_flow_log", "aws_guardduty_detector", "aws_securityhub_account", "aws_macie2_account",
    "aws_config_configuration_recorder", "aws_config_configuration_recorder_status",
    "google_organization_policy", "google_folder_organization_policy",
    "azurerm_network_watcher_flow_log", "github_repository_environment_deployment_policy",
    "aws_config_delivery_channel", "aws_inspector2_enabler",
    "aws_wafv2_web_acl_association", "aws_wafregional_web_acl_association",
    "aws_shield_protection", "aws_backup_plan", "aws_backup_selection",
    "aws_backup_vault_lock_configuration", "aws_secretsmanager_secret_rotation",
    "aws_iam_account_password_policy", "aws_ebs_encryption_by_default",
    "aws_accessanalyzer_analyzer", "aws_route53_query_log",
    "aws_emr_block_public_access_configuration", "aws_ec2_image_block_public_access",
    "aws_ebs_snapshot_block_public_access", "azurerm_management_lock",
    "azurerm_monitor_diagnostic_setting", "azurerm_mssql_database_extended_auditing_policy",
    "azurerm_mssql_server_extended_auditing_policy", "azurerm_security_center_subscription_pricing",
    "google_logging_project_sink", "google_project_organization_policy",
    "google_org_policy_policy", "google_compute_project_metadata_item",
    "github_branch_protection", "github_branch_protection_v3", "github_repository_ruleset",
    "github_organization_ruleset", "kubernetes_network_policy", "kubernetes_network_policy_v1",
    "aws_wafv2_web_acl", "aws_waf_web_acl", "aws_wafregional_web_acl", "aws_wafv2_rule_group",
    "aws_wafv2_web_acl_logging_configuration", "google_compute_security_policy",
    "azurerm_web_application_firewall_policy", "azurerm_frontdoor_firewall_policy",
    "azurerm_cdn_frontdoor_firewall_policy", "google_project_iam_audit_config",
    "google_folder_iam_audit_config", "google_organization_iam_audit_config",
    "aws_cloudwatch_log_delivery", "aws_securityhub_standards_subscription",
    "aws_networkfirewall_logging_configuration", "aws_route53_resolver_query_log_config",
    "aws_route53_resolver_query_log_config_association",
    "azurerm_security_center_contact", "azurerm_security_center_auto_provisioning",
    "azurerm_mssql_server_security_alert_policy", "azurerm_mssql_server_vulnerability_assessment",
    "azurerm_monitor_log_profile", "azurerm_subnet_network_security_group_association",
    "azurerm_network_interface_security_group_association", "azurerm_advanced_threat_protection",
    "github_repository_dependabot_security_updates", "oci_cloud_guard_cloud_guard_configuration",
    "alicloud_actiontrail_trail", "alicloud_ram_account_password_policy",
    "oci_identity_authentication_policy", "vault_audit", "azurerm_monitor_activity_log_alert",
    // Without one every image runs.
    "google_binary_authorization_policy",
  ]
}
