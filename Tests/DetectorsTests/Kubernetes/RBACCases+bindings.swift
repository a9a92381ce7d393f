import Detection

extension RBACCases {
  static let all: [DetectorCase] = allFirst + allRest

  static let allFirst: [DetectorCase] = [
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
  ]
}
