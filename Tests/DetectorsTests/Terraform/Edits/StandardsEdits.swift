import Detection

extension TerraformEditTests {
  private static func rules(_ action: String, _ rest: String) -> String {
    "name = \"a\"\nnetwork_rules {\n default_action = \"\(action)\"\n \(rest)\n}"
  }

  /// What holds where nothing is said, and lists that count for nothing there.
  static let standards: [TerraformEdit] = [
    weaker("azurerm_storage_account", "{+allow_blob_public_access = true+}", .network),
    same("azurerm_storage_account", "{+allow_blob_public_access = false+}"),
    weaker("google_sql_database_instance", "name = \"a\"\n{+deletion_protection = false+}"),
    weaker("google_container_cluster", "name = \"a\"\n{+deletion_protection = false+}"),
    same("aws_db_instance", "identifier = \"a\"\n{+deletion_protection = false+}"),
    same("google_sql_database_instance", "name = \"a\"\n{+deletion_protection = true+}"),
    weaker("azurerm_windows_web_app", "name = \"a\"\n{+threat_protection_enabled = false+}"),
    same("azurerm_key_vault", "name = \"a\"\n{+purge_protection_enabled = false+}"),
    weaker("azurerm_storage_account", "name = \"a\"\n{+https_traffic_only_enabled = false+}"),
    same("azurerm_storage_account", "name = \"a\"\n{+https_traffic_only_enabled = true+}"),
    weaker(
      "google_container_cluster",
      "name = \"a\"\n{+node_config {\n metadata = {\n disable-legacy-endpoints = \"false\"\n }\n}+}"
    ),
    same(
      "google_container_cluster",
      "name = \"a\"\n{+node_config {\n metadata = {\n disable-legacy-endpoints = \"true\"\n }\n}+}"
    ),
    weaker(
      "google_container_cluster",
      "{+node_config {\n shielded_instance_config {\n enable_integrity_monitoring = false\n }\n}+}"
    ),
    same(
      "google_container_cluster",
      "{+node_config {\n shielded_instance_config {\n enable_integrity_monitoring = true\n }\n}+}"
    ),
    weaker("google_container_cluster", "enable_shielded_nodes = [-true-]{+false+}"),
    weaker(
      "google_container_cluster",
      "pod_security_policy_config {\n enabled = [-true-]{+false+}\n}"
    ),
    // The group of the network's own lets its members in and nobody else.
    same(
      "aws_instance",
      "ami = \"a\"\n[-vpc_security_group_ids = [aws_security_group.a.id]-]",
      .incomparable
    ),
    weaker(
      "aws_instance",
      "vpc_security_group_ids = [aws_security_group.a.id{+, aws_security_group.b.id+}]",
      .network
    ),
    weaker(
      "aws_lb",
      "internal = true\nload_balancer_type = \"network\"\n[-security_groups = [aws_security_group.a.id]-]",
      .network
    ),
    weaker(
      "aws_elasticsearch_domain",
      "[-vpc_options {\n subnet_ids = [\"a\"]\n security_group_ids = [\"b\"]\n}-]",
      .network
    ),
    weaker(
      "azurerm_storage_account",
      rules("[-Deny-]{+Allow+}", "[-ip_rules = [\"192.0.2.1\"]-]"),
      .network
    ),
    weaker(
      "azurerm_storage_account",
      rules("Deny", "virtual_network_subnet_ids = [\"a\"{+, \"b\"+}]"),
      .network
    ),
    same(
      "azurerm_storage_account",
      rules("Allow", "virtual_network_subnet_ids = [\"a\"{+, \"b\"+}]")
    ),
    same("azurerm_storage_account", rules("Allow", "[-ip_rules = [\"192.0.2.1\"]-]")),
    weaker("azurerm_storage_account", rules("Deny", "{+ip_rules = [\"192.0.2.1\"]+}"), .network),
    same(
      "azurerm_storage_account",
      rules("${var.action}", "[-ip_rules = [\"192.0.2.1\"]-]"),
      .narrowed
    ),
    weaker(
      "azurerm_key_vault",
      "name = \"a\"\n[-network_acls {\n default_action = \"Deny\"\n ip_rules = [\"192.0.2.1\"]\n}-]",
      .network
    ),
    same("aws_redshift_cluster", "cluster_type = \"[-single-]{+multi+}-node\""),
    weaker(
      "aws_lb",
      "load_balancer_type = \"network\"\n{+enforce_security_group_inbound_rules_on_private_link_traffic = \"off\"+}",
      .network
    ),
    same(
      "aws_lb",
      "load_balancer_type = \"network\"\n{+enforce_security_group_inbound_rules_on_private_link_traffic = \"on\"+}"
    ),
    weaker("azurerm_cdn_endpoint", "name = \"a\"\n[-is_http_allowed = false-]"),
    weaker(
      "azurerm_frontdoor",
      "name = \"a\"\nrouting_rule {\n name = \"a\"\n accepted_protocols = [\"Https\"{+, \"Http\"+}]\n}"
    ),
    same(
      "azurerm_frontdoor",
      "name = \"a\"\nrouting_rule {\n name = \"a\"\n accepted_protocols = [\"Http\"[-, \"Https\"-]]\n}"
    ),
    weaker(
      "azurerm_frontdoor",
      "name = \"a\"\nrouting_rule {\n forwarding_configuration {\n forwarding_protocol = \"Http[-s-]Only\"\n }\n}"
    ),
    // Fewer get there, and what is there is in the clear all the same.
    TerraformEdit(
      "a protection gone though fewer get there",
      .widened,
      .protection,
      of: "aws_db_instance",
      "identifier = \"a\"\npublicly_accessible = [-true-]{+false+}\n[-storage_encrypted = true-]",
      back: .widened
    ),
    TerraformEdit(
      "a file beside it that cannot be read",
      .equal,
      "resource \"aws_db_instance\" \"a\" {\n identifier = \"[-a-]{+b+}\"\n}\n",
      others: ["b.tf": "locals {\n a = 1\n[-}-]\n"]
    ),
    TerraformEdit(
      "what a file said that cannot be read",
      .incomparable,
      .network,
      """
      resource "aws_security_group_rule" "a" {
        type              = "ingress"
        security_group_id = "sg-1"
        cidr_blocks       = local.ranges
        protocol          = "tcp"
        from_port         = 22
        to_port           = [-22-]{+23+}
      }
      """,
      others: ["b.tf": "locals {\n ranges = [\"10.0.0.0/8\"]\n[-}-]\n"]
    ),
    // A rule that names nobody lets nobody in.
    same(
      "aws_security_group",
      "{+ingress {\n protocol = \"tcp\"\n from_port = 1\n to_port = 9\n}+}"
    ),
    weaker(
      "aws_security_group",
      "ingress {\n protocol = \"tcp\"\n from_port = 1\n to_port = 9\n {+self = true+}\n}",
      .network
    ),
  ]
}
