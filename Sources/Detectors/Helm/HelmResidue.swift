import Syntax

/// Values that no part knows, and whose names say that they may matter.
enum HelmResidue {
  static func compare(_ values: HelmValues) -> Findings {
    var findings = Findings()
    for doubt in values.doubts { findings.doubt(doubt.line, doubt.reason) }
    let before = table(values.leaves.old)
    let after = table(values.leaves.new)
    for leaf in values.leaves.new where !same(before[leaf.title], leaf) && isCareful(leaf) {
      // That a secret no longer stands here is told with the secrets.
      if let old = before[leaf.title], HelmSecrets.isSecret(old) { continue }
      findings.doubt(leaf.line, "nothing is known of '\(leaf.title)'")
      return findings
    }
    for leaf in values.leaves.old where after[leaf.title] == nil && isCareful(leaf) {
      findings.doubt(nil, "nothing is known of '\(leaf.title)', which is gone")
      return findings
    }
    return findings
  }

  private static func table(_ leaves: [HelmLeaf]) -> [String: HelmLeaf] {
    Dictionary(leaves.map { ($0.title, $0) }) { first, _ in first }
  }

  private static func same(_ old: HelmLeaf?, _ new: HelmLeaf) -> Bool {
    old?.node.isEquivalent(to: new.node) ?? new.node.isNull
  }

  private static func isCareful(_ leaf: HelmLeaf) -> Bool {
    if HelmSecrets.isSecret(leaf) || HelmSecrets.isReference(leaf) || isPerson(leaf) {
      return false
    }
    let words = leaf.path.flatMap(HelmWords.words)
    return words.contains(where: careful.contains) && !words.contains(where: everyday.contains)
  }

  /// Somebody in a list of people, which rosters tell.
  private static func isPerson(_ leaf: HelmLeaf) -> Bool {
    guard leaf.node.string != nil, let list = leaf.path.dropLast().last else { return false }
    return RosterLexicon.meaning(of: list) == .people
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
    "federation", "peers", "domain", "domains", "tenant", "tenants", "iam", "arn",
  ]

  /// What people set every day, whatever it is a part of.
  private static let everyday: Set<String> = [
    "resources", "limits", "requests", "autoscaling", "probe", "labels", "affinity",
    "tolerations", "selector", "timeout", "strategy", "priority", "topology", "storage",
    "dashboard", "dashboards", "grace", "interval", "loglevel", "level", "replicas", "size",
    "description", "ttl", "retention", "pdb", "disruption", "liveness", "readiness", "startup",
    "spread", "policy_type", "pull",
  ]
}
