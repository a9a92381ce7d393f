package import Syntax

/// One object of a cluster, as a manifest declares it.
package struct KubernetesObject: Sendable {
  package let node: Node
  package let kind: String
  /// Of `apiVersion`, without the version: a bump of that changes nothing.
  package let group: String
  package let namespace: String?
  package let name: String

  /// `nil` where the node is no object of a cluster.
  package init?(_ node: Node) {
    guard let version = node["apiVersion"]?.string, let kind = node["kind"]?.string else {
      return nil
    }
    self.node = node
    self.kind = kind
    let parts = version.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    group = parts.count == 2 ? String(parts[0]) : ""
    namespace = node[path: "metadata", "namespace"]?.text
    name =
      node[path: "metadata", "name"]?.text ?? node[path: "metadata", "generateName"]?.text ?? ""
  }

  package var line: Int { node.position.line }

  /// The same object in another text has the same identity, wherever it stands there.
  package var identity: String {
    // The groups of kinds that moved from one to another are left out.
    let known = Self.builtIn.contains(kind) ? "" : group
    return "\(known)\u{0}\(kind)\u{0}\(namespace ?? "")\u{0}\(name)"
  }

  /// `Deployment prod/web`.
  package var title: String {
    let full = namespace.map { "\($0)/\(name)" } ?? name
    return full.isEmpty ? kind : "\(kind) \(full)"
  }

  package var environments: [String] { namespace.map { [$0] } ?? [] }

  package func annotation(_ name: String) -> Node? {
    node[path: "metadata", "annotations"]?[name]
  }

  private static let builtIn: Set<String> = [
    "Deployment", "DaemonSet", "StatefulSet", "ReplicaSet", "CronJob", "Job", "Pod", "Ingress",
    "NetworkPolicy", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding",
    "PodDisruptionBudget", "PodSecurityPolicy",
  ]
}

extension Node {
  /// True as the cluster's reader takes it: YAML 1.1 has more words for it.
  var isTrue: Bool {
    if let bool { return bool }
    return ["true", "yes", "on", "y"].contains(text?.lowercased())
  }

  var isFalse: Bool {
    if let bool { return !bool }
    return ["false", "no", "off", "n"].contains(text?.lowercased())
  }

  /// The texts of a list's items, or of the one value; nothing for an absent or null one.
  var texts: [String] { list.compactMap(\.text) }

  /// The items of a list; nothing for what is none.
  var items: [Node] { array ?? [] }
}
