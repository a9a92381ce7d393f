import Detection

extension ClusterCases {
  private static func ingress(_ annotation: String) -> String {
    object("networking.k8s.io/v1", "Ingress", "spec: {}").replacing(
      "namespace: prod",
      with: "namespace: prod, annotations: {\(annotation)}"
    )
  }

  private static func door(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    says: String? = nil,
    _ severity: Severity? = nil,
    back: Direction? = nil
  ) -> DetectorCase {
    DetectorCase(
      name,
      path,
      ingress(old),
      ingress(new),
      direction,
      direction == .equal ? nil : exposure,
      says: says,
      severity,
      back: back
    )
  }

  private static func setting(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    _ kind: String? = nil
  ) -> DetectorCase {
    func text(_ data: String) -> String { object("v1", "ConfigMap", "data: {\(data)}") }
    return DetectorCase(name, path, text(old), text(new), direction, kind)
  }

  static let settings: [DetectorCase] = [
    door(
      "a value that goes on as a directive",
      "nginx.ingress.kubernetes.io/auth-url: 'https://id.example.com'",
      "nginx.ingress.kubernetes.io/auth-url: 'https://id.example.com/#; load_module x'",
      .widened,
      says: "'auth-url'",
      .critical
    ),
    door(
      "a value with a bar",
      "nginx.ingress.kubernetes.io/auth-tls-match-cn: CN=web",
      "nginx.ingress.kubernetes.io/auth-tls-match-cn: CN=(web|shop)",
      .equal
    ),
    door(
      "a list whose items a semicolon ends",
      "nginx.org/rewrites: serviceName=a rewrite=/a",
      "nginx.org/rewrites: serviceName=a rewrite=/a;serviceName=b rewrite=/b",
      .equal
    ),
    door(
      "plain text",
      "kubernetes.io/ingress.allow-http: 'false'",
      "kubernetes.io/ingress.allow-http: 'true'",
      .widened,
      says: "'ingress.allow-http'",
      .high
    ),
    door(
      "another controller",
      "kubernetes.io/ingress.class: internal",
      "kubernetes.io/ingress.class: public",
      .incomparable,
      says: "changes class from internal to public"
    ),
    door(
      "a name that everybody finds",
      "team: a",
      "external-dns.alpha.kubernetes.io/hostname: web.example.com",
      .widened,
      says: "the public name web.example.com"
    ),
    setting(
      "directives in annotations",
      "allow-snippet-annotations: 'false'",
      "allow-snippet-annotations: 'true'",
      .widened,
      admission
    ),
    setting(
      "people without a name",
      "url: a",
      "url: a, users.anonymous.enabled: 'true'",
      .widened,
      "iam.kubernetes-access-map"
    ),
    setting(
      "the role of whoever has none",
      "policy.default: role:readonly",
      "policy.default: role:admin",
      .widened,
      "iam.kubernetes-access-map"
    ),
    setting("another setting", "worker-processes: '1'", "worker-processes: '2'", .equal),
  ]
}
