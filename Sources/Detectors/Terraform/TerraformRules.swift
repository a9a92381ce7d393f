import Detection

/// All rules, in the order in which their observations stand.
package enum TerraformRules {
  static let kinds = all.flatMap(\.kinds) + TerraformRemains.kinds

  /// What all rules say of blocks that changed, and doubts about what none of them judged.
  static func judgment(
    of changes: [BlockChange],
    owned: [String],
    in surroundings: TerraformSurroundings = TerraformSurroundings()
  ) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for rule in all(owned: owned, in: surroundings) {
      let covered = changes.filter { rule.covers($0.subject) }
      if !covered.isEmpty { judgment.add(rule.judge(covered)) }
    }
    judgment.add(TerraformRemains.judgment(of: changes, beside: judgment, owned: owned))
    judgment.add(Residue.judgment(of: changes, explained: judgment.explained))
    return judgment
  }

  package static let all = all(owned: [])

  /// `owned` as in the surroundings of a file: what is the organisation's own.
  package static func all(
    owned: [String],
    in surroundings: TerraformSurroundings = TerraformSurroundings()
  ) -> [any TerraformRule] {
    [
      TerraformPolicyRule(owned: owned, in: surroundings),
      TerraformDocumentRule(owned: owned), TerraformGrantRule(owned: owned, in: surroundings),
      TerraformLambdaRule(owned: owned),
      NetworkReachRule(in: surroundings), WebFirewallRule(), ManifestRule(), HelmReleaseRule(),
      PostureRule(), IgnoredChangesRule(), NamedSettingRule(), TerraformVaultRule(),
      AccessTupleRule(),
      ClusterRoleRule(), TerraformRosterRule(), RunsAsRule(),
      TerraformDestructionRule(), TerraformReplacementRule(),
      TerraformRecordRule(), TerraformRouteRule(), TerraformSupplyRule(),
      FirewallRuleGroupRule(), TerraformCertificateRule(), TerraformLogRule(),
      ListenerRule(), SpecificationRule(),
      TerraformSecretRule(), TerraformPlaceRule(),
      TerraformExportRule(owned: owned), TerraformRequestRule(), BootScriptRule(owned: owned),
    ]
  }
}
