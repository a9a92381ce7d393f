import Detection
import Syntax

/// What controllers read from an Ingress beside its rules.
enum IngressAnnotations {
  typealias Make = (String, Int, String?, Severity, Node) -> Fact

  static func facts(_ object: KubernetesObject, _ make: Make) -> [Fact] {
    let annotations = object.node[path: "metadata", "annotations"]?.object ?? []
    return annotations.compactMap { member in
      let name = member.key.split(separator: "/").last.map(String.init) ?? member.key
      let value = member.value.text
      if let open = opens[name], value == open {
        return make(name, 1, value, .high, member.value)
      }
      if guards.contains(name), !breaksOut(member) {
        let isOff = member.value.isFalse || value?.isEmpty ?? true
        return isOff ? nil : make(name, -1, value, .high, member.value)
      }
      if snippets.contains(name) || breaksOut(member) {
        return make(name, 1, value, .critical, member.value)
      }
      if name == "ingress.allow-http" {
        return member.value.isFalse ? make(name, -1, value, .high, member.value) : nil
      }
      if name == "scheme", member.key.hasPrefix("alb."), value == "internet-facing" {
        return make(name, 1, value, .high, member.value)
      }
      return backends.contains(name) ? make(name, 0, value, .medium, member.value) : nil
    }
  }

  /// Whether what follows is another directive of the proxy, which puts values into its settings as they are.
  private static func breaksOut(_ member: Node.Member) -> Bool {
    let isProxy = ["nginx.ingress.kubernetes.io/", "nginx.org/", "nginx.com/"]
      .contains { member.key.hasPrefix($0) }
    return isProxy && (member.value.text?.contains(";") ?? false)
      && !separated.contains { member.key.hasSuffix($0) }
  }

  /// Lists whose items a semicolon ends.
  private static let separated = ["/rewrites", "/sticky-cookie-services"]

  /// Values that let more through than saying nothing does.
  private static let opens = [
    "satisfy": "any", "ssl-redirect": "false", "enable-global-auth": "false",
    "proxy-ssl-verify": "off",
  ]
  /// Where requests end up, and as whose.
  private static let backends: Set<String> = [
    "backend-protocol", "rewrite-target", "upstream-vhost", "server-alias", "mirror-target",
    "default-backend", "auth-signin", "use-regex",
  ]
  private static let guards: Set<String> = [
    "denylist-source-range",
    "whitelist-source-range", "allowlist-source-range", "auth-url", "auth-type", "auth-secret",
    "auth-tls-secret", "auth-tls-verify-client", "ssl-redirect", "force-ssl-redirect",
    "enable-modsecurity", "enable-owasp-core-rules", "inbound-cidrs", "wafv2-acl-arn", "limit-rps",
    "security-groups", "router.middlewares",
  ]
  private static let snippets: Set<String> = [
    "configuration-snippet", "server-snippet", "auth-snippet", "stream-snippet",
    "modsecurity-snippet", "location-snippets", "server-snippets",
  ]
}
