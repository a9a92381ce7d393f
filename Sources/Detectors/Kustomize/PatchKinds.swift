import Detection

/// What a patch of Kustomize is about, by the kind of object that it is for.
enum PatchKinds {
  static let iam = kind("kubernetes-patch", .iam, "ClusterRoleBinding", "/roleRef/name", "view")
  static let network = kind("kubernetes-patch", .network, "Service", "/spec/type", "ClusterIP")
  static let workload = kind("patch", .workload, "Deployment", "/spec/paused", "false")
  static let all = [iam, network, workload]

  private static func kind(
    _ name: String,
    _ family: Family,
    _ target: String,
    _ path: String,
    _ value: String
  ) -> Kind {
    func text(_ value: String) -> String {
      """
      resources: [../base]
      patches:
      - target: {kind: \(target)}
        patch: |-
          - {op: replace, path: \(path), value: \(value)}

      """
    }
    return Kind(
      name,
      of: family,
      title: "A patch changes other objects, or changes them otherwise",
      help:
        "Kustomize puts the patch over what its base says: what a field is set to, and what is taken away, holds instead. What the base says is not looked at.",
      example: Kind.Example(path: "prod/kustomization.yaml", old: text(value), new: text("other"))
    )
  }

  /// `kind` of the object, or by the fields where the patch names none.
  static func kind(of kind: String?, fields: [String] = []) -> Kind {
    if let kind, kind != "*" {
      if access.contains(where: kind.contains) { return iam }
      if traffic.contains(where: kind.contains) { return network }
      return workload
    }
    if fields.contains(where: ["roleRef", "subjects", "rules", "serviceAccountName"].contains) {
      return iam
    }
    return workload
  }

  private static let access = ["Role", "ServiceAccount", "Secret", "Account", "Authorization"]
  private static let traffic = ["Network", "Service", "Ingress", "Gateway", "Route"]

  /// Objects whose purpose is to hold others back, so that whoever takes one away lets more happen.
  static func guards(_ kind: String) -> Bool {
    ["Policy", "Quota", "LimitRange", "DisruptionBudget", "WebhookConfiguration", "Authentication"]
      .contains(where: kind.contains)
  }
}
