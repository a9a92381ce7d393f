extension PostureTable {
  /// Whom services let in, and what they ask of nobody any more.
  static func addEntrances(_ add: Adder) {
    addLogin(add)
    addInternet(add)
    addAdministrators(add)
    addContainers(add)
    addReleases(add)
  }

  private static func addLogin(_ add: Adder) {
    let safe = Posture.Measure.flag(riskyWhen: false, absent: false)
    let risky = Posture.Measure.flag(riskyWhen: true, absent: false)
    add(
      .authentication,
      .ranks(["deny": 0, "authenticate": 0, "allow": 1], absent: 0),
      "on_unauthenticated_request"
    )
    // One more way to say who it is.
    add(
      .authentication,
      .presence(isSafer: false),
      "aws_appsync_graphql_api:additional_authentication_provider"
    )
    add(
      .authentication,
      .ranks(["api_key": 1, "*": 0], absent: 0),
      "aws_appsync_graphql_api:additional_authentication_provider.authentication_type"
    )
    // Where the block stands, it counts unless it says otherwise.
    add(.authentication, .flag(riskyWhen: false, absent: true), "iap.enabled")
    add(.authentication, .presence(isSafer: true), "google_app_engine_application:iap")
    add(.authentication, safe, "google_cloud_run_v2_service:iap_enabled")
    add(.authentication, risky, "invoker_iam_disabled googleapis.com/invoker-iam-disabled")
    add(.authentication, .items(isSafer: false), "excluded_paths")
    add(
      .authentication,
      .ranks(["admin": 0, "function": 1, "anonymous": 2], absent: 1),
      "bindings.authLevel"
    )
    add(
      .authentication,
      .addresses(absentIsWorld: false),
      "azuread_named_location:ip_ranges"
    )
    add(.authentication, risky, "azuread_named_location:trusted")
    add(.authentication, .items(isSafer: false), "azuread_named_location:countries_and_regions")
  }

  private static func addInternet(_ add: Adder) {
    // SSH to nodes from everywhere, unless security groups say from where.
    add(.exposure, .presence(isSafer: false), "aws_eks_node_group:remote_access")
    add(.exposure, .groups(hasStandard: false), "remote_access.source_security_group_ids")
    addVirtualNetworks(add)
    add(.exposure, .ranks(["private": 0, "public_read": 1], absent: 0), "project_visibility")
    add(.exposure, .flag(riskyWhen: true, absent: true), "ip_configuration.ipv4_enabled")
    add(
      .exposure,
      .ranks(["internal": 0, "internal-and-cloud-load-balancing": 1, "all": 2], absent: 2),
      "googleapis.com/ingress"
    )
    add(.exposure, .addresses(absentIsWorld: true), "azurerm_cosmosdb_account:ip_range_filter")
    // What none stands for differs between versions of the provider.
    add(
      .exposure,
      .flag(riskyWhen: true, absent: nil),
      "aws_redshift_cluster:publicly_accessible"
    )
  }

  private static func addAdministrators(_ add: Adder) {
    let names = ["object_id", "login", "login_username", "identity_id", "principal_name"]
    let types = [
      "azurerm_sql", "azurerm_postgresql", "azurerm_postgresql_flexible_server",
      "azurerm_mysql", "azurerm_mysql_flexible_server",
    ]
    let administrators = types.flatMap { type in
      (names + ["tenant_id", "principal_type", "server_name", "server_id"])
        .map { "\(type)_active_directory_administrator:\($0)" }
    }
    add(
      .authentication,
      .target(inPairs: false),
      (administrators + names.map { "azuread_administrator." + $0 }).joined(separator: " ")
    )
    // Keys that let their holders in, and whether accounts do instead.
    add(
      .authentication,
      .target(inPairs: true),
      """
      google_compute_project_metadata_item:value google_compute_project_metadata_item:key \
      google_compute_project_metadata_item:project
      """
    )
    add(.permission, .items(isSafer: false), "google_cloud_identity_group_membership:roles.name")
    add(
      .permission,
      .presence(isSafer: false),
      "row_filter.all_rows_wildcard table_data.column_wildcard"
    )
    add(.permission, .items(isSafer: false), "table_data.column_names")
    add(.permission, .items(isSafer: true), "column_wildcard.excluded_column_names")
    add(.permission, .target(inPairs: true), "row_filter.filter_expression")
  }

  private static func addContainers(_ add: Adder) {
    add(
      .privilege,
      .ranks(["host": 1, "*": 0], absent: 0),
      "pid_mode ipc_mode network_mode userns_mode"
    )
    // Without one it is the image's, which is root as often as not.
    add(
      .privilege,
      .ranks(["": 1, "0": 1, "root": 1, "0:0": 1, "root:root": 1, "*": 0], absent: 1),
      "container_definitions.user"
    )
    add(.permission, .items(isSafer: false), "secrets.valueFrom")
  }

  /// What has to be there before something runs, or stays for later.
  private static func addReleases(_ add: Adder) {
    add(
      .protection,
      .ranks(["enforce": 0, "warn": 1], absent: 1),
      "untrusted_artifact_on_deployment"
    )
    add(.protection, .items(isSafer: false), "allowed_publishers.signing_profile_version_arns")
    add(.protection, .presence(isSafer: true), "aws_codebuild_webhook:filter_group")
    add(
      .protection,
      .target(inPairs: true),
      "aws_codebuild_webhook:pattern aws_codebuild_webhook:exclude_matched_pattern"
    )
    add(
      .protection,
      .ranks(["approval": 0, "*": 1], absent: 1),
      "aws_codepipeline:action.category"
    )
    add(.protection, .presence(isSafer: true), "google_org_policy_policy:spec")
    add(.protection, .ranks(["enabled": 0, "paused": 1], absent: 0), "aws_macie2_account:status")
    add(.protection, .ranks(["securestring": 0, "*": 1], absent: 1), "aws_ssm_parameter:type")
    add(
      .protection,
      .ranks(
        ["enabled": 0, "enabled_with_all_cloudtrail_management_events": 0, "disabled": 1],
        absent: 0
      ),
      "aws_cloudwatch_event_rule:state"
    )
    add(
      .protection,
      .flag(riskyWhen: false, absent: true),
      "aws_cloudwatch_event_rule:is_enabled aws_cloudwatch_metric_alarm:actions_enabled"
    )
    add(.protection, .target(inPairs: true), "aws_cloudwatch_event_rule:event_pattern")
    add(
      .protection,
      .number(higherIsSafer: true, absent: .greatestFiniteMagnitude, zeroIsMost: false),
      """
      aws_s3_bucket_lifecycle_configuration:expiration.days aws_s3_bucket:expiration.days \
      aws_s3_bucket_lifecycle_configuration:noncurrent_version_expiration.noncurrent_days
      """
    )
  }

  /// What of Azure's lies in a network of one's own, or lets in nobody else.
  private static func addVirtualNetworks(_ add: Adder) {
    add(
      .exposure,
      .presence(isSafer: true),
      """
      azurerm_api_management:virtual_network_configuration azurerm_container_group:network_profile_id \
      azurerm_container_group:subnet_ids
      """
    )
    add(
      .exposure,
      // From outside it is reached either way, and what reaches into the network besides is more.
      .ranks(["internal": 0, "none": 1, "external": 2], absent: 1),
      "azurerm_api_management:virtual_network_type"
    )
    add(
      .exposure,
      .ranks(["none": 0, "private": 0, "public": 1], absent: 1),
      "azurerm_container_group:ip_address_type"
    )
    add(
      .exposure,
      .ranks(["allowvirtualnetworksonly": 0, "allowalltraffic": 1], absent: 1),
      "incoming_traffic_policy"
    )
  }
}
