import HCL

/// What the name of a module's argument tells of what it is for.
struct ModuleWords {
  enum Aspect { case access, network, protection, secret }

  let aspect: Aspect
  /// Whether a list so named lets more in the longer it is.
  let isMembership: Bool
  /// Whether what it names is kept out.
  let isReversed: Bool
  /// Whether a switch so named makes access where it is on.
  let isSwitch: Bool
  /// Whether a word of the name is one of access, or of networks.
  let namesAccess: Bool
  let namesNetwork: Bool

  init(_ path: String) {
    let words = path.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let known = Set(words)
    isReversed = !known.isDisjoint(with: Self.reversing)
    let isOfGroups = path.contains("security_group") || known.contains("sg")
    let isAccess = !known.isDisjoint(with: Self.access) && !isOfGroups
    let isNetwork = !known.isDisjoint(with: Self.network) || isOfGroups
    (namesAccess, namesNetwork) = (isAccess, isNetwork)
    isMembership = isAccess || isOfGroups || !known.isDisjoint(with: Self.membership)
    isSwitch =
      Self.switching.contains(words.first ?? "") && !known.isDisjoint(with: Self.switched)
    if SecretWords.isSecret(path) {
      aspect = .secret
    } else if isAccess {
      aspect = .access
    } else if !known.isDisjoint(with: Self.protection) {
      aspect = .protection
    } else {
      // What a name says nothing of may be access as well as anything.
      aspect = isNetwork ? .network : .access
    }
  }

  /// Whether a value's name or the value itself is about access, networks or secrets.
  static func tells(_ difference: Difference) -> Bool {
    if NeutralArguments.contains(difference) { return false }
    let sides = [difference.old, difference.new].compactMap(\.self)
    if difference.isSecret || sides.contains(where: { $0.asList.contains(where: isTelling) }) {
      return true
    }
    let words = ModuleWords(difference.path)
    // What is known by its source alone is more often called otherwise than another thing.
    if !sides.allSatisfy(\.isKnown) { return words.namesAccess }
    return words.namesAccess || words.namesNetwork || CarefulTypes.guards(difference.path)
  }

  /// An address, an ARN, or a policy.
  private static func isTelling(_ value: Value) -> Bool {
    if let document = value.document { return document["Statement"] != nil }
    guard let text = value.literal else { return false }
    return text.hasPrefix("arn:") || text.contains("/") && AddressText.range4(text) != nil
  }

  private static let access: Set<String> = [
    "policy", "policies", "role", "roles", "user", "users", "principal", "principals", "trusted",
    "trust", "permission", "permissions", "member", "members", "membership", "admin", "admins",
    "account", "accounts", "group", "groups", "team", "teams", "owners", "grants", "grantees",
    "repositories", "statements", "iam", "collaborators", "subjects", "audiences", "scopes",
  ]

  private static let network: Set<String> = [
    "cidr", "cidrs", "ip", "ips", "ingress", "egress", "port", "ports", "subnet", "subnets", "vpc",
    "network", "networks", "route", "routes", "gateway", "peering", "public", "publicly",
    "internet", "listener", "listeners", "dns", "zone", "zones", "domain", "domains", "endpoint",
    "endpoints", "firewall", "acl", "nacl", "nat", "vpn", "internal", "origins", "cors", "hosts",
  ]

  private static let protection: Set<String> = [
    "encrypt", "encrypted", "encryption", "kms", "log", "logs", "logging", "backup", "backups",
    "retention", "versioning", "replication", "lifecycle", "audit", "monitoring", "alarm",
    "alarms", "guardduty", "securityhub", "config", "cloudtrail", "trail", "deletion",
    "protection", "destroy", "waf", "tls", "ssl", "certificate", "snapshot", "imdsv2", "ebs",
    "analyzer",
  ]

  private static let membership: Set<String> = [
    "allow", "allowed", "allowlist", "whitelist", "cidr", "cidrs", "ips", "ingress", "egress",
    "access", "authorized", "origins", "keys", "operations", "actions", "arns",
  ]

  private static let reversing: Set<String> = [
    "deny", "denied", "denylist", "blacklist", "exclude", "excluded", "except", "exempt", "block",
    "blocked", "ignore", "ignored", "skip", "disallow", "disallowed", "not", "without", "no",
    "boundary", "boundaries", "scp", "scps",
  ]

  private static let switching: Set<String> = ["create", "attach", "enable", "allow", "make"]

  private static let switched: Set<String> = [
    "role", "roles", "user", "users", "login", "access", "key", "keys", "public", "admin",
  ]
}
