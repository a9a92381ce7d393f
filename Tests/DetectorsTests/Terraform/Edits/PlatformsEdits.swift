import Detection

extension TerraformEditTests {
  /// One resource that is less safe in one way; back it is safer.
  static func weaker(
    _ type: String,
    _ text: String,
    _ family: Family = .protection
  ) -> TerraformEdit {
    let words = TerraformEdit.new(text).split(whereSeparator: \.isWhitespace).prefix(6)
    return TerraformEdit(
      "\(type): \(words.joined(separator: " "))",
      .widened,
      family,
      of: type,
      text
    )
  }

  static func same(_ type: String, _ text: String, _ direction: Direction = .equal) -> TerraformEdit
  {
    let words = TerraformEdit.new(text).split(whereSeparator: \.isWhitespace).prefix(6)
    return TerraformEdit(
      "\(type), \(direction): \(words.joined(separator: " "))",
      direction,
      of: type,
      text
    )
  }

  /// Who shows what, which networks it is in, what is encrypted and how.
  static let platforms: [TerraformEdit] = [
    weaker("azurerm_app_service", "[-auth_settings {\n enabled = true\n}-]", .iam),
    weaker("azurerm_app_service", "auth_settings {\n enabled = [-true-]{+false+}\n}", .iam),
    weaker("azurerm_function_app", "[-client_cert_enabled = true-]", .iam),
    weaker(
      "azurerm_linux_web_app",
      "client_certificate_mode = \"[-Required-]{+Optional+}\"",
      .iam
    ),
    weaker(
      "azurerm_linux_web_app",
      "ftp_publish_basic_authentication_enabled = [-false-]{+true+}",
      .iam
    ),
    weaker(
      "azurerm_kubernetes_cluster",
      "role_based_access_control {\n enabled = [-true-]{+false+}\n}",
      .iam
    ),
    weaker("azurerm_kubernetes_cluster", "[-run_command_enabled = false-]", .workload),
    weaker("aws_ecs_service", "{+enable_execute_command = true+}", .workload),
    weaker(
      "aws_opensearch_domain",
      "advanced_security_options {\n enabled = [-true-]{+false+}\n}",
      .iam
    ),
    weaker(
      "google_container_node_pool",
      "node_config {\n workload_metadata_config {\n mode = \"[-GKE-]{+GCE+}_METADATA\"\n }\n}",
      .workload
    ),
    weaker("hcloud_server", "name = \"a\"\n[-ssh_keys = [hcloud_ssh_key.ops.id]-]", .iam),
    weaker(
      "digitalocean_droplet",
      "ssh_keys = [digitalocean_ssh_key.ops.id{+, digitalocean_ssh_key.eve.id+}]",
      .iam
    ),
    same(
      "digitalocean_droplet",
      "ssh_keys = [digitalocean_ssh_key.[-ops-]{+eve+}.id]",
      .incomparable
    ),
    weaker(
      "azurerm_role_definition",
      "name = \"ops\"\nassignable_scopes = [[-azurerm_resource_group.ops.id-]{+\"/\"+}]",
      .iam
    ),
    same(
      "azurerm_role_definition",
      "name = \"ops\"\nassignable_scopes = [azurerm_resource_group.[-ops-]{+web+}.id]",
      .incomparable
    ),
    weaker("azurerm_network_interface", "enable_ip_forwarding = [-false-]{+true+}", .network),
    weaker(
      "azurerm_network_interface",
      "[-network_security_group_id = azurerm_network_security_group.web.id-]",
      .network
    ),
    weaker("google_project", "name = \"shop\"\n[-auto_create_network = false-]", .network),
    weaker("azurerm_synapse_workspace", "[-managed_virtual_network_enabled = true-]", .network),
    weaker("aws_redshift_cluster", "[-cluster_subnet_group_name = \"inner\"-]", .network),
    weaker("aws_redshift_cluster", "enhanced_vpc_routing = [-true-]{+false+}", .network),
    weaker("google_container_cluster", "[-ip_allocation_policy {}-]", .network),
    weaker(
      "azurerm_kubernetes_cluster",
      "network_profile {\n network_plugin = \"azure\"\n[-network_policy = \"azure\"-]\n}",
      .network
    ),
    weaker(
      "oci_core_instance",
      "create_vnic_details {\n subnet_id = \"a\"\n[-nsg_ids = [oci_core_network_security_group.a.id]-]\n}",
      .network
    ),
    weaker(
      "nifcloud_router",
      "security_group = [-nifcloud_security_group.a.group_name-]{+\"\"+}",
      .network
    ),
    weaker(
      "nifcloud_db_instance",
      "network_id = [-nifcloud_private_lan.inner.id-]{+\"net-COMMON_PRIVATE\"+}",
      .network
    ),
    weaker(
      "nifcloud_elb",
      "network_interface {\n network_id = \"net-COMMON_[-PRIVATE-]{+GLOBAL+}\"\n}",
      .network
    ),
    // What a variable holds may be any network.
    same(
      "nifcloud_db_instance",
      "network_id = [-var.lan-]{+\"net-COMMON_PRIVATE\"+}",
      .incomparable
    ),
    weaker(
      "azurerm_key_vault",
      "name = \"a\"\n[-network_acls {\n default_action = \"Deny\"\n bypass = \"AzureServices\"\n}-]",
      .network
    ),
    weaker(
      "azurerm_storage_account",
      "network_rules {\n default_action = \"Deny\"\n bypass = [\"Metrics\"{+, \"AzureServices\"+}]\n}",
      .network
    ),
    weaker(
      "kubernetes_network_policy",
      "spec {\n egress {\n to {\n ip_block {\n cidr = \"[-10.3.0.0/16-]{+0.0.0.0/0+}\"\n }\n }\n }\n}",
      .network
    ),
    // Which rule which addresses are of is not told by all of them together.
    same(
      "kubernetes_network_policy",
      """
      spec {
        ingress {
          ports {
            port = 22
          }
          from {
            ip_block {
              cidr = "10.[-1-]{+2+}.0.0/16"
            }
          }
        }
        ingress {
          ports {
            port = 80
          }
          from {
            ip_block {
              cidr = "10.[-2-]{+1+}.0.0/16"
            }
          }
        }
      }
      """,
      .incomparable
    ),
    weaker(
      "aws_cloudfront_distribution",
      """
      default_cache_behavior {
        viewer_protocol_policy = "https-only"
      }
      {+ordered_cache_behavior {
        path_pattern           = "/old/*"
        viewer_protocol_policy = "allow-all"
      }+}
      """
    ),
    same(
      "aws_cloudfront_distribution",
      """
      default_cache_behavior {
        viewer_protocol_policy = "https-only"
      }
      {+ordered_cache_behavior {
        path_pattern           = "/new/*"
        viewer_protocol_policy = "redirect-to-https"
      }+}
      """
    ),
    weaker(
      "digitalocean_loadbalancer",
      "forwarding_rule {\n entry_protocol = \"http[-s-]\"\n entry_port = [-443-]{+80+}\n}"
    ),
    weaker("aws_elb", "listener {\n lb_protocol = \"[-https-]{+http+}\"\n lb_port = 8443\n}"),
    weaker("azurerm_app_service", "site_config {\n ftps_state = \"[-FtpsOnly-]{+AllAllowed+}\"\n}"),
    weaker("aws_api_gateway_domain_name", "endpoint_access_mode = \"[-STRICT-]{+BASIC+}\""),
    weaker(
      "google_dns_managed_zone",
      "dnssec_config {\n default_key_specs {\n algorithm = \"rsasha[-256-]{+1+}\"\n }\n}"
    ),
    same(
      "google_dns_managed_zone",
      "dnssec_config {\n default_key_specs {\n algorithm = \"rsasha[-256-]{+512+}\"\n }\n}"
    ),
    // A listener that ends TLS is no worse for what is behind it.
    same(
      "aws_elb",
      """
      {+listener {
        lb_protocol       = "https"
        lb_port           = 443
        instance_protocol = "http"
        instance_port     = 80
      }+}
      """
    ),
    weaker(
      "aws_cloudfront_distribution",
      "restrictions {\n geo_restriction {\n restriction_type = \"[-whitelist-]{+none+}\"\n }\n}",
      .network
    ),
    weaker(
      "aws_api_gateway_rest_api",
      "name = \"a\"\n[-disable_execute_api_endpoint = true-]",
      .network
    ),
    weaker(
      "azurerm_linux_web_app",
      "site_config {\n remote_debugging_enabled = [-false-]{+true+}\n}",
      .network
    ),
    weaker(
      "azurerm_linux_web_app",
      "site_config {\n ip_restriction_default_action = \"[-Deny-]{+Allow+}\"\n}",
      .network
    ),
    weaker("azurerm_storage_account", "name = \"a\"\n{+sftp_enabled = true+}", .network),
    weaker("aws_dax_cluster", "cluster_endpoint_encryption_type = \"[-TLS-]{+NONE+}\""),
    weaker(
      "google_container_cluster",
      "database_encryption {\n state = \"[-ENCRYPTED-]{+DECRYPTED+}\"\n}"
    ),
    weaker("azurerm_container_registry", "name = \"a\"\n[-quarantine_policy_enabled = true-]"),
    weaker(
      "aws_config_configuration_recorder",
      "recording_group {\n all_supported = [-true-]{+false+}\n}"
    ),
    weaker(
      "aws_apigatewayv2_domain_name",
      "[-mutual_tls_authentication {\n truststore_uri = \"s3://a/b\"\n}-]",
      .iam
    ),
    weaker(
      "opc_compute_ip_address_reservation",
      "ip_address_pool = \"[-cloud-]{+public+}-ippool\"",
      .network
    ),
    weaker("nifcloud_elb", "ssl_policy_name = \"[-Standard Ciphers D ver1-]\""),
  ]
}
