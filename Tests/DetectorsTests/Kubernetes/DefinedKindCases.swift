import Detection

/// Meshes, certificates, projects of deployers and other kinds that not Kubernetes itself defines.
enum DefinedKindCases {
  static let traffic = "protection.kubernetes-traffic"
  private static let exposure = ClusterCases.exposure

  private static func spec(
    _ name: String,
    _ version: String,
    _ kind: String,
    _ old: String?,
    _ new: String?,
    _ direction: Direction,
    _ observed: String? = traffic,
    says: String? = nil,
    back: Direction? = nil
  ) -> DetectorCase {
    func text(_ spec: String) -> String { ClusterCases.object(version, kind, "spec: {\(spec)}") }
    let isTold = direction != .equal && direction != .unknown
    return DetectorCase(
      name,
      "k8s/\(kind).yaml",
      old.map(text),
      new.map(text),
      direction,
      isTold ? observed : nil,
      says: says,
      back: back
    )
  }

  static let all = mesh + doors + supply + marks

  private static let mesh: [DetectorCase] = [
    spec(
      "plain text is let in",
      "security.istio.io/v1",
      "PeerAuthentication",
      "mtls: {mode: STRICT}",
      "mtls: {mode: PERMISSIVE}",
      .widened,
      says: "changes 'mtls.mode' from STRICT to PERMISSIVE"
    ),
    spec(
      "encryption asked for",
      "security.istio.io/v1",
      "PeerAuthentication",
      nil,
      "mtls: {mode: STRICT}",
      .narrowed
    ),
    spec(
      "one port as it is",
      "security.istio.io/v1",
      "PeerAuthentication",
      "mtls: {mode: STRICT}",
      "mtls: {mode: STRICT}, portLevelMtls: {8080: {mode: DISABLE}}",
      .widened,
      says: "portLevelMtls.8080.mode"
    ),
    spec(
      "other rules",
      "security.istio.io/v1",
      "AuthorizationPolicy",
      "action: DENY, rules: [{from: [{source: {namespaces: [dev]}}]}]",
      "action: DENY, rules: [{from: [{source: {namespaces: [test]}}]}]",
      .incomparable
    ),
    spec(
      "a policy that says whom it lets in",
      "security.istio.io/v1",
      "AuthorizationPolicy",
      nil,
      "action: ALLOW, rules: [{}]",
      .incomparable
    ),
    spec(
      "to a service without TLS",
      "networking.istio.io/v1",
      "DestinationRule",
      "host: db, trafficPolicy: {tls: {mode: MUTUAL}}",
      "host: db, trafficPolicy: {tls: {mode: DISABLE}}",
      .widened
    ),
    spec(
      "how many connections",
      "networking.istio.io/v1",
      "DestinationRule",
      "host: db, trafficPolicy: {connectionPool: {tcp: {maxConnections: 10}}}",
      "host: db, trafficPolicy: {connectionPool: {tcp: {maxConnections: 20}}}",
      .equal
    ),
    spec(
      "a field that is not known",
      "networking.istio.io/v1",
      "DestinationRule",
      "host: db, novelty: 1",
      "host: db, novelty: 2",
      .unknown
    ),
    spec(
      "a field that was not known is gone",
      "networking.istio.io/v1",
      "DestinationRule",
      "host: db, novelty: 1",
      "host: db",
      .unknown
    ),
    spec(
      "an older TLS",
      "consul.hashicorp.com/v1alpha1",
      "Mesh",
      "tls: {incoming: {tlsMinVersion: TLSv1_2}}",
      "tls: {incoming: {tlsMinVersion: TLSv1_0}}",
      .widened
    ),
    spec(
      "a server that lets anybody in",
      "policy.linkerd.io/v1beta3",
      "Server",
      "port: 80, accessPolicy: deny",
      "port: 80, accessPolicy: all-unauthenticated",
      .widened
    ),
  ]

  private static let doors: [DetectorCase] = [
    spec(
      "every name",
      "networking.istio.io/v1",
      "VirtualService",
      "hosts: [a.example.com, b.example.com]",
      "hosts: ['*']",
      .widened,
      exposure,
      says: "adds 'hosts' *"
    ),
    spec(
      "one name for another",
      "networking.istio.io/v1",
      "VirtualService",
      "hosts: [a.example.com]",
      "hosts: [b.example.com]",
      .widened,
      exposure,
      back: .widened
    ),
    spec(
      "a route without TLS",
      "route.openshift.io/v1",
      "Route",
      "host: a.example.com, tls: {termination: edge}",
      "host: a.example.com",
      .widened,
      exposure
    ),
    spec(
      "plain text beside it",
      "route.openshift.io/v1",
      "Route",
      "host: a.example.com, tls: {termination: edge, insecureEdgeTerminationPolicy: Redirect}",
      "host: a.example.com, tls: {termination: edge, insecureEdgeTerminationPolicy: Allow}",
      .widened,
      exposure
    ),
    spec(
      "a certificate for one more name",
      "cert-manager.io/v1",
      "Certificate",
      "dnsNames: [a.example.com], secretName: a",
      "dnsNames: [a.example.com, b.example.com], secretName: a",
      .widened,
      says: "adds 'dnsNames' b.example.com"
    ),
    spec(
      "a certificate that signs others",
      "cert-manager.io/v1",
      "Certificate",
      "dnsNames: [a.example.com]",
      "dnsNames: [a.example.com], isCA: true",
      .widened
    ),
    spec(
      "when it is renewed",
      "cert-manager.io/v1",
      "Certificate",
      "renewBefore: 360h",
      "renewBefore: 240h",
      .equal
    ),
  ]

  private static let supply: [DetectorCase] = [
    spec(
      "manifests from anywhere",
      "argoproj.io/v1alpha1",
      "AppProject",
      "sourceRepos: ['https://git.example.com/web']",
      "sourceRepos: ['*']",
      .widened,
      ClusterCases.source,
      says: "adds 'sourceRepos' *"
    ),
    spec(
      "what it may not make",
      "argoproj.io/v1alpha1",
      "AppProject",
      "clusterResourceBlacklist: [{group: '', kind: Namespace}]",
      "clusterResourceBlacklist: []",
      .widened,
      ClusterCases.source
    ),
    spec(
      "what a project is called",
      "argoproj.io/v1alpha1",
      "AppProject",
      "description: web",
      "description: shop",
      .equal
    ),
    spec(
      "one more exception",
      "kyverno.io/v2",
      "PolicyException",
      "exceptions: [{policyName: a, ruleNames: [x]}], match: {}",
      "exceptions: [{policyName: a, ruleNames: [x]}, {policyName: b, ruleNames: [y]}], match: {}",
      .widened,
      ClusterCases.admission
    ),
    spec(
      "a run of tasks",
      "tekton.dev/v1",
      "PipelineRun",
      nil,
      "pipelineRef: {name: release}",
      .widened,
      "workload.container-command",
      says: "adds PipelineRun prod/web"
    ),
    spec(
      "a policy of pods that lets more",
      "policy/v1beta1",
      "PodSecurityPolicy",
      "privileged: false, volumes: [secret], runAsUser: {rule: MustRunAsNonRoot}",
      "privileged: true, volumes: ['*'], runAsUser: {rule: RunAsAny}",
      .widened,
      ClusterCases.admission
    ),
    spec(
      "what is no longer copied",
      "velero.io/v1",
      "Schedule",
      "schedule: 0 1 * * *, template: {includedNamespaces: [web, shop]}",
      "schedule: 0 1 * * *, template: {includedNamespaces: [web]}",
      .widened,
      ClusterCases.destruction
    ),
  ]
}
