import Detection

extension TerraformEditTests {
  /// More of Azure's services.
  static let cloudsAzure: [TerraformEdit] = [
    TerraformEdit(
      "documents: filter off",
      .widened,
      .network,
      of: "azurerm_cosmosdb_account",
      "name = \"a\"\nis_virtual_network_filter_enabled = [-true-]{+false+}"
    ),
    TerraformEdit(
      "documents: keys again",
      .widened,
      .iam,
      of: "azurerm_cosmosdb_account",
      "name = \"a\"\nlocal_authentication_disabled = [-true-]{+false+}"
    ),
    TerraformEdit(
      "Azure's cache in plain text",
      .widened,
      .protection,
      of: "azurerm_redis_cache",
      "name = \"a\"\nnon_ssl_port_enabled = [-false-]{+true+}"
    ),
    TerraformEdit(
      "database: TLS no longer asked for",
      .widened,
      .protection,
      of: "azurerm_mysql_server",
      "name = \"a\"\nssl_enforcement_enabled = [-true-]{+false+}"
    ),
    TerraformEdit(
      "containers in the internet",
      .widened,
      .network,
      of: "azurerm_container_group",
      "name = \"a\"\nip_address_type = \"[-Private-]{+Public+}\""
    ),
    TerraformEdit(
      "app in the internet",
      .widened,
      .network,
      of: "azurerm_container_app",
      "name = \"a\"\ningress {\n  target_port = 80\n  external_enabled = [-false-]{+true+}\n}"
    ),
    TerraformEdit(
      "logic in plain text",
      .widened,
      .protection,
      of: "azurerm_logic_app_standard",
      "name = \"a\"\nhttps_only = [-true-]{+false+}"
    ),
    TerraformEdit(
      "search for one more",
      .widened,
      .network,
      of: "azurerm_search_service",
      "name = \"a\"\nallowed_ips = [\"192.0.2.1\"{+, \"0.0.0.0/0\"+}]"
    ),
    TerraformEdit(
      "events: rights to manage",
      .widened,
      .iam,
      of: "azurerm_eventhub_namespace_authorization_rule",
      "name = \"a\"\nlisten = true\nsend = true\nmanage = [-false-]{+true+}"
    ),
    TerraformEdit(
      "policy no longer enforced",
      .widened,
      .protection,
      of: "azurerm_subscription_policy_assignment",
      "name = \"a\"\npolicy_definition_id = \"p\"\nenforce = [-true-]{+false+}"
    ),
    TerraformEdit(
      "interface with a public address",
      .widened,
      .network,
      of: "azurerm_network_interface",
      "name = \"a\"\nip_configuration {\n  name = \"a\"\n  {+public_ip_address_id = azurerm_public_ip.a.id+}\n}"
    ),
    TerraformEdit(
      "machine unencrypted",
      .widened,
      .protection,
      of: "azurerm_windows_virtual_machine",
      "name = \"a\"\nencryption_at_host_enabled = [-true-]{+false+}"
    ),
    TerraformEdit(
      "gateway only looks on",
      .widened,
      .protection,
      of: "azurerm_application_gateway",
      "name = \"a\"\nwaf_configuration {\n  enabled = true\n  firewall_mode = \"[-Prevention-]{+Detection+}\"\n}"
    ),
    TerraformEdit(
      "application for other tenants",
      .widened,
      .iam,
      of: "azuread_application",
      "display_name = \"a\"\nsign_in_audience = \"[-AzureADMyOrg-]{+AzureADMultipleOrgs+}\""
    ),
    TerraformEdit(
      "access rule off",
      .widened,
      nil,
      of: "azuread_conditional_access_policy",
      "display_name = \"a\"\nstate = \"[-enabled-]{+disabled+}\""
    ),
    TerraformEdit(
      "application for all",
      .widened,
      .iam,
      of: "azuread_service_principal",
      "client_id = \"a\"\napp_role_assignment_required = [-true-]{+false+}"
    ),
    TerraformEdit(
      "vault without a second chance",
      .widened,
      .protection,
      of: "azurerm_recovery_services_vault",
      "name = \"a\"\nsoft_delete_enabled = [-true-]{+false+}"
    ),
    TerraformEdit(
      "fewer backups",
      .widened,
      .protection,
      of: "azurerm_backup_policy_vm",
      "name = \"a\"\nretention_daily {\n  count = [-30-]{+7+}\n}"
    ),
    TerraformEdit(
      "database unencrypted",
      .widened,
      .protection,
      of: "azurerm_mssql_database",
      "name = \"a\"\ntransparent_data_encryption_enabled = [-true-]{+false+}"
    ),
    TerraformEdit(
      "nobody is told",
      .widened,
      .protection,
      of: "azurerm_security_center_contact",
      "email = \"a@example.com\"\nalert_notifications = [-true-]{+false+}"
    ),
    collection(
      .widened,
      "action = \"Allow\"",
      "source_addresses = [\"10.0.0.0/8\"]\ndestination_addresses = [\"[-10.1.0.0/16-]{+*+}\"]"
    ),
    collection(
      .widened,
      "action = \"Allow\"",
      "source_addresses = [\"10.[-1.0.0/16-]{+0.0.0/8+}\"]\ndestination_addresses = [\"10.1.0.0/16\"]"
    ),
    collection(
      .narrowed,
      "action = \"[-Allow-]{+Deny+}\"",
      "source_addresses = [\"10.0.0.0/8\"]\ndestination_addresses = [\"10.1.0.0/16\"]"
    ),
    collection(
      .incomparable,
      "action = \"Allow\"\npriority = [-100-]{+200+}",
      "source_addresses = [\"10.0.0.0/8\"]\ndestination_addresses = [\"10.1.0.0/16\"]"
    ),
    same(
      "azurerm_firewall_nat_rule_collection",
      nat("dynamic \"rule\" {\n for_each = var.[-a-]{+b+}\n content {\n", "rule.value", "}\n}"),
      .incomparable
    ),
    // Whither a rule leads is not compared.
    same(
      "azurerm_firewall_nat_rule_collection",
      nat("rule {\n translated_address = \"10.0.0.[-1-]{+2+}\"\n", "\"192.0.2.1\"", "}"),
      .unknown
    ),
    same(
      "azurerm_frontdoor_firewall_policy",
      "name = \"a\"\ncustom_rules {\n custom_rule {\n negation_condition = [-true-]{+false+}\n }\n}",
      .incomparable
    ),
  ]

  private static func collection(
    _ direction: Direction,
    _ action: String,
    _ ends: String
  ) -> TerraformEdit {
    same(
      "azurerm_firewall_network_rule_collection",
      "name = \"a\"\n\(action)\nrule {\n name = \"a\"\n protocols = [\"TCP\"]\n destination_ports = [\"443\"]\n \(ends)\n}",
      direction
    )
  }

  private static func nat(_ head: String, _ target: String, _ end: String) -> String {
    "name = \"a\"\npriority = 100\naction = \"Dnat\"\n\(head) protocols = [\"TCP\"]\n source_addresses = [\"*\"]\n destination_ports = [\"443\"]\n destination_addresses = [\(target)]\n\(end)"
  }
}
