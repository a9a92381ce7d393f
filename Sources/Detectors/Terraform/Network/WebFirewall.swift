import HCL

/// How a type of resource writes the rules of a firewall of the web.
struct WebFirewall {
  /// The block of one rule.
  let rules: String
  /// The argument that tells one from another.
  let name: String

  struct Rule {
    let value: Value
    /// Above nothing for what lets in, below for what holds out; `nil` where it is not known.
    let effect: Int?
    /// What it is about.
    let condition: Value
  }

  static let shapes: [String: WebFirewall] = [
    "aws_wafv2_web_acl": .init(rules: "rule", name: "name"),
    "aws_wafv2_rule_group": .init(rules: "rule", name: "name"),
    "aws_waf_web_acl": .init(rules: "rules", name: "rule_id"),
    "aws_wafregional_web_acl": .init(rules: "rule", name: "rule_id"),
    "azurerm_web_application_firewall_policy": .init(rules: "custom_rules", name: "name"),
    "azurerm_frontdoor_firewall_policy": .init(rules: "custom_rule", name: "name"),
    "azurerm_cdn_frontdoor_firewall_policy": .init(rules: "custom_rule", name: "name"),
    "google_compute_security_policy": .init(rules: "rule", name: "priority"),
  ]

  /// Those of one name are one after the other.
  func rules(of block: TerraformBlock) -> [String: Rule] {
    var found: [String: Rule] = [:]
    for (index, value) in block.blocks(rules).enumerated() {
      var key = value[name]?.rendered ?? "\(index)"
      if found[key] != nil { key += " (\(index))" }
      found[key] = Rule(
        value: value,
        effect: Self.effect(ofRule: value),
        condition: condition(value)
      )
    }
    return found
  }

  private func condition(_ value: Value) -> Value {
    let others = (value.fields ?? []).filter {
      ![
        name, "action", "override_action", "visibility_config", "description", "preview", "enabled",
      ]
      .contains($0.name)
    }
    return Value(.object(others), at: value.origin)
  }

  private static func effect(ofRule value: Value) -> Int? {
    if value["preview"]?.bool == true || value["enabled"]?.bool == false { return 0 }
    if let action = value["action"] {
      return action.literal.map(effect(of:)) ?? action.asList.first.flatMap(effect(of:))
    }
    guard let other = value["override_action"]?.asList.first else { return nil }
    // A group does what its own rules say, unless it is told to count only.
    if other["none"] != nil || other["type"]?.literal == "NONE" { return -1 }
    return other["count"] != nil || other["type"]?.literal == "COUNT" ? 0 : nil
  }

  /// Of `block {}`, and of `type = "BLOCK"`.
  static func effect(of action: Value) -> Int? {
    if let type = action["type"]?.literal { return effect(of: type) }
    return action.fields?.lazy.compactMap { effect(of: $0.name) }.first
  }

  private static func effect(of word: String) -> Int? {
    switch word.lowercased().prefix(while: { $0 != "(" }) {
    case "block", "deny", "captcha", "challenge", "jschallenge", "throttle", "rate_based_ban",
      "redirect":
      -1
    case "count", "log": 0
    case "allow": 1
    default: nil
    }
  }
}
