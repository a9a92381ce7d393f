import Detection

extension FreshClusters {
  static let text4 = """
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata:
      name: db
      namespace: shop
    spec:
      podSelector:
        matchLabels: {app: db}
      policyTypes: [Ingress]
      ingress:
        - from:
            - podSelector:
                matchLabels: {app: api}
          ports:
            - port: 5432
              protocol: TCP

    """

  static let text5 = """
    apiVersion: v1
    kind: Service
    metadata:
      name: api
      namespace: shop
      annotations:
        service.beta.kubernetes.io/aws-load-balancer-internal: "true"
    spec:
      type: ClusterIP
      selector: {app: api}
      ports:
        - port: 80
          targetPort: 8080

    """

  static let text6 = """
    apiVersion: v1
    kind: Service
    metadata:
      name: api
      namespace: shop
      annotations:
        service.beta.kubernetes.io/aws-load-balancer-internal: "true"
    spec:
      type: LoadBalancer
      selector: {app: api}
      loadBalancerSourceRanges: ["10.0.0.0/8"]
      ports:
        - port: 80
          targetPort: 8080

    """

  static let part3: [FreshCase] = [
    .edit(
      "an init container as root",
      "k8s/prod/api.yaml",
      text3,
      "      containers:\n        - name: api\n",
      "      initContainers:\n        - name: init\n          image: busybox:1.36\n          securityContext:\n            privileged: true\n            runAsUser: 0\n      containers:\n        - name: api\n",
      [.widened],
      .workload
    ),
    .edit(
      "another peer of the network policy",
      "k8s/prod/netpol.yaml",
      text4,
      "      ports:\n",
      "        - namespaceSelector: {}\n      ports:\n",
      [.widened],
      .network
    ),
    .edit(
      "no peers, so all",
      "k8s/prod/netpol.yaml",
      text4,
      "    - from:\n        - podSelector:\n            matchLabels: {app: api}\n      ports:",
      "    - ports:",
      [.widened],
      .network
    ),
    .edit(
      "a port more",
      "k8s/prod/netpol.yaml",
      text4,
      "          protocol: TCP\n",
      "          protocol: TCP\n        - port: 9187\n",
      [.widened],
      .network
    ),
    .edit(
      "no ingress at all",
      "k8s/prod/netpol.yaml",
      text4,
      "  ingress:\n    - from:\n        - podSelector:\n            matchLabels: {app: api}\n      ports:\n        - port: 5432\n          protocol: TCP\n",
      "  ingress: []\n",
      [.narrowed],
      .network
    ),
    .edit(
      "the policy is for one more pod",
      "k8s/prod/netpol.yaml",
      text4,
      "matchLabels: {app: db}",
      "matchLabels: {app: db, role: primary}",
      [.widened, .incomparable, .unknown],
      .network
    ),
    .pair("network policy deleted", "k8s/prod/netpol.yaml", text4, nil, [.widened], .network),
    .pair(
      "default deny added",
      "k8s/prod/netpol.yaml",
      nil,
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: deny, namespace: shop}
      spec:
        podSelector: {}
        policyTypes: [Ingress, Egress]

      """,
      [.narrowed],
      .network
    ),
    .edit(
      "service opened",
      "k8s/svc.yaml",
      text5,
      "ClusterIP",
      "LoadBalancer",
      [.widened],
      .network
    ),
    .edit("node port", "k8s/svc.yaml", text5, "ClusterIP", "NodePort", [.widened], .network),
    .edit(
      "balancer no longer internal",
      "k8s/svc.yaml",
      text6,
      "  annotations:\n    service.beta.kubernetes.io/aws-load-balancer-internal: \"true\"\n",
      "",
      [.widened],
      .network
    ),
    .edit(
      "source ranges to the world",
      "k8s/svc.yaml",
      text6,
      "10.0.0.0/8",
      "0.0.0.0/0",
      [.widened],
      .network
    ),
  ]
}
