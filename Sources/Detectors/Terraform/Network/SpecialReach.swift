import HCL

/// Types whose rules are of a shape of their own.
enum SpecialReach {
  static let types: Set<String> = [
    "google_compute_firewall", "azurerm_mssql_firewall_rule", "azurerm_sql_firewall_rule",
    "azurerm_mysql_firewall_rule", "azurerm_mysql_flexible_server_firewall_rule",
    "azurerm_postgresql_firewall_rule", "azurerm_postgresql_flexible_server_firewall_rule",
    "azurerm_mariadb_firewall_rule", "azurerm_redis_firewall_rule",
    "azurerm_synapse_firewall_rule", "azurerm_cosmosdb_postgresql_firewall_rule",
    "azurerm_mssql_managed_instance_firewall_rule", "azurerm_mongo_cluster_firewall_rule",
  ]

  static let explained = [
    "allow", "deny", "source_ranges", "source_tags", "source_service_accounts", "target_tags",
    "target_service_accounts", "destination_ranges", "direction", "disabled", "network", "project",
    "priority", "start_ip_address", "end_ip_address", "start_ip", "end_ip", "server_id",
    "server_name",
  ]

  static func grants(of block: TerraformBlock) -> [ReachGrant]? {
    guard types.contains(block.type) else { return nil }
    return block.type == "google_compute_firewall" ? google(block) : [range(block)]
  }

  private static func google(_ block: TerraformBlock) -> [ReachGrant] {
    if block["disabled"]?.bool == true { return [] }
    let isEgress = block["direction"]?.literal?.uppercased() == "EGRESS"
    let names =
      isEgress
      ? ["destination_ranges"] : ["source_ranges", "source_tags", "source_service_accounts"]
    let addresses = AddressReader.addresses(
      names.compactMap { name in block[name].map { (name, $0) } },
      isOpenWithout: true
    )
    let tags = ["target_tags", "target_service_accounts"].compactMap { block[$0] }
      .flatMap(\.asList).map(\.rendered)
    return ["allow", "deny"].flatMap { action in
      block.blocks(action).map { rule in
        ReachGrant(
          group: block["network"]?.rendered ?? block.address,
          isDenial: action == "deny",
          reach: Reach(
            isEgress ? .egress : .ingress,
            protocols: protocols(rule),
            ports: ports(rule),
            addresses: addresses,
            targets: tags.isEmpty ? .all : NameSet(tags)
          ),
          value: rule
        )
      }
    }
  }

  private static func protocols(_ rule: Value) -> NameSet {
    let name = rule["protocol"]?.rendered.lowercased() ?? "all"
    let dynamic = rule[Value.dynamicName].map { " for each of \($0.rendered)" } ?? ""
    return name == "all" && dynamic.isEmpty ? .all : NameSet([name + dynamic])
  }

  private static func ports(_ rule: Value) -> IntervalSet<UInt16> {
    let values = rule["ports"]?.asList ?? []
    let ranges = values.compactMap { PortText.range($0.rendered) }
    return values.isEmpty || ranges.count < values.count ? .all : IntervalSet(ranges)
  }

  /// From one address to another.
  private static func range(_ block: TerraformBlock) -> ReachGrant {
    let first = (block["start_ip_address"] ?? block["start_ip"])?.rendered ?? ""
    let last = (block["end_ip_address"] ?? block["end_ip"])?.rendered ?? ""
    var addresses = AddressSet()
    if let from = AddressText.address4(first[...]), let to = AddressText.address4(last[...]),
      from <= to
    {
      // The null address alone stands for all services of the cloud.
      if from == 0, to == 0 {
        addresses.names = ["services of Azure"]
      } else {
        addresses.v4 = IntervalSet(from...to)
      }
    } else {
      addresses.names = ["\(first)-\(last)"]
    }
    let server = (block["server_id"] ?? block["server_name"])?.rendered ?? block.address
    return ReachGrant(
      group: server,
      isDenial: false,
      reach: Reach(.ingress, protocols: .all, ports: .all, addresses: addresses),
      value: block.body
    )
  }
}
