extension PostureTable {
  /// What clouds encrypt with, whom they let ask for what, and who watches.
  static func addClouds(_ add: Adder) {
    addKeys(add)
    addWorkers(add)
    add(
      .permission,
      .scopes(absent: []),
      "service_account.scopes"
    )
    add(.permission, .scopes(absent: Posture.nodeScopes), "oauth_scopes")
    add(.permission, .items(isSafer: false), "selected_repository_ids")
    add(
      .exposure,
      .items(isSafer: false),
      """
      network_rules.virtual_network_subnet_ids network_acls.virtual_network_subnet_ids \
      azurerm_storage_account_network_rules:virtual_network_subnet_ids
      """
    )
    add(
      .exposure,
      .presence(isSafer: true),
      "aws_elasticsearch_domain:vpc_options aws_opensearch_domain:vpc_options"
    )
    add(
      .protection,
      .flag(riskyWhen: false, absent: false),
      "azurerm_security_center_auto_provisioning:auto_provision"
    )
    add(
      .protection,
      .presence(isSafer: true),
      """
      web_application_firewall_policy_link_id cdn_frontdoor_firewall_policy_id firewall_policy_id \
      web_application_firewall_policy_id
      """
    )
    addTransit(add)
    let admission = ["default_admission_rule", "cluster_admission_rules"]
    add(
      .protection,
      .ranks(["always_deny": 0, "require_attestation": 1, "always_allow": 2], absent: 2),
      admission.map { $0 + ".evaluation_mode" }.joined(separator: " ")
    )
    add(
      .protection,
      .ranks(["enforced_block_and_audit_log": 0, "dryrun_audit_log_only": 1], absent: 1),
      admission.map { $0 + ".enforcement_mode" }.joined(separator: " ")
    )
  }

  /// What goes in the clear, and what an endpoint's own groups do not hold out.
  private static func addTransit(_ add: Adder) {
    add(
      .protection,
      .ranks(["https": 0, "http": 1], absent: 1),
      "routing_rule.accepted_protocols azurerm_cdn_frontdoor_route:supported_protocols"
    )
    add(
      .protection,
      .ranks(["httpsonly": 0, "matchrequest": 1, "httponly": 2], absent: 1),
      "azurerm_cdn_frontdoor_route:forwarding_protocol"
    )
    add(
      .protection,
      .ranks(["httpsonly": 0, "matchrequest": 1, "httponly": 2], absent: 0),
      "forwarding_configuration.forwarding_protocol redirect_configuration.redirect_protocol"
    )
    add(.protection, .flag(riskyWhen: true, absent: true), "is_http_allowed")
    add(
      .exposure,
      .flag(riskyWhen: false, absent: true),
      "enforce_security_group_inbound_rules_on_private_link_traffic"
    )
  }

  private static func addKeys(_ add: Adder) {
    add(
      .protection,
      .presence(isSafer: true),
      "aws_ssm_parameter:key_id aws_xray_encryption_config:key_id field_level_encryption_id"
    )
    add(
      .protection,
      .ranks(["kms": 0, "none": 1], absent: 1),
      "aws_xray_encryption_config:type"
    )
    add(
      .protection,
      .ranks(["kms_dsse": 0, "kms": 0, "aes256": 1], absent: 1),
      "aws_ecr_repository:encryption_type encryption_configuration.encryption_type"
    )
    // Without any it is encrypted as its bucket says, and with the service's own key at least.
    let types = ["aws_s3_object", "aws_s3_bucket_object", "aws_s3_object_copy"]
    add(
      .protection,
      .ranks(["aws:kms:dsse": 0, "aws:kms": 1, "aes256": 2], absent: 2),
      types.map { $0 + ":server_side_encryption" }.joined(separator: " ")
    )
  }

  /// Machines and clusters that run what they are given: whether they have addresses of their own, and what they ask for.
  private static func addWorkers(_ add: Adder) {
    let types = ["google_dataflow_job", "google_dataflow_flex_template_job"]
    add(
      .exposure,
      .ranks(["worker_ip_private": 0, "worker_ip_public": 1], absent: 1),
      types.map { $0 + ":ip_configuration" }.joined(separator: " ")
    )
    add(.exposure, .flag(riskyWhen: false, absent: false), "no_external_ip no_public_ip")
    add(
      .protection,
      .ranks(["disabled": 0, "enabled": 1], absent: 1),
      "metadata_options.http_endpoint"
    )
    add(
      .exposure,
      .flag(riskyWhen: true, absent: true),
      "aws_default_subnet:map_public_ip_on_launch"
    )
    add(
      .protection,
      .flag(riskyWhen: false, absent: false),
      "azure_policy.enabled azure_policy_enabled"
    )
    add(
      .privilege,
      .flag(riskyWhen: true, absent: true),
      "allow_extension_operations access_key_metadata_writes_enabled"
    )
    let fabrics = ["azurerm_service_fabric_cluster", "azurerm_service_fabric_managed_cluster"]
    add(
      .authentication,
      .presence(isSafer: true),
      fabrics.map { $0 + ":azure_active_directory" }.joined(separator: " ")
    )
    add(
      .protection,
      .ranks(["encryptandsign": 0, "sign": 1, "none": 2], absent: 2),
      fabrics.flatMap { [$0 + ":parameters.value", $0 + ":parameters.ClusterProtectionLevel"] }
        .joined(separator: " ")
    )
    add(.protection, .presence(isSafer: true), "azurerm_batch_account:key_vault_reference")
  }
}
