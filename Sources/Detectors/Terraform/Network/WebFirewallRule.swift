package import Detection
import HCL

/// Firewalls of the web: what they do by default, and by which rules they hold somebody out or let somebody in.
package struct WebFirewallRule: TerraformRule {
  package init() {}

  package static let firewall = Kind(
    "web-firewall",
    of: .network,
    title: "A firewall of the web holds out less or more",
    help: """
      The default action, or a rule that blocks, is gone or only counts; or a rule lets in what others would hold \
      out.
      """,
    example: Kind.Example(
      path: "main.tf",
      old: "resource \"aws_wafv2_web_acl\" \"x\" {\n  default_action {\n    block {}\n  }\n}\n",
      new: "resource \"aws_wafv2_web_acl\" \"x\" {\n  default_action {\n    allow {}\n  }\n}\n"
    )
  )

  package var kinds: [Kind] { [Self.firewall] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && WebFirewall.shapes[block.type] != nil
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      guard let shape = WebFirewall.shapes[change.type], let old = change.old, let new = change.new
      else { continue }
      judgment.explain([shape.rules, "default_action", "visibility_config"], of: change)
      byDefault(old, new, change, &judgment)
      managed(change, &judgment)
      let (before, after) = (shape.rules(of: old), shape.rules(of: new))
      for name in Set(before.keys).union(after.keys).sorted() {
        compare(before[name], after[name], name, change, &judgment)
      }
    }
    return judgment
  }

  /// Rules that the cloud keeps, and what they leave out.
  private func managed(_ change: BlockChange, _ judgment: inout TerraformJudgment) {
    for difference in change.differences where Self.managed.contains(difference.name) {
      judgment.explain([difference.path], of: change)
      let isLessening = difference.path.hasSuffix(".exclusion")
      let direction: Direction =
        switch (difference.old, difference.new) {
        case (nil, _):
          isLessening ? .widened : difference.path == difference.name ? .narrowed : .incomparable
        case (_, nil):
          isLessening ? .narrowed : difference.path == difference.name ? .widened : .incomparable
        default: .incomparable
        }
      judgment.observe(
        change.observation(
          Self.firewall,
          direction,
          direction == .narrowed ? .low : .medium,
          old: difference.old,
          new: difference.new,
          summary: difference.text(of: change)
        ),
        of: change
      )
    }
  }

  private static let managed: Set<String> = ["managed_rule", "managed_rules"]

  private func byDefault(
    _ old: TerraformBlock,
    _ new: TerraformBlock,
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment
  ) {
    let (was, isNow) = (old.blocks("default_action").first, new.blocks("default_action").first)
    guard let was, let isNow else { return }
    let (before, after) = (WebFirewall.effect(of: was), WebFirewall.effect(of: isNow))
    guard let before, let after else {
      if !was.isEquivalent(to: isNow) { doubt("the default action", change, isNow, &judgment) }
      return
    }
    guard before != after else { return }
    let words = after > before ? "lets in" : "holds out"
    judgment.observe(
      observation(change, after > before, was, isNow, "\(words) by default in \(change.address)"),
      of: change
    )
  }

  private func compare(
    _ old: WebFirewall.Rule?,
    _ new: WebFirewall.Rule?,
    _ name: String,
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment
  ) {
    guard let before = old == nil ? 0 : old?.effect, let after = new == nil ? 0 : new?.effect else {
      return doubt("what rule '\(name)' does", change, new?.value ?? old?.value, &judgment)
    }
    if let old, let new, !old.condition.isEquivalent(to: new.condition) {
      doubt("what rule '\(name)' is about", change, new.value, &judgment)
    }
    guard before != after else { return }
    let words: String =
      switch (old, new) {
      case (nil, _): "adds rule '\(name)', which \(after > 0 ? "lets in" : "holds out"), to"
      case (_, nil): "removes rule '\(name)', which \(before > 0 ? "let in" : "held out"), from"
      default: "\(after > before ? "holds out less" : "holds out more") by rule '\(name)' of"
      }
    judgment.observe(
      observation(change, after > before, old?.value, new?.value, "\(words) \(change.address)"),
      of: change
    )
  }

  private func observation(
    _ change: BlockChange,
    _ isWider: Bool,
    _ old: Value?,
    _ new: Value?,
    _ summary: String
  ) -> Observation {
    change.observation(
      Self.firewall,
      isWider ? .widened : .narrowed,
      isWider ? .high : .low,
      old: old,
      new: new,
      summary: summary
    )
  }

  /// It holds other requests than before, and which is not told.
  private func doubt(
    _ what: String,
    _ change: BlockChange,
    _ value: Value?,
    _ judgment: inout TerraformJudgment
  ) {
    judgment.observe(
      change.observation(
        Self.firewall,
        .incomparable,
        .medium,
        new: value,
        summary: "changes \(what) in \(change.address)"
      ),
      of: change
    )
  }
}
