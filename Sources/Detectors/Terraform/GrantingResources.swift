import Detection
import HCL

/// Resources of types that give access and that no rule reads: that they come or go is said.
enum GrantingResources {
  static let resource = Kind(
    "resource",
    of: .iam,
    title: "Resource that gives access comes or goes",
    help: """
      A resource whose type has to do with access is added or removed, or stands for other things than before.
      """,
    example: Kind.Example(
      path: "main.tf",
      old: nil,
      new: "resource \"github_repository_deploy_key\" \"x\" {\n  repository = \"shop\"\n}\n"
    )
  )

  /// Words of types that may forbid as well as allow.
  private static let limits: Set<String> = [
    "policy", "policies", "waf", "wafv2", "rule", "ruleset", "firewall", "acl", "nsg", "security",
    "protection", "organizations", "auth", "authorizer", "authentication", "ngfw",
    "networkfirewall", "denylist",
  ]

  /// Types with such a word that allow only.
  private static let onlyAllowing: Set<String> = [
    "azurerm_key_vault_access_policy", "aws_opensearchserverless_access_policy",
  ]

  static func judgment(
    of changes: [BlockChange],
    explained: [String: Set<String>],
    said: Set<String>
  ) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes
    where change.kind == .resource && TerraformTypes.givesAccess(change)
      && TerraformTypes.isKnown(change.type)
    {
      if change.old != nil, change.new != nil {
        // What a key is called lets nobody in; its other half does.
        if change.type == "aws_key_pair" { judgment.explain(["key_name"], of: change) }
        changed(change, explained[change.address] ?? [], &judgment)
      } else if Residue.hasRest(change, explained[change.address] ?? []) {
        existence(change, &judgment, isSaid: said.contains(change.address))
      }
    }
    return judgment
  }

  private static func existence(
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment,
    isSaid: Bool
  ) {
    let isAdded = change.old == nil
    let words = Set(change.type.split(separator: "_").map(String.init))
    let direction: Direction =
      !TerraformTypes.namesAccess(change.type)
      ? .incomparable
      : isAdded
        ? .widened
        : words.isDisjoint(with: limits) || onlyAllowing.contains(change.type)
          ? .narrowed : .incomparable
    judgment.explain(["*"], of: change)
    if isSaid { return }
    judgment.observe(
      change.observation(
        resource,
        direction,
        direction == .narrowed ? .low : .medium,
        summary: "\(isAdded ? "adds" : "removes") \(change.address)"
      ),
      of: change
    )
  }

  private static func changed(
    _ change: BlockChange,
    _ known: Set<String>,
    _ judgment: inout TerraformJudgment
  ) {
    for difference in change.differences
    where (difference.path == "for_each" || difference.path == "provider")
      && !known.contains(difference.path)
    {
      judgment.explain([difference.path], of: change)
      judgment.observe(
        change.observation(
          resource,
          .incomparable,
          .medium,
          old: difference.old,
          new: difference.new,
          summary: "changes \(change.spelled(difference.path)) of \(change.address)"
        ),
        of: change
      )
    }
  }
}
