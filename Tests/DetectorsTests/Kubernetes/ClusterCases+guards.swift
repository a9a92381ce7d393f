import Detection

extension ClusterCases {
  static func hook(_ rest: String) -> String {
    object(
      "admissionregistration.k8s.io/v1",
      "ValidatingWebhookConfiguration",
      "webhooks:\n  - name: check.example.com\n    \(rest)"
    )
  }

  static let protection: [DetectorCase] = [
    DetectorCase(
      "a lower level of Pod Security",
      path,
      namespace("pod-security.kubernetes.io/enforce: restricted"),
      namespace("pod-security.kubernetes.io/enforce: baseline"),
      .widened,
      admission,
      line: 5,
      says: "from restricted to baseline in Namespace prod",
      .high
    ),
    DetectorCase(
      "no level of Pod Security",
      path,
      namespace("pod-security.kubernetes.io/enforce: restricted"),
      namespace("team: a"),
      .widened,
      admission,
      says: "removes Pod Security level 'enforce'",
      .high
    ),
    DetectorCase("another label", path, namespace("team: a"), namespace("team: b"), .equal),
    DetectorCase(
      "a webhook that may fail",
      path,
      hook("failurePolicy: Fail"),
      hook("failurePolicy: Ignore"),
      .widened,
      admission,
      says: "removes failure policy 'Fail' of webhook 'check.example.com'",
      .high
    ),
    DetectorCase(
      "a webhook deleted",
      path,
      hook("failurePolicy: Fail"),
      nil,
      .widened,
      admission,
      says: "removes webhook 'check.example.com'",
      .critical
    ),
    DetectorCase(
      "a webhook of somebody else",
      path,
      hook("clientConfig: {url: 'https://a.example.com'}"),
      hook("clientConfig: {url: 'https://b.example.net'}"),
      .incomparable,
      admission,
      says: "'clientConfig'",
      .high
    ),
    DetectorCase(
      "a policy that only tells",
      path,
      object("kyverno.io/v1", "ClusterPolicy", "spec: {validationFailureAction: Enforce}"),
      object("kyverno.io/v1", "ClusterPolicy", "spec: {validationFailureAction: Audit}"),
      .widened,
      admission,
      says: "removes ClusterPolicy prod/web",
      .high
    ),
    DetectorCase(
      "a constraint that only tells",
      path,
      object("constraints.gatekeeper.sh/v1beta1", "NoRoot", "spec: {enforcementAction: deny}"),
      object("constraints.gatekeeper.sh/v1beta1", "NoRoot", "spec: {enforcementAction: dryrun}"),
      .widened,
      admission,
      says: "removes NoRoot prod/web",
      .high
    ),
    DetectorCase(
      "a claim taken out",
      path,
      object("v1", "PersistentVolumeClaim", "spec: {}"),
      nil,
      .widened,
      destruction,
      line: 1,
      says: "removes PersistentVolumeClaim prod/web",
      .high
    ),
    DetectorCase(
      "a namespace taken out",
      path,
      namespace("a: b"),
      nil,
      .widened,
      destruction,
      says: "removes Namespace prod",
      .critical
    ),
    DetectorCase(
      "nothing runs any more",
      path,
      object("apps/v1", "Deployment", "spec: {replicas: 2}"),
      object("apps/v1", "Deployment", "spec: {replicas: 0}"),
      .widened,
      destruction,
      says: "sets 'replicas: 0'",
      .medium
    ),
    DetectorCase(
      "a volume that is not kept",
      path,
      object("storage.k8s.io/v1", "StorageClass", "reclaimPolicy: Retain"),
      object("storage.k8s.io/v1", "StorageClass", "reclaimPolicy: Delete"),
      .widened,
      destruction,
      says: "removes policy 'Retain'",
      .high
    ),
    DetectorCase(
      "a configuration",
      path,
      object("v1", "ConfigMap", "data: {a: b}"),
      object("v1", "ConfigMap", "data: {a: c}"),
      .equal
    ),
    DetectorCase(
      "a kind that nobody knows",
      path,
      object("acme.io/v1", "Widget", "spec: {open: false}"),
      object("acme.io/v1", "Widget", "spec: {open: true}"),
      .unknown,
      nil,
      says: "nothing is known of 'spec' in Widget prod/web"
    ),
    DetectorCase(
      "a kind that nobody knows, unchanged",
      path,
      object("acme.io/v1", "Widget", "spec: {open: false, a: 1}"),
      object("acme.io/v1", "Widget", "spec:\n  a: 1\n  open: false # as before"),
      .equal
    ),
  ]

  static func map(_ roles: String) -> String {
    object("v1", "ConfigMap", "data:\n  mapRoles: |\n    \(roles)").replacing(
      "name: web",
      "name: aws-auth"
    )
  }

  static let delivery: [DetectorCase] = [
    DetectorCase(
      "masters by aws-auth",
      path,
      map("[]"),
      map("- {rolearn: 'arn:aws:iam::1:role/ci', username: ci, groups: ['system:masters']}"),
      .widened,
      "iam.kubernetes-access-map",
      line: 6,
      says: "maps arn:aws:iam::1:role/ci to group 'system:masters' as ci",
      .critical
    ),
    DetectorCase(
      "a policy of Argo CD",
      path,
      object("v1", "ConfigMap", "data:\n  policy.csv: |\n    g, ops, role:readonly"),
      object(
        "v1",
        "ConfigMap",
        "data:\n  policy.csv: |\n    g, ops, role:readonly\n    g, dev, role:admin"
      ),
      .widened,
      "iam.kubernetes-access-map",
      line: 7,
      says: "'g, dev, role:admin'",
      .critical
    ),
    DetectorCase(
      "a chart's version",
      "chart/Chart.yaml",
      "apiVersion: v2\nname: a\ndependencies:\n  - {name: pg, repository: x, version: 1.0.0}\n",
      "apiVersion: v2\nname: a\ndependencies:\n  - {name: pg, repository: x, version: 2.0.0}\n",
      .incomparable,
      source,
      line: 4,
      says: "chart 'pg' from x 1.0.0 to x 2.0.0",
      .medium
    ),
    DetectorCase(
      "a chart's own version",
      "chart/Chart.yaml",
      "apiVersion: v2\nname: a\nversion: 1.0.0\n",
      "apiVersion: v2\nname: a\nversion: 1.0.1\n",
      .equal
    ),
    DetectorCase(
      "a remote base",
      "k8s/kustomization.yaml",
      "resources: [web.yaml]\n",
      "resources: [web.yaml, 'https://github.com/acme/base?ref=v1']\n",
      .widened,
      source,
      says: "'https://github.com/acme/base?ref=v1'",
      .medium
    ),
    DetectorCase(
      "a tag by Kustomize",
      "k8s/kustomization.yaml",
      "images: [{name: web, newTag: '1'}]\n",
      "images: [{name: web, newTag: '2'}]\n",
      .incomparable,
      source,
      says: "image web as from 1 to 2"
    ),
    DetectorCase(
      "a file that no longer counts",
      "k8s/kustomization.yaml",
      "resources: [a.yaml, policy.yaml]\n",
      "resources: [a.yaml]\n",
      .incomparable,
      source,
      says: "removes 'policy.yaml'"
    ),
    DetectorCase(
      "an application of another repository",
      path,
      object(
        "argoproj.io/v1alpha1",
        "Application",
        "spec: {source: {repoURL: a, targetRevision: v1}}"
      ),
      object(
        "argoproj.io/v1alpha1",
        "Application",
        "spec: {source: {repoURL: b, targetRevision: v1}}"
      ),
      .incomparable,
      source,
      line: 4,
      says: "'source.repoURL' from a to b",
      .medium
    ),
  ]
}
