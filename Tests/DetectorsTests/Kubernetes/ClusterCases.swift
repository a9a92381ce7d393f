import Detection

/// Networks, protection, destruction and delivery.
enum ClusterCases {
  private static let path = "k8s/net.yaml"

  private static func object(_ version: String, _ kind: String, _ rest: String) -> String {
    "apiVersion: \(version)\nkind: \(kind)\nmetadata: {name: web, namespace: prod}\n\(rest)\n"
  }

  private static func policy(_ spec: String) -> String {
    object("networking.k8s.io/v1", "NetworkPolicy", "spec:\n  podSelector: {}\n  \(spec)")
  }

  private static func service(_ spec: String) -> String {
    object("v1", "Service", "spec: {\(spec)}")
  }

  private static let reach = "network.kubernetes-policy"
  private static let exposure = "network.kubernetes-exposure"
  private static let admission = "protection.kubernetes-admission"
  private static let destruction = "destruction.kubernetes-object"
  private static let source = "supply-chain.delivery-source"

  private static func policies(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    says: String? = nil,
    _ severity: Severity? = nil,
    back: Direction? = nil
  ) -> DetectorCase {
    let kind = direction == .equal ? nil : reach
    return DetectorCase(
      name,
      path,
      policy(old),
      policy(new),
      direction,
      kind,
      says: says,
      severity,
      back: back
    )
  }

  static let network: [DetectorCase] = [
    policies(
      "a list of peers emptied",
      "ingress: [{from: [{podSelector: {}}]}]",
      "ingress: [{from: []}]",
      .widened,
      says: "lets every port of everybody into the pods of NetworkPolicy prod/web",
      .high
    ),
    policies(
      "rules for ports only",
      "ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]",
      "ingress: [{ports: [{port: 80}]}]",
      .widened,
      says: "tcp 80 of everybody",
      .high
    ),
    policies(
      "no rules at all",
      "ingress: [{from: [{podSelector: {}}]}]",
      "ingress: []",
      .narrowed,
      says: "no longer lets every port"
    ),
    policies(
      "the world in",
      "ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]",
      "ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]",
      .widened,
      says: "0.0.0.0/0",
      .high
    ),
    policies(
      "a block within a block",
      "ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]",
      "ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 10.1.0.0/16}}]}]",
      .equal
    ),
    policies(
      "a block and its halves",
      "ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]",
      "ingress: [{from: [{ipBlock: {cidr: 10.128.0.0/9}}, {ipBlock: {cidr: 10.0.0.0/9}}]}]",
      .equal
    ),
    policies(
      "one port for another",
      "ingress: [{ports: [{port: 80}]}]",
      "ingress: [{ports: [{port: 22}]}]",
      .incomparable,
      says: "tcp 22"
    ),
    policies(
      "peers in another order",
      "ingress: [{from: [{podSelector: {}}, {namespaceSelector: {}}]}]",
      "ingress: [{from: [{namespaceSelector: {}}, {podSelector: {}}]}]",
      .equal
    ),
    policies(
      "no isolation of what goes out",
      "policyTypes: [Ingress, Egress]",
      "policyTypes: [Ingress]",
      .widened,
      says: "stops isolating traffic out of",
      .high
    ),
    DetectorCase(
      "a policy deleted",
      path,
      policy("ingress: []"),
      nil,
      .widened,
      reach,
      line: 1,
      says: "stops isolating traffic into the pods of NetworkPolicy prod/web",
      .high
    ),
    DetectorCase(
      "a policy that lets everything in",
      path,
      nil,
      policy("ingress: [{}]"),
      .widened,
      reach,
      says: "lets everything into",
      .high
    ),
    DetectorCase(
      "a policy for fewer pods",
      path,
      policy("ingress: []"),
      policy("ingress: []").replacing("podSelector: {}", "podSelector: {matchLabels: {a: b}}"),
      .widened,
      reach,
      line: 5,
      says: "selects other pods",
      .high
    ),
    DetectorCase(
      "a load balancer",
      path,
      service("type: ClusterIP"),
      service("type: LoadBalancer"),
      .widened,
      exposure,
      line: 4,
      says: "adds type LoadBalancer for Service prod/web",
      .high
    ),
    DetectorCase(
      "the default type",
      path,
      service(""),
      service("type: ClusterIP"),
      .equal
    ),
    DetectorCase(
      "ranges taken away",
      path,
      service("type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8]"),
      service("type: LoadBalancer"),
      .widened,
      exposure,
      says: "adds every address",
      .high
    ),
    DetectorCase(
      "one more range",
      path,
      service("type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8]"),
      service("type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8, 192.0.2.0/24]"),
      .widened,
      exposure,
      says: "address range 192.0.2.0/24",
      .medium
    ),
    DetectorCase(
      "an external address",
      path,
      service("externalIPs: []"),
      service("externalIPs: [192.0.2.1]"),
      .widened,
      exposure,
      says: "192.0.2.1",
      .high
    ),
    DetectorCase(
      "a port of a load balancer",
      path,
      service("type: LoadBalancer, ports: [{port: 443}]"),
      service("type: LoadBalancer, ports: [{port: 443}, {port: 22}]"),
      .widened,
      exposure,
      says: "opens tcp 22",
      .medium
    ),
    DetectorCase(
      "no longer internal",
      path,
      service("type: LoadBalancer").replacing(
        "namespace: prod",
        "namespace: prod, annotations: {service.beta.kubernetes.io/aws-load-balancer-internal: 'true'}"
      ),
      service("type: LoadBalancer"),
      .widened,
      exposure,
      says: "removes the internal load balancer",
      .high
    ),
    DetectorCase(
      "another host",
      path,
      object(
        "networking.k8s.io/v1",
        "Ingress",
        "spec: {rules: [{host: a.example.com, http: {paths: [{path: /}]}}]}"
      ),
      object(
        "networking.k8s.io/v1",
        "Ingress",
        "spec: {rules: [{host: a.example.com, http: {paths: [{path: /}]}}, {host: '*.example.com', http: {paths: [{path: /}]}}]}"
      ),
      .widened,
      exposure,
      says: "route *.example.com/",
      .high
    ),
    DetectorCase(
      "a snippet",
      path,
      object("networking.k8s.io/v1", "Ingress", "spec: {}"),
      object("networking.k8s.io/v1", "Ingress", "spec: {}").replacing(
        "namespace: prod",
        "namespace: prod, annotations: {nginx.ingress.kubernetes.io/configuration-snippet: x}"
      ),
      .widened,
      exposure,
      says: "configuration-snippet",
      .critical
    ),
    DetectorCase(
      "no login asked for",
      path,
      object("networking.k8s.io/v1", "Ingress", "spec: {}").replacing(
        "namespace: prod",
        "namespace: prod, annotations: {nginx.ingress.kubernetes.io/auth-url: x}"
      ),
      object("networking.k8s.io/v1", "Ingress", "spec: {}"),
      .widened,
      exposure,
      says: "removes annotation 'auth-url'",
      .high
    ),
  ]

  private static func namespace(_ labels: String) -> String {
    "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: prod\n  labels: {\(labels)}\n"
  }

  private static func hook(_ rest: String) -> String {
    object(
      "admissionregistration.k8s.io/v1",
      "ValidatingWebhookConfiguration",
      "webhooks:\n  - name: check.example.com\n    \(rest)"
    )
  }

  static let protection: [DetectorCase] = [
    DetectorCase(
      "a lower level of Pod Security",
      path,
      namespace("pod-security.kubernetes.io/enforce: restricted"),
      namespace("pod-security.kubernetes.io/enforce: baseline"),
      .widened,
      admission,
      line: 5,
      says: "from restricted to baseline in Namespace prod",
      .high
    ),
    DetectorCase(
      "no level of Pod Security",
      path,
      namespace("pod-security.kubernetes.io/enforce: restricted"),
      namespace("team: a"),
      .widened,
      admission,
      says: "removes Pod Security level 'enforce'",
      .high
    ),
    DetectorCase("another label", path, namespace("team: a"), namespace("team: b"), .equal),
    DetectorCase(
      "a webhook that may fail",
      path,
      hook("failurePolicy: Fail"),
      hook("failurePolicy: Ignore"),
      .widened,
      admission,
      says: "removes failure policy 'Fail' of webhook 'check.example.com'",
      .high
    ),
    DetectorCase(
      "a webhook deleted",
      path,
      hook("failurePolicy: Fail"),
      nil,
      .widened,
      admission,
      says: "removes webhook 'check.example.com'",
      .critical
    ),
    DetectorCase(
      "a webhook of somebody else",
      path,
      hook("clientConfig: {url: 'https://a.example.com'}"),
      hook("clientConfig: {url: 'https://b.example.net'}"),
      .incomparable,
      admission,
      says: "'clientConfig'",
      .high
    ),
    DetectorCase(
      "a policy that only tells",
      path,
      object("kyverno.io/v1", "ClusterPolicy", "spec: {validationFailureAction: Enforce}"),
      object("kyverno.io/v1", "ClusterPolicy", "spec: {validationFailureAction: Audit}"),
      .widened,
      admission,
      says: "removes ClusterPolicy prod/web",
      .high
    ),
    DetectorCase(
      "a constraint that only tells",
      path,
      object("constraints.gatekeeper.sh/v1beta1", "NoRoot", "spec: {enforcementAction: deny}"),
      object("constraints.gatekeeper.sh/v1beta1", "NoRoot", "spec: {enforcementAction: dryrun}"),
      .widened,
      admission,
      says: "removes NoRoot prod/web",
      .high
    ),
    DetectorCase(
      "a claim taken out",
      path,
      object("v1", "PersistentVolumeClaim", "spec: {}"),
      nil,
      .widened,
      destruction,
      line: 1,
      says: "removes PersistentVolumeClaim prod/web",
      .high
    ),
    DetectorCase(
      "a namespace taken out",
      path,
      namespace("a: b"),
      nil,
      .widened,
      destruction,
      says: "removes Namespace prod",
      .critical
    ),
    DetectorCase(
      "nothing runs any more",
      path,
      object("apps/v1", "Deployment", "spec: {replicas: 2}"),
      object("apps/v1", "Deployment", "spec: {replicas: 0}"),
      .widened,
      destruction,
      says: "sets 'replicas: 0'",
      .medium
    ),
    DetectorCase(
      "a volume that is not kept",
      path,
      object("storage.k8s.io/v1", "StorageClass", "reclaimPolicy: Retain"),
      object("storage.k8s.io/v1", "StorageClass", "reclaimPolicy: Delete"),
      .widened,
      destruction,
      says: "removes policy 'Retain'",
      .high
    ),
    DetectorCase(
      "a configuration",
      path,
      object("v1", "ConfigMap", "data: {a: b}"),
      object("v1", "ConfigMap", "data: {a: c}"),
      .equal
    ),
    DetectorCase(
      "a kind that nobody knows",
      path,
      object("acme.io/v1", "Widget", "spec: {open: false}"),
      object("acme.io/v1", "Widget", "spec: {open: true}"),
      .unknown,
      nil,
      says: "nothing is known of 'spec' in Widget prod/web"
    ),
    DetectorCase(
      "a kind that nobody knows, unchanged",
      path,
      object("acme.io/v1", "Widget", "spec: {open: false, a: 1}"),
      object("acme.io/v1", "Widget", "spec:\n  a: 1\n  open: false # as before"),
      .equal
    ),
  ]

  private static func map(_ roles: String) -> String {
    object("v1", "ConfigMap", "data:\n  mapRoles: |\n    \(roles)").replacing(
      "name: web",
      "name: aws-auth"
    )
  }

  static let delivery: [DetectorCase] = [
    DetectorCase(
      "masters by aws-auth",
      path,
      map("[]"),
      map("- {rolearn: 'arn:aws:iam::1:role/ci', username: ci, groups: ['system:masters']}"),
      .widened,
      "iam.kubernetes-access-map",
      line: 6,
      says: "maps arn:aws:iam::1:role/ci to group 'system:masters' as ci",
      .critical
    ),
    DetectorCase(
      "a policy of Argo CD",
      path,
      object("v1", "ConfigMap", "data:\n  policy.csv: |\n    g, ops, role:readonly"),
      object(
        "v1",
        "ConfigMap",
        "data:\n  policy.csv: |\n    g, ops, role:readonly\n    g, dev, role:admin"
      ),
      .widened,
      "iam.kubernetes-access-map",
      line: 7,
      says: "'g, dev, role:admin'",
      .critical
    ),
    DetectorCase(
      "a chart's version",
      "chart/Chart.yaml",
      "apiVersion: v2\nname: a\ndependencies:\n  - {name: pg, repository: x, version: 1.0.0}\n",
      "apiVersion: v2\nname: a\ndependencies:\n  - {name: pg, repository: x, version: 2.0.0}\n",
      .incomparable,
      source,
      line: 4,
      says: "chart 'pg' from x 1.0.0 to x 2.0.0",
      .medium
    ),
    DetectorCase(
      "a chart's own version",
      "chart/Chart.yaml",
      "apiVersion: v2\nname: a\nversion: 1.0.0\n",
      "apiVersion: v2\nname: a\nversion: 1.0.1\n",
      .equal
    ),
    DetectorCase(
      "a remote base",
      "k8s/kustomization.yaml",
      "resources: [web.yaml]\n",
      "resources: [web.yaml, 'https://github.com/acme/base?ref=v1']\n",
      .widened,
      source,
      says: "'https://github.com/acme/base?ref=v1'",
      .medium
    ),
    DetectorCase(
      "a tag by Kustomize",
      "k8s/kustomization.yaml",
      "images: [{name: web, newTag: '1'}]\n",
      "images: [{name: web, newTag: '2'}]\n",
      .incomparable,
      source,
      says: "image web as from 1 to 2"
    ),
    DetectorCase(
      "a file that no longer counts",
      "k8s/kustomization.yaml",
      "resources: [a.yaml, policy.yaml]\n",
      "resources: [a.yaml]\n",
      .incomparable,
      source,
      says: "removes 'policy.yaml'"
    ),
    DetectorCase(
      "an application of another repository",
      path,
      object(
        "argoproj.io/v1alpha1",
        "Application",
        "spec: {source: {repoURL: a, targetRevision: v1}}"
      ),
      object(
        "argoproj.io/v1alpha1",
        "Application",
        "spec: {source: {repoURL: b, targetRevision: v1}}"
      ),
      .incomparable,
      source,
      line: 4,
      says: "'source.repoURL' from a to b",
      .medium
    ),
  ]
}
