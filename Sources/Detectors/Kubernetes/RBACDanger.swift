import Detection

/// How bad a request of the cluster's API is in the wrong hands.
enum RBACDanger {
  static func severity(of verb: String, on cell: RBACCell) -> Severity {
    if cell.group == "URL" { return verb == "get" ? .medium : .high }
    if ["escalate", "bind", "impersonate"].contains(verb) { return .critical }
    let every = verb == RBACSpace.other
    let writes = every || writing.contains(verb)
    if cell.resource == RBACSpace.other {
      return cell.group == "*" || cell.group.isEmpty ? .critical : writes ? .high : .medium
    }
    if core(cell), cell.resource == "secrets", every || reading.contains(verb) { return .critical }
    if core(cell), doors.contains(cell.resource) { return .critical }
    if writes, keys.contains(cell.resource) { return .critical }
    return writes ? .high : .medium
  }

  private static func core(_ cell: RBACCell) -> Bool { cell.group.isEmpty || cell.group == "*" }

  private static let reading: Set<String> = ["get", "list", "watch"]
  private static let writing: Set<String> = [
    "create", "update", "patch", "delete", "deletecollection", "approve", "sign", "use",
  ]
  /// Ways into running programs and other identities, by any verb.
  private static let doors: Set<String> = [
    "pods/exec", "pods/attach", "pods/ephemeralcontainers", "pods/portforward", "nodes/proxy",
    "serviceaccounts/token", "pods/proxy", "services/proxy",
  ]
  /// Whoever writes these makes themselves anything.
  private static let keys: Set<String> = [
    "pods", "deployments", "daemonsets", "statefulsets", "replicasets", "jobs", "cronjobs",
    "replicationcontrollers", "roles", "clusterroles", "rolebindings", "clusterrolebindings",
    "mutatingwebhookconfigurations", "validatingwebhookconfigurations", "persistentvolumes",
    "certificatesigningrequests", "certificatesigningrequests/approval", "nodes", "podtemplates",
  ]
}
