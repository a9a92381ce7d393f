import Detection

/// Objects of the Gateway API and what their differences mean.
enum GatewayCases {
  static let gateway = "network.kubernetes-gateway"
  static let grant = "iam.kubernetes-reference-grant"
  static let backend = "protection.backend-tls"

  static func object(_ kind: String, _ spec: String) -> String {
    "apiVersion: gateway.networking.k8s.io/v1\nkind: \(kind)\n"
      + "metadata: {name: web, namespace: edge}\nspec:\n  \(spec)\n"
  }

  private static func of(_ kind: String) -> CaseFrame {
    CaseFrame(at: "edge/gateway.yaml") { object(kind, $0) }
  }

  private static func listener(_ text: String) -> String {
    "listeners: [{name: web, port: 443, protocol: HTTPS\(text)}]"
  }

  static let gateways: [DetectorCase] = [
    of("Gateway")(
      "one more listener",
      "listeners: [{name: a, port: 443, protocol: HTTPS, hostname: a.example.com}]",
      "listeners: [{name: a, port: 443, protocol: HTTPS, hostname: a.example.com}, {name: b, port: 80, protocol: HTTP}]",
      .widened,
      gateway,
      says: "opens listener 'b' of HTTP 80 for Gateway edge/web",
      .high
    ),
    of("Gateway")(
      "listeners in another order",
      "listeners: [{name: a, port: 443, protocol: HTTPS}, {name: b, port: 80, protocol: HTTP}]",
      "listeners: [{name: b, port: 80, protocol: HTTP}, {name: a, port: 443, protocol: HTTPS}]",
      .equal
    ),
    of("Gateway")(
      "every host",
      listener(", hostname: a.example.com"),
      listener(""),
      .widened,
      gateway,
      says: "answers for every host by listener 'web' for Gateway edge/web",
      .high
    ),
    of("Gateway")(
      "a host of those below",
      listener(", hostname: '*.example.com'"),
      listener(", hostname: a.example.com"),
      .narrowed,
      gateway
    ),
    of("Gateway")(
      "a host of others",
      listener(", hostname: '*.example.com'"),
      listener(", hostname: a.example.org"),
      .incomparable,
      gateway
    ),
    of("Gateway")(
      "routes of every namespace",
      listener(", allowedRoutes: {namespaces: {from: Same}}"),
      listener(", allowedRoutes: {namespaces: {from: All}}"),
      .widened,
      gateway,
      says: "routes of namespaces of listener 'web' All",
      .high
    ),
    of("Gateway")(
      "its own namespace said and not said",
      listener(", allowedRoutes: {namespaces: {from: Same}}"),
      listener(""),
      .equal
    ),
    of("Gateway")(
      "in the clear",
      listener(""),
      listener("").replacing("HTTPS", with: "HTTP"),
      .incomparable,
      gateway,
      says: "removes TLS of listener 'web'"
    ),
    of("Gateway")(
      "clients without certificates",
      listener(", tls: {frontendValidation: {caCertificateRefs: [{name: a}]}}"),
      listener(", tls: {}"),
      .widened,
      gateway,
      says: "the check of clients' certificates"
    ),
    of("Gateway")(
      "a part nobody knows",
      listener(""),
      listener(", openSesame: true"),
      .unknown
    ),
    DetectorCase(
      "a Gateway of others",
      "edge/gateway.yaml",
      object("Gateway", "a: 1").replacing("gateway.networking.k8s.io", with: "networking.istio.io"),
      object("Gateway", "a: 2").replacing("gateway.networking.k8s.io", with: "networking.istio.io"),
      .unknown,
      says: "nothing is known"
    ),
  ]

  static let routes: [DetectorCase] = [
    of("HTTPRoute")(
      "one more host",
      "hostnames: [a.example.com]",
      "hostnames: [a.example.com, b.example.com]",
      .widened,
      gateway,
      says: "answers for b.example.com for HTTPRoute edge/web",
      .medium
    ),
    of("HTTPRoute")(
      "no hosts are all of them",
      "hostnames: [a.example.com]",
      "hostnames: []",
      .widened,
      gateway,
      .high
    ),
    of("HTTPRoute")(
      "another backend",
      "rules: [{backendRefs: [{name: web, port: 80}]}]",
      "rules: [{backendRefs: [{name: debug, namespace: other, port: 80}]}]",
      .incomparable,
      gateway,
      says: "web:80 to other/debug:80"
    ),
    of("HTTPRoute")(
      "one more path",
      "rules: [{matches: [{path: {value: /a}}], backendRefs: [{name: web}]}]",
      "rules: [{matches: [{path: {value: /a}}, {path: {value: /admin}}], backendRefs: [{name: web}]}]",
      .widened,
      gateway,
      says: "/admin"
    ),
    of("HTTPRoute")(
      "shares of the traffic",
      "rules: [{backendRefs: [{name: a, weight: 90}, {name: b, weight: 10}]}]",
      "rules: [{backendRefs: [{name: b, weight: 50}, {name: a, weight: 50}]}]",
      .equal
    ),
    of("HTTPRoute")(
      "the traffic for another too",
      "rules: [{backendRefs: [{name: a}]}]",
      "rules: [{backendRefs: [{name: a}], filters: [{type: RequestMirror, requestMirror: {backendRef: {name: b}}}]}]",
      .widened,
      gateway,
      says: "RequestMirror",
      .high
    ),
    of("TCPRoute")(
      "another Gateway",
      "parentRefs: [{name: inside}]",
      "parentRefs: [{name: inside}, {name: outside}]",
      .widened,
      gateway,
      says: "parent outside"
    ),
    of("HTTPRoute")(
      "how long to wait",
      "rules: [{backendRefs: [{name: a}]}]",
      "rules: [{backendRefs: [{name: a}], timeouts: {request: 10s}}]",
      .equal
    ),
  ]

  static let grants: [DetectorCase] = [
    DetectorCase(
      "secrets of every name",
      "edge/grant.yaml",
      nil,
      object("ReferenceGrant", "from: [{kind: Gateway, namespace: ops}]\n  to: [{kind: Secret}]"),
      .widened,
      grant,
      line: 6,
      says:
        "lets Gateway of namespace ops refer to Secret of every name by ReferenceGrant edge/web",
      .critical
    ),
    of("ReferenceGrant")(
      "all instead of one",
      "{from: [{kind: HTTPRoute, namespace: ops}], to: [{kind: Service, name: a}]}",
      "{from: [{kind: HTTPRoute, namespace: ops}], to: [{kind: Service}]}",
      .widened,
      grant,
      says: "all but a",
      .high
    ),
    of("ReferenceGrant")(
      "one more namespace",
      "{from: [{kind: HTTPRoute, namespace: ops}], to: [{kind: Service}]}",
      "{from: [{kind: HTTPRoute, namespace: ops}, {kind: HTTPRoute, namespace: dev}], to: [{kind: Service}]}",
      .widened,
      grant,
      says: "namespace dev"
    ),
    of("ReferenceGrant")(
      "another name",
      "{from: [{kind: HTTPRoute, namespace: ops}], to: [{kind: Service, name: a}]}",
      "{from: [{kind: HTTPRoute, namespace: ops}], to: [{kind: Service, name: b}]}",
      .incomparable,
      grant
    ),
    DetectorCase(
      "no check of the program behind",
      "edge/tls.yaml",
      object(
        "BackendTLSPolicy",
        "{targetRefs: [{kind: Service, name: a}], validation: {hostname: a.internal}}"
      ),
      nil,
      .widened,
      backend,
      says: "removes the check of Service a"
    ),
    of("BackendTLSPolicy")(
      "another authority",
      "{targetRefs: [{kind: Service, name: a}], validation: {caCertificateRefs: [{name: a}]}}",
      "{targetRefs: [{kind: Service, name: a}], validation: {caCertificateRefs: [{name: b}]}}",
      .incomparable,
      backend
    ),
  ]
}
