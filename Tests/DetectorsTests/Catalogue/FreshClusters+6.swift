import Detection

extension FreshClusters {
  static let text16 = """
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: guard}
    webhooks:
      - name: guard.example.com
        failurePolicy: Fail
        rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [pods]}]
        clientConfig: {service: {name: guard, namespace: guard}}
        sideEffects: None
        admissionReviewVersions: [v1]

    """

  static let text17 = """
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: data, namespace: shop}
    spec:
      accessModes: [ReadWriteOnce]
      resources: {requests: {storage: 10Gi}}

    """

  static let text18 = """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: c, namespace: shop}
    data:
      color: blue

    """

  static let text19 = """
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: {name: shop, namespace: argocd}
    spec:
      project: default
      source: {repoURL: "https://github.com/acme/deploy", targetRevision: v1.2.3, path: shop}
      destination: {server: "https://kubernetes.default.svc", namespace: shop}

    """

  static let part6: [FreshCase] = [
    .edit(
      "webhook failure ignored",
      "k8s/wh.yaml",
      text16,
      "failurePolicy: Fail",
      "failurePolicy: Ignore",
      [.widened],
      .protection
    ),
    .edit(
      "webhook only on create",
      "k8s/wh.yaml",
      text16,
      "[CREATE, UPDATE]",
      "[CREATE]",
      [.widened, .incomparable],
      .protection
    ),
    .pair("webhook deleted", "k8s/wh.yaml", text16, nil, [.widened]),
    .pair(
      "claim deleted",
      "k8s/pvc.yaml",
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data, namespace: shop}
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 10Gi}}

      """,
      nil,
      [.widened],
      .destruction
    ),
    .edit("claim larger", "k8s/pvc.yaml", text17, "10Gi", "20Gi", [.equal]),
    .edit("config map value", "k8s/cm.yaml", text18, "blue", "green", [.equal, .unknown]),
    .edit(
      "argo application source",
      "argo/app.yaml",
      text19,
      "github.com/acme/deploy",
      "github.com/acme-fork/deploy",
      [.widened, .incomparable],
      .supplyChain
    ),
  ]
}
