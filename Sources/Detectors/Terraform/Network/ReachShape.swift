import HCL

/// How a type of block says who reaches what.
struct ReachShape {
  enum Direction {
    case always(Reach.Way)
    /// An argument's text, with the one that means ingress and what stands where it is not given.
    case argument(String, ingress: Set<String>, standard: Reach.Way)
    /// A flag that says egress.
    case egressFlag(String)
  }

  enum Ports {
    /// The first and the last, by any of these pairs of paths.
    case pair([(String, String)])
    /// Texts such as `80`, `80-90`, `53/53`; a list of them too.
    case ranges([String])
  }

  /// Nested blocks that are rules, with their direction where the name says it; empty: the block itself.
  var nested: [(name: String, way: Reach.Way?)] = []
  var direction = Direction.always(.ingress)
  var protocols: [String] = ["protocol"]
  var ports = Ports.pair([("from_port", "to_port")])
  var sources: [String] = []
  /// Where egress goes, if not in the same arguments.
  var destinations: [String] = []
  /// An argument that names the action, and the texts that mean no.
  var action: (name: String, denials: Set<String>)?
  /// What the rule belongs to, if not the block itself.
  var group: String?
  /// What it applies to within the group; none is everything.
  var targets: [String] = []
  /// Whether it lets everyone in that says no source.
  var isOpenWithoutSource = false
  /// Whether ports say nothing where a rule is for every protocol, as AWS takes it.
  var hasAllPortsOfAll = false
  /// Arguments of the block, not of its rules, that say when it counts at all.
  var switchedOffBy: String?
}

extension ReachShape {
  private static let aws = {
    var shape = ReachShape(
      sources: ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups", "self"])
    shape.hasAllPortsOfAll = true
    return shape
  }()

  private static func awsACL() -> ReachShape {
    var shape = ReachShape(sources: ["cidr_block", "ipv6_cidr_block"])
    shape.hasAllPortsOfAll = true
    shape.action = ("action", ["deny"])
    return shape
  }

  private static let bothWays: [(name: String, way: Reach.Way?)] = [
    ("ingress", .ingress), ("egress", .egress),
  ]

  static let byType: [String: ReachShape] = {
    var shapes: [String: ReachShape] = [:]
    var group = aws
    group.nested = bothWays
    shapes["aws_security_group"] = group
    shapes["aws_default_security_group"] = group
    var rule = aws
    rule.sources = [
      "cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "source_security_group_id", "self",
    ]
    rule.direction = .argument("type", ingress: ["ingress"], standard: .ingress)
    rule.group = "security_group_id"
    shapes["aws_security_group_rule"] = rule
    var ingress = aws
    ingress.protocols = ["ip_protocol"]
    ingress.sources = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"]
    ingress.group = "security_group_id"
    shapes["aws_vpc_security_group_ingress_rule"] = ingress
    ingress.direction = .always(.egress)
    shapes["aws_vpc_security_group_egress_rule"] = ingress
    var acl = awsACL()
    acl.nested = bothWays
    shapes["aws_network_acl"] = acl
    shapes["aws_default_network_acl"] = acl
    acl = awsACL()
    acl.action = ("rule_action", ["deny"])
    acl.direction = .egressFlag("egress")
    acl.group = "network_acl_id"
    shapes["aws_network_acl_rule"] = acl
    shapes.merge(azure) { $1 }
    shapes.merge(others) { $1 }
    shapes.merge(more) { $1 }
    return shapes
  }()

  private static let azure: [String: ReachShape] = {
    var shapes: [String: ReachShape] = [:]
    var rule = ReachShape(
      sources: [
        "source_address_prefix", "source_address_prefixes", "source_application_security_group_ids",
      ])
    rule.direction = .argument("direction", ingress: ["inbound"], standard: .ingress)
    rule.ports = .ranges(["destination_port_range", "destination_port_ranges"])
    rule.targets = [
      "destination_address_prefix", "destination_address_prefixes",
      "destination_application_security_group_ids",
    ]
    rule.action = ("access", ["deny"])
    rule.isOpenWithoutSource = true
    rule.group = "network_security_group_name"
    shapes["azurerm_network_security_rule"] = rule
    rule.group = nil
    rule.nested = [("security_rule", nil)]
    shapes["azurerm_network_security_group"] = rule
    // Their action is said once, for all rules.
    var collection = ReachShape(sources: ["source_addresses", "source_ip_groups"])
    collection.nested = [("rule", .ingress)]
    collection.protocols = ["protocols"]
    collection.ports = .ranges(["destination_ports"])
    collection.targets = ["destination_addresses", "destination_ip_groups", "destination_fqdns"]
    collection.action = ("action", ["deny"])
    shapes["azurerm_firewall_network_rule_collection"] = collection
    collection.targets = ["destination_addresses"]
    collection.action = nil
    shapes["azurerm_firewall_nat_rule_collection"] = collection
    return shapes
  }()
}
