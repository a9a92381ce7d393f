import Detection

/// Other objects, and where a deployer takes them from.
extension MarkCases {
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
      .widened,
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
