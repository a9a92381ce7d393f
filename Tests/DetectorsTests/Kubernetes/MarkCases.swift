import Detection

/// Labels and annotations that give power, and fields whose absence means more.
enum MarkCases {
  static let path = "k8s/a.yaml"
  static let all = namespaces + pods + roles + objects + deliveries

  private static func object(_ head: String, _ marks: String, _ rest: String = "") -> String {
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

  private static func plain(_ head: String) -> CaseFrame {
    CaseFrame(at: path) { object(head, "labels: {}", $0) }
  }
  private static func marked(_ head: String) -> CaseFrame {
    CaseFrame(at: path) { object(head, $0) }
  }
  private static let service = plain("apiVersion: v1\nkind: Service")
  private static let ingress = CaseFrame(at: path, of: "network.kubernetes-exposure") {
    object(
      "apiVersion: networking.k8s.io/v1\nkind: Ingress",
      "annotations: {\($0)}",
      "spec: {tls: [{hosts: [a]}]}\n"
    )
  }
  private static func path(_ type: String) -> String {
    "spec: {rules: [{host: a, http: {paths: [{path: /a, pathType: \(type), backend: {}}]}}]}\n"
  }

  static let objects: [DetectorCase] = [
    marked("apiVersion: v1\nkind: Secret")(
      "a secret that makes a cluster of a deployer",
      "labels: {}",
      "labels: {argocd.argoproj.io/secret-type: cluster}",
      .widened,
      "supply-chain.delivery-source"
    ),
    marked("apiVersion: v1\nkind: Secret")(
      "a secret for every namespace",
      "annotations: {}",
      "annotations: {replicator.v1.mittwald.de/replicate-to: '.*'}",
      .widened,
      "workload.secret-mount"
    ),
    marked("apiVersion: serving.knative.dev/v1\nkind: Service")(
      "a program that only the cluster saw",
      "labels: {networking.knative.dev/visibility: cluster-local}",
      "labels: {}",
      .widened,
      "network.kubernetes-exposure"
    ),
    service(
      "another port of the pods",
      "spec: {type: LoadBalancer, ports: [{port: 443, targetPort: 8443}]}\n",
      "spec: {type: LoadBalancer, ports: [{port: 443, targetPort: 9901}]}\n",
      .incomparable,
      "network.kubernetes-exposure",
      says: "changes what tcp 443 leads to from 8443 to 9901"
    ),
    service(
      "another port within the cluster",
      "spec: {ports: [{port: 443, targetPort: 8443}]}\n",
      "spec: {ports: [{port: 443, targetPort: 9901}]}\n",
      .equal
    ),
    service(
      "the port itself, spelt out",
      "spec: {type: LoadBalancer, ports: [{port: 443}]}\n",
      "spec: {type: LoadBalancer, ports: [{port: 443, targetPort: 443}]}\n",
      .equal
    ),
    plain("apiVersion: networking.k8s.io/v1\nkind: Ingress")(
      "all below a path",
      path("Exact"),
      path("Prefix"),
      .widened,
      "network.kubernetes-exposure"
    ),
    ingress(
      "one of two guards is enough",
      "nginx.ingress.kubernetes.io/auth-url: 'https://a'",
      "nginx.ingress.kubernetes.io/auth-url: 'https://a', "
        + "nginx.ingress.kubernetes.io/satisfy: any",
      .widened
    ),
    ingress(
      "both guards",
      "nginx.ingress.kubernetes.io/auth-url: 'https://a'",
      "nginx.ingress.kubernetes.io/auth-url: 'https://a', "
        + "nginx.ingress.kubernetes.io/satisfy: all",
      .equal
    ),
    ingress(
      "no detour to TLS",
      "team: a",
      "nginx.ingress.kubernetes.io/ssl-redirect: 'false'",
      .widened
    ),
    plain("apiVersion: storage.k8s.io/v1\nkind: StorageClass")(
      "disks in the clear",
      "parameters: {encrypted: 'true'}\n",
      "parameters: {encrypted: 'false'}\n",
      .widened,
      "protection.control-plane"
    ),
    plain("apiVersion: storage.k8s.io/v1\nkind: StorageClass")(
      "faster disks",
      "parameters: {type: gp2}\n",
      "parameters: {type: gp3}\n",
      .equal
    ),
    plain("apiVersion: projectcalico.org/v3\nkind: NetworkPolicy")(
      "a rule of Calico for everybody",
      "spec: {ingress: [{action: Allow, source: {selector: a}}]}\n",
      "spec: {ingress: [{action: Allow}]}\n",
      .incomparable,
      "network.kubernetes-policy"
    ),
    kubelet("false", "true", .widened, line: 12),
    kubelet("false", "false", .equal, line: nil),
  ]

  private static func kubelet(_ old: String, _ new: String, _ direction: Direction, line: Int?)
    -> DetectorCase
  {
    func text(_ flag: String) -> String {
      object(
        "apiVersion: v1\nkind: ConfigMap",
        "namespace: kube-system",
        """
        data:
          kubelet: |
            apiVersion: kubelet.config.k8s.io/v1beta1
            kind: KubeletConfiguration
            # Who asks?
            authentication:
              anonymous: {enabled: \(flag)}

        """
      )
    }
    return DetectorCase(
      "settings of the kubelet in a map: \(new)",
      path,
      text(old),
      text(new),
      direction,
      direction == .equal ? nil : "protection.control-plane",
      line: line
    )
  }

  private static func delivery(_ head: String) -> CaseFrame {
    CaseFrame(at: path, of: "supply-chain.delivery-source") {
      object(head, "namespace: b", "spec: {\($0)}\n")
    }
  }
  private static let git = delivery(
    "apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository"
  )
  private static let project = delivery("apiVersion: argoproj.io/v1alpha1\nkind: AppProject")

  static let deliveries: [DetectorCase] = [
    delivery("apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization")(
      "the deployer's own rights",
      "serviceAccountName: tenant, path: ./x",
      "path: ./x",
      .widened,
      says: "removes 'serviceAccountName' tenant"
    ),
    delivery("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease")(
      "another account",
      "serviceAccountName: a",
      "serviceAccountName: b",
      .incomparable
    ),
    git(
      "anybody's commits",
      "url: 'https://a', verify: {mode: HEAD, secretRef: {name: k}}",
      "url: 'https://a'",
      .widened
    ),
    git(
      "the newest commit",
      "url: 'https://a', ref: {commit: a}",
      "url: 'https://a'",
      .incomparable
    ),
    delivery("apiVersion: argoproj.io/v1alpha1\nkind: Application")(
      "whatever is newest",
      "source: {repoURL: 'https://a', targetRevision: v1}",
      "source: {repoURL: 'https://a'}",
      .incomparable
    ),
    project(
      "a place that was left out",
      "destinations: [{namespace: '*'}, {namespace: '!kube-system'}]",
      "destinations: [{namespace: '*'}]",
      .widened
    ),
    project(
      "one more place",
      "destinations: [{namespace: a}]",
      "destinations: [{namespace: a}, {namespace: b}]",
      .widened
    ),
    DetectorCase(
      "another repository of a helmfile",
      "deploy/helmfile.yaml",
      "repositories: [{name: a, url: 'https://a'}]\nreleases: [{name: a, chart: a/b}]\n",
      "repositories: [{name: a, url: 'https://b'}]\nreleases: [{name: a, chart: a/b}]\n",
      .incomparable,
      "supply-chain.delivery-source",
      says: "changes repository 'a' from"
    ),
    DetectorCase(
      "how long a helmfile waits",
      "deploy/helmfile.yaml",
      "releases: [{name: a, chart: a/b, timeout: 1}]\n---\nrepositories: []\n",
      "releases: [{name: a, chart: a/b, timeout: 2}]\n---\nrepositories: []\n",
      .equal
    ),
  ]
}
