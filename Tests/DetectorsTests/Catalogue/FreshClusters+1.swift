import Detection

extension FreshClusters {
  static let text1 = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata:
      namespace: payments
      name: payments-reader
    rules:
      - apiGroups: [""]
        resources: ["pods", "configmaps"]
        verbs: ["get", "list", "watch"]
      - apiGroups: ["apps"]
        resources: ["deployments"]
        verbs: ["get"]

    """

  static let text2 = """
    apiVersion: rbac.authorization.k8s.io/v1
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

    """

  static let part1: [FreshCase] = [
    .edit(
      "role gains secrets",
      "deploy/base/role.yaml",
      text1,
      "\"configmaps\"",
      "\"configmaps\", \"secrets\"",
      [.widened],
      .iam
    ),
    .edit(
      "role gains patch on deployments",
      "deploy/base/role.yaml",
      text1,
      "[\"get\"]",
      "[\"get\", \"patch\"]",
      [.widened],
      .iam
    ),
    .edit(
      "role loses watch",
      "deploy/base/role.yaml",
      text1,
      ", \"watch\"]",
      "]",
      [.narrowed],
      .iam
    ),
    .edit(
      "verbs reordered",
      "deploy/base/role.yaml",
      text1,
      "[\"get\", \"list\", \"watch\"]",
      "[\"watch\", \"get\", \"list\"]",
      [.equal]
    ),
    .edit(
      "group becomes a star",
      "deploy/base/role.yaml",
      text1,
      "[\"apps\"]",
      "[\"*\"]",
      [.widened],
      .iam
    ),
    .edit(
      "role limited to a name",
      "deploy/base/role.yaml",
      text1,
      "    verbs: [\"get\"]\n",
      "    resourceNames: [\"web\"]\n    verbs: [\"get\"]\n",
      [.narrowed],
      .iam
    ),
    .edit(
      "block list for flow list",
      "deploy/base/role.yaml",
      text1,
      "    verbs: [\"get\"]\n",
      "    verbs:\n      - get\n",
      [.equal]
    ),
    .edit(
      "rules swapped for another",
      "deploy/base/role.yaml",
      text1,
      "[\"pods\", \"configmaps\"]",
      "[\"pods\", \"services\"]",
      [.incomparable],
      .iam
    ),
    .edit(
      "role becomes a cluster role",
      "deploy/base/role.yaml",
      text1,
      "kind: Role\nmetadata:\n  namespace: payments\n",
      "kind: ClusterRole\nmetadata:\n",
      [.widened, .incomparable, .unknown],
      .iam
    ),
    .pair(
      "rule split in two",
      "deploy/base/role.yaml",
      text1,
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: payments-reader
        namespace: payments
      rules:
        - apiGroups: [""]
          resources: ["pods"]
          verbs: ["get", "list", "watch"]
        - apiGroups: [""]
          resources: ["configmaps"]
          verbs: ["get", "list", "watch"]
        - apiGroups: ["apps"]
          resources: ["deployments"]
          verbs: ["get"]

      """,
      [.equal]
    ),
    .edit(
      "view becomes edit",
      "cluster/bindings.yaml",
      text2,
      "name: view\n",
      "name: edit\n",
      [.widened],
      .iam
    ),
    .edit(
      "view becomes cluster-admin",
      "cluster/bindings.yaml",
      text2,
      "name: view\n",
      "name: cluster-admin\n",
      [.widened],
      .iam
    ),
    .edit(
      "another group",
      "cluster/bindings.yaml",
      text2,
      "name: sre\n",
      "name: platform\n",
      [.incomparable, .widened],
      .iam
    ),
    .edit(
      "to everybody authenticated",
      "cluster/bindings.yaml",
      text2,
      "name: sre\n",
      "name: system:authenticated\n",
      [.widened, .incomparable],
      .iam
    ),
    .pair("a binding added", "cluster/bindings.yaml", nil, text2, [.widened], .iam),
  ]
}
