import Detection
import Syntax

/// Values that give a chart's programs rights in the cluster.
enum HelmRoles {
  private static let wide: Set<String> = [
    "clusterRole", "clusterScoped", "clusterWide", "clusterWideAccess", "clusterRoleEnabled",
    "useClusterRole", "clusterAdmin", "clusterAdminRole", "createClusterRole", "createClusterRoles",
  ]

  static func claim(_ scope: HelmScope, in values: inout HelmValues) -> Set<String> {
    var claimed = Set(scope.keys.filter { isRules(scope, $0) })
    for key in claimed.sorted() { values.add { role(scope, key, $0) } }
    guard scope.path.last?.lowercased().hasSuffix("rbac") ?? false else { return claimed }
    for key in scope.keys where wide.contains(key) || key == "create" || key == "namespaced" {
      guard !scope[key].contains(where: { $0.map { !$0.isTrue && !$0.isFalse } ?? false }) else {
        continue
      }
      claimed.insert(key)
      for isOld in [true, false] {
        guard let node = scope[key, isOld] else { continue }
        values.add(flag(scope, key, node), isOld: isOld)
      }
    }
    return claimed
  }

  private static func isRules(_ scope: HelmScope, _ key: String) -> Bool {
    scope[key].contains { $0?.array?.first?["verbs"] != nil }
      && !scope[key].contains { $0?.array?.contains { $0["verbs"] == nil } ?? false }
  }

  private static func role(_ scope: HelmScope, _ key: String, _ isOld: Bool) -> Node {
    let isWide =
      key.lowercased().contains("cluster") || scope.title.lowercased().contains("cluster")
      || wide.contains { scope[$0, false]?.isTrue ?? false }
    let rules = scope[key, isOld]
    let place = HelmScope(scope.path + [key], HelmPair(nil, nil))
    let position = rules?.position ?? scope.position(isOld)
    return HelmNode.manifest(
      isWide ? "ClusterRole" : "Role",
      of: place,
      [("rules", rules)],
      at: position
    )
  }

  /// A chart's own roles are not known: that they are given, or for the whole cluster, is more.
  private static func flag(_ scope: HelmScope, _ key: String, _ node: Node) -> Fact {
    let title = HelmPath.title(scope.path + [key])
    let gives = node.isTrue != (key == "namespaced")
    return Fact(
      RBACRoleRule.permissions,
      slot: title,
      rank: gives ? 1 : -1,
      value: node.isTrue ? "true" : "false",
      .high,
      line: node.position.line,
      "'\(title)'",
      "for the chart's roles",
      verbs: .sets
    )
  }
}
