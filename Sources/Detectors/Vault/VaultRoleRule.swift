import Detection
import Syntax

/// Who may log in as what.
enum VaultRoleRule {
  static let role = Kind(
    "vault-role",
    of: .iam,
    title: "A Vault role lets others in, or gives them more",
    help:
      "Bounds say who may log in with a role, token policies what they get, times for how long.",
    example: Kind.Example(
      path: "vault/roles/ci.json",
      old: "{\"bound_service_account_names\": [\"ci\"], \"token_policies\": [\"ci\"]}",
      new: "{\"bound_service_account_names\": [\"*\"], \"token_policies\": [\"ci\"]}"
    )
  )
  static let kinds = [role]

  static func isRole(_ node: Node) -> Bool {
    (node.object ?? []).contains { member in
      member.key.hasPrefix("bound_") || member.key == "token_policies"
        || member.key == "secret_id_bound_cidrs" || member.key == "token_bound_cidrs"
    }
  }

  static func facts(of node: Node, name: String) -> Facts {
    var facts = Facts()
    for member in node.object ?? [] {
      let (key, value) = (member.key, member.value)
      let isBound = key.hasPrefix("bound_") || key.hasSuffix("_bound_cidrs")
      if isBound {
        add(bound: key, value, name, to: &facts)
      } else if ["token_policies", "policies", "allowed_policies"].contains(key) {
        for item in value.list {
          guard let text = item.text else { continue }
          let isCritical = ["root", "admin"].contains(text)
          facts.add(
            fact(key + text, 1, nil, isCritical ? .critical : .high, item, "policy '\(text)'", name)
          )
        }
      } else if key.hasSuffix("ttl") || key.hasSuffix("period") {
        let seconds = Self.seconds(value)
        facts.add(fact(key, seconds ?? 0, value.text, .medium, value, "'\(key)'", name))
      } else if ["bind_secret_id", "disable_iss_validation", "resolve_aws_unique_ids"].contains(key)
      {
        let protects = key != "disable_iss_validation"
        guard protects ? value.isTrue : value.isTrue else { continue }
        facts.add(fact(key, protects ? -1 : 1, nil, .high, value, "'\(key): true'", name))
      } else {
        facts.add(fact(key, 0, value.canonical, .medium, value, "'\(key)'", name, owner: name))
      }
    }
    facts.owners.insert(name)
    return facts
  }

  /// The list as a whole holds back; each of its items lets somebody in.
  private static func add(bound key: String, _ value: Node, _ name: String, to facts: inout Facts) {
    if let claims = value.object {
      for claim in claims {
        add(bound: "\(key).\(claim.key)", claim.value, name, to: &facts)
      }
      return
    }
    let items = value.list.filter { $0.text?.isEmpty == false }
    guard !items.isEmpty else { return }
    facts.owners.insert("\(name) \(key)")
    facts.add(fact(key, -1, nil, .high, value, "'\(key)'", name))
    for item in items {
      guard let text = item.text else { continue }
      facts.add(
        fact(
          "\(key) \(text)",
          1,
          nil,
          text.contains("*") ? .critical : .high,
          item,
          "\(key) '\(text)'",
          name,
          owner: "\(name) \(key)"
        )
      )
    }
  }

  private static func fact(
    _ slot: String,
    _ rank: Int,
    _ value: String?,
    _ severity: Severity,
    _ node: Node,
    _ noun: String,
    _ name: String,
    owner: String? = nil
  ) -> Fact {
    Fact(
      role,
      slot: slot,
      rank: rank,
      value: value,
      owner: owner,
      severity,
      line: node.position.line,
      noun,
      "for role '\(name)'"
    )
  }

  /// `1h`, `30m`, `3600`.
  private static func seconds(_ node: Node) -> Int? {
    guard let text = node.text, let last = text.last else { return nil }
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
    guard let unit = units[last] else { return Int(text) }
    guard let count = Int(text.dropLast()) else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: unit)
    return overflow ? Int.max : product
  }
}
