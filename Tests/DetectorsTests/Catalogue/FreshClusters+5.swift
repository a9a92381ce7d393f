import Detection

extension FreshClusters {
  static let text11 = """
    apiVersion: kustomize.config.k8s.io/v1beta1
    kind: Kustomization
    resources:
      - ../../base
    images:
      - name: api
        newTag: "1.4"

    """

  static let text12 = """
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: {name: api, namespace: shop}
    spec:
      minAvailable: 2
      selector: {matchLabels: {app: api}}

    """

  static let text13 = """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: {{ include "api.fullname" . }}
    spec:
      template:
        spec:
          hostNetwork: false
          containers:
            - name: api
              image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"

    """

  static let text14 = """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: public, namespace: infra}
    spec:
      gatewayClassName: nginx
      listeners:
        - name: https
          port: 443
          protocol: HTTPS
          allowedRoutes:
            namespaces: {from: Same}

    """

  static let text15 = """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: r, namespace: shop}
    spec:
      parentRefs: [{name: public, namespace: infra}]
      hostnames: [api.example.com]
      rules:
        - matches: [{path: {type: PathPrefix, value: /v1}}]
          backendRefs: [{name: api, port: 80}]

    """

  static let part5: [FreshCase] = [
    .pair(
      "a list wraps it",
      "cluster/bindings.yaml",
      text2,
      """
      apiVersion: v1
      kind: List
      items:
        - apiVersion: rbac.authorization.k8s.io/v1
          kind: ClusterRoleBinding
          metadata:
            name: sre-view
          roleRef:
            apiGroup: rbac.authorization.k8s.io
            kind: ClusterRole
            name: view
          subjects:
            - kind: Group
              name: sre
              apiGroup: rbac.authorization.k8s.io

      """,
      [.equal]
    ),
    .pair(
      "json for yaml quoting",
      "k8s/prod/netpol.yaml",
      text4,
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: "db"
        namespace: shop
      spec:
        podSelector:
          matchLabels: {"app": "db"}
        policyTypes: 
          - Ingress
        ingress:
          - from:
              - podSelector:
                  matchLabels: {app: api}
            ports:
              - port: 5432
                protocol: TCP

      """,
      [.equal]
    ),
    .pair(
      "anchors written out",
      "k8s/prod/api.yaml",
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: w, labels: &l {app: w}}
      spec:
        selector: {matchLabels: *l}
        template:
          metadata: {labels: *l}
          spec:
            containers: [{name: w, image: "registry.example.com/w:1.2"}]

      """,
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: w
        labels: {app: w}
      spec:
        selector:
          matchLabels: {app: w}
        template:
          metadata:
            labels: {app: w}
          spec:
            containers:
              - name: w
                image: registry.example.com/w:1.2

      """,
      [.equal]
    ),
    .edit(
      "kustomize remote base",
      "overlays/prod/kustomization.yaml",
      text11,
      "  - ../../base\n",
      "  - ../../base\n  - https://github.com/acme/base//deploy?ref=main\n",
      [.widened],
      .supplyChain
    ),
    .edit(
      "kustomize tag",
      "overlays/prod/kustomization.yaml",
      text11,
      "\"1.4\"",
      "\"1.5\"",
      [.equal, .incomparable, .widened, .unknown],
      .supplyChain
    ),
    .edit(
      "disruption budget",
      "k8s/pdb.yaml",
      text12,
      "minAvailable: 2",
      "minAvailable: 1",
      [.widened, .incomparable]
    ),
    .edit(
      "template of a chart",
      "charts/api/templates/deployment.yaml",
      text13,
      "hostNetwork: false",
      "hostNetwork: true",
      [.widened, .unknown],
      .workload
    ),
    .edit(
      "gateway open to all namespaces",
      "k8s/gw.yaml",
      text14,
      "from: Same",
      "from: All",
      [.widened, .unknown],
      .network
    ),
    .edit(
      "gateway plain listener",
      "k8s/gw.yaml",
      text14,
      "  listeners:\n",
      "  listeners:\n    - {name: http, port: 80, protocol: HTTP}\n",
      [.widened, .unknown],
      .network
    ),
    .edit(
      "route prefix to the root",
      "k8s/hr.yaml",
      text15,
      "value: /v1",
      "value: /",
      [.widened, .incomparable, .unknown],
      .network
    ),
  ]
}
