import Detection

extension TerraformEditTests {
  /// GitHub, Okta, Cloudflare, Datadog, Kubernetes.
  static let providersMore: [TerraformEdit] = [
    TerraformEdit(
      "kubernetes: cluster role binding",
      .widened,
      .iam,
      """
      {+resource "kubernetes_cluster_role_binding" "x" {
        metadata {
          name = "x"
        }
        role_ref {
          api_group = "rbac.authorization.k8s.io"
          kind      = "ClusterRole"
          name      = "cluster-admin"
        }
        subject {
          kind = "Group"
          name = "devs"
        }
      }+}
      """
    ),
    TerraformEdit(
      "kubernetes: role's verbs",
      .widened,
      .iam,
      of: "kubernetes_role",
      """
      metadata {
        name = "x"
      }
      rule {
        api_groups = [""]
        resources  = ["secrets"]
        verbs      = ["get"{+, "delete"+}]
      }
      """
    ),
    TerraformEdit(
      "kubernetes: service in public",
      .widened,
      nil,
      of: "kubernetes_service_v1",
      """
      metadata {
        name = "x"
      }
      spec {
        type = "[-ClusterIP-]{+LoadBalancer+}"
        port {
          port = 80
        }
      }
      """
    ),
    TerraformEdit(
      "helm: another version",
      .incomparable,
      nil,
      of: "helm_release",
      """
      name    = "x"
      chart   = "nginx"
      version = "[-1.0.0-]{+2.0.0+}"
      """
    ),
    TerraformEdit(
      "vault: policy",
      .widened,
      .iam,
      of: "vault_policy",
      """
      name   = "dev"
      policy = <<EOT
      path "secret/dev/*" {
        capabilities = ["read"{+, "update"+}]
      }
      EOT
      """
    ),
    TerraformEdit(
      "a provider nobody knows",
      .unknown,
      nil,
      of: "initech_door",
      """
      wide = [-1-]{+2+}
      """
    ),
  ]
}
