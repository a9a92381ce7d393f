package import Detection
import HCL

/// Records of zones that Terraform keeps, and whither they lead.
package struct TerraformRecordRule: TerraformRule {
  package init() {}

  package var kinds: [Kind] { [DNSRule.record] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && Self.targets(of: block.type) != nil
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes where change.old != nil && change.new != nil {
      guard let targets = Self.targets(of: change.type) else { continue }
      for difference in change.differences where targets.contains(difference.path) {
        judgment.explain([difference.path], of: change)
        judgment.observe(
          change.observation(
            DNSRule.record,
            .incomparable,
            .medium,
            old: difference.old,
            new: difference.new,
            summary: "points \(change.address) to \(difference.new?.rendered ?? "nothing")"
          ),
          of: change
        )
      }
    }
    return judgment
  }

  private static func targets(of type: String) -> Set<String>? {
    if type.hasPrefix("azurerm_dns_"), type.hasSuffix("_record") {
      return ["records", "record", "target_resource_id", "name"]
    }
    return byType[type]
  }

  private static let byType: [String: Set<String>] = [
    "aws_route53_record": ["records", "alias.name", "alias.zone_id", "name", "type", "alias"],
    "cloudflare_record": ["value", "content", "name", "type"],
    "cloudflare_dns_record": ["content", "name", "type"],
    "google_dns_record_set": ["rrdatas", "name", "type"],
    "digitalocean_record": ["value", "name", "type"],
    "nifcloud_dns_record": ["record", "name", "type"],
  ]
}
