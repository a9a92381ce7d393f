/// All rules, in the order in which their observations stand.
package enum TerraformRules {
  package static let all: [any TerraformRule] = [
    TerraformPolicyRule(), TerraformGrantRule(), TerraformLambdaRule(), NetworkReachRule(),
    PostureRule(), AccessTupleRule(), ClusterRoleRule(), TerraformRosterRule(), RunsAsRule(),
    TerraformDestructionRule(), TerraformSupplyRule(), TerraformExportRule(),
  ]
}
