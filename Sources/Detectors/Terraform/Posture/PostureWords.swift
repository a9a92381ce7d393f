import HCL

/// Arguments whose names say which way they go: flags, keys, days that something is kept, blocks that protect.
enum PostureWords {
  static func posture(of leaf: PostureLeaf, in type: String) -> Posture? {
    if NeutralArguments.isLeaf(leaf.name) { return nil }
    let words = KeyWords.words(of: leaf.name)
    return flag(leaf, words, type) ?? key(leaf, words) ?? days(leaf, words) ?? block(leaf, words)
  }

  /// A key of the customer's own, whatever it is for.
  private static func key(_ leaf: PostureLeaf, _ words: [String]) -> Posture? {
    guard
      [leaf.old, leaf.new].allSatisfy({ $0.map { $0.pieces != nil || $0.opaque != nil } ?? true })
    else { return nil }
    let name = words.joined(separator: "_")
    guard keys.contains(where: { name == $0 || name.hasSuffix("_" + $0) }) else { return nil }
    return Posture(aspect: .protection, measure: .presence(isSafer: true))
  }

  /// How long something is kept; what none and zero stand for differs from service to service.
  private static func days(_ leaf: PostureLeaf, _ words: [String]) -> Posture? {
    guard words.contains("retention"), words.last == "days" || words.last == "years",
      let old = leaf.old?.literal.flatMap({ Double($0) }),
      let new = leaf.new?.literal.flatMap({ Double($0) }), old > 0, new > 0
    else { return nil }
    return Posture(
      aspect: .protection,
      measure: .number(higherIsSafer: true, absent: 0, zeroIsMost: false)
    )
  }

  /// A block that is there for a protection, and comes or goes with it.
  private static func block(_ leaf: PostureLeaf, _ words: [String]) -> Posture? {
    guard leaf.old == nil || leaf.new == nil, let items = (leaf.old ?? leaf.new)?.asList,
      !items.isEmpty, items.allSatisfy({ $0.fields != nil })
    else { return nil }
    guard words.contains(where: blocks.contains), !words.contains(where: negations.contains) else {
      return nil
    }
    return Posture(aspect: .protection, measure: .presence(isSafer: true))
  }

  private static func flag(_ leaf: PostureLeaf, _ words: [String], _ type: String) -> Posture? {
    guard leaf.old.map(isFlag) ?? true, leaf.new.map(isFlag) ?? true else { return nil }
    // What is known on neither side may be anything.
    guard [leaf.old, leaf.new].contains(where: { $0.map { $0.opaque == nil } ?? false }) else {
      return nil
    }
    let isGeneric = generic.contains(leaf.name)
    let words = Set(words + (isGeneric ? KeyWords.words(of: leaf.parent) : []))
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
    // What AWS does not say is off; whether others' protections are on by themselves is not known.
    let isOpen = !riskyWhen && ["azurerm_", "google_"].contains(where: type.hasPrefix)
    return Posture(
      aspect: aspect,
      measure: .flag(riskyWhen: riskyWhen, absent: isOpen ? nil : false)
    )
  }

  private static func isFlag(_ value: Value) -> Bool {
    value.bool != nil || value.literal.map { Switch.isOn($0) != nil } ?? (value.opaque != nil)
  }

  private static let generic: Set<String> = [
    "enabled", "enable", "status", "state", "mode", "disabled", "is_enabled",
  ]

  private static let keys = [
    "kms_key", "kms_key_id", "kms_key_arn", "kms_key_name", "kms_key_identifier", "kms_key_uri",
    "kms_key_self_link", "key_vault_key_id", "key_vault_key_uri", "customer_managed_key_id",
    "encryption_key", "encryption_key_id", "encryption_key_arn", "encryption_key_name",
    "encryption_set_id",
    "customer_key_uri", "cmk_id", "cmk_arn",
  ]

  private static let blocks: Set<String> = [
    "encryption", "encrypt", "logging", "log", "logs", "audit", "auditing", "backup", "backups",
  ]

  private static let safe: Set<String> = [
    "encrypt", "encrypted", "encryption", "logging", "log", "logs", "audit", "auditing",
    "protection", "protected", "versioning", "mfa", "require", "required", "requires", "enforce",
    "enforced", "enforcement", "private", "purge", "backup", "backups", "monitoring", "https",
    "tls", "ssl", "secure", "restrict", "restricted", "block", "verify", "verification",
    "validation", "rotation", "immutable", "immutability", "hardened", "integrity",
    "confidential", "isolation", "masking", "authentication", "hsts", "sse", "guard", "threat",
    "only", "recovery", "lock", "locked",
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
