/// All rules, in the order in which their observations stand.
package enum TerraformRules {
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
      TerraformSecretRule(), TerraformPlaceRule(),
      TerraformExportRule(owned: owned), TerraformRequestRule(), BootScriptRule(owned: owned),
    ]
  }
}
