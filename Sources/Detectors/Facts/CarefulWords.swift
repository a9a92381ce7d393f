import Syntax

/// Tells by its name whether a setting that no rule knows may be one of access.
enum CarefulWords {
  /// Whether one of the keys that lead to a value has such a word, and none that people set every day.
  static func stand(in path: [String]) -> Bool {
    let words = path.flatMap(KeyWords.words)
    return words.contains(where: careful.contains) && !words.contains(where: everyday.contains)
  }

  /// What stands below a node under such names; all of it as one where it is too much to tell.
  static func leaves(of node: Node, at path: [String]) -> [(path: String, node: Node)] {
    var found: [(path: String, node: Node)] = []
    guard visit(node, path, &found) else { return [(path.joined(separator: "."), node)] }
    return found
  }

  private static let most = 500

  private static func visit(
    _ node: Node,
    _ path: [String],
    _ found: inout [(path: String, node: Node)]
  ) -> Bool {
    guard path.count < 20, found.count < most else { return false }
    if let members = node.object {
      return members.allSatisfy { visit($0.value, path + [$0.key], &found) }
    }
    // A list's items have its name, and are one value: where one stands among them says nothing.
    if let items = node.array, items.contains(where: { $0.object != nil }) {
      return items.enumerated().allSatisfy { index, item in
        guard let name = item["name"]?.text, let members = item.object, members.count > 1 else {
          return visit(item, path + [item["name"]?.text ?? String(index)], &found)
        }
        // What it is called is where it stands.
        return members.allSatisfy { member in
          member.key == "name" || visit(member.value, path + [name, member.key], &found)
        }
      }
    }
    if stand(in: path) { found.append((path.joined(separator: "."), node)) }
    return true
  }

  private static let careful: Set<String> = [
    "access", "auth", "authentication", "authorization", "oauth", "oauth2", "oidc", "sso", "ldap",
    "saml", "rbac", "role", "roles", "policy", "policies", "permission", "permissions", "tls",
    "ssl", "cert", "certs", "certificate", "certificates", "ca", "secret", "secrets", "password",
    "token", "tokens", "credential", "credentials", "network", "ingress", "egress", "cidr",
    "cidrs", "allow", "allowed", "deny", "denied", "whitelist", "allowlist", "firewall", "expose",
    "exposed", "public", "external", "privileged", "security", "admin", "admins", "user", "users",
    "group", "groups", "insecure", "anonymous", "encrypt", "encrypted", "encryption", "kms",
    "audit", "admission", "webhook", "webhooks", "trusted", "origins", "cors", "host", "hosts",
    "gateway", "listener", "listeners", "registry", "registries", "repository", "repositories",
    "command", "commands", "args", "plugins", "scripts", "script", "manifests", "objects",
    "capabilities", "protection", "backup", "backups", "account", "accounts", "acl", "acls",
    "sandbox", "seccomp", "apparmor", "init", "sidecar", "sidecars", "container", "containers",
    "volumes", "mounts", "ports", "url", "endpoint", "endpoints", "image", "tag", "digest",
    "federation", "peers", "namespace", "namespaces", "scope", "watch", "validation", "exclude",
    "excluded", "domain", "domains", "tenant", "tenants", "iam", "arn",
  ]

  /// What people set every day, whatever it is a part of.
  private static let everyday: Set<String> = [
    "resources", "limits", "requests", "autoscaling", "probe", "labels", "affinity",
    "tolerations", "selector", "timeout", "strategy", "priority", "topology", "storage",
    "dashboard", "dashboards", "grace", "interval", "loglevel", "level", "replicas", "size",
    "description", "ttl", "retention", "pdb", "disruption", "liveness", "readiness", "startup",
    "spread", "pull",
  ]
}
