import Detection
import Detectors
import Testing

@Suite("What Kustomize puts over its bases") struct KustomizeTests {
  @Test("is told", arguments: operations + merges + others + files)
  func kustomization(item: DetectorCase) {
    item.check(KustomizationDetector())
    item.reversed.check(KustomizationDetector())
  }

  @Test("a file is equal to itself", arguments: operations + merges + others)
  func same(item: DetectorCase) { item.checkSelf(KustomizationDetector()) }

  static let path = "prod/kustomization.yaml"
  static let file = CaseFrame(at: path) { "resources: [../base]\n" + $0 }
  static func patch(_ kind: String, _ operation: String) -> String {
    "patches:\n- target: {kind: \(kind), name: app}\n  patch: |-\n    - \(operation)\n"
  }

  static let operations: [DetectorCase] = [
    file(
      "another role for whom a binding is for",
      patch("ClusterRoleBinding", "{op: replace, path: /roleRef/name, value: view}"),
      patch("ClusterRoleBinding", "{op: replace, path: /roleRef/name, value: cluster-admin}"),
      .incomparable,
      "iam.kubernetes-patch",
      line: 5,
      says: "changes the patch of '/roleRef/name' from replace view to replace cluster-admin",
      .high
    ),
    file(
      "an operation that takes something away",
      "",
      patch("Deployment", "{op: remove, path: /spec/template/spec/securityContext}"),
      .incomparable,
      "workload.patch",
      says: "adds the patch of '/spec/template/spec/securityContext' remove for Deployment app"
    ),
    file(
      "a range of a service",
      patch("Service", "{op: add, path: /spec/loadBalancerSourceRanges, value: [10.0.0.0/8]}"),
      "",
      .incomparable,
      "network.kubernetes-patch"
    ),
    file(
      "another number of replicas",
      patch("Deployment", "{op: replace, path: /spec/replicas, value: 2}"),
      patch("Deployment", "{op: replace, path: /spec/replicas, value: 3}"),
      .equal
    ),
    file(
      "no replica at all",
      patch("Deployment", "{op: replace, path: /spec/replicas, value: 2}"),
      patch("Deployment", "{op: replace, path: /spec/replicas, value: 0}"),
      .incomparable
    ),
    file(
      "a label that nobody reads",
      "",
      patch("Deployment", "{op: add, path: /metadata/labels/team, value: a}"),
      .equal
    ),
    file(
      "a label that joins a role",
      "",
      patch(
        "ClusterRole",
        "{op: add, path: /metadata/labels/rbac.authorization.k8s.io~1aggregate-to-edit, value: 'true'}"
      ),
      .incomparable
    ),
    file(
      "a patch for other objects",
      patch("Deployment", "{op: add, path: /spec/paused, value: true}"),
      patch("DaemonSet", "{op: add, path: /spec/paused, value: true}"),
      .incomparable
    ),
    file("a text that is no patch", "", "patches:\n- patch: '{{ a'\n", .unknown),
  ]

  static func merge(_ spec: String) -> String {
    "patches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n"
      + "    metadata: {name: a}\n    spec: {\(spec)}\n"
  }
  static func container(_ more: String) -> String {
    merge("template: {spec: {containers: [{name: web, \(more)}]}}")
  }
  static let delete = "    $patch: delete\n    apiVersion: v1\n    metadata: {name: deny}\n"

  static let merges: [DetectorCase] = [
    file(
      "processes of the node",
      "",
      merge("template: {spec: {hostPID: true}}"),
      .widened,
      "workload.host-access",
      says: "'hostPID: true'",
      .critical,
      back: .incomparable
    ),
    file(
      "what hardened a container",
      container("securityContext: {readOnlyRootFilesystem: true}"),
      "",
      .incomparable,
      "workload.patch",
      says: "readOnlyRootFilesystem"
    ),
    file(
      "what takes back how the base hardened it",
      "",
      container("securityContext: {readOnlyRootFilesystem: false}"),
      .incomparable,
      "workload.patch"
    ),
    file("resources", "", container("resources: {limits: {cpu: 1}}"), .equal),
    file("plain environment", "", container("env: [{name: A, value: b}]"), .equal),
    file("replicas", merge("replicas: 1"), merge("replicas: 2"), .equal),
    file(
      "a policy that is deleted",
      "",
      "patches:\n- patch: |-\n\(delete)    kind: NetworkPolicy\n",
      .widened,
      "network.kubernetes-patch",
      says: "adds the deletion of NetworkPolicy deny"
    ),
    file(
      "a service that is deleted",
      "",
      "patchesStrategicMerge:\n- |-\n\(delete)    kind: Service\n",
      .incomparable
    ),
  ]

  static let others: [DetectorCase] = [
    file(
      "a file of patches",
      "",
      "patches:\n- {path: a.yaml, target: {kind: ClusterRole}}\n",
      .incomparable,
      "iam.kubernetes-patch",
      says: "adds the patch 'a.yaml' for ClusterRole"
    ),
    file(
      "no admission controller",
      "replicas: [{name: gatekeeper, count: 3}]\n",
      "replicas: [{name: gatekeeper, count: 0}]\n",
      .widened,
      "destruction.kubernetes-object"
    ),
    file(
      "another count",
      "replicas: [{name: web, count: 3}]\n",
      "replicas: [{name: web, count: 4}]\n",
      .equal
    ),
    file(
      "groups of a cluster",
      "configMapGenerator: [{name: aws-auth, literals: ['mapRoles=[]']}]\n",
      "configMapGenerator:\n- name: aws-auth\n  literals:\n"
        + "  - 'mapRoles=[{rolearn: a, groups: [system:masters]}]'\n",
      .widened,
      "iam.kubernetes-access-map"
    ),
    file(
      "settings of a program",
      "configMapGenerator: [{name: web, literals: [A=b]}]\n",
      "configMapGenerator: [{name: web, literals: [A=c]}]\n",
      .equal
    ),
    file(
      "a secret",
      "secretGenerator: [{name: db, literals: [password=a]}]\n",
      "secretGenerator: [{name: db, literals: [password=b]}]\n",
      .incomparable
    ),
    file(
      "what stands in the place of a field",
      "",
      "replacements: [{source: {kind: ConfigMap}, targets: [{select: {kind: RoleBinding}}]}]\n",
      .incomparable,
      "workload.patch"
    ),
    file(
      "values of a chart",
      "helmCharts: [{name: a, valuesInline: {rbac: {clusterAdmin: false}}}]\n",
      "helmCharts: [{name: a, valuesInline: {rbac: {clusterAdmin: true}}}]\n",
      .widened,
      "iam.kubernetes-role"
    ),
    file(
      "another file of values",
      "helmCharts: [{name: a, valuesFile: a.yaml}]\n",
      "helmCharts: [{name: a, valuesFile: b.yaml}]\n",
      .incomparable,
      "supply-chain.delivery-source"
    ),
    file(
      "a label by which a mesh lets programs be",
      "",
      "commonLabels: {sidecar.istio.io/inject: 'false'}\n",
      .incomparable
    ),
    file("a label", "commonLabels: {team: a}\n", "commonLabels: {team: b}\n", .equal),
    file("how names end", "", "generatorOptions: {disableNameSuffixHash: true}\n", .equal),
  ]

  static let files: [DetectorCase] = [
    DetectorCase(
      "operations in a file of their own",
      "prod/p.yaml",
      "- {op: replace, path: /rules/0/verbs, value: [get]}\n",
      "- {op: replace, path: /rules/0/verbs, value: ['*']}\n",
      .incomparable,
      "iam.kubernetes-patch"
    ),
    DetectorCase(
      "operations in JSON",
      "prod/p.json",
      #"[{"op": "add", "path": "/spec/replicas", "value": 1}]"#,
      #"[{"op": "add", "path": "/spec/hostPID", "value": true}]"#,
      .incomparable,
      "workload.patch"
    ),
    DetectorCase(
      "an object that goes",
      "prod/p.yaml",
      nil,
      "$patch: delete\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
        + "metadata: {name: deny-all, namespace: b}\n",
      .widened,
      "network.kubernetes-patch"
    ),
  ]

  struct Tree: SourceTree {
    let text: String
    func content(of path: [UInt8]) -> [UInt8]? {
      path == Array("prod/kustomization.yaml".utf8) ? Array(text.utf8) : nil
    }
    func files(in directory: [UInt8]) -> [[UInt8]] { [] }
  }

  static func deployment(_ flag: String) -> [UInt8] {
    Array(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: a}
      spec: {template: {spec: {containers: [{name: web, securityContext: {\(flag)}}]}}}

      """.utf8
    )
  }

  @Test(
    "a file that a kustomization lists is a patch",
    arguments: [
      ("patches: [{path: fix/p.yaml}]", Direction.incomparable),
      ("resources: [fix/p.yaml]", nil),
    ]
  )
  func listed(text: String, expected: Direction?) {
    let tree = Tree(text: text)
    let pair = FilePair(
      path: Array("prod/fix/p.yaml".utf8),
      old: Self.deployment(""),
      new: Self.deployment("readOnlyRootFilesystem: false"),
      oldTree: tree,
      newTree: tree
    )
    #expect(Verdict(KustomizationDetector().read(pair)).direction == expected)
  }

  @Test("every kind's example is of the kind") func examples() {
    checkExamples(of: [KustomizationDetector(), KubernetesDetector(), HelmDetector()])
  }
}
