extension PostureTable {
  /// What platforms, watchers and smaller clouds call what others call otherwise.
  static func addPlatforms(_ add: Adder) {
    addGates(add)
    addReach(add)
    addCiphers(add)
    addLogs(add)
    addNotices(add)
    addUpkeep(add)
  }

  /// Who has to show what.
  private static func addGates(_ add: Adder) {
    let safe = Posture.Measure.flag(riskyWhen: false, absent: false)
    add(
      .authentication,
      safe,
      """
      auth_settings.enabled auth_settings_v2.auth_enabled client_cert_enabled \
      advanced_security_options.enabled azure_rbac_enabled \
      role_based_access_control.enabled
      """
    )
    add(
      .authentication,
      .presence(isSafer: true),
      "auth_settings auth_settings_v2 mutual_tls_authentication"
    )
    add(
      .authentication,
      .flag(riskyWhen: true, absent: true),
      "ftp_publish_basic_authentication_enabled webdeploy_publish_basic_authentication_enabled"
    )
    add(
      .authentication,
      .ranks(["required": 0, "optionalinteractiveuser": 1, "optional": 2], absent: 2),
      "client_certificate_mode client_cert_mode"
    )
    add(
      .authentication,
      .ranks(
        ["redirecttologinpage": 0, "return401": 0, "return403": 0, "allowanonymous": 1],
        absent: 1
      ),
      "auth_settings.unauthenticated_client_action auth_settings_v2.unauthenticated_action"
    )
    // Machines without any take a password, and each key lets its holder in.
    add(
      .authentication,
      .groups(hasStandard: false),
      "digitalocean_droplet:ssh_keys hcloud_server:ssh_keys"
    )
    // Whatever runs on a node reads the node's own identity unless it is kept from it.
    add(
      .privilege,
      .ranks(
        [
          "gke_metadata": 0, "gke_metadata_server": 0, "secure": 0, "gce_metadata": 1,
          "expose": 1, "unspecified": 1, "mode_unspecified": 1,
        ],
        absent: 1
      ),
      "workload_metadata_config.mode workload_metadata_config.node_metadata"
    )
    add(.permission, .items(isSafer: false), "azurerm_role_definition:assignable_scopes")
    // Commands within what runs, and what a cloud's own deployments read.
    add(
      .privilege,
      .flag(riskyWhen: true, absent: false),
      "enable_execute_command enabled_for_deployment enabled_for_template_deployment"
    )
    add(.privilege, .flag(riskyWhen: true, absent: true), "run_command_enabled")
  }

  /// Which networks it is in, and who gets there.
  private static func addReach(_ add: Adder) {
    let risky = Posture.Measure.flag(riskyWhen: true, absent: false)
    add(
      .exposure,
      risky,
      """
      enable_ip_forwarding ip_forwarding_enabled remote_debugging_enabled sftp_enabled \
      private_cluster_public_fqdn_enabled http_application_routing_enabled \
      cross_tenant_replication_enabled
      """
    )
    // Its rules let SSH, RDP and pings in from anywhere.
    add(
      .exposure,
      .flag(riskyWhen: true, absent: true),
      "google_project:auto_create_network"
    )
    add(
      .exposure,
      .flag(riskyWhen: false, absent: false),
      """
      managed_virtual_network_enabled enhanced_vpc_routing disable_execute_api_endpoint \
      scm_use_main_ip_restriction
      """
    )
    // Without one it is in the default network, whose subnets are public.
    add(
      .exposure,
      .presence(isSafer: true),
      "cluster_subnet_group_name db_subnet_group_name ip_allocation_policy"
    )
    add(
      .exposure,
      .presence(isSafer: true),
      "network_policy azurerm_network_interface:network_security_group_id"
    )
    add(
      .exposure,
      .groups(hasStandard: false),
      """
      nsg_ids network_security_group_ids firewall_ids security_group_names \
      nifcloud_instance:security_group nifcloud_router:security_group \
      nifcloud_vpn_gateway:security_group
      """
    )
    add(
      .exposure,
      .ranks(["deny": 0, "allow": 1], absent: 1),
      "ip_restriction_default_action scm_ip_restriction_default_action"
    )
    add(
      .exposure,
      .ranks(["whitelist": 0, "blacklist": 1, "none": 2], absent: 2),
      "geo_restriction.restriction_type"
    )
    // The cloud's own services that no rule holds out; where there are no rules, all come in.
    add(
      .exposure,
      .items(isSafer: false, absentIsAll: true),
      """
      network_acls.bypass network_rules.bypass azurerm_storage_account_network_rules:bypass
      """
    )
    add(.exposure, .span(isSafer: false), "ip_block.cidr")
    add(.exposure, .span(isSafer: true), "ip_block.except")
    // Networks that all customers share, and the internet.
    let types = ["instance", "nas_instance", "db_instance", "elb", "router", "vpn_gateway"]
    add(
      .exposure,
      .ranks(["*": 0, "net-common_private": 1, "net-common_global": 2], absent: 1),
      types.map { "nifcloud_\($0):network_id" }.joined(separator: " ")
    )
    add(
      .exposure,
      .ranks(["cloud-ippool": 0, "public-ippool": 1], absent: 0),
      "opc_compute_ip_address_reservation:ip_address_pool"
    )
  }

  /// What is encrypted on its way, and how well.
  private static func addCiphers(_ add: Adder) {
    add(.protection, .ranks(["strict": 0, "basic": 1], absent: 1), "endpoint_access_mode")
    // A path of its own that takes plain HTTP; the other behaviours say of themselves.
    add(
      .protection,
      .ranks(["https-only": 0, "redirect-to-https": 0, "allow-all": 1], absent: 0),
      "ordered_cache_behavior.viewer_protocol_policy"
    )
    add(
      .protection,
      .ranks(["https": 0, "http2": 0, "http3": 0, "http": 1], absent: 0),
      "forwarding_rule.entry_protocol"
    )
    add(
      .protection,
      .ranks(["https": 0, "ssl": 0, "http": 1, "tcp": 1], absent: 0),
      "listener.lb_protocol"
    )
    add(
      .protection,
      .ranks(["disabled": 0, "ftpsonly": 0, "allallowed": 1], absent: 1),
      "azurerm_app_service:ftps_state azurerm_function_app:ftps_state"
    )
    add(
      .protection,
      .ranks(["disabled": 0, "ftpsonly": 0, "allallowed": 1], absent: 0),
      "ftps_state"
    )
    add(
      .protection,
      .ranks(
        [
          "rsasha256": 0, "rsasha512": 0, "ecdsap256sha256": 0, "ecdsap384sha384": 0,
          "rsasha1": 1,
        ],
        absent: 0
      ),
      "default_key_specs.algorithm"
    )
    add(
      .protection,
      .ranks(
        [
          "standard ciphers d ver1": 0, "standard ciphers a ver1": 1, "standard ciphers b ver1": 1,
          "standard ciphers c ver1": 1, "": 1,
        ],
        absent: 1
      ),
      "nifcloud_load_balancer:ssl_policy_name nifcloud_elb:ssl_policy_name"
    )
    add(.protection, .version(absent: ProtocolVersion.oldest), "min_protocol_version")
    add(
      .protection,
      .ranks(
        [
          "kms": 0, "sse-kms": 0, "sse_kms": 0, "cse-kms": 0, "cse_kms": 0, "aes256": 1,
          "sse-s3": 1, "sse_s3": 1, "none": 2, "disabled": 2,
        ],
        absent: 2
      ),
      """
      catalog_encryption_mode cloudwatch_encryption_mode s3_encryption_mode \
      job_bookmarks_encryption_mode
      """
    )
    add(
      .protection,
      .ranks(["encrypted": 0, "all_objects_encryption_enabled": 0, "decrypted": 1], absent: 1),
      "database_encryption.state"
    )
    add(
      .protection,
      .ranks(["tls": 0, "none": 1], absent: 1),
      "cluster_endpoint_encryption_type"
    )
    add(
      .protection,
      .presence(isSafer: true),
      "encryption_config provider.key_arn EncryptionKeyProviderType"
    )
    add(
      .protection,
      .number(higherIsSafer: false, absent: .greatestFiniteMagnitude, zeroIsMost: false),
      "google_kms_crypto_key:rotation_period rotation.rotation_period rotation_period_in_days"
    )
  }
}
