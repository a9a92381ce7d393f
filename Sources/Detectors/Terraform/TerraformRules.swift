/// All rules, in the order in which their observations stand.
package enum TerraformRules {
  package static let all: [any TerraformRule] = [
    NetworkReachRule(), PostureRule(), AccessTupleRule(), ClusterRoleRule(),
    TerraformExportRule(), TerraformPolicyRule(), TerraformGrantRule(), TerraformLambdaRule(),
  ]
}
