import Detection

/// Texts of RBAC objects, in as few words as can be.
enum RBAC {
  static func role(_ rules: String..., kind: String = "Role", name: String = "deploy") -> String {
    let metadata = kind == "Role" ? "{name: \(name), namespace: prod}" : "{name: \(name)}"
    let lines = rules.map { "  - \($0)\n" }.joined()
    return """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: \(kind)
      metadata: \(metadata)
      rules:\(rules.isEmpty ? " []" : "")
      \(lines)
      """
  }

  static func rule(_ resources: String, _ verbs: String, group: String = "\"\"", more: String = "")
    -> String
  {
    "{apiGroups: [\(group)], resources: [\(resources)], verbs: [\(verbs)]\(more)}"
  }

  static func binding(
    _ subjects: String,
    role: String = "Role, name: deploy",
    kind: String = "RoleBinding",
    name: String = "b"
  ) -> String {
    let metadata = kind == "RoleBinding" ? "{name: \(name), namespace: prod}" : "{name: \(name)}"
    return """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: \(kind)
      metadata: \(metadata)
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: \(role)}
      subjects: [\(subjects)]

      """
  }

  static let account = "{kind: ServiceAccount, name: deploy, namespace: ci}"
  static let path = "k8s/rbac.yaml"
}

enum RBACCases {
  private static let role = "iam.kubernetes-role"
  private static let binding = "iam.kubernetes-binding"
  private typealias R = RBAC

  static let all: [DetectorCase] = [
    DetectorCase(
      "a verb on secrets",
      R.path,
      R.role(R.rule("pods", "get")),
      R.role(R.rule("pods", "get"), R.rule("secrets", "get")),
      .widened,
      role,
      line: 6,
      says: "adds get on secrets for Role prod/deploy",
      .critical
    ),
    DetectorCase(
      "a harmless read",
      R.path,
      R.role(R.rule("pods", "get")),
      R.role(R.rule("pods", "get, list")),
      .widened,
      role,
      says: "adds list on pods",
      .medium
    ),
    DetectorCase(
      "everything",
      R.path,
      R.role(R.rule("pods", "get")),
      R.role(R.rule("'*'", "'*'", group: "'*'")),
      .widened,
      role,
      says: "* on *",
      .critical
    ),
    DetectorCase(
      "a verb under a wildcard is no news",
      R.path,
      R.role(R.rule("pods", "'*'")),
      R.role(R.rule("pods", "'*'"), R.rule("pods", "get, create")),
      .equal
    ),
    DetectorCase(
      "a resource under a wildcard is no news",
      R.path,
      R.role(R.rule("'*'", "get")),
      R.role(R.rule("'*'", "get"), R.rule("secrets", "get")),
      .equal
    ),
    DetectorCase(
      "a group under a wildcard is no news",
      R.path,
      R.role(R.rule("deployments", "get", group: "'*'")),
      R.role(R.rule("deployments", "get", group: "'*', apps")),
      .equal
    ),
    DetectorCase(
      "one rule split in two",
      R.path,
      R.role(R.rule("pods, services", "get, list")),
      R.role(R.rule("pods", "list, get"), R.rule("services", "get, list")),
      .equal
    ),
    DetectorCase(
      "rules in another order",
      R.path,
      R.role(R.rule("pods", "get"), R.rule("services", "list")),
      R.role(R.rule("services", "list"), R.rule("pods", "get")),
      .equal
    ),
    DetectorCase(
      "names taken away",
      R.path,
      R.role(R.rule("secrets", "get", more: ", resourceNames: [db]")),
      R.role(R.rule("secrets", "get")),
      .widened,
      role,
      says: "get on secrets",
      .critical
    ),
    DetectorCase(
      "another name",
      R.path,
      R.role(R.rule("secrets", "get", more: ", resourceNames: [db]")),
      R.role(R.rule("secrets", "get", more: ", resourceNames: [db, tls]")),
      .widened,
      role,
      says: "secrets 'tls'"
    ),
    DetectorCase(
      "one verb for another",
      R.path,
      R.role(R.rule("pods", "get")),
      R.role(R.rule("pods", "delete")),
      .incomparable,
      role,
      says: "adds delete on pods and removes get on pods",
      .critical
    ),
    DetectorCase(
      "exec into pods",
      R.path,
      R.role(R.rule("pods", "get")),
      R.role(R.rule("pods", "get"), R.rule("pods/exec", "create")),
      .widened,
      role,
      says: "create on pods/exec",
      .critical
    ),
    DetectorCase(
      "a subresource of everything",
      R.path,
      R.role(R.rule("deployments/scale", "update", group: "apps")),
      R.role(R.rule("'*/scale'", "update", group: "apps")),
      .widened,
      role,
      says: "update on */scale.apps"
    ),
    DetectorCase(
      "a subresource under a wildcard is no news",
      R.path,
      R.role(R.rule("'*/scale'", "update", group: "apps")),
      R.role(R.rule("deployments/scale, '*/scale'", "update", group: "apps")),
      .equal
    ),
    DetectorCase(
      "escalate",
      R.path,
      R.role(R.rule("roles", "get", group: "rbac.authorization.k8s.io"), kind: "ClusterRole"),
      R.role(
        R.rule("roles", "get, escalate", group: "rbac.authorization.k8s.io"),
        kind: "ClusterRole"
      ),
      .widened,
      role,
      says: "escalate on roles.rbac.authorization.k8s.io for ClusterRole deploy",
      .critical
    ),
    DetectorCase(
      "impersonate",
      R.path,
      R.role(kind: "ClusterRole"),
      R.role(R.rule("users", "impersonate"), kind: "ClusterRole"),
      .widened,
      role,
      says: "impersonate on users",
      .critical
    ),
    DetectorCase(
      "URLs",
      R.path,
      R.role(kind: "ClusterRole"),
      R.role("{nonResourceURLs: [/metrics], verbs: [get]}", kind: "ClusterRole"),
      .widened,
      role,
      says: "get on /metrics",
      .medium
    ),
    DetectorCase(
      "a URL under a prefix is no news",
      R.path,
      R.role("{nonResourceURLs: ['/logs/*'], verbs: [get]}", kind: "ClusterRole"),
      R.role("{nonResourceURLs: ['/logs/*', /logs/a], verbs: [get]}", kind: "ClusterRole"),
      .equal
    ),
    DetectorCase(
      "a version of the API",
      R.path,
      R.role(R.rule("pods", "get")).replacing("/v1", "/v1beta1"),
      R.role(R.rule("pods", "get")),
      .equal
    ),
    DetectorCase(
      "a role that is new",
      R.path,
      nil,
      R.role(R.rule("deployments", "update", group: "apps")),
      .widened,
      role,
      says: "update on deployments.apps for Role prod/deploy",
      .critical
    ),
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

extension String {
  func replacing(_ old: String, _ new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return String(self[..<range.lowerBound]) + new + self[range.upperBound...]
  }
}
