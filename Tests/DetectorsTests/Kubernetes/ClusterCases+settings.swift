import Detection

extension ClusterCases {
  private static let door = CaseFrame(at: path, of: exposure) { annotation in
    object("networking.k8s.io/v1", "Ingress", "spec: {}").replacing(
      "namespace: prod",
      with: "namespace: prod, annotations: {\(annotation)}"
    )
  }

  private static let setting = CaseFrame(at: path) { data in
    object("v1", "ConfigMap", "data: {\(data)}")
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
