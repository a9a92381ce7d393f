import HCL

/// Differences that are doubts although their resource is of a type without words of access.
enum CarefulTypes {
  static func doubts(_ difference: Difference, of change: BlockChange) -> Bool {
    switch change.kind {
    // What a side does not say is said by whoever runs it; one that comes or goes is told by what it works on.
    case .provider:
      return change.old != nil && change.new != nil && TerraformProviders.tellsWhom(difference)
    case .terraform:
      return isBoth(difference) && (difference.name == "backend" || difference.name == "cloud")
    case .resource: break
    case .ephemeral, .data, .module, .variable, .output, .local, .check: return false
    }
    // What comes or goes as a whole is said by others, or is nobody's access.
    guard change.old != nil, change.new != nil, TerraformTypes.isKnown(change.type),
      !TerraformTypes.isHarmless(change.type), !everyday.contains(difference.leaf)
    else { return false }
    // What a program is told in its environment is its own affair.
    if difference.path.hasPrefix("environment.variables.") { return false }
    let words = change.type.split(separator: "_").dropFirst().map(String.init)
    if words.contains(where: types.contains) || ProtectiveTypes.contains(change.type) {
      return true
    }
    return hasWord(difference.path, arguments) && !hasWord(difference.path, running)
  }

  /// Whether an argument's name says that it lets somebody in, or keeps from harm.
  static func guards(_ name: String) -> Bool { hasWord(name, arguments) }

  private static func isBoth(_ difference: Difference) -> Bool {
    difference.old != nil && difference.new != nil
  }

  private static func hasWord(_ path: String, _ known: Set<String>) -> Bool {
    path.lowercased().split { $0 == "." || $0 == "_" || $0 == "-" }
      .contains { known.contains(String($0)) }
  }

  /// Words of types that carry networks, protect or watch.
  private static let types: Set<String> = [
    "route", "routes", "transit", "prefix", "endpoint", "vpn", "cloudtrail", "trail", "guardduty",
    "securityhub", "lock", "cors", "replication", "sink", "flow", "nat", "interconnect",
    "allowed", "watcher", "tunnel", "zone", "backup",
  ]

  /// Words of arguments that let somebody in, name whom, or keep from harm.
  private static let arguments: Set<String> = [
    "principal", "principals", "account", "accounts", "shared", "cidr", "cidrs", "policy",
    "policies", "role", "roles", "permission", "permissions", "member", "members", "scopes",
    "ingress", "egress", "authorization", "authentication", "authorizer", "ssl", "tls",
    "acl", "access", "public", "allow", "allowed", "allowlist", "whitelist", "origins", "trusted",
    "encrypted", "encryption", "kms", "credentials", "grantee",
    "grants", "firewall", "waf", "privileged", "exempted", "reviewers", "token", "tokens",
    "protection", "authorized", "peer",
  ]

  /// Policies of how something runs, not of who may.
  private static let running: Set<String> = [
    "autoscaling", "scaling", "lifecycle", "cache", "routing", "restart", "update", "upgrade",
    "headers", "retry", "placement", "termination", "eviction", "deployment", "rollout",
    "escalation", "locality", "tracking", "health",
  ]

  /// Arguments of such types that people change every day.
  private static let everyday: Set<String> = [
    "ttl", "for_each", "subnet_id", "subnet_ids", "service_name", "network_tier", "size", "count",
    "schedule", "schedule_expression", "evaluate_target_health", "memory",
    "timeout", "instance_type", "machine_type", "node_count", "desired_count", "priority",
    "max_entries", "interval", "weight", "access_logs_prefix", "propagate_tags", "scaling_policy",
    "access_tier", "account_tier", "account_replication_type", "restart_policy", "update_policy",
    "termination_policies", "placement_strategy", "volume_size", "zone", "zone_id",
    "availability_zone", "availability_zones", "set_identifier", "allow_overwrite",
    "alpn_policy", "allocated_storage", "max_allocated_storage", "apply_immediately",
    "allow_major_version_upgrade", "allow_version_upgrade", "idle_timeout", "lambda_multi_value",
    "policy_name", "scope_name", "temporary_password_validity_days", "terraform_version",
    "network_pass_through_lb_traffic_policy",
  ]
}
