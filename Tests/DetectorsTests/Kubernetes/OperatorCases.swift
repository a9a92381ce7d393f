import Detection

/// Kinds of the programs that many clusters run.
enum OperatorCases {
  static let all: [DetectorCase] = [
    DeliveredCases.differs(
      "a policy of Cilium",
      "cilium.io/v2",
      "CiliumNetworkPolicy",
      "spec: {endpointSelector: {}, ingress: [{fromEntities: [cluster]}]}",
      "spec: {endpointSelector: {}, ingress: [{fromEntities: [world]}]}",
      .incomparable,
      "network.kubernetes-policy"
    ),
    DeliveredCases.differs(
      "a check of admission leaves a namespace out",
      "constraints.gatekeeper.sh/v1beta1",
      "K8sBlockIngress",
      "spec: {match: {kinds: []}}",
      "spec: {match: {kinds: [], excludedNamespaces: [prod]}}",
      .incomparable,
      "protection.kubernetes-admission"
    ),
    DeliveredCases.differs(
      "a check of admission goes",
      "constraints.gatekeeper.sh/v1beta1",
      "K8sBlockIngress",
      "spec: {match: {kinds: []}}",
      nil,
      .widened,
      "protection.kubernetes-admission"
    ),
    DeliveredCases.differs(
      "a setting that no rule knows, by its name",
      "monitoring.coreos.com/v1",
      "Prometheus",
      "spec: {replicas: 1, serviceAccountName: a}",
      "spec: {replicas: 2, serviceAccountName: b}",
      .incomparable
    ),
    DeliveredCases.differs(
      "a setting that no rule knows, with an everyday name",
      "monitoring.coreos.com/v1",
      "Prometheus",
      "spec: {replicas: 1, logLevel: info}",
      "spec: {replicas: 2, logLevel: warn}",
      .equal
    ),
    DeliveredCases.differs(
      "a kind that nobody knows",
      "example.com/v1",
      "Widget",
      "spec: {size: 1}",
      "spec: {size: 2}",
      .unknown
    ),
    DeliveredCases.differs(
      "addresses that leave by a gateway",
      "cilium.io/v2",
      "CiliumEgressGatewayPolicy",
      "spec: {destinationCIDRs: [10.0.0.0/8]}",
      "spec: {destinationCIDRs: [0.0.0.0/0]}",
      .incomparable
    ),
    DeliveredCases.differs(
      "an operator with rights of its own",
      "operators.coreos.com/v1alpha1",
      "ClusterServiceVersion",
      nil,
      "spec: {install: {spec: {clusterPermissions: [{rules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]}]}}}",
      .widened
    ),
    DeliveredCases.differs(
      "a database that is dropped",
      "postgresql.cnpg.io/v1",
      "Database",
      "spec: {name: a, ensure: present}",
      "spec: {name: a, ensure: absent}",
      .incomparable
    ),
    DeliveredCases.differs(
      "what all may be scraped",
      "monitoring.coreos.com/v1",
      "Prometheus",
      "spec: {podMonitorNamespaceSelector: {matchLabels: {a: b}}}",
      "spec: {podMonitorNamespaceSelector: {}}",
      .incomparable
    ),
    DeliveredCases.differs(
      "a source that was excluded",
      "argoproj.io/v1alpha1",
      "AppProject",
      "spec: {sourceRepos: ['*', '!https://git.example.com/evil']}",
      "spec: {sourceRepos: ['*']}",
      .widened,
      "supply-chain.delivery-source"
    ),
    DetectorCase(
      "data that is no longer kept",
      "k8s/data.yaml",
      "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a, annotations: {helm.sh/resource-policy: keep}}\nspec: {}\n",
      "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\nspec: {}\n",
      .widened,
      "destruction.kubernetes-object"
    ),
    DetectorCase(
      "a manifest that a template engine completes",
      "k8s/web.yaml.gotmpl",
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, securityContext: {privileged: false}}]}\n",
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, securityContext: {privileged: true}}]}\n",
      .widened,
      "workload.container-privilege"
    ),
    DeliveredCases.differs(
      "a database",
      "postgresql.cnpg.io/v1",
      "Cluster",
      "spec: {instances: 3}",
      nil,
      .incomparable,
      "destruction.kubernetes-object"
    ),
    DeliveredCases.differs(
      "a route to a service",
      "traefik.io/v1alpha1",
      "IngressRoute",
      nil,
      "spec: {routes: [{match: Host(`a.example.com`)}]}",
      .widened,
      "network.kubernetes-exposure"
    ),
  ]
}
