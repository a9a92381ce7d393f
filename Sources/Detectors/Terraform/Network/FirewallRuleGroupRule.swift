package import Detection
import HCL

/// Rules of AWS's network firewalls: what passes, and what is dropped.
package struct FirewallRuleGroupRule: TerraformRule {
  package init() {}

  package static let rules = Kind(
    "firewall-rule",
    of: .network,
    title: "Rule of a network firewall changed",
    help: """
      A firewall between networks passes more or less. Rules that pass or drop are taken one by one; sets of \
      addresses, orders and rules that only alert tell neither way.
      """,
    example: Kind.Example(
      path: "main.tf",
      old: group("    targets = [\"a.example\"]\n"),
      new: group("    targets = [\"a.example\", \"b.example\"]\n")
    )
  )

  private static func group(_ targets: String) -> String {
    """
    resource "aws_networkfirewall_rule_group" "x" {
      rule_group {
        rules_source {
          rules_source_list {
            generated_rules_type = "ALLOWLIST"
        \(targets)      }
        }
      }
    }

    """
  }

  package var kinds: [Kind] { [Self.rules] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource"
      && ["aws_networkfirewall_rule_group", "aws_networkfirewall_firewall_policy"]
        .contains(block.type)
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes where change.old != nil && change.new != nil {
      judge(change, &judgment)
    }
    return judgment
  }

  private func judge(_ change: BlockChange, _ judgment: inout TerraformJudgment) {
    // How many rules there is room for lets nothing through.
    judgment.explain(["capacity", "rule_group", "firewall_policy"], of: change)
    guard let old = change.old, let new = change.new else { return }
    let (before, after) = (FirewallRules(old), FirewallRules(new))
    for rule in after.beyond(before) { say(rule, comes: true, change, &judgment) }
    for rule in before.beyond(after) { say(rule, comes: false, change, &judgment) }
    if before.isStrict, after.isStrict, before.beyond(after).isEmpty, after.beyond(before).isEmpty,
      before.rules.map(\.text) != after.rules.map(\.text)
    {
      let text = "takes the rules of \(change.address) in another order"
      judgment.observe(
        change.observation(Self.rules, .incomparable, .medium, summary: text),
        of: change
      )
    }
    for difference in change.differences where !FirewallRules.isRule(difference.path) {
      guard ["rule_group", "firewall_policy"].contains(difference.name) else { continue }
      judgment.observe(
        change.observation(
          Self.rules,
          FirewallRules.direction(of: difference),
          .medium,
          old: difference.old,
          new: difference.new,
          summary: difference.text(of: change)
        ),
        of: change
      )
    }
  }

  private func say(
    _ rule: FirewallRules.Rule,
    comes: Bool,
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment
  ) {
    let direction: Direction =
      switch rule.effect {
      case .passes: comes ? .widened : .narrowed
      case .drops: comes ? .narrowed : .widened
      case .other: .incomparable
      }
    judgment.observe(
      change.observation(
        Self.rules,
        direction,
        direction == .narrowed ? .low : direction == .widened ? .high : .medium,
        old: comes ? nil : rule.value,
        new: comes ? rule.value : nil,
        summary: "\(comes ? "adds to" : "removes from") \(change.address) "
          + "the rule '\(rule.shown)'"
      ),
      of: change
    )
  }
}
