/// Arguments whose meaning for exposure is known by their name.
enum PostureTable {
  static func posture(of leaf: PostureLeaf, in type: String) -> Posture? {
    let inner = leaf.parent + "." + leaf.name
    let known =
      byName[type + ":" + inner] ?? byName[type + ":" + leaf.name] ?? byName[inner]
      ?? byName[leaf.name]
    if leaf.old == nil || leaf.new == nil {
      switch known?.measure {
      case .span, .target(inPairs: true): return nil
      default: break
      }
    }
    if case .version? = known?.measure, type.hasPrefix("azurerm_"), let aspect = known?.aspect {
      return Posture(aspect: aspect, measure: .version(absent: ProtocolVersion.azure))
    }
    if case .groups(false)? = known?.measure, isGrouped(type), let aspect = known?.aspect {
      return Posture(aspect: aspect, measure: .groups(hasStandard: true))
    }
    return known ?? switchOf(leaf, in: type) ?? PostureWords.posture(of: leaf, in: type)
      ?? SubnetWords.posture(of: leaf, in: type)
  }

  /// AWS puts the network's own group on what names none; a load balancer may do without any, and so may who logs in to nodes.
  private static func isGrouped(_ type: String) -> Bool {
    type.hasPrefix("aws_") && !["aws_lb", "aws_alb", "aws_eks_node_group"].contains(type)
  }

  /// Whether an argument of this name is measured, whatever it is of.
  static func knows(_ path: String) -> Bool {
    path.split(separator: ".").contains { byName[String($0)] != nil }
  }

  /// What only protects does so no more when it is switched off.
  private static func switchOf(_ leaf: PostureLeaf, in type: String) -> Posture? {
    guard ProtectiveTypes.contains(type), ProtectiveTypes.switches.contains(leaf.path)
    else { return nil }
    return Posture(aspect: .protection, measure: .flag(riskyWhen: false, absent: true))
  }

  private static let byName: [String: Posture] = {
    var table: [String: Posture] = [:]
    func add(_ aspect: Posture.Aspect, _ measure: Posture.Measure, _ names: String) {
      for name in names.split(whereSeparator: \.isWhitespace) {
        table[String(name)] = Posture(aspect: aspect, measure: measure)
      }
    }
    addFlags(add)
    addRanks(add)
    addOthers(add)
    addProviders(add)
    addServices(add)
    addTemplates(add)
    addPlatforms(add)
    addClouds(add)
    addEntrances(add)
    addTargets(add)
    addHosts(add)
    return table
  }()

  typealias Adder = (Posture.Aspect, Posture.Measure, String) -> Void

  private static func addRanks(_ add: Adder) {
    add(
      .exposure,
      .ranks(
        [
          "private": 0, "bucket-owner-full-control": 0, "bucket-owner-read": 0,
          // All that the cloud's own group can do with it is to write the logs of buckets.
          "log-delivery-write": 0, "aws-exec-read": 1, "authenticated-read": 3, "public-read": 4,
          "public-read-write": 5, "publicread": 4, "projectprivate": 0,
          "publicreadwrite": 5, "authenticatedread": 3, "logdeliverywrite": 0, "awsexecread": 1,
          "bucketownerread": 0, "bucketownerfullcontrol": 0,
        ],
        absent: 0
      ),
      "acl canned_acl predefined_acl"
    )
    add(.protection, .ranks(["required": 0, "optional": 1], absent: 1), "http_tokens")
    add(
      .protection,
      .ranks(["all": 0, "accept": 1, "reject": 1], absent: 0),
      "aws_flow_log:traffic_type"
    )
    add(
      .exposure,
      .ranks(["vpc": 0, "vpc_endpoint": 0, "public": 1], absent: 1),
      "aws_transfer_server:endpoint_type"
    )
    add(
      .protection,
      .ranks(["enabled": 0, "suspended": 1, "disabled": 2], absent: 2),
      "versioning_configuration.status versioning.status"
    )
    add(
      .exposure,
      .ranks(["enforced": 0, "inherited": 1, "unspecified": 1], absent: 1),
      "public_access_prevention"
    )
    add(.exposure, .ranks(["deny": 0, "block": 0, "allow": 1], absent: 1), "default_action")
    add(.exposure, .ranks(["private": 0, "internal": 1, "public": 2], absent: 2), "visibility")
    add(
      .authentication,
      .ranks(
        [
          "none": 1, "aws_iam": 0, "custom": 0, "cognito_user_pools": 0, "jwt": 0, "api_key": 0,
          "anonymous": 1,
        ],
        absent: 1
      ),
      "authorization authorization_type auth_type"
    )
    add(
      .protection,
      .ranks(["immutable": 0, "immutable_with_exclusion": 0, "mutable": 1], absent: 1),
      "image_tag_mutability"
    )
    add(.exposure, .ranks(["internal": 0, "internet-facing": 1], absent: 1), "scheme")
    add(
      .exposure,
      .ranks(
        [
          "internal": 0, "internal_managed": 0, "internal_self_managed": 0, "external": 1,
          "external_managed": 1,
        ],
        absent: 1
      ),
      "load_balancing_scheme"
    )
    add(
      .protection,
      .ranks(["https-only": 0, "redirect-to-https": 0, "allow-all": 1], absent: 1),
      "viewer_protocol_policy"
    )
    add(
      .exposure,
      .ranks(["bucketownerenforced": 0, "bucketownerpreferred": 1, "objectwriter": 2], absent: 0),
      "object_ownership"
    )
    add(
      .protection,
      .ranks(["https": 0, "tls": 0, "http": 1, "tcp": 1], absent: 1),
      "aws_lb_listener:protocol aws_alb_listener:protocol"
    )
    add(
      .protection,
      .ranks(["immutable": 0, "unlocked": 1], absent: 1),
      "immutability_policy.state"
    )
    add(
      .exposure,
      .ranks(["private": 0, "public": 1], absent: 0),
      "connectivity_type"
    )
  }

  private static func addOthers(_ add: Adder) {
    add(
      .exposure,
      .ranks(["private_only": 0, "public_only": 1, "public_and_private": 1], absent: 0),
      "webserver_access_mode"
    )
    add(.permission, .items(isSafer: false), "allowed_operations")
    // Without any, whoever may push dismisses reviews.
    add(.protection, .groups(hasStandard: false), "dismissal_restrictions")
    add(.protection, .presence(isSafer: true), "encryption_option")
    func higher(_ absent: Double = 0, zero: Bool = false) -> Posture.Measure {
      .number(higherIsSafer: true, absent: absent, zeroIsMost: zero)
    }
    func lower(_ absent: Double) -> Posture.Measure {
      .number(higherIsSafer: false, absent: absent, zeroIsMost: false)
    }
    add(
      .protection,
      higher(),
      """
      backup_retention_period automated_snapshot_retention_period snapshot_retention_limit \
      soft_delete_retention_days soft_delete_retention_in_days backup_retention_days
      """
    )
    add(.protection, higher(30), "deletion_window_in_days recovery_window_in_days")
    add(.protection, higher(0, zero: true), "retention_in_days log_retention_days")
    add(
      .authentication,
      higher(),
      """
      minimum_password_length password_reuse_prevention password_history_count min_password_length \
      minimum_length
      """
    )
    add(
      .authentication,
      lower(100_000),
      "max_password_age max_login_attempts password_expiration_days"
    )
    add(.exposure, lower(0), "internet_max_bandwidth_out")
    add(.protection, lower(300), "kms_data_key_reuse_period_seconds")
    add(.protection, lower(1), "http_put_response_hop_limit")
    add(
      .protection,
      .version(absent: ProtocolVersion.oldest),
      """
      minimum_tls_version min_tls_version minimum_protocol_version tls_security_policy ssl_policy \
      security_policy_name min_tls_version_id ssl_minimal_tls_version_enforced tls_version \
      minimal_tls_version ssl_minimum_version scm_minimum_tls_version security_policy
      """
    )
    add(
      .protection,
      .presence(isSafer: true),
      """
      kms_key_id kms_key_arn kms_master_key_id encryption_configuration customer_managed_key \
      server_side_encryption_configuration access_logs logging logging_config log_setting \
      web_acl_id web_acl_arn access_log_settings key_vault_key_id kms_key_name encryption_at_rest \
      kms_key_self_link disk_encryption_set_id kms_encryption_context default_kms_key_name \
      permissions_boundary vpc_config
      """
    )
    add(
      .exposure,
      .presence(isSafer: true),
      "network_policy_provider private_cluster_config attached_catalog_private_endpoints private_endpoints"
    )
    add(
      .exposure,
      .presence(isSafer: false),
      "access_config ipv6_access_config host_port nat_ip server_instance_no eip_allocation_id"
    )
    add(.privilege, .presence(isSafer: false), "host_path")
    add(
      .privilege,
      .items(isSafer: false),
      "capabilities.add allowed_capabilities linux_capabilities.add"
    )
    add(
      .privilege,
      .items(isSafer: true),
      "capabilities.drop required_drop_capabilities linux_capabilities.drop"
    )
    add(.privilege, .ranks(["0": 1], absent: 0), "run_as_user run_as_group")
    add(
      .exposure,
      .addresses(absentIsWorld: true),
      """
      public_access_cidrs authorized_ip_ranges api_server_authorized_ip_ranges \
      load_balancer_source_ranges master_authorized_networks_config.cidr_blocks ip_whitelist \
      azurerm_search_service:allowed_ips
      """
    )
    add(
      .exposure,
      .addresses(absentIsWorld: false),
      """
      security_ips allowed_ips alicloud_alb_acl_entry_attachment:entry white_list ip_rules \
      allowed_cidr_blocks whitelist_ips authorized_networks.value \
      allowed_ip_ranges allowed_cidrs inbound_cidr_blocks
      """
    )
    add(
      .authentication,
      .flag(riskyWhen: false, absent: false),
      "google_iam_workload_identity_pool_provider:disabled google_service_account:disabled"
    )
    add(.authentication, .pattern, "subject attribute_condition")
    add(.protection, .presence(isSafer: true), "encryption_configuration.key_id")
    add(
      .protection,
      .ranks(["customer_kms": 0, "aws_owned_kms_key": 1], absent: 1),
      "encryption_configuration.type"
    )
    add(.privilege, .flag(riskyWhen: false, absent: false), "readonlyRootFilesystem")
    add(
      .exposure,
      .groups(hasStandard: false),
      "security_group_ids vpc_security_group_ids security_groups security_groups_ids"
    )
  }
}
