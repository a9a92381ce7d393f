import Detection

/// Labels and annotations by which a mesh takes programs in.
extension DefinedKindCases {
  private static func namespace(_ labels: String) -> String {
    "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: prod\n  labels: {\(labels)}\n"
  }

  private static func pod(_ annotation: String) -> String {
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations: {\(annotation)}\nspec: {}\n"
  }

  static let marks: [DetectorCase] = [
    DetectorCase(
      "programs without a proxy",
      "k8s/a.yaml",
      namespace("istio-injection: enabled"),
      namespace("istio-injection: disabled"),
      .widened,
      traffic,
      says: "removes 'istio-injection' enabled for Namespace prod"
    ),
    DetectorCase(
      "one program without a proxy",
      "k8s/a.yaml",
      pod("team: a"),
      pod("sidecar.istio.io/inject: 'false'"),
      .widened,
      traffic
    ),
    DetectorCase(
      "a port around the proxy",
      "k8s/a.yaml",
      pod("linkerd.io/inject: enabled"),
      pod("linkerd.io/inject: enabled, config.linkerd.io/skip-inbound-ports: '8080'"),
      .widened,
      traffic,
      line: 5
    ),
    DetectorCase(
      "another mark",
      "k8s/a.yaml",
      pod("sidecar.istio.io/proxyCPU: 100m"),
      pod("sidecar.istio.io/proxyCPU: 200m"),
      .equal
    ),
  ]
}
