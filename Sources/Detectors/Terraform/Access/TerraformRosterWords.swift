import HCL

/// What looks like a list of people.
enum TerraformRosterWords {
  private static let subjects: Set<String> = [
    "user", "users", "member", "members", "people", "admin", "admins", "team", "teams", "owner",
    "owners", "maintainers", "maintainer", "login", "logins", "email", "emails", "principals",
    "principal", "group", "groups", "roster", "developers", "operators", "reviewers", "approvers",
    "collaborators", "engineers", "accounts", "access", "keys", "ssh", "staff", "trusted",
    "superusers", "viewers", "editors", "roles", "grants", "permissions", "allowed", "authorized",
    "infra", "contacts", "subscribers", "employees", "contributors",
  ]

  private static let roles: Set<String> = [
    "role", "roles", "group", "groups", "permission", "permissions", "access", "access_level",
    "teams", "team", "privileges", "level",
  ]

  static func isRole(_ name: String) -> Bool { roles.contains(name.lowercased()) }

  /// By its name, or because its entries have roles.
  static func isRoster(_ subject: String, _ fields: [Value.Field]) -> Bool {
    if words(subject) { return fields.contains { !isSetting($0.name) } }
    return fields.contains { field in
      field.value.fields?.contains { isRole($0.name) || $0.name == "email" || $0.name == "login" }
        ?? false
    }
  }

  static func isRosterOfNames(_ subject: String, _ items: [Value]) -> Bool {
    let isScalar = items.allSatisfy { $0.pieces != nil }
    return isScalar && (words(subject) || items.contains { looksLikePerson($0.rendered) })
  }

  private static func words(_ subject: String) -> Bool {
    let subject = subject.lowercased()
    let names = subject.split { !$0.isLetter && !$0.isNumber }
    return names.contains { subjects.contains(String($0)) }
      && !others.contains(where: subject.contains)
  }

  /// Whether who stands in a list so called is kept out by it.
  static func keepsOut(_ subject: String) -> Bool {
    let names = subject.lowercased().split { !$0.isLetter && !$0.isNumber }
    return names.contains { kept.contains(String($0)) }
  }

  private static let kept: Set<String> = [
    "deny", "denied", "denylist", "blacklist", "exclude", "excluded", "block", "blocked",
    "blocklist", "banned", "disallowed", "suspended",
  ]

  /// Lists of something else, with a word that people's lists have; what uses them says what they do.
  private static let others = [
    "security_group", "target_group", "node_group", "log_group", "user_data", "policy", "policies",
    "nacl", "acl_rules", "access_rules", "access_point", "analyzer", "triggers", "subnet",
  ]

  /// Arguments of an entry, no entries themselves.
  private static func isSetting(_ name: String) -> Bool {
    ["name", "description", "email", "login", "enabled", "region", "environment"].contains(name)
  }

  private static func looksLikePerson(_ text: String) -> Bool {
    text.hasPrefix("ssh-") || text.hasPrefix("user:")
      || (text.contains("@") && text.contains(".") && !text.contains(" ") && !text.contains("/"))
  }

  static func short(_ item: Value) -> String {
    let text = item.readable
    return text.count > 60 ? String(text.prefix(57)) + "..." : text
  }
}
