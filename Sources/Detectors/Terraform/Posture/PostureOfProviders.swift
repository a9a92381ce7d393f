extension PostureTable {
  /// Arguments whose names say it of certain types only.
  static func addProviders(_ add: Adder) {
    addPermissions(add)
    addDoors(add)
    addGuards(add)
  }

  private static func addPermissions(_ add: Adder) {
    add(
      .permission,
      .deeds(isSafer: false),
      """
      permissions.actions permissions.data_actions google_project_iam_custom_role:permissions \
      google_organization_iam_custom_role:permissions okta_admin_role_custom:permissions \
      azurerm_key_vault_access_policy:key_permissions \
      azurerm_key_vault_access_policy:secret_permissions \
      azurerm_key_vault_access_policy:certificate_permissions \
      azurerm_key_vault_access_policy:storage_permissions \
      access_policy.key_permissions access_policy.secret_permissions \
      access_policy.certificate_permissions access_policy.storage_permissions
      """
    )
    add(
      .permission,
      .deeds(isSafer: true),
      "permissions.not_actions permissions.not_data_actions"
    )
    add(
      .permission,
      .items(isSafer: false),
      """
      aws_db_snapshot:shared_accounts aws_db_cluster_snapshot:shared_accounts \
      aws_vpc_endpoint_service:allowed_principals azuread_group:members azuread_group:owners
      """
    )
    add(
      .authentication,
      .flag(riskyWhen: false, absent: true),
      "github_repository_deploy_key:read_only"
    )
    add(
      .authentication,
      .number(higherIsSafer: false, absent: 3600, zeroIsMost: false),
      "aws_iam_role:max_session_duration"
    )
  }

  private static func addDoors(_ add: Adder) {
    add(
      .exposure,
      .ranks(["private": 0, "blob": 1, "container": 2], absent: 0),
      "azurerm_storage_container:container_access_type"
    )
    add(
      .exposure,
      .ranks(
        [
          "ingress_traffic_internal_only": 0, "ingress_traffic_internal_load_balancer": 1,
          "ingress_traffic_all": 2,
        ],
        absent: 2
      ),
      "google_cloud_run_v2_service:ingress"
    )
    add(
      .exposure,
      .ranks(["allow_internal_only": 0, "allow_internal_and_gclb": 1, "allow_all": 2], absent: 2),
      "ingress_settings"
    )
    add(
      .exposure,
      .flag(riskyWhen: true, absent: false),
      """
      aws_ec2_transit_gateway:auto_accept_shared_attachments aws_vpc_peering_connection:auto_accept \
      allow_external_principals
      """
    )
    add(
      .exposure,
      .flag(riskyWhen: false, absent: false),
      "cloudflare_record:proxied cloudflare_dns_record:proxied"
    )
    // The project says it where a machine does not.
    add(
      .authentication,
      .flag(riskyWhen: false, absent: nil),
      "metadata.enable-oslogin metadata.enable-oslogin-2fa"
    )
    add(
      .authentication,
      .flag(riskyWhen: false, absent: false),
      "metadata.block-project-ssh-keys"
    )
    add(.exposure, .flag(riskyWhen: true, absent: false), "metadata.serial-port-enable")
    add(
      .exposure,
      .items(isSafer: false),
      """
      allowed_origins cors_rule.allowed_methods cors.allow_origins cors.allow_methods \
      cors_rule.allowed_headers
      """
    )
    add(
      .protection,
      .ranks(["https-only": 0, "match-viewer": 1, "http-only": 2], absent: 2),
      "origin_protocol_policy"
    )
    add(
      .exposure,
      .presence(isSafer: true),
      "origin.origin_access_control_id origin.origin_access_identity"
    )
    add(
      .exposure,
      .addresses(absentIsWorld: false),
      "aws_ec2_managed_prefix_list:entry aws_ec2_managed_prefix_list_entry:cidr okta_network_zone:gateways"
    )
  }

  private static func addGuards(_ add: Adder) {
    let more = Posture.Measure.number(higherIsSafer: true, absent: 0, zeroIsMost: false)
    add(
      .protection,
      more,
      "default_retention.days default_retention.years required_approving_review_count"
    )
    add(
      .protection,
      .ranks(["aws:kms:dsse": 0, "aws:kms": 1, "aes256": 2], absent: 2),
      "sse_algorithm"
    )
    add(
      .protection,
      .ranks(["compliance": 0, "governance": 1], absent: 2),
      "default_retention.mode"
    )
    add(
      .protection,
      .ranks(
        [
          "trusted_client_certificate_required": 0, "encrypted_only": 1,
          "allow_unencrypted_and_encrypted": 2,
        ],
        absent: 2
      ),
      "ip_configuration.ssl_mode"
    )
    add(
      .protection,
      .ranks(["active": 0, "evaluate": 1, "disabled": 2], absent: 2),
      "github_repository_ruleset:enforcement github_organization_ruleset:enforcement"
    )
    add(
      .protection,
      .flag(riskyWhen: true, absent: false),
      "allows_force_pushes allows_deletions"
    )
    add(
      .protection,
      .items(isSafer: true),
      "required_status_checks.contexts required_status_checks.checks"
    )
    add(.protection, .items(isSafer: false), "exempted_members")
    add(
      .protection,
      .ranks(["prevention": 0, "detection": 1], absent: 0),
      """
      policy_settings.mode azurerm_cdn_frontdoor_firewall_policy:mode \
      azurerm_frontdoor_firewall_policy:mode
      """
    )
    add(
      .protection,
      .flag(riskyWhen: false, absent: true),
      """
      policy_settings.enabled azurerm_cdn_frontdoor_firewall_policy:enabled \
      azurerm_frontdoor_firewall_policy:enabled
      """
    )
    add(
      .protection,
      .presence(isSafer: true),
      """
      google_iam_policy:audit_config google_iam_policy:audit_log_configs audit_log_config \
      google_kms_crypto_key:rotation_period github_repository_environment:reviewers \
      azurerm_app_configuration:encryption google_storage_bucket:encryption
      """
    )
  }
}
