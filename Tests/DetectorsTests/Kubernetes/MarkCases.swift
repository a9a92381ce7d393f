import Detection

/// Labels and annotations that give power, and fields whose absence means more.
enum MarkCases {
  static let path = "k8s/a.yaml"
  static let all = namespaces + pods + roles + objects + deliveries

  static func object(_ head: String, _ marks: String, _ rest: String = "") -> String {
    "\(head)\nmetadata:\n  name: a\n  \(marks)\n\(rest)"
  }

  private static let namespace = CaseFrame(at: path, of: "protection.kubernetes-admission") {
    object("apiVersion: v1\nkind: Namespace", "labels: {\($0)}")
  }
  private static let enforced = CaseFrame(at: path, of: "protection.kubernetes-admission") {
    object(
      "apiVersion: v1\nkind: Namespace",
      "labels: {pod-security.kubernetes.io/enforce: restricted\($0)}"
    )
  }
  private static let hook = CaseFrame(at: path, of: "protection.kubernetes-admission") {
    object(
      "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration",
      "labels: {}",
      "webhooks: [{name: a.b.c, matchPolicy: \($0)}]\n"
    )
  }

  static let namespaces: [DetectorCase] = [
    enforced(
      "checks of an older version",
      ", pod-security.kubernetes.io/enforce-version: latest",
      ", pod-security.kubernetes.io/enforce-version: v1.0",
      .widened,
      says: "adds the version of the Pod Security checks v1.0 in Namespace a",
      .high
    ),
    enforced(
      "checks of a newer version",
      ", pod-security.kubernetes.io/enforce-version: v1.24",
      ", pod-security.kubernetes.io/enforce-version: v1.30",
      .narrowed
    ),
    namespace(
      "checks of some version where there were none",
      "team: a",
      "pod-security.kubernetes.io/enforce: restricted, "
        + "pod-security.kubernetes.io/enforce-version: v1.24",
      .narrowed
    ),
    namespace(
      "a namespace that Gatekeeper lets be",
      "team: a",
      "admission.gatekeeper.sh/ignore: 'true'",
      .widened
    ),
    namespace(
      "images that are no longer checked",
      "policy.sigstore.dev/include: 'true'",
      "team: a",
      .widened
    ),
    namespace("another team", "team: a", "team: b", .equal),
    hook("one version of what is asked for only", "Equivalent", "Exact", .widened),
  ]

  private static let pod = CaseFrame(at: path) {
    object("apiVersion: v1\nkind: Pod", $0, "spec: {containers: [{name: a, image: a}]}\n")
  }
  private static let spec = CaseFrame(at: path) {
    object(
      "apiVersion: v1\nkind: Pod",
      "labels: {}",
      "spec:\n  automountServiceAccountToken: false\n  containers: [{name: a, image: a}]\n\($0)"
    )
  }
  private static let claim = "  volumes: [{name: t, persistentVolumeClaim: {claimName: %}}]\n"

  static let pods: [DetectorCase] = [
    pod(
      "an identity of the cloud",
      "labels: {}",
      "labels: {azure.workload.identity/use: 'true'}",
      .widened,
      "iam.kubernetes-cloud-identity"
    ),
    pod(
      "a second network",
      "annotations: {}",
      "annotations: {k8s.v1.cni.cncf.io/networks: host-net}",
      .widened,
      "workload.host-access"
    ),
    pod(
      "another role of Vault",
      "annotations: {vault.hashicorp.com/role: web}",
      "annotations: {vault.hashicorp.com/role: admin}",
      .incomparable,
      "iam.kubernetes-service-account"
    ),
    pod(
      "a secret of Vault",
      "annotations: {}",
      "annotations: {vault.hashicorp.com/agent-inject-secret-db: secret/data/db}",
      .widened,
      "workload.secret-mount"
    ),
    pod(
      "how much of the machine Vault's agent gets",
      "annotations: {vault.hashicorp.com/agent-limits-cpu: 100m}",
      "annotations: {vault.hashicorp.com/agent-limits-cpu: 200m}",
      .equal
    ),
    spec(
      "a token in a volume",
      "",
      "  volumes: [{name: t, projected: {sources: [{serviceAccountToken: {path: token}}]}}]\n",
      .widened,
      "iam.kubernetes-token",
      says: "adds a token for the cluster in a volume of Pod a"
    ),
    spec(
      "another claim",
      claim.replacing("%", with: "mine"),
      claim.replacing("%", with: "payments"),
      .incomparable,
      "workload.volume-source"
    ),
    spec(
      "a runtime that people call by its own name",
      "",
      "  runtimeClassName: runc\n",
      .incomparable,
      "workload.host-access"
    ),
    spec("a sandbox", "", "  runtimeClassName: gvisor\n", .narrowed, "workload.host-access"),
  ]

  private static let role = CaseFrame(at: path, of: "iam.kubernetes-aggregation") {
    object(
      "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole",
      "labels: {\($0)}",
      "rules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]\n"
    ) + """
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: monitoring}
      aggregationRule: {clusterRoleSelectors: [{matchLabels: {mon: "true", for: all}}]}

      """
  }

  static let roles: [DetectorCase] = [
    role(
      "a role of another maker",
      "",
      "rbac.crossplane.io/aggregate-to-crossplane: 'true'",
      .widened
    ),
    role(
      "a role that another in the file gathers",
      "",
      "mon: 'true', for: all",
      .widened,
      says: "adds aggregation of 'monitoring' for ClusterRole a",
      .critical
    ),
    role("half of what it gathers by", "", "mon: 'true'", .equal),
  ]
}
