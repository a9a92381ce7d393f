import Detection

extension TerraformEditTests {
  /// Objects of a cluster and charts that Terraform applies.
  static let clusters: [TerraformEdit] = [
    TerraformEdit(
      "binding: everybody who is logged in",
      .widened,
      .iam,
      of: "kubernetes_cluster_role_binding",
      binding("view", "{+subject {\n kind = \"Group\"\n name = \"system:authenticated\"\n}+}")
    ),
    TerraformEdit(
      "binding: another role",
      .incomparable,
      .iam,
      of: "kubernetes_cluster_role_binding_v1",
      binding("[-view-]{+cluster-admin+}", "")
    ),
    TerraformEdit(
      "binding: within a namespace",
      .widened,
      .iam,
      of: "kubernetes_role_binding",
      binding("edit", "{+subject {\n kind = \"ServiceAccount\"\n name = \"ci\"\n}+}")
    ),
    TerraformEdit(
      "binding: another order of subjects",
      .equal,
      of: "kubernetes_role_binding",
      binding(
        "edit",
        "[-subject {\n kind = \"User\"\n name = \"bob\"\n}-]",
        before: "{+subject {\n kind = \"User\"\n name = \"bob\"\n}+}"
      )
    ),
    TerraformEdit(
      "aws-auth: an own role among the masters",
      .incomparable,
      .iam,
      of: "kubernetes_config_map_v1_data",
      """
      metadata {
        name      = "aws-auth"
        namespace = "kube-system"
      }
      data = {
        mapRoles = yamlencode([{ rolearn = aws_iam_role.ci.arn, groups = ["[-view-]{+system:masters+}"] }])
      }
      """
    ),
    TerraformEdit(
      "another config map",
      .equal,
      of: "kubernetes_config_map",
      "metadata {\n name = \"app\"\n}\ndata = {\n level = \"[-info-]{+debug+}\"\n}"
    ),
    TerraformEdit(
      "namespace: admits privileged pods",
      .widened,
      of: "kubernetes_namespace_v1",
      """
      metadata {
        name   = "shop"
        labels = { "pod-security.kubernetes.io/enforce" = "[-restricted-]{+privileged+}" }
      }
      """
    ),
    TerraformEdit(
      "namespace: another label",
      .equal,
      of: "kubernetes_namespace",
      "metadata {\n name = \"shop\"\n labels = { team = \"[-a-]{+b+}\" }\n}"
    ),
    TerraformEdit(
      "service: no longer internal",
      .widened,
      .network,
      of: "kubernetes_service",
      """
      metadata {
        name        = "shop"
        annotations = { "service.beta.kubernetes.io/aws-load-balancer-internal" = "[-true-]{+false+}" }
      }
      spec {
        type = "LoadBalancer"
      }
      """
    ),
    TerraformEdit(
      "service: an address of its own",
      .widened,
      .network,
      of: "kubernetes_service",
      "metadata {\n name = \"shop\"\n}\nspec {\n {+external_ips = [\"203.0.113.7\"]+}\n}"
    ),
    TerraformEdit(
      "manifest as a text: cluster-admin for everybody",
      .widened,
      .iam,
      """
      {+resource "kubectl_manifest" "x" {
        yaml_body = <<-YAML
          apiVersion: rbac.authorization.k8s.io/v1
          kind: ClusterRoleBinding
          metadata:
            name: ${var.name}
          roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
          subjects: [{kind: Group, name: "system:authenticated"}]
        YAML
      }+}
      """
    ),
    TerraformEdit(
      "manifest as an object: a privileged pod",
      .widened,
      .workload,
      of: "kubernetes_manifest",
      """
      manifest = {
        apiVersion = "v1"
        kind       = "Pod"
        metadata   = { name = "x" }
        spec = {
          containers = [{ name = "x", image = "x", securityContext = { privileged = [-false-]{+true+} } }]
        }
      }
      """
    ),
    TerraformEdit(
      "manifest as an object: more copies",
      .equal,
      of: "kubernetes_manifest",
      """
      manifest = {
        apiVersion = "apps/v1"
        kind       = "Deployment"
        metadata   = { name = "x" }
        spec       = { replicas = [-1-]{+2+} }
      }
      """
    ),
    TerraformEdit(
      "manifest of another file that is not there",
      .unknown,
      of: "kubernetes_manifest",
      "manifest = yamldecode(file(\"[-a-]{+admin+}.yaml\"))",
      back: .unknown
    ),
    TerraformEdit(
      "manifest in a file",
      .widened,
      .workload,
      "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {hostNetwork: [-false-]{+true+}}\n",
      path: "pod.tpl",
      others: [
        "main.tf": "resource \"kubectl_manifest\" \"x\" {\n yaml_body = file(\"pod.tpl\")\n}\n"
      ]
    ),
    TerraformEdit(
      "chart: a single value",
      .widened,
      .workload,
      of: "helm_release",
      """
      name  = "x"
      chart = "nginx"
      set {
        name  = "securityContext.privileged"
        value = "[-false-]{+true+}"
      }
      """
    ),
    TerraformEdit(
      "chart: values in a text",
      .widened,
      .workload,
      of: "helm_release",
      "name = \"x\"\nchart = \"nginx\"\nvalues = [yamlencode({ hostNetwork = [-false-]{+true+} })]"
    ),
    TerraformEdit(
      "chart: the same value set apart",
      .equal,
      of: "helm_release",
      """
      name  = "x"
      chart = "nginx"
      [-values = [yamlencode({ hostNetwork = true })]-]{+set {
        name  = "hostNetwork"
        value = "true"
      }+}
      """
    ),
    TerraformEdit(
      "chart: values that are not known",
      .incomparable,
      .iam,
      of: "helm_release",
      "name = \"x\"\nchart = \"nginx\"\nvalues = [file(\"[-a-]{+b+}.yaml\")]"
    ),
    TerraformEdit(
      "chart: more copies",
      .equal,
      of: "helm_release",
      "name = \"x\"\nchart = \"nginx\"\nvalues = [\"replicaCount: [-1-]{+2+}\"]"
    ),
    TerraformEdit(
      "chart: no version",
      .widened,
      .supplyChain,
      of: "helm_release",
      "name = \"x\"\nchart = \"nginx\"\n[-version = \"1.0.0\"-]"
    ),
    TerraformEdit(
      "chart: from elsewhere",
      .widened,
      .supplyChain,
      "{+resource \"helm_release\" \"x\" {\n name = \"x\"\n chart = \"https://example.com/x.tgz\"\n}+}",
      back: .equal
    ),
    TerraformEdit(
      "chart: of the repository itself",
      .equal,
      "{+resource \"helm_release\" \"x\" {\n name = \"x\"\n chart = \"${path.module}/charts/x\"\n}+}"
    ),
  ]

  private static func binding(_ role: String, _ subject: String, before: String = "") -> String {
    """
    metadata {
      name = "x"
    }
    role_ref {
      api_group = "rbac.authorization.k8s.io"
      kind      = "ClusterRole"
      name      = "\(role)"
    }
    \(before)
    subject {
      kind = "User"
      name = "ann"
    }
    \(subject)
    """
  }
}
