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
      if guards.contains(name) {
        let isOff = member.value.isFalse || value?.isEmpty ?? true
        return isOff ? nil : make(name, -1, value, .high, member.value)
      }
      if snippets.contains(name) { return make(name, 1, value, .critical, member.value) }
      if name == "scheme", member.key.hasPrefix("alb."), value == "internet-facing" {
        return make(name, 1, value, .high, member.value)
      }
      let isBackend =
        name == "backend-protocol" || name == "rewrite-target" || name == "upstream-vhost"
      return isBackend ? make(name, 0, value, .medium, member.value) : nil
    }
  }

  private static let guards: Set<String> = [
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
