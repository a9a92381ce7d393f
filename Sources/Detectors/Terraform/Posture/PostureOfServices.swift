extension PostureTable {
  /// What services ask of whoever comes, and what they leave open or in the clear.
  static func addServices(_ add: Adder) {
    addLogins(add)
    addRights(add)
    addOpenings(add)
    addTransport(add)
    addWatching(add)
  }

  private static func addLogins(_ add: Adder) {
    add(
      .authentication,
      .ranks(["on": 0, "optional": 1, "off": 2], absent: 2),
      "mfa_configuration"
    )
    add(
      .authentication,
      .ranks(
        [
          "aws_iam": 0, "amazon_cognito_user_pools": 0, "openid_connect": 0, "aws_lambda": 0,
          "api_key": 1,
        ],
        absent: 1
      ),
      "aws_appsync_graphql_api:authentication_type"
    )
    add(
      .authentication,
      .flag(riskyWhen: false, absent: false),
      "auth_enabled admin_create_user_config.allow_admin_create_user_only"
    )
    add(
      .authentication,
      .presence(isSafer: true),
      """
      google_compute_backend_service:iap google_compute_region_backend_service:iap \
      aws_elasticache_replication_group:auth_token
      """
    )
    add(
      .authentication,
      .ranks(
        [
          "azureadmyorg": 0, "azureadmultipleorgs": 1, "azureadandpersonalmicrosoftaccount": 2,
          "personalmicrosoftaccount": 2,
        ],
        absent: 0
      ),
      "sign_in_audience"
    )
    add(
      .authentication,
      .ranks(
        ["enabled": 0, "enabledforreportingbutnotenforced": 1, "disabled": 2],
        absent: 2
      ),
      "azuread_conditional_access_policy:state"
    )
    // Where tokens may be sent.
    add(.authentication, .items(isSafer: false), "callback_urls redirect_uris reply_urls")
  }

  private static func addRights(_ add: Adder) {
    var names: [String] = []
    for type in ["eventhub_namespace", "eventhub", "servicebus_namespace", "servicebus_queue"]
      + ["servicebus_topic", "relay_namespace", "relay_hybrid_connection"]
    {
      for right in ["listen", "send", "manage"] {
        names.append("azurerm_\(type)_authorization_rule:\(right)")
      }
    }
    add(.permission, .flag(riskyWhen: true, absent: false), names.joined(separator: " "))
    add(
      .permission,
      .items(isSafer: false),
      "role_entity aws_ssm_document:account_ids status.access_levels spec.access_levels"
    )
  }

  private static func addOpenings(_ add: Adder) {
    add(
      .exposure,
      .ranks(["private": 0, "regional": 1, "edge": 1], absent: 1),
      "endpoint_configuration.types"
    )
    add(.exposure, .presence(isSafer: true), "trusted_key_groups trusted_signers")
    add(
      .exposure,
      .presence(isSafer: false),
      "public_ip_address_id permitted_public_security_group_rule_range"
    )
    add(
      .exposure,
      .flag(riskyWhen: false, absent: false),
      "is_virtual_network_filter_enabled"
    )
    add(.exposure, .flag(riskyWhen: true, absent: false), "external_enabled")
    add(
      .exposure,
      .ranks(["private": 0, "none": 0, "public": 1], absent: 1),
      "azurerm_container_group:ip_address_type"
    )
    add(
      .exposure,
      .ranks(["deny": 0, "allow": 1], absent: 1),
      "google_app_engine_firewall_rule:action"
    )
  }

  private static func addTransport(_ add: Adder) {
    add(
      .protection,
      .ranks(["kms": 0, "none": 1], absent: 1),
      "aws_kinesis_stream:encryption_type"
    )
    add(
      .protection,
      .ranks(["tls": 0, "tls_plaintext": 1, "plaintext": 2], absent: 0),
      "encryption_in_transit.client_broker"
    )
    add(
      .protection,
      .ranks(
        ["server_authentication": 0, "required": 0, "preferred": 1, "disabled": 2],
        absent: 2
      ),
      "transit_encryption_mode"
    )
    add(
      .protection,
      .ranks(["restricted": 0, "fips_202205": 0, "modern": 1, "compatible": 2], absent: 2),
      "google_compute_ssl_policy:profile google_compute_region_ssl_policy:profile"
    )
    add(
      .protection,
      .ranks(["on": 0, "transfer": 0, "off": 1], absent: 1),
      "dnssec_config.state"
    )
    add(.protection, .flag(riskyWhen: false, absent: false), "https_only")
  }

  private static func addWatching(_ add: Adder) {
    add(.protection, .presence(isSafer: true), "log_config")
    add(
      .protection,
      .presence(isSafer: true),
      """
      google_compute_backend_service:security_policy \
      google_compute_region_backend_service:security_policy
      """
    )
    add(
      .protection,
      .ranks(
        ["project_singleton_policy_enforce": 0, "policy_bindings": 0, "disabled": 1],
        absent: 1
      ),
      "binary_authorization.evaluation_mode"
    )
    add(
      .protection,
      .items(isSafer: true),
      "status.restricted_services spec.restricted_services status.resources spec.resources"
    )
    add(
      .protection,
      .ranks(["prevention": 0, "detection": 1], absent: 1),
      "waf_configuration.firewall_mode"
    )
    add(.protection, .flag(riskyWhen: false, absent: false), "waf_configuration.enabled")
    add(
      .protection,
      .number(higherIsSafer: true, absent: 0, zeroIsMost: false),
      """
      retention_daily.count retention_weekly.count retention_monthly.count retention_yearly.count
      """
    )
    add(
      .protection,
      .flag(riskyWhen: false, absent: true),
      "alert_notifications alerts_to_admins enforce"
    )
  }
}
