import Detection
import Syntax

/// Yes and no of values, where their names tell what they guard or open.
enum HelmSwitches {
  static let guarded = Kind(
    "helm-switch",
    of: .protection,
    title: "A chart's values switch a guard off, or a door open",
    help: """
      By their names alone: encryption, logins, network policies, checks of certificates, or access for \
      everybody. What the chart makes of them stands in its templates.
      """,
    example: Kind.Example(
      path: "chart/values.yaml",
      old: "networkPolicy:\n  enabled: true\n",
      new: "networkPolicy:\n  enabled: false\n"
    )
  )

  static func claim(_ scope: HelmScope, in values: inout HelmValues) -> Set<String> {
    var claimed: Set<String> = []
    for key in scope.keys {
      guard !scope[key].contains(where: { $0.map { !$0.isTrue && !$0.isFalse } ?? false }),
        let meaning = meaning(of: scope.path, key)
      else { continue }
      claimed.insert(key)
      for isOld in [true, false] {
        guard let node = scope[key, isOld] else { continue }
        values.add(fact(scope, key, node, meaning), isOld: isOld)
      }
    }
    return claimed
  }

  private struct Meaning {
    let opens: Bool
    let kind: Kind
    let severity: Severity
  }

  private static func fact(_ scope: HelmScope, _ key: String, _ node: Node, _ meaning: Meaning)
    -> Fact
  {
    let title = HelmPath.title(scope.path + [key])
    return Fact(
      meaning.kind,
      slot: title,
      rank: node.isTrue == meaning.opens ? 1 : -1,
      value: node.isTrue ? "true" : "false",
      meaning.severity,
      line: node.position.line,
      "'\(title)'",
      "in the values",
      verbs: .sets
    )
  }

  /// `nil` where the names tell nothing.
  private static func meaning(of path: [String], _ key: String) -> Meaning? {
    let own = KeyWords.words(of: key)
    let isPlain = own.allSatisfy(plain.contains)
    let words = isPlain ? KeyWords.words(of: path.last ?? "") + own : own
    let isOff = !words.count(where: refusals.contains).isMultiple(of: 2)
    // A check that is skipped is off; a door that skips checks is open.
    let isNegated = isOff != words.contains(where: evasions.contains)
    if words.contains(where: kept.contains), isPlain {
      return Meaning(opens: isNegated, kind: DestructionRule.removal, severity: .medium)
    }
    if words.contains(where: doors.contains) {
      return Meaning(opens: !isOff, kind: guarded, severity: .high)
    }
    // A policy of a network is a guard, a policy by itself is not told.
    let isGuard = words.contains(where: guards.contains) || HelmWords.isOfPolicy(words)
    return isGuard ? Meaning(opens: isNegated, kind: guarded, severity: .high) : nil
  }

  /// Words that say yes, about what stands around them.
  private static let plain: Set<String> = [
    "enabled", "enable", "create", "disabled", "disable", "required", "use", "active",
  ]
  private static let refusals: Set<String> = ["disable", "disabled", "without", "no"]
  private static let evasions: Set<String> = ["skip", "ignore", "bypass"]
  private static let kept: Set<String> = ["persistence", "persistent", "retain"]
  private static let doors: Set<String> = [
    "insecure", "anonymous", "unauthenticated", "public", "publicly", "expose", "exposed",
    "external", "privileged", "permissive", "guest", "dind", "plaintext", "unsafe", "signup",
  ]
  private static let guards: Set<String> = [
    "tls", "ssl", "mtls", "https", "auth", "authentication", "authorization", "acl", "acls",
    "encryption", "encrypt", "encrypted", "audit", "auditing", "verify", "verification", "mfa",
    "oidc", "oauth", "oauth2", "security", "protection", "backup", "backups", "waf", "modsecurity",
    "seccomp", "apparmor", "login", "sso", "readonly", "csrf", "sandbox",
  ]
}

enum HelmWords {
  /// Whether the names say a policy of a network.
  static func isOfPolicy(_ names: [String]) -> Bool {
    let text = names.joined().lowercased()
    return text.contains("networkpolic") || text.contains("podsecuritypolic")
  }
}
