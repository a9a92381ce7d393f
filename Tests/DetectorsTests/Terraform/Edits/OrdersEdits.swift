import Detection

extension TerraformEditTests {
  /// Ports of rules for every protocol, and rules that move before others.
  static let orders: [TerraformEdit] = [
    TerraformEdit(
      "Azure applies ports to every protocol",
      .widened,
      .network,
      of: "azurerm_network_security_rule",
      nsg("Allow", ports: "[-22-]{+*+}")
    ),
    TerraformEdit(
      "Azure: a denial of one port only",
      .widened,
      .network,
      of: "azurerm_network_security_rule",
      nsg("Deny", ports: "[-*-]{+22+}")
    ),
    TerraformEdit(
      "Azure: a rule within its group",
      .widened,
      .network,
      of: "azurerm_network_security_group",
      "security_rule {\n\(nsg("Allow", ports: "[-22-]{+0-65535+}"))\n}"
    ),
    TerraformEdit(
      "AWS does not",
      .equal,
      of: "aws_security_group_rule",
      """
      type              = "ingress"
      protocol          = "-1"
      from_port         = [-22-]{+0+}
      to_port           = [-22-]{+65535+}
      cidr_blocks       = ["10.0.0.0/8"]
      security_group_id = "sg-1"
      """
    ),
    TerraformEdit(
      "Azure: allowed before it is denied",
      .incomparable,
      .network,
      pair("azurerm_network_security_rule", nsg("Allow", priority: "[-200-]{+50+}"), nsg("Deny"))
    ),
    TerraformEdit(
      "Azure: an order among what is allowed",
      .equal,
      pair(
        "azurerm_network_security_rule",
        nsg("Allow", priority: "[-200-]{+50+}", ports: "22"),
        nsg("Allow", ports: "80")
      )
    ),
    TerraformEdit(
      "Google: allowed before it is denied",
      .incomparable,
      .network,
      pair("google_compute_firewall", google("allow", "[-2000-]{+1+}"), google("deny", "1000"))
    ),
    TerraformEdit(
      "Google: a denial in another network",
      .equal,
      pair(
        "google_compute_firewall",
        google("allow", "[-2000-]{+1+}"),
        google("deny", "1000", network: "other")
      )
    ),
    TerraformEdit(
      "AWS: allowed before it is denied",
      .incomparable,
      .network,
      pair("aws_network_acl_rule", acl("allow", "[-200-]{+50+}"), acl("deny", "100"))
    ),
  ]

  private static func pair(_ type: String, _ first: String, _ second: String) -> String {
    "resource \"\(type)\" \"a\" {\n\(first)\n}\nresource \"\(type)\" \"b\" {\n\(second)\n}\n"
  }

  private static func nsg(
    _ access: String,
    priority: String = "100",
    ports: String = "*"
  ) -> String {
    """
    name                        = "x"
    network_security_group_name = "web"
    priority                    = \(priority)
    direction                   = "Inbound"
    access                      = "\(access)"
    protocol                    = "*"
    source_port_range           = "*"
    destination_port_range      = "\(ports)"
    source_address_prefix       = "*"
    destination_address_prefix  = "*"
    """
  }

  private static func google(_ action: String, _ priority: String, network: String = "n") -> String
  {
    """
    name          = "x"
    network       = "\(network)"
    priority      = \(priority)
    source_ranges = ["0.0.0.0/0"]
    \(action) {
      protocol = "all"
    }
    """
  }

  private static func acl(_ action: String, _ number: String) -> String {
    """
    network_acl_id = "a"
    rule_number    = \(number)
    rule_action    = "\(action)"
    protocol       = "-1"
    cidr_block     = "0.0.0.0/0"
    """
  }
}
