import HCL

/// Who gets to an app of Azure's, and to the place it is deployed from: without a restriction, everybody.
enum SiteRestrictions {
  static let types: Set<String> = {
    let apps = [
      "linux_web_app", "windows_web_app", "linux_function_app", "windows_function_app",
      "app_service", "function_app",
    ]
    return Set(apps.flatMap { ["azurerm_\($0)", "azurerm_\($0)_slot"] })
      .union(["azurerm_logic_app_standard", "azurerm_function_app_flex_consumption"])
  }()

  private static let doors = ["ip_restriction", "scm_ip_restriction"]

  /// Arguments that are read here and nowhere else.
  static let names = Set(doors + sources + ["headers", "priority", "action"] + headers)
  static let explained = doors.map { "site_config." + $0 }

  private static let sources = [
    "ip_address", "service_tag", "virtual_network_subnet_id", "subnet_id",
  ]
  private static let headers = [
    "x_azure_fdid", "x_fd_health_probe", "x_forwarded_for", "x_forwarded_host",
  ]

  /// Who is not let in by any rule is kept out, but where there is none; `nil` of other types.
  static func grants(of block: TerraformBlock, opensWithout: Bool) -> [ReachGrant]? {
    guard types.contains(block.type) else { return nil }
    return doors.flatMap { door in
      let rules = block.body.all(at: "site_config." + door)
      let others = block.body.all(at: "site_config.\(door)_default_action").first?.literal
      let group = "\(door) of \(block.address)"
      var grants = rules.map { grant($0, group) }
      if opensWithout && rules.isEmpty && others != "Deny" || others == "Allow" {
        grants.append(
          ReachGrant(
            group: group,
            isDenial: false,
            reach: Reach(.ingress, protocols: .all, ports: .all, addresses: .world),
            value: block.body
          )
        )
      }
      return grants
    }
  }

  private static func grant(_ rule: Value, _ group: String) -> ReachGrant {
    let marks = rule.blocks("headers").flatMap { $0.fields ?? [] }
      .filter { $0.value.list?.isEmpty != true }.map { "\($0.name)=\($0.value.rendered)" }.sorted()
    return ReachGrant(
      group: group,
      isDenial: rule["action"]?.literal?.lowercased() == "deny",
      reach: Reach(
        .ingress,
        protocols: .all,
        ports: .all,
        addresses: AddressReader.addresses(
          sources.compactMap { name in rule[name].map { (name, $0) } },
          isOpenWithout: true
        ),
        targets: marks.isEmpty ? .all : NameSet([marks.joined(separator: " ")])
      ),
      value: rule
    )
  }
}
