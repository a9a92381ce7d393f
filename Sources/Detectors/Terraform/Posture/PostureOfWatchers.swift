extension PostureTable {
  /// Which logs there are, and how long they are kept.
  static func addLogs(_ add: Adder) {
    let safe = Posture.Measure.flag(riskyWhen: false, absent: false)
    add(
      .protection,
      .items(isSafer: true),
      """
      enabled_cloudwatch_logs_exports enable_cloudwatch_logs_exports enabled_cluster_log_types \
      logging_config.enable_components monitoring_config.enable_components \
      azurerm_monitor_log_profile:categories azurerm_monitor_log_profile:locations
      """
    )
    add(
      .protection,
      safe,
      """
      logs.general logs.audit metric.enabled recording_group.all_supported \
      recording_group.include_global_resource_types enable_intranode_visibility
      """
    )
    add(
      .protection,
      .items(isSafer: true, absentIsAll: true),
      """
      event_selector.read_write_type account_aggregation_source.regions \
      organization_aggregation_source.regions
      """
    )
    add(
      .protection,
      safe,
      "account_aggregation_source.all_regions organization_aggregation_source.all_regions"
    )
    add(.protection, .deeds(isSafer: true, isPrefix: true), "data_resource.values")
    add(
      .protection,
      .ranks(
        ["logging.googleapis.com/kubernetes": 0, "logging.googleapis.com": 1, "none": 2],
        absent: 0
      ),
      "google_container_cluster:logging_service"
    )
    add(
      .protection,
      .ranks(
        ["monitoring.googleapis.com/kubernetes": 0, "monitoring.googleapis.com": 1, "none": 2],
        absent: 0
      ),
      "google_container_cluster:monitoring_service"
    )
    add(.protection, .presence(isSafer: true), "oms_agent")
    add(.protection, safe, "oms_agent.enabled")
    // None and zero days are for ever.
    add(
      .protection,
      .number(higherIsSafer: true, absent: 0, zeroIsMost: true),
      "retention_policy.days"
    )
    add(
      .protection,
      .number(higherIsSafer: true, absent: 0, zeroIsMost: false),
      "delete_retention_policy.days container_delete_retention_policy.days"
    )
  }

  /// Who hears of an attack.
  static func addNotices(_ add: Adder) {
    let safe = Posture.Measure.flag(riskyWhen: false, absent: false)
    add(.protection, .items(isSafer: false), "disabled_alerts")
    add(
      .protection,
      safe,
      """
      email_account_admins email_account_admins_enabled email_subscription_admins \
      azurerm_mssql_server_security_alert_policy:state azure_policy_enabled \
      github_repository:vulnerability_alerts
      """
    )
    add(
      .protection,
      .items(isSafer: true),
      """
      azurerm_mssql_server_security_alert_policy:email_addresses \
      threat_detection_policy.email_addresses recurring_scans.emails
      """
    )
    add(
      .protection,
      .presence(isSafer: true),
      "azurerm_security_center_contact:email azurerm_security_center_contact:phone"
    )
    add(
      .protection,
      .ranks(["standard": 0, "free": 1], absent: 1),
      "azurerm_security_center_subscription_pricing:tier"
    )
  }

  /// What mends, expires and is kept twice by itself.
  static func addUpkeep(_ add: Adder) {
    add(
      .protection,
      .flag(riskyWhen: false, absent: false),
      "auto_upgrade enable_binary_authorization quarantine_policy_enabled trust_policy.enabled"
    )
    add(.protection, .flag(riskyWhen: true, absent: true), "export_policy_enabled")
    add(
      .protection,
      .presence(isSafer: true),
      "microsoft_defender code_signing_config_arn"
    )
    // Whether a copy outlives the place.
    add(
      .protection,
      .ranks(["grs": 0, "ragrs": 0, "gzrs": 0, "ragzrs": 0, "zrs": 1, "lrs": 1], absent: 1),
      "azurerm_storage_account:account_replication_type"
    )
    add(
      .protection,
      .presence(isSafer: true),
      "azurerm_key_vault_key:expiration_date azurerm_key_vault_secret:expiration_date"
    )
  }
}
