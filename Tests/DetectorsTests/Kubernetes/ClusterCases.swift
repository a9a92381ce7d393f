import Detection

/// Networks, protection, destruction and delivery.
enum ClusterCases {
  static let path = "k8s/net.yaml"

  static func object(_ version: String, _ kind: String, _ rest: String) -> String {
    "apiVersion: \(version)\nkind: \(kind)\nmetadata: {name: web, namespace: prod}\n\(rest)\n"
  }

  static func policy(_ spec: String) -> String {
    object("networking.k8s.io/v1", "NetworkPolicy", "spec:\n  podSelector: {}\n  \(spec)")
  }

  static func service(_ spec: String) -> String {
    object("v1", "Service", "spec: {\(spec)}")
  }

  static let reach = "network.kubernetes-policy"
  static let exposure = "network.kubernetes-exposure"
  static let admission = "protection.kubernetes-admission"
  static let destruction = "destruction.kubernetes-object"
  static let source = "supply-chain.delivery-source"

  static let policies = CaseFrame(at: path, of: reach) { policy($0) }

  private static func ranges(_ name: String, _ old: String, _ new: String, _ direction: Direction)
    -> DetectorCase
  {
    func text(_ list: String) -> String {
      service("type: LoadBalancer, loadBalancerSourceRanges: \(list)")
    }
    let isKnown = direction != .equal && direction != .unknown
    return DetectorCase(name, path, text(old), text(new), direction, isKnown ? exposure : nil)
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
    ranges("a range within a range", "[10.0.0.0/8]", "[10.1.0.0/16]", .narrowed),
    ranges("a range and its halves", "[10.0.0.0/8]", "[10.0.0.0/9, 10.128.0.0/9]", .equal),
    ranges("another range", "[10.0.0.0/8]", "[192.0.2.0/24]", .incomparable),
    ranges(
      "ranges in another order",
      "[10.0.0.0/8, 192.0.2.1/32]",
      "[192.0.2.1, 10.0.0.0/8]",
      .equal
    ),
    ranges("fewer ranges", "[10.0.0.0/8, 192.0.2.0/24]", "[10.0.0.0/8]", .narrowed),
    ranges("halves of everything", "[10.0.0.0/8]", "[0.0.0.0/1, 128.0.0.0/1]", .widened),
    ranges("a template's range", "[10.0.0.0/8]", "['{{ .Values.range }}']", .unknown),
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

  static func namespace(_ labels: String) -> String {
    "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: prod\n  labels: {\(labels)}\n"
  }
}
