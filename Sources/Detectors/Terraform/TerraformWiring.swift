import Detection
import HCL

/// What no rule reads of resources whose types say what they are about: networks, watching, or whom they are of.
enum TerraformWiring {
  static let wiring = Kind(
    "wiring",
    of: .network,
    title: "Network joined or led otherwise",
    help: """
      A network, subnet, route, gateway, peering or zone has other addresses, or is joined with something else. \
      Whether more can be reached so is not told by the change alone.
      """,
    example: Kind.Example(
      path: "main.tf",
      old: "resource \"aws_route_table_association\" \"x\" {\n  route_table_id = \"rtb-1\"\n}\n",
      new: "resource \"aws_route_table_association\" \"x\" {\n  route_table_id = \"rtb-2\"\n}\n"
    )
  )

  static func judgment(
    of changes: [BlockChange],
    explained: [String: Set<String>]
  ) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes
    where change.kind == .resource && TerraformTypes.isKnown(change.type) {
      if change.old == nil || change.new == nil {
        joins(change, explained[change.address] ?? [], &judgment)
        continue
      }
      for difference in Residue.rest(of: change, explained[change.address] ?? []) {
        guard let kind = kind(of: difference, change) else { continue }
        judgment.explain([difference.path], of: change)
        judgment.observe(
          change.observation(
            kind,
            .incomparable,
            .medium,
            old: difference.old,
            new: difference.new,
            summary: difference.text(of: change)
          ),
          of: change
        )
      }
    }
    return judgment
  }

  /// A way to another network that comes or goes: whether it leads past what looks at traffic is not told.
  private static func joins(
    _ change: BlockChange,
    _ known: Set<String>,
    _ judgment: inout TerraformJudgment
  ) {
    guard ways.contains(where: change.type.hasSuffix), Residue.hasRest(change, known),
      !known.contains("gateway_id")
    else { return }
    judgment.observe(
      change.observation(
        wiring,
        .incomparable,
        .medium,
        summary: "\(change.old == nil ? "adds" : "removes") the way \(change.address)"
      ),
      of: change
    )
  }

  /// Ends of types that lead from one network to another.
  private static let ways = [
    "_route", "_vpc_attachment", "_vpn_connection", "_gateway_connection", "_vpn_tunnel",
  ]

  private static func kind(of difference: Difference, _ change: BlockChange) -> Kind? {
    if wholes.contains(difference.leaf) { return GrantingResources.resource }
    let words = Set(change.type.split(separator: "_").map(String.init))
    if !words.isDisjoint(with: webFirewalls) || WebFirewall.shapes[change.type] != nil {
      return WebFirewallRule.firewall
    }
    // What lists of rules let through would be told by rules of ours, or not at all.
    guard words.isDisjoint(with: ruled) else { return nil }
    if !words.isDisjoint(with: networks) || isOwnRange(difference.leaf) { return wiring }
    if !words.isDisjoint(with: watching) || ProtectiveTypes.contains(change.type) {
      return PostureKinds.weakened
    }
    if subjects.contains(difference.leaf) || difference.leaf.hasSuffix("_arn") {
      return GrantingResources.resource
    }
    return nil
  }

  private static let networks: Set<String> = [
    "route", "routes", "route53", "transit", "subnet", "subnetwork", "vpc", "vpn", "peering",
    "endpoint", "nat", "prefix", "interconnect", "tunnel", "zone", "networkfirewall", "network",
    "gateway", "router", "resolver",
  ]

  private static let ruled: Set<String> = ["firewall", "rule", "rules", "acl"]

  private static let watching: Set<String> = [
    "cloudtrail", "trail", "guardduty", "securityhub", "lock", "replication", "sink", "flow",
    "watcher", "backup", "macie2", "inspector2", "config", "shield",
  ]

  /// Lists of addresses and patterns that rules of such a firewall allow or block.
  private static let webFirewalls: Set<String> = ["waf", "wafv2", "wafregional"]

  /// Whether it names the addresses that something itself lies at, and not those of whoever comes.
  private static func isOwnRange(_ name: String) -> Bool {
    let words = name.split(separator: "_").map(String.init)
    guard let last = words.last, !words.contains(where: others.contains) else { return false }
    return name == "address_space" || ["cidr", "cidrs"].contains(last)
      || words.suffix(2) == ["cidr", "block"] || words.suffix(2) == ["cidr", "range"]
  }

  /// Words of addresses that are somebody else's.
  private static let others: Set<String> = [
    "allow", "allowed", "authorized", "trusted", "source", "sources", "destination", "remote",
    "peer", "access", "ingress", "egress", "public", "permitted", "whitelist", "whitelisted",
    "inbound", "outbound", "from", "to", "client", "clients", "user", "users", "vpn",
  ]

  /// Arguments that name what a resource with rules keeps.
  private static let wholes: Set<String> = ["storage_account_id", "storage_account_name"]

  /// Arguments that name whom a resource is of, or what it is about.
  private static let subjects: Set<String> = [
    "principal", "replica", "user", "user_id", "username", "group", "group_id", "team_id",
    "member_id", "principal_id",
    "account_id", "role_id", "permission_set_arn", "instance_arn", "resource_arn", "secret_id",
    "secret_arn", "key_id", "bucket", "repository", "repository_id", "target_id", "target_key_id",
    "object_id", "oauth_token_id", "namespace", "cluster_name", "identity_store_id",
    "identity_pool_id", "user_pool_id", "public_key",
  ]
}
