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
  static let role = "iam.kubernetes-role"
  static let binding = "iam.kubernetes-binding"
  typealias R = RBAC
}

extension String {
  func replacing(_ old: String, _ new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return String(self[..<range.lowerBound]) + new + self[range.upperBound...]
  }
}
