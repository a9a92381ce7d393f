import HCL

/// Flags whose names say which way they go.
enum PostureWords {
  static func posture(of leaf: PostureLeaf) -> Posture? {
    if NeutralArguments.isLeaf(leaf.name) { return nil }
    guard leaf.old.map(isFlag) ?? true, leaf.new.map(isFlag) ?? true else { return nil }
    // What is known on neither side may be anything.
    guard [leaf.old, leaf.new].contains(where: { $0.map { $0.opaque == nil } ?? false }) else {
      return nil
    }
    let isGeneric = generic.contains(leaf.name)
    let words = Set(
      (isGeneric ? leaf.parent + "_" + leaf.name : leaf.name).lowercased()
        .split { $0 == "_" || $0 == "-" }.map(String.init)
    )
    let isSafe = !words.isDisjoint(with: safe)
    let isRisky = !words.isDisjoint(with: risky)
    guard isSafe || isRisky else { return nil }
    let isNegated = !words.isDisjoint(with: negations)
    let aspect: Posture.Aspect =
      !words.isDisjoint(with: ["public", "internet", "external"])
      ? .exposure
      : !words.isDisjoint(with: authentication) ? .authentication : .protection
    // What blocks something risky is safe.
    let riskyWhen = isSafe ? isNegated : !isNegated
    return Posture(aspect: aspect, measure: .flag(riskyWhen: riskyWhen, absent: false))
  }

  private static func isFlag(_ value: Value) -> Bool {
    value.bool != nil || value.literal.map { Switch.isOn($0) != nil } ?? (value.opaque != nil)
  }

  private static let generic: Set<String> = [
    "enabled", "enable", "status", "state", "mode", "disabled", "is_enabled",
  ]

  private static let safe: Set<String> = [
    "encrypt", "encrypted", "encryption", "logging", "log", "logs", "audit", "auditing",
    "protection", "protected", "versioning", "mfa", "require", "required", "requires", "enforce",
    "enforced", "enforcement", "private", "purge", "backup", "backups", "monitoring", "https",
    "tls", "ssl", "secure", "restrict", "restricted", "block", "verify", "verification",
    "validation", "rotation", "immutable", "immutability", "hardened", "integrity",
    "confidential", "isolation", "masking", "authentication", "hsts", "sse", "guard", "threat",
    "only",
  ]

  private static let risky: Set<String> = [
    "public", "publicly", "anonymous", "unauthenticated", "insecure", "skip", "allow", "allowed",
    "privileged", "root", "plaintext", "bypass", "unrestricted", "internet", "unencrypted",
    "guest", "impersonate", "impersonation", "legacy", "destroy", "wildcard", "superuser",
  ]

  private static let negations: Set<String> = [
    "disable", "disabled", "no", "non", "without", "deny", "denied", "ignore", "skip_", "exclude",
    "prevent",
  ]

  private static let authentication: Set<String> = [
    "authentication", "auth", "mfa", "require", "required", "password", "anonymous", "guest",
    "unauthenticated",
  ]
}

/// Words that stand for on and off.
enum Switch {
  static func isOn(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "enabled", "enable", "on", "yes", "1", "active", "required", "enforced": true
    case "false", "disabled", "disable", "off", "no", "0", "inactive", "suspended", "none": false
    default: nil
    }
  }
}
