import Detection

extension TerraformEditTests {
  /// AWS's firewalls between networks.
  static let firewalls: [TerraformEdit] = [
    stateful(
      "one more passes",
      .widened,
      rule("PASS", "10.0.0.0/8") + "{+" + rule("PASS", "10.1.0.0/16") + "+}"
    ),
    stateful(
      "one more is dropped",
      .narrowed,
      rule("PASS", "any") + "{+" + rule("DROP", "10.1.0.0/16") + "+}"
    ),
    stateful(
      "one more only alerts",
      .incomparable,
      rule("PASS", "any") + "{+" + rule("ALERT", "any") + "+}"
    ),
    stateful("passes from elsewhere", .incomparable, rule("PASS", "10.[-1-]{+2+}.0.0/16")),
    stateful("another number", .equal, rule("PASS", "any", sid: "[-1-]{+2+}")),
    stateful("dropped no more", .widened, rule("[-DROP-]{+PASS+}", "any")),
    stateful(
      "in another order, which does not count",
      .equal,
      "[-" + rule("PASS", "any") + "-]" + rule("DROP", "10.1.0.0/16") + "{+" + rule("PASS", "any")
        + "+}"
    ),
    stateful(
      "in another order, which counts",
      .incomparable,
      "[-" + rule("PASS", "any") + "-]" + rule("DROP", "10.1.0.0/16") + "{+" + rule("PASS", "any")
        + "+}",
      order: "STRICT_ORDER"
    ),
    group("more domains", .widened, list("ALLOWLIST", "\"a.example\"{+, \"b.example\"+}")),
    group("fewer domains dropped", .widened, list("DENYLIST", "\"a.example\"[-, \"b.example\"-]")),
    group(
      "no list any more drops the rest",
      .incomparable,
      "[-" + list("ALLOWLIST", "\"a.example\"") + "-]"
    ),
    group(
      "a rule of Suricata",
      .widened,
      "rules_string = \"[-drop-]{+pass+} tcp any any -> any any\""
    ),
    TerraformEdit(
      "firewall: room for more rules",
      .equal,
      of: "aws_networkfirewall_rule_group",
      "capacity = [-100-]{+200+}"
    ),
    TerraformEdit(
      "firewall: passes what no rule is for",
      .widened,
      .network,
      of: "aws_networkfirewall_firewall_policy",
      """
      firewall_policy {
        stateless_default_actions = ["aws:[-drop-]{+pass+}"]
      }
      """
    ),
    TerraformEdit(
      "firewall: another group of rules",
      .incomparable,
      .network,
      of: "aws_networkfirewall_firewall_policy",
      """
      firewall_policy {
        stateless_default_actions = ["aws:forward_to_sfe"]
        stateful_rule_group_reference {
          resource_arn = aws_networkfirewall_rule_group.[-a-]{+b+}.arn
        }
      }
      """
    ),
  ]

  private static func group(_ name: String, _ direction: Direction, _ source: String)
    -> TerraformEdit
  {
    TerraformEdit(
      "firewall: " + name,
      direction,
      direction == .equal ? nil : .network,
      of: "aws_networkfirewall_rule_group",
      "rule_group {\n  rules_source {\n\(source)\n  }\n}"
    )
  }

  private static func stateful(
    _ name: String,
    _ direction: Direction,
    _ rules: String,
    order: String = "DEFAULT_ACTION_ORDER"
  ) -> TerraformEdit {
    TerraformEdit(
      "firewall: " + name,
      direction,
      direction == .equal ? nil : .network,
      of: "aws_networkfirewall_rule_group",
      """
      rule_group {
        stateful_rule_options {
          rule_order = "\(order)"
        }
        rules_source {
          \(rules)
        }
      }
      """
    )
  }

  private static func rule(_ action: String, _ source: String, sid: String = "1") -> String {
    """
    stateful_rule {
      action = "\(action)"
      header {
        direction = "ANY"
        protocol  = "TCP"
        source    = "\(source)"
      }
      rule_option {
        keyword  = "sid"
        settings = ["\(sid)"]
      }
    }

    """
  }

  private static func list(_ type: String, _ targets: String) -> String {
    """
    rules_source_list {
      generated_rules_type = "\(type)"
      target_types         = ["HTTP_HOST"]
      targets              = [\(targets)]
    }

    """
  }
}
