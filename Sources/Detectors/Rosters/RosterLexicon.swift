/// The words by which lists of people are known in files of any tool.
enum RosterLexicon {
  /// Whose lists and maps are of people, teams or keys that get access.
  static let people: Set<String> = [
    "members", "admins", "owners", "maintainers", "users", "reviewers", "approvers",
    "collaborators", "people", "leads", "developers", "operators", "administrators", "moderators",
    "superusers", "sudoers", "managers", "committers", "signers", "writers", "readers", "editors",
    "viewers", "logins", "persons", "engineers", "employees", "ssh_keys", "authorized_keys",
    "public_keys", "pubkeys", "principals", "responders", "oncall", "assignees", "codeowners",
    "masters", "accounts", "usernames", "emails", "staff", "individuals", "bots", "deployers",
    "break_glass", "breakglass",
    "bypass_actors", "allowlist", "whitelist", "authorized", "allowed",
  ]
  /// One person, where the key stands for one.
  static let person: Set<String> = [
    "lead", "maintainer", "approver", "reviewer", "admin", "member", "manager", "user", "owner",
    "moderator", "administrator", "authorized_key", "principal",
  ]
  /// What a person is given.
  static let rights: Set<String> = [
    "role", "roles", "group", "groups", "team", "teams", "permission", "permissions", "access",
    "access_level", "level", "privilege", "privileges", "scope", "scopes", "tier", "rank",
    "policies", "policy", "capabilities", "repos", "repositories", "projects", "orgs",
    "environments",
  ]
  /// Policies that are no right of anybody's.
  private static let otherPolicies: Set<String> = [
    "network_policy", "network_policies", "update_policy", "restart_policy", "retry_policy",
    "pull_policy", "reclaim_policy", "retention_policy", "eviction_policy", "lifecycle_policy",
    "scaling_policy", "backup_policy",
  ]
  /// Flags that give something where they are true.
  static let flags: Set<String> = [
    "admin", "is_admin", "superuser", "is_superuser", "sudo", "root", "owner", "write", "enabled",
    "active", "nopasswd", "privileged", "maintainer", "push", "can_write", "can_admin",
  ]
  /// What identifies an entry, in the order it is looked for.
  static let identities = [
    "name", "login", "username", "user", "email-id", "email", "github", "member", "id", "handle",
    "principal", "full_name",
  ]
  /// Who an entry really is: another value is another person.
  static let selves: Set<String> = [
    "login", "username", "email", "email-id", "github", "github-id", "github_id", "id", "uid",
    "principal", "zulip-id", "zulip_id", "discord-id", "discord_id", "gpg_key", "gpg-key",
    "ssh_key",
    "public_key", "key", "slack", "arn", "user",
  ]
  /// By which of these a person is known somewhere else.
  static let logins: Set<String> = [
    "login", "username", "email", "email-id", "github", "github-id", "github_id", "zulip-id",
    "zulip_id", "discord-id", "discord_id", "gpg_key", "gpg-key", "ssh_key", "public_key",
  ]
  /// Words by which a list of teams or the like is of those who are let in, not of what somebody has.
  private static let granting: Set<String> = [
    "allowed", "allow", "authorized", "authorised", "trusted", "permitted", "bypass", "allowlist",
    "whitelist", "whitelisted",
  ]
  /// The same of lists whose members count as members here.
  private static let joining: Set<String> = ["extra", "additional", "included", "include"]
  private static let teams: Set<String> = ["team", "teams", "group", "groups", "orgs"]

  /// `allowed-merge-teams`, `included-teams`.
  static func isGranting(_ key: String) -> Bool {
    let parts = parts(of: key)
    guard let last = parts.last, parts.count > 1 else { return false }
    return parts.contains(where: granting.contains)
      || teams.contains(last) && parts.contains(where: joining.contains)
  }

  /// Lists of those who are kept out.
  static let denying: Set<String> = [
    "blocked", "banned", "denied", "deny", "excluded", "exclude", "blacklist", "denylist",
    "disabled",
    "revoked", "suspended",
  ]
  /// Lists of those who get nothing by them.
  static let powerless: Set<String> = [
    "alumni", "former", "inactive", "emeritus", "retired", "removed",
  ]

  /// The parts of a key: `global_sudo_users` is `global`, `sudo`, `users`.
  static func parts(of key: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var wasLower = false
    for scalar in key.unicodeScalars {
      let isUpper = ("A"..."Z").contains(scalar)
      let isSeparator =
        switch scalar {
        case "_", "-", ".", " ", ":", "/": true
        default: false
        }
      if isSeparator || isUpper && wasLower {
        if !part.isEmpty { parts.append(part) }
        part = ""
      }
      if isUpper {
        part.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) + 32))
      } else if scalar.isASCII, !isSeparator {
        part.unicodeScalars.append(scalar)
      } else if !isSeparator {
        part += scalar.properties.lowercaseMapping
      }
      wasLower = !isUpper && !isSeparator
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  enum Meaning { case people, person, rights, none }

  /// By the whole key or else by its last part.
  static func meaning(of key: String) -> Meaning {
    let parts = parts(of: key)
    guard let last = parts.last else { return .none }
    let words = [parts.joined(separator: "_"), parts.suffix(2).joined(separator: "_"), last]
    if words.contains(where: people.contains) { return .people }
    if otherPolicies.contains(words[1]) { return .none }
    if words.contains(where: rights.contains) { return .rights }
    return words.contains(where: person.contains) ? .person : .none
  }

  static func has(_ words: Set<String>, in key: String) -> Bool {
    parts(of: key).contains(where: words.contains)
  }
}

/// How much a word for a role gives.
enum RosterRank {
  private static let ranks: [(Int, Set<String>)] = [
    (0, ["none", "no", "false", "absent", "disabled"]),
    (
      1,
      [
        "read", "reader", "viewer", "view", "guest", "pull", "readonly", "read-only", "read_only",
        "observer", "auditor", "reporter",
      ]
    ),
    (2, ["triage", "member", "user", "standard", "basic", "commenter", "billing"]),
    (
      3,
      [
        "write", "writer", "push", "developer", "editor", "edit", "contributor", "engineer",
        "deployer", "publisher", "operator", "true", "yes",
      ]
    ),
    (4, ["maintain", "maintainer", "manager", "lead", "poweruser", "power"]),
    (
      5,
      [
        "admin", "administrator", "owner", "superuser", "super_admin", "superadmin", "root",
        "super", "infra-admins", "cluster-admin",
      ]
    ),
  ]
  private static let table = Dictionary(
    ranks.flatMap { rank, words in words.map { ($0, rank) } }
  ) { first, _ in first }

  /// `nil` for words that say nothing of how much they give.
  static func rank(of word: String) -> Int? { table[word.lowercased()] }

  static let highest = 5

  /// Whether a word speaks of power over others.
  static func isMighty(_ text: String) -> Bool {
    RosterLexicon.has(mighty, in: text)
  }

  private static let mighty: Set<String> = [
    "admin", "admins", "owner", "owners", "super", "superuser", "superusers", "root", "sudo",
    "sudoers", "administrators", "administrator", "masters", "maintainers",
  ]
}
