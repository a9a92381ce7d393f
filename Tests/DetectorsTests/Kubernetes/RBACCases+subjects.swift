import Detection

extension RBACCases {
  static let allRest: [DetectorCase] = [
    DetectorCase(
      "a role for the whole cluster",
      R.path,
      R.role(R.rule("configmaps", "update")),
      R.role(R.rule("configmaps", "update"), kind: "ClusterRole"),
      .widened,
      role,
      says: "for ClusterRole deploy",
      back: .widened
    ),
    DetectorCase(
      "a role bound to an account",
      R.path,
      R.binding(""),
      R.binding(R.account),
      .widened,
      binding,
      line: 5,
      says: "gives Role deploy to serviceaccount ci/deploy in namespace prod",
      .high
    ),
    DetectorCase(
      "a binding by another name",
      R.path,
      R.binding(R.account, name: "a"),
      R.binding(R.account, name: "b"),
      .equal
    ),
    DetectorCase(
      "subjects in another order",
      R.path,
      R.binding("{kind: User, name: a}, {kind: User, name: b}"),
      R.binding("{kind: User, name: b}, {kind: User, name: a}"),
      .equal
    ),
    DetectorCase(
      "everywhere instead of in a namespace",
      R.path,
      R.binding(R.account, role: "ClusterRole, name: edit"),
      R.binding(R.account, role: "ClusterRole, name: edit", kind: "ClusterRoleBinding"),
      .widened,
      binding,
      says: "in every namespace"
    ),
    DetectorCase(
      "cluster-admin",
      R.path,
      nil,
      R.binding(
        "{kind: User, name: eve}",
        role: "ClusterRole, name: cluster-admin",
        kind: "ClusterRoleBinding"
      ),
      .widened,
      binding,
      says: "gives ClusterRole cluster-admin to user eve",
      .critical
    ),
    DetectorCase(
      "everybody who logs in",
      R.path,
      R.binding("", role: "ClusterRole, name: view"),
      R.binding("{kind: Group, name: 'system:authenticated'}", role: "ClusterRole, name: view"),
      .widened,
      binding,
      says: "group system:authenticated",
      .critical
    ),
    DetectorCase(
      "another role for the same subject",
      R.path,
      R.binding(R.account, role: "ClusterRole, name: view"),
      R.binding(R.account, role: "ClusterRole, name: admin"),
      .widened,
      binding,
      says: "gives ClusterRole admin",
      back: .widened
    ),
    DetectorCase(
      "a group instead of a user of that name",
      R.path,
      R.binding("{kind: User, name: ops}"),
      R.binding("{kind: Group, name: ops}"),
      .widened,
      binding,
      says: "group ops",
      back: .widened
    ),
    DetectorCase(
      "a role's dangers weigh on its binding",
      R.path,
      R.role(R.rule("secrets", "list")) + "\n---\n" + R.binding(""),
      R.role(R.rule("secrets", "list")) + "\n---\n" + R.binding(R.account),
      .widened,
      binding,
      says: "gives Role deploy",
      .critical
    ),
    DetectorCase(
      "joined to admin by a label",
      R.path,
      R.role(R.rule("widgets", "get", group: "acme.io"), kind: "ClusterRole"),
      R.role(R.rule("widgets", "get", group: "acme.io"), kind: "ClusterRole")
        .replacing(
          "{name: deploy}",
          "{name: deploy, labels: {rbac.authorization.k8s.io/aggregate-to-admin: 'true'}}"
        ),
      .widened,
      "iam.kubernetes-aggregation",
      line: 3,
      says: "aggregation of 'admin'",
      .critical
    ),
    DetectorCase(
      "another label is nothing",
      R.path,
      R.role(R.rule("pods", "get")),
      R.role(R.rule("pods", "get")).replacing("namespace: prod", "namespace: prod, labels: {a: b}"),
      .equal
    ),
    DetectorCase(
      "documents in another order",
      R.path,
      R.role(R.rule("pods", "get")) + "\n---\n" + R.binding(R.account),
      R.binding(R.account) + "---\n" + R.role(R.rule("pods", "get")),
      .equal
    ),
    DetectorCase(
      "a List instead of documents",
      R.path,
      R.role(R.rule("pods", "get")),
      "apiVersion: v1\nkind: List\nitems:\n"
        + R.role(R.rule("pods", "get")).split(separator: "\n").enumerated()
        .map { ($0.offset == 0 ? "- " : "  ") + $0.element }.joined(separator: "\n") + "\n",
      .equal
    ),
    DetectorCase(
      "a template in the rules",
      "chart/templates/role.yaml",
      R.role(R.rule("pods", "get")),
      R.role(R.rule("\"{{ .Values.resource }}\"", "get")),
      .unknown,
      nil,
      says: "a template stands in the rules"
    ),
    DetectorCase(
      "the same template on both sides",
      "chart/templates/role.yaml",
      R.role(R.rule("\"{{ .Values.resource }}\"", "get, list")),
      R.role(R.rule("\"{{ .Values.resource }}\"", "list, get")),
      .unknown,
      nil,
      says: "a template stands in the rules"
    ),
    DetectorCase(
      "the same rules with a template",
      "chart/templates/role.yaml",
      R.role(R.rule("\"{{ .Values.resource }}\"", "get")),
      "# says who\n" + R.role(R.rule("\"{{ .Values.resource }}\"", "get")),
      .equal
    ),
    DetectorCase(
      "in JSON",
      "k8s/role.json",
      #"{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"a"},"rules":[]}"#,
      #"{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"a"},"rules":[{"apiGroups":[""],"resources":["secrets"],"verbs":["list"]}]}"#,
      .widened,
      role,
      says: "list on secrets"
    ),
    DetectorCase(
      "a key that stands twice",
      R.path,
      R.role(R.rule("pods", "get")),
      R.role("{apiGroups: [\"\"], resources: [pods], verbs: [get], verbs: ['*']}"),
      .unknown,
      nil,
      says: "twice"
    ),
  ]
}
