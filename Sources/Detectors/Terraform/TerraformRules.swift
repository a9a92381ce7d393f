/// All rules, in the order in which their observations stand.
package enum TerraformRules {
  package static let all: [any TerraformRule] = [
    TerraformPolicyRule(), TerraformGrantRule(), TerraformLambdaRule(), NetworkReachRule(),
    PostureRule(), AccessTupleRule(), ClusterRoleRule(), RosterRule(), RunsAsRule(),
    TerraformDestructionRule(), TerraformSupplyRule(),
  ]
}
