import Detection

/// All rules, in the order in which their observations stand.
package enum TerraformRules {
  static let kinds = all.flatMap(\.kinds) + TerraformRemains.kinds

  /// What all rules say of blocks that changed, and doubts about what none of them judged.
  static func judgment(of changes: [BlockChange], owned: [String]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for rule in owned.isEmpty ? all : all(owned: owned) {
      let covered = changes.filter { rule.covers($0.subject) }
      if !covered.isEmpty { judgment.add(rule.judge(covered)) }
    }
    judgment.add(TerraformRemains.judgment(of: changes, beside: judgment, owned: owned))
    judgment.add(Residue.judgment(of: changes, explained: judgment.explained))
    return judgment
  }

  package static let all = all(owned: [])

  /// `owned` as in the surroundings of a file: what is the organisation's own.
  package static func all(owned: [String]) -> [any TerraformRule] {
    [
      TerraformPolicyRule(owned: owned), TerraformGrantRule(owned: owned),
      TerraformLambdaRule(owned: owned),
      NetworkReachRule(), WebFirewallRule(),
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
