import Detection

/// What deployers in a cluster are told to deliver.
enum DeliveredCases {
  private static let source = "supply-chain.delivery-source"

  private static func object(_ version: String, _ kind: String, _ body: String) -> String {
    "apiVersion: \(version)\nkind: \(kind)\nmetadata: {name: web, namespace: prod}\n\(body)\n"
  }

  static func differs(
    _ name: String,
    _ version: String,
    _ kind: String,
    _ old: String?,
    _ new: String?,
    _ direction: Direction,
    _ observed: String? = nil,
    says: String? = nil,
    back: Direction? = nil
  ) -> DetectorCase {
    DetectorCase(
      name,
      "clusters/prod/web.yaml",
      old.map { object(version, kind, $0) },
      new.map { object(version, kind, $0) },
      direction,
      observed,
      says: says,
      back: back
    )
  }

  static let all = flux + argo

  private static let flux: [DetectorCase] = [
    differs(
      "values of a release",
      "helm.toolkit.fluxcd.io/v2",
      "HelmRelease",
      "spec:\n  values:\n    securityContext: {privileged: false}",
      "spec:\n  values:\n    securityContext: {privileged: true}",
      .widened,
      "workload.container-privilege"
    ),
    differs(
      "values that come to a release",
      "helm.toolkit.fluxcd.io/v2",
      "HelmRelease",
      "spec:\n  interval: 1m",
      "spec:\n  interval: 1m\n  values:\n    service: {type: LoadBalancer}",
      .widened,
      "network.kubernetes-exposure"
    ),
    differs(
      "how often and how long",
      "helm.toolkit.fluxcd.io/v2",
      "HelmRelease",
      "spec:\n  interval: 1m\n  values: {replicas: 1}",
      "spec:\n  interval: 5m\n  timeout: 9m\n  install: {remediation: {retries: 3}}\n  values: {replicas: 2}",
      .equal
    ),
    differs(
      "another chart by reference",
      "helm.toolkit.fluxcd.io/v2",
      "HelmRelease",
      "spec:\n  chartRef: {kind: OCIRepository, name: web}",
      "spec:\n  chartRef: {kind: OCIRepository, name: evil}",
      .incomparable,
      source
    ),
    differs(
      "a version of a chart",
      "helm.toolkit.fluxcd.io/v2",
      "HelmRelease",
      "spec:\n  chart: {spec: {chart: web, version: 1.0.0}}",
      "spec:\n  chart: {spec: {chart: web, version: 2.0.0}}",
      .incomparable,
      source
    ),
    differs(
      "values from elsewhere",
      "helm.toolkit.fluxcd.io/v2",
      "HelmRelease",
      "spec:\n  chart: {spec: {chart: web}}",
      "spec:\n  chart: {spec: {chart: web}}\n  valuesFrom: [{kind: Secret, name: a}]",
      .incomparable,
      source,
      says: "valuesFrom"
    ),
    differs(
      "where manifests are",
      "kustomize.toolkit.fluxcd.io/v1",
      "Kustomization",
      "spec: {path: ./a, interval: 1m}",
      "spec: {path: ./b, interval: 2m}",
      .incomparable,
      source
    ),
    differs(
      "when manifests are applied",
      "kustomize.toolkit.fluxcd.io/v1",
      "Kustomization",
      "spec: {path: ./a, interval: 1m}",
      "spec: {path: ./a, interval: 2m, wait: true}",
      .equal
    ),
    differs(
      "all of it into another namespace",
      "kustomize.toolkit.fluxcd.io/v1",
      "Kustomization",
      "spec: {path: ./a}",
      "spec: {path: ./a, targetNamespace: kube-system}",
      .incomparable,
      source
    ),
    differs(
      "what stands for names in manifests",
      "kustomize.toolkit.fluxcd.io/v1",
      "Kustomization",
      "spec: {path: ./a, postBuild: {substitute: {APP: a}}}",
      "spec: {path: ./a, postBuild: {substitute: {APP: b}}}",
      .incomparable,
      source
    ),
    differs(
      "the cluster that is written to",
      "kustomize.toolkit.fluxcd.io/v1",
      "Kustomization",
      "spec: {path: ./a}",
      "spec: {path: ./a, kubeConfig: {secretRef: {name: other}}}",
      .incomparable,
      source
    ),
    differs(
      "the tag of a source",
      "source.toolkit.fluxcd.io/v1",
      "OCIRepository",
      "spec: {url: oci://example.com/a, ref: {tag: 1.0.0}, interval: 1m}",
      "spec: {url: oci://example.com/a, ref: {tag: 1.0.1}, interval: 1h}",
      .incomparable,
      source
    ),
  ]

  private static let argo: [DetectorCase] = [
    differs(
      "values in a text",
      "argoproj.io/v1alpha1",
      "Application",
      "spec:\n  source:\n    helm:\n      values: |\n        rbac: {create: true}\n        securityContext: {privileged: false}",
      "spec:\n  source:\n    helm:\n      values: |\n        rbac: {create: true}\n        securityContext: {privileged: true}",
      .widened,
      "workload.container-privilege"
    ),
    differs(
      "a value by a path of names",
      "argoproj.io/v1alpha1",
      "Application",
      "spec:\n  source: {helm: {parameters: [{name: service.type, value: ClusterIP}]}}",
      "spec:\n  source: {helm: {parameters: [{name: service.type, value: LoadBalancer}]}}",
      .widened,
      "network.kubernetes-exposure"
    ),
    differs(
      "people in values",
      "helm.toolkit.fluxcd.io/v2",
      "HelmRelease",
      "spec: {values: {admins: [ann]}}",
      "spec: {values: {admins: [ann, eve]}}",
      .incomparable
    ),
    differs(
      "values as an object, in one of several sources",
      "argoproj.io/v1alpha1",
      "Application",
      "spec:\n  sources:\n  - {repoURL: a}\n  - helm: {valuesObject: {hostNetwork: false}}",
      "spec:\n  sources:\n  - {repoURL: a}\n  - helm: {valuesObject: {hostNetwork: true}}",
      .widened,
      "workload.host-access"
    ),
    differs(
      "a value by its name",
      "argoproj.io/v1alpha1",
      "Application",
      "spec:\n  source: {helm: {parameters: [{name: ingress.enabled, value: 'false'}]}}",
      "spec:\n  source: {helm: {parameters: [{name: ingress.enabled, value: 'true'}]}}",
      .widened
    ),
    differs(
      "a value by its name, and then another of that name",
      "argoproj.io/v1alpha1",
      "Application",
      "spec:\n  source: {helm: {parameters: [{name: hostNetwork, value: 'false'}]}}",
      "spec:\n  source: {helm: {parameters: [{name: hostNetwork, value: 'false'}, {name: hostNetwork, value: 'true'}]}}",
      .widened,
      "workload.host-access"
    ),
    differs(
      "values as an object for the charts of k3s",
      "helm.cattle.io/v1",
      "HelmChartConfig",
      "spec:\n  values: {privileged: false}",
      "spec:\n  values: {privileged: true}",
      .widened,
      "workload.container-privilege"
    ),
    differs(
      "values that something else fills in",
      "helm.toolkit.fluxcd.io/v2",
      "HelmRelease",
      "spec: {values: '${A}'}",
      "spec: {values: '${B}'}",
      .unknown
    ),
    differs(
      "values that something else filled in",
      "helm.toolkit.fluxcd.io/v2",
      "HelmRelease",
      "spec: {values: '${A}', interval: 1m}",
      "spec: {interval: 1m}",
      .unknown
    ),
    differs(
      "another plugin",
      "argoproj.io/v1alpha1",
      "Application",
      "spec: {source: {repoURL: a}}",
      "spec: {source: {repoURL: a, plugin: {name: run}}}",
      .incomparable,
      source
    ),
    differs(
      "a text that is no YAML",
      "helm.cattle.io/v1",
      "HelmChart",
      "spec: {chart: a, valuesContent: 'a: 1'}",
      "spec: {chart: a, valuesContent: '{a: 1'}",
      .unknown
    ),
    differs(
      "values for the charts of k3s",
      "helm.cattle.io/v1",
      "HelmChart",
      "spec:\n  valuesContent: |-\n    privileged: false",
      "spec:\n  valuesContent: |-\n    privileged: true",
      .widened,
      "workload.container-privilege"
    ),
  ]
}
