import Detection

extension HelmCases {
  static let networks: [DetectorCase] = [
    values(
      "a load balancer",
      "service: {type: ClusterIP, port: 80}\n",
      "service: {type: LoadBalancer, port: 80}\n",
      .widened,
      exposure,
      line: 1,
      says: "type LoadBalancer for Service service",
      .high
    ),
    values(
      "the type left to the chart",
      "service: {type: ClusterIP, port: 80}\n",
      "service: {port: 80}\n",
      .unknown,
      says: "service.type",
      back: .equal
    ),
    values(
      "more addresses",
      "controller:\n  service:\n    loadBalancerSourceRanges: [10.0.0.0/8]\n",
      "controller:\n  service:\n    loadBalancerSourceRanges: [10.0.0.0/8, 192.0.2.0/24]\n",
      .widened,
      exposure,
      says: "192.0.2.0/24"
    ),
    values(
      "every address",
      "controller:\n  service:\n    loadBalancerSourceRanges: [10.0.0.0/8]\n",
      "controller:\n  service:\n    loadBalancerSourceRanges: []\n",
      .widened,
      exposure,
      says: "every address",
      .high
    ),
    values(
      "fewer addresses",
      "loadBalancerSourceRanges: [10.0.0.0/8]\n",
      "loadBalancerSourceRanges: [10.1.0.0/16]\n",
      .narrowed,
      exposure
    ),
    values(
      "an Ingress",
      "ingress:\n  enabled: false\n  hosts: [web.example.com]\n",
      "ingress:\n  enabled: true\n  hosts: [web.example.com]\n",
      .widened,
      exposure,
      says: "route web.example.com/"
    ),
    values(
      "an Ingress without a host",
      "ingress: {enabled: false}\n",
      "ingress: {enabled: true}\n",
      .widened,
      exposure
    ),
    values(
      "one more host",
      "ingress:\n  enabled: true\n  hosts:\n    - host: a.example.com\n      paths: [{path: /, pathType: Prefix}]\n",
      "ingress:\n  enabled: true\n  hosts:\n    - host: a.example.com\n      paths: [{path: /, pathType: Prefix}]\n    - host: '*.example.com'\n      paths: [{path: /}]\n",
      .widened,
      exposure,
      line: 7,
      says: "route *.example.com/",
      .high
    ),
    values(
      "no login asked for",
      "ingress:\n  enabled: true\n  annotations: {nginx.ingress.kubernetes.io/auth-url: 'https://login'}\n",
      "ingress:\n  enabled: true\n  annotations: {}\n",
      .widened,
      exposure,
      says: "auth-url"
    ),
    values(
      "no TLS",
      "ingress: {enabled: true, hostname: a.example.com, tls: true}\n",
      "ingress: {enabled: true, hostname: a.example.com, tls: false}\n",
      .widened,
      exposure,
      says: "TLS of a.example.com"
    ),
  ]

  static let guards: [DetectorCase] = [
    values(
      "no policy of the network",
      "networkPolicy:\n  enabled: true\n",
      "networkPolicy:\n  enabled: false\n",
      .widened,
      guarded,
      line: 2,
      says: "'networkPolicy.enabled'",
      .high
    ),
    values(
      "the chart's own word against a no",
      "networkPolicy: {}\n",
      "networkPolicy: {enabled: false}\n",
      .widened,
      guarded
    ),
    values(
      "policy for others too",
      "networkPolicy: {allowExternal: false}\n",
      "networkPolicy: {allowExternal: true}\n",
      .widened,
      guarded
    ),
    values("no login", "auth:\n  enabled: true\n", "auth:\n  enabled: false\n", .widened, guarded),
    values("no TLS", "tls: {enabled: true}\n", "tls: {enabled: false}\n", .widened, guarded),
    values(
      "certificates not looked at",
      "client: {insecureSkipVerify: false}\n",
      "client: {insecureSkipVerify: true}\n",
      .widened,
      guarded
    ),
    values(
      "anybody",
      "grafana: {auth: {anonymous: {enabled: false}}}\n",
      "grafana: {auth: {anonymous: {enabled: true}}}\n",
      .widened,
      guarded
    ),
    values(
      "data that is not kept",
      "persistence: {enabled: true}\n",
      "persistence: {enabled: false}\n",
      .widened,
      "destruction.kubernetes-object"
    ),
    values(
      "rights in the cluster",
      "rbac: {create: false}\n",
      "rbac: {create: true}\n",
      .widened,
      role,
      line: 1,
      says: "'rbac.create'"
    ),
    values(
      "rights in the whole cluster",
      "rbac: {create: true, clusterRole: false}\n",
      "rbac: {create: true, clusterRole: true}\n",
      .widened,
      role
    ),
    values(
      "rules of a role",
      "rbac:\n  rules:\n    - {apiGroups: [''], resources: [pods], verbs: [get]}\n",
      "rbac:\n  rules:\n    - {apiGroups: [''], resources: [pods, secrets], verbs: [get]}\n",
      .widened,
      role,
      line: 3,
      says: "adds get on secrets",
      .critical
    ),
    values(
      "a manifest among the values",
      "extraObjects: []\n",
      "extraObjects:\n  - apiVersion: rbac.authorization.k8s.io/v1\n    kind: ClusterRoleBinding\n    metadata: {name: a}\n    roleRef: {kind: ClusterRole, name: cluster-admin}\n    subjects: [{kind: User, name: eve}]\n",
      .widened,
      "iam.kubernetes-binding",
      says: "eve"
    ),
    values(
      "a password",
      "auth: {password: ''}\n",
      "auth: {password: example}\n",
      .widened,
      secret,
      line: 1,
      says: "writes a value of 'auth.password'",
      .high
    ),
    values(
      "another password",
      "auth: {adminPassword: a}\n",
      "auth: {adminPassword: b}\n",
      .incomparable,
      secret,
      says: "replaces the value of 'auth.adminPassword'"
    ),
    values(
      "a password in a variable",
      "env: []\n",
      "env: [{name: DB_PASSWORD, value: example}]\n",
      .widened,
      secret,
      says: "env.DB_PASSWORD"
    ),
    values(
      "a password that is elsewhere",
      "auth: {password: ''}\n",
      "auth: {password: 'ref+vault://a#b'}\n",
      .incomparable,
      "iam.helm-value"
    ),
  ]
}
