import Detection

extension TerraformEditTests {
  /// Its networks, stores and vaults.
  static let azureStores: [TerraformEdit] = [
    TerraformEdit(
      "rule: from the internet",
      .widened,
      .network,
      of: "azurerm_network_security_rule",
      securityRule(
        """
        access                 = "Allow"
        destination_port_range = "22"
        source_address_prefix  = "[-10.0.0.0/8-]{+*+}"
        """
      )
    ),
    TerraformEdit(
      "rule: denied instead",
      .narrowed,
      .network,
      of: "azurerm_network_security_rule",
      securityRule(
        """
        access                 = "[-Allow-]{+Deny+}"
        destination_port_range = "22"
        source_address_prefix  = "10.0.0.0/8"
        """
      )
    ),
    TerraformEdit(
      "rule: more ports",
      .widened,
      .network,
      of: "azurerm_network_security_rule",
      securityRule(
        """
        access                  = "Allow"
        destination_port_ranges = ["443"{+, "3389"+}]
        source_address_prefix   = "Internet"
        """
      )
    ),
    TerraformEdit(
      "group with rules: one more",
      .widened,
      .network,
      of: "azurerm_network_security_group",
      """
      name = "nsg"
      security_rule {
        name                       = "web"
        priority                   = 100
        direction                  = "Inbound"
        access                     = "Allow"
        protocol                   = "Tcp"
        source_port_range          = "*"
        destination_port_range     = "443"
        source_address_prefix      = "*"
        destination_address_prefix = "*"
      }
      {+security_rule {
        name                       = "rdp"
        priority                   = 110
        direction                  = "Inbound"
        access                     = "Allow"
        protocol                   = "Tcp"
        source_port_range          = "*"
        destination_port_range     = "3389"
        source_address_prefix      = "*"
        destination_address_prefix = "*"
      }+}
      """
    ),
    TerraformEdit(
      "account: public blobs",
      .widened,
      nil,
      of: "azurerm_storage_account",
      """
      name                            = "acme"
      account_tier                    = "Standard"
      allow_nested_items_to_be_public = [-false-]{+true+}
      """
    ),
    TerraformEdit(
      "account: network on",
      .widened,
      nil,
      of: "azurerm_storage_account",
      """
      name                          = "acme"
      public_network_access_enabled = [-false-]{+true+}
      """
    ),
    TerraformEdit(
      "account: old protocol",
      .widened,
      nil,
      of: "azurerm_storage_account",
      """
      name            = "acme"
      min_tls_version = "[-TLS1_2-]{+TLS1_0+}"
      """
    ),
    TerraformEdit(
      "account: shared keys",
      .widened,
      nil,
      of: "azurerm_storage_account",
      """
      name                      = "acme"
      shared_access_key_enabled = [-false-]{+true+}
      """
    ),
    TerraformEdit(
      "account: rules allow",
      .widened,
      .network,
      of: "azurerm_storage_account_network_rules",
      """
      storage_account_id = azurerm_storage_account.main.id
      default_action     = "[-Deny-]{+Allow+}"
      ip_rules           = ["203.0.113.1"]
      """
    ),
    TerraformEdit(
      "account: one address more",
      .widened,
      .network,
      of: "azurerm_storage_account",
      """
      name = "acme"
      network_rules {
        default_action = "Deny"
        ip_rules       = ["203.0.113.1"{+, "198.51.100.7"+}]
      }
      """
    ),
    TerraformEdit(
      "container: open",
      .widened,
      nil,
      of: "azurerm_storage_container",
      """
      name                  = "assets"
      storage_account_name  = "acme"
      container_access_type = "[-private-]{+blob+}"
      """
    ),
    TerraformEdit(
      "vault: permission more",
      .widened,
      .iam,
      of: "azurerm_key_vault_access_policy",
      """
      key_vault_id       = azurerm_key_vault.main.id
      tenant_id          = "t"
      object_id          = "o"
      secret_permissions = ["Get"{+, "Set", "Purge"+}]
      """
    ),
    TerraformEdit(
      "vault: policy block",
      .narrowed,
      .iam,
      of: "azurerm_key_vault",
      """
      name      = "kv"
      tenant_id = "t"
      sku_name  = "standard"
      access_policy {
        tenant_id          = "t"
        object_id          = "o"
        secret_permissions = ["Get"[-, "List"-]]
      }
      """
    ),
    TerraformEdit(
      "vault: not purge-proof",
      .widened,
      .protection,
      of: "azurerm_key_vault",
      """
      name                     = "kv"
      purge_protection_enabled = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "vault: network open",
      .widened,
      .network,
      of: "azurerm_key_vault",
      """
      name = "kv"
      network_acls {
        bypass         = "AzureServices"
        default_action = "[-Deny-]{+Allow+}"
      }
      """
    ),
    TerraformEdit(
      "server: all of Azure",
      .widened,
      .network,
      """
      {+resource "azurerm_mssql_firewall_rule" "azure" {
        name             = "azure"
        server_id        = azurerm_mssql_server.main.id
        start_ip_address = "0.0.0.0"
        end_ip_address   = "0.0.0.0"
      }+}
      """
    ),
    TerraformEdit(
      "server: larger range",
      .widened,
      .network,
      of: "azurerm_postgresql_flexible_server_firewall_rule",
      """
      name             = "office"
      server_id        = "s"
      start_ip_address = "203.0.113.0"
      end_ip_address   = "203.0.113.[-10-]{+255+}"
      """
    ),
    TerraformEdit(
      "server: network on",
      .widened,
      nil,
      of: "azurerm_mssql_server",
      """
      name                          = "main"
      public_network_access_enabled = [-false-]{+true+}
      """
    ),
    TerraformEdit(
      "cluster: ranges",
      .widened,
      .network,
      of: "azurerm_kubernetes_cluster",
      """
      name = "main"
      api_server_access_profile {
        authorized_ip_ranges = ["203.0.113.0/24"{+, "0.0.0.0/0"+}]
      }
      """
    ),
    TerraformEdit(
      "cluster: not private",
      .widened,
      nil,
      of: "azurerm_kubernetes_cluster",
      """
      name                    = "main"
      private_cluster_enabled = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "application: plain text",
      .widened,
      nil,
      of: "azurerm_linux_web_app",
      """
      name       = "app"
      https_only = [-true-]{+false+}
      """
    ),
  ]
}
