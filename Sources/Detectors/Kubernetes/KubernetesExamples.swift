/// Texts of the catalogue's examples.
enum KubernetesExamples {
  static func role(resources: String) -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: deploy, namespace: prod}
    rules:
      - {apiGroups: [""], resources: [\(resources)], verbs: [get]}

    """
  }

  static func clusterRole(labels: String) -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: widgets\(labels)
    rules: []

    """
  }

  static func binding(subjects: String) -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: admins}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
    subjects: \(subjects)

    """
  }

  static func serviceAccount(_ more: String) -> String {
    """
    apiVersion: v1
    kind: ServiceAccount
    metadata:
      name: web
      namespace: prod\(more)

    """
  }

  /// A Deployment, with lines for its pod and for its container.
  static func deployment(
    image: String = "ghcr.io/acme/web:1.0",
    pod: String = "",
    container: String = ""
  ) -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, namespace: prod}
    spec:
      template:
        spec:
          \(pod)
          containers:
            - name: web
              image: \(image)
              \(container)

    """
  }

  static func object(_ version: String, _ kind: String, _ more: String) -> String {
    """
    apiVersion: \(version)
    kind: \(kind)
    metadata: {name: web, namespace: prod}
    \(more)

    """
  }
}
