import HCL

/// Which blocks give access to something, so that what nobody judges of them is a doubt.
enum TerraformTypes {
  static func givesAccess(_ change: BlockChange) -> Bool {
    switch change.kind {
    case .resource, .ephemeral: givesAccess(change.type)
    case .data:
      // What a lookup finds shows where it is used, unless the lookup itself changes.
      change.old != nil && change.new != nil && namesAccess(change.type)
        && !queries.contains(change.type)
    case .module: change.callsElsewhere
    case .provider, .variable, .output, .local, .terraform, .check: false
    }
  }

  static func givesAccess(_ type: String) -> Bool {
    namesAccess(type) || isLittleKnown(type) && !isHarmless(type)
  }

  /// Of a provider whose resources are rarely about anything else, and of which few are known.
  private static func isLittleKnown(_ type: String) -> Bool {
    littleKnown.contains(String(type.prefix { $0 != "_" }))
  }

  private static let littleKnown: Set<String> = [
    "gitlab", "tfe", "consul", "nomad", "grafana", "pagerduty", "auth0", "newrelic",
  ]

  /// Whether the type itself says so.
  static func namesAccess(_ type: String) -> Bool {
    let words = type.split(separator: "_").map(String.init)
    guard let provider = words.first, providers.contains(provider) else { return true }
    // Its annotations name the cloud's role that its pods get.
    if type.hasPrefix("kubernetes_service_account") { return true }
    if isHarmless(type) { return false }
    return words.dropFirst().contains { accessWords.contains($0) }
  }

  static func isHarmless(_ type: String) -> Bool {
    harmless.contains(type) || harmlessPrefixes.contains(where: type.hasPrefix)
  }

  static func isKnown(_ type: String) -> Bool {
    type.split(separator: "_").first.map { providers.contains(String($0)) } ?? false
  }

  /// Of others nothing is known.
  private static let providers: Set<String> = [
    "aws", "awscc", "azurerm", "azuread", "azapi", "google", "kubernetes", "helm", "github",
    "gitlab", "fastly", "datadog", "cloudflare", "random", "null", "local", "tls", "time",
    "template", "archive", "external", "http", "dns", "terraform", "alicloud", "oci", "yandex",
    "ncloud", "panos", "openstack", "digitalocean", "tencentcloud", "heroku", "mailgun",
    "postgresql", "mysql", "okta", "auth0", "snowflake", "vault", "pagerduty", "hcloud", "linode",
    "ibm", "scaleway", "vsphere", "consul", "nomad", "tfe", "newrelic", "sentry", "grafana",
    "acme", "kubectl", "docker", "googleworkspace", "gsuite", "mongodbatlas", "opsgenie", "wiz",
  ]

  private static let accessWords: Set<String> = [
    "iam", "role", "roles", "policy", "policies", "permission", "permissions", "access", "user",
    "users", "group", "groups", "membership", "memberships", "member", "members", "binding",
    "bindings", "grant", "grants", "acl", "security", "firewall", "key", "keys", "secret",
    "secrets", "credential", "credentials", "token", "password", "identity", "oidc", "openid",
    "saml", "sso", "ssoadmin", "auth", "authorizer", "authentication", "authorization", "cognito",
    "admin", "owner", "collaborator", "collaborators", "trust", "federation", "federated", "ram",
    "public", "kms", "vault", "rbac", "invite", "invitation", "team", "teams", "assignment",
    "assignments", "peering", "waf", "wafv2", "ngfw", "nsg", "sharing", "share", "principal",
    "allowlist", "whitelist", "denylist", "networkfirewall", "protection", "organizations",
    "privilege", "privileges", "consent", "delegation", "passwords", "login", "ruleset", "rule",
    "administrator",
  ]

  /// Their words say access, and they are none.
  private static let harmless: Set<String> = [
    "aws_lb_target_group", "aws_alb_target_group", "aws_lb_target_group_attachment",
    "aws_cloudwatch_log_group", "aws_db_subnet_group", "aws_db_parameter_group",
    "aws_db_option_group", "aws_rds_cluster_parameter_group", "aws_elasticache_subnet_group",
    "aws_elasticache_parameter_group", "aws_elasticache_replication_group",
    "aws_autoscaling_group", "aws_placement_group", "aws_resourcegroups_group",
    "aws_autoscaling_policy", "aws_appautoscaling_policy", "aws_ecr_lifecycle_policy",
    "aws_cloudfront_cache_policy", "aws_cloudfront_origin_request_policy",
    "aws_cloudfront_response_headers_policy", "aws_dlm_lifecycle_policy",
    "aws_lb_listener_rule", "aws_alb_listener_rule", "aws_cloudwatch_event_rule",
    "aws_acm_certificate", "azurerm_resource_group", "google_compute_instance_group",
    "google_compute_instance_group_manager", "google_compute_region_instance_group_manager",
    "google_compute_resource_policy", "aws_s3_bucket_lifecycle_configuration",
    "aws_launch_configuration", "aws_neptune_cluster_parameter_group",
    "aws_redshift_parameter_group", "aws_redshift_subnet_group", "aws_ssm_resource_data_sync",
    "aws_eks_node_group", "aws_docdb_subnet_group", "aws_docdb_cluster_parameter_group",
    "random_password", "aws_xray_group", "aws_route53_traffic_policy", "aws_xray_sampling_rule",
    "google_compute_network", "aws_backup_vault", "yandex_kubernetes_node_group",
    "azurerm_monitor_action_group",
    "azurerm_monitor_metric_alert", "fastly_ngwaf_workspace_rule", "fastly_ngwaf_workspace",
    "aws_config_config_rule", "google_monitoring_alert_policy", "newrelic_alert_policy",
    "datadog_security_monitoring_rule", "grafana_rule_group", "aws_cloudwatch_event_permission_",
    "azurerm_lb_rule", "google_compute_forwarding_rule", "google_compute_global_forwarding_rule",
    "aws_prometheus_rule_group_namespace", "azurerm_user_assigned_identity",
    "aws_identitystore_group", "aws_iam_group", "aws_iam_user", "google_service_account",
    "pagerduty_escalation_policy", "datadog_team", "aws_cloudfront_origin_access_identity",
    "fastly_ngwaf_workspace_signal", "azurerm_key_vault_key", "grafana_dashboard", "grafana_folder",
    "grafana_library_panel", "grafana_playlist", "grafana_annotation", "pagerduty_schedule",
    "pagerduty_business_service", "pagerduty_slack_connection", "pagerduty_maintenance_window",
  ]

  private static let harmlessPrefixes = [
    "random_", "null_", "time_", "archive_", "datadog_monitor", "pagerduty_service",
    "pagerduty_event_orchestration", "newrelic_alert", "newrelic_nrql", "newrelic_one_dashboard",
    "newrelic_dashboard", "newrelic_synthetics", "newrelic_infra",
  ]

  /// Data that only look something up; what they find shows where it is used.
  private static let queries: Set<String> = ["aws_iam_policy_document"]
}
