import Detection

extension TerraformEditTests {
  /// Who may do what, in all the places where that is written.
  static let identitiesMore: [TerraformEdit] = [
    TerraformEdit(
      "guard rail loosened",
      .widened,
      .iam,
      of: "aws_organizations_policy",
      """
      name = "deny"
      type = "SERVICE_CONTROL_POLICY"
      content = jsonencode({
        Version = "2012-10-17"
        Statement = [
          { Effect = "Allow", Action = "*", Resource = "*" },
          { Effect = "Deny", Action = ["cloudtrail:StopLogging"[-, "guardduty:*"-]], Resource = "*" }
        ]
      })
      """
    ),
    TerraformEdit(
      "access entry of a cluster",
      .incomparable,
      .iam,
      of: "aws_eks_access_policy_association",
      """
      cluster_name  = "main"
      policy_arn    = "arn:aws:eks::aws:cluster-access-policy/[-AmazonEKSViewPolicy-]{+AmazonEKSClusterAdminPolicy+}"
      principal_arn = "arn:aws:iam::111111111111:role/dev"
      access_scope {
        type = "cluster"
      }
      """
    ),
  ]
}
