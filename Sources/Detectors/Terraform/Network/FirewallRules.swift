import Detection
import HCL

/// The single rules of a group of AWS's network firewall.
struct FirewallRules {
  enum Effect { case passes, drops, other }

  struct Rule {
    let effect: Effect
    /// The same for the same rule, whatever number and message it has.
    let text: String
    let shown: String
    let value: Value
  }

  private(set) var rules: [Rule] = []
  /// Whether the rules are taken in the order in which they stand.
  let isStrict: Bool

  init(_ block: TerraformBlock) {
    let groups = block.blocks("rule_group")
    isStrict = groups.flatMap { $0.blocks("stateful_rule_options") }
      .contains { $0["rule_order"].map { $0.literal != "DEFAULT_ACTION_ORDER" } ?? false }
    for source in groups.flatMap({ $0.blocks("rules_source") }) {
      for rule in source.blocks("stateful_rule") { add(stateful: rule) }
      for list in source.blocks("rules_source_list") { add(list: list) }
      for stateless in source.blocks("stateless_rules_and_custom_actions") {
        for rule in stateless.blocks("stateless_rule") { add(stateless: rule) }
      }
      if let text = source["rules_string"] { add(suricata: text) }
    }
  }

  /// As many of each as the other side has not.
  func beyond(_ other: FirewallRules) -> [Rule] {
    var counts: [String: Int] = [:]
    for rule in other.rules { counts[rule.text, default: 0] += 1 }
    return rules.filter { rule in
      guard let count = counts[rule.text], count > 0 else { return true }
      counts[rule.text] = count - 1
      return false
    }
  }

  /// Whether a path is of rules that are taken one by one.
  static func isRule(_ path: String) -> Bool {
    let source = "rule_group.rules_source"
    guard path.hasPrefix(source) else { return false }
    return path == source || single.contains { path.hasPrefix(source + "." + $0) }
  }

  private static let single = [
    "stateful_rule", "rules_source_list", "rules_string",
    "stateless_rules_and_custom_actions.stateless_rule",
  ]

  /// Of what happens to packets that no rule meets; all else tells neither way.
  static func direction(of difference: Difference) -> Direction {
    guard difference.path.hasSuffix("default_actions"), let old = rank(difference.old),
      let new = rank(difference.new), old != new
    else { return .incomparable }
    return new > old ? .widened : .narrowed
  }

  /// Dropped, looked at by stateful rules, or passed; without actions stateful rules pass.
  private static func rank(_ value: Value?) -> Int? {
    let actions = (value?.asList ?? []).map(\.literal)
    if actions.contains(nil) { return nil }
    let names = actions.compactMap(\.self)
    if names.contains(where: { $0.hasPrefix("aws:drop") }) { return 0 }
    if names.contains("aws:forward_to_sfe") { return 1 }
    return names.contains("aws:pass") || value == nil ? 2 : nil
  }
}

extension FirewallRules {
  private mutating func add(stateful rule: Value) {
    let action = rule["action"]?.rendered ?? "?"
    let header = (rule.blocks("header").first?.fields ?? []).map {
      "\($0.name)=\($0.value.rendered)"
    }.sorted().joined(separator: " ")
    let options = rule.blocks("rule_option").filter { option in
      !["sid", "msg", "rev", "metadata"].contains(option["keyword"]?.literal ?? "")
    }.map(\.source).sorted().joined(separator: " ")
    let rest = (rule.fields ?? [])
      .filter { !["action", "header", "rule_option"].contains($0.name) }
      .map { "\($0.name)=\($0.value.source)" }.joined(separator: " ")
    add(action, [header, options, rest].filter { !$0.isEmpty }.joined(separator: " "), rule)
  }

  private mutating func add(stateless rule: Value) {
    let definitions = rule.blocks("rule_definition")
    let actions = definitions.flatMap { $0["actions"]?.asList ?? [] }.map(\.rendered)
    let matches = definitions.flatMap { $0.blocks("match_attributes") }
    let priority = rule["priority"]?.rendered ?? "?"
    let action = actions.count == 1 ? String(actions[0].split(separator: ":").last ?? "?") : "?"
    let rest = definitions.isEmpty ? rule.source : matches.map(\.source).joined(separator: " ")
    add(action, "priority=\(priority) \(actions.joined(separator: ",")) \(rest)", rule)
  }

  private mutating func add(list: Value) {
    let kind = list["generated_rules_type"]?.literal ?? "?"
    let action = kind == "ALLOWLIST" ? "pass" : kind == "DENYLIST" ? "drop" : "?"
    let types = (list["target_types"]?.asList ?? []).map(\.rendered).sorted()
      .joined(separator: ",")
    for target in list["targets"]?.asList ?? [] {
      add(action, "\(types) \(target.rendered)", target)
    }
    // Such a list drops all that it does not name.
    if action == "pass" { add("drop", "\(types) of all others", list) }
  }

  /// One rule a line, as Suricata takes them.
  private mutating func add(suricata text: Value) {
    for line in text.rendered.split(whereSeparator: \.isNewline) {
      let rule = line.drop(while: \.isWhitespace)
      if rule.isEmpty || rule.hasPrefix("#") { continue }
      add(String(rule.prefix { !$0.isWhitespace }), String(rule), text)
    }
  }

  private mutating func add(_ action: String, _ rest: String, _ value: Value) {
    let effect: Effect =
      switch action.lowercased() {
      case "pass": .passes
      case "drop", "reject": .drops
      default: .other
      }
    let text = "\(action.lowercased()) \(rest)"
    let shown = text.count > 160 ? String(text.prefix(157)) + "..." : text
    rules.append(Rule(effect: effect, text: text, shown: shown, value: value))
  }
}
