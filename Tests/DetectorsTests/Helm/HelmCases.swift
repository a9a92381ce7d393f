import Detection

/// Values of charts and what their differences mean.
enum HelmCases {
  static let values = CaseFrame(at: "charts/web/values.yaml")

  static let image = "supply-chain.image"
  static let privilege = "workload.container-privilege"
  static let host = "workload.host-access"
  static let exposure = "network.kubernetes-exposure"
  static let role = "iam.kubernetes-role"
  static let guarded = "protection.helm-switch"
  static let secret = "secret.helm-secret"

  static let images: [DetectorCase] = [
    values(
      "another tag",
      "image:\n  repository: ghcr.io/acme/web\n  tag: '1.0'\n  pullPolicy: Always\n",
      "image:\n  repository: ghcr.io/acme/web\n  tag: '1.1'\n  pullPolicy: IfNotPresent\n",
      .incomparable,
      image,
      line: 3,
      says: "ghcr.io/acme/web:1.0 to ghcr.io/acme/web:1.1",
      .medium
    ),
    values(
      "another registry",
      "image:\n  registry: ghcr.io\n  repository: acme/web\n  tag: '1.0'\n",
      "image:\n  registry: example.net\n  repository: acme/web\n  tag: '1.0'\n",
      .incomparable,
      image,
      line: 2,
      says: "changes the registry of image",
      .high
    ),
    values(
      "no digest",
      "web:\n  image:\n    repository: ghcr.io/acme/web\n    digest: sha256:aa\n",
      "web:\n  image:\n    repository: ghcr.io/acme/web\n    tag: '1.0'\n",
      .widened,
      image,
      line: 4,
      says: "unpins image",
      back: .incomparable
    ),
    values(
      "only a tag, as files for one place have it",
      "image:\n  tag: '1.0'\n",
      "image:\n  tag: latest\n",
      .widened,
      image,
      line: 2,
      back: .incomparable
    ),
    values(
      "an image by its name",
      "jobImage: a/b:1\n",
      "jobImage: a/b:2\n",
      .incomparable,
      image,
      line: 1,
      says: "a/b:1 to a/b:2"
    ),
    values(
      "a tag in a key of its own",
      "imageRepository: a/b\nimageTag: 1\n",
      "imageRepository: a/b\nimageTag: 2\n",
      .incomparable,
      image,
      line: 2
    ),
    values(
      "the same in another order",
      "image: {repository: a/b, tag: '1'}\nreplicaCount: 2\n",
      "replicaCount: 3\nimage: {tag: '1', repository: a/b}\n",
      .equal
    ),
  ]

  static let pods: [DetectorCase] = [
    values(
      "privileged",
      "securityContext: {}\n",
      "securityContext:\n  privileged: true\n",
      .widened,
      privilege,
      line: 2,
      says: "adds 'privileged: true' in container 'chart' of values",
      .critical
    ),
    values(
      "a guard said no to, which the chart may have",
      "replicaCount: 1\n",
      "replicaCount: 1\nsecurityContext:\n  runAsNonRoot: false\n",
      .widened,
      privilege,
      line: 3,
      says: "sets 'securityContext.runAsNonRoot: false' over what the chart says"
    ),
    values(
      "the last guard goes with its key",
      "web:\n  containerSecurityContext:\n    readOnlyRootFilesystem: true\n",
      "web:\n  replicas: 1\n",
      .widened,
      privilege,
      says: "readOnlyRootFilesystem"
    ),
    values(
      "a capability of a part",
      "controller:\n  containerSecurityContext: {capabilities: {drop: [ALL]}}\n",
      "controller:\n  containerSecurityContext: {capabilities: {drop: [ALL], add: [SYS_ADMIN]}}\n",
      .widened,
      privilege,
      says: "capability SYS_ADMIN in container 'controller' of values controller",
      .critical
    ),
    values(
      "root in the pod",
      "podSecurityContext: {runAsUser: 1000}\n",
      "podSecurityContext: {runAsUser: 0}\n",
      .widened,
      privilege,
      says: "user"
    ),
    values(
      "the node's network",
      "hostNetwork: false\n",
      "hostNetwork: true\n",
      .widened,
      host,
      line: 1
    ),
    values(
      "the node's files",
      "extraVolumes: []\n",
      "extraVolumes:\n  - name: run\n    hostPath: {path: /var/run/docker.sock}\n",
      .widened,
      host,
      .critical
    ),
    values(
      "a secret for the container",
      "extraEnvVars: []\n",
      "extraEnvVars:\n  - name: A\n    valueFrom: {secretKeyRef: {name: database, key: a}}\n",
      .widened,
      "workload.secret-mount",
      says: "database"
    ),
    values(
      "a secret by its name",
      "auth: {existingSecret: ''}\n",
      "auth: {existingSecret: database}\n",
      .widened,
      "workload.secret-mount",
      says: "database"
    ),
    values(
      "a plain variable",
      "env:\n  LOG_LEVEL: info\n",
      "env:\n  LOG_LEVEL: debug\n  A: b\n",
      .equal
    ),
    values(
      "arguments",
      "extraArgs:\n  v: 2\n",
      "extraArgs:\n  v: 2\n  anonymous-auth: true\n",
      .incomparable,
      "workload.container-command",
      says: "anonymous-auth=true"
    ),
    values(
      "one more container",
      "sidecars: []\n",
      "sidecars:\n  - {name: a, image: 'a/b:1'}\n",
      .widened,
      image,
      says: "a/b:1"
    ),
    values(
      "none running",
      "replicaCount: 2\n",
      "replicaCount: 0\n",
      .widened,
      "destruction.kubernetes-object",
      says: "replicas: 0"
    ),
    values(
      "another account",
      "serviceAccount: {name: web}\n",
      "serviceAccount: {name: admin}\n",
      .incomparable,
      "iam.kubernetes-service-account",
      says: "web to admin"
    ),
    values(
      "a role of the cloud",
      "serviceAccount:\n  annotations: {}\n",
      "serviceAccount:\n  annotations:\n    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/admin\n",
      .widened,
      "iam.kubernetes-cloud-identity",
      line: 3,
      says: "role/admin"
    ),
    values(
      "a token at hand",
      "serviceAccount: {automount: false}\n",
      "serviceAccount: {automount: true}\n",
      .widened,
      "iam.kubernetes-token"
    ),
  ]

  static let everyday: [DetectorCase] = [
    values(
      "shares, copies and marks",
      "resources: {limits: {cpu: 1}}\nautoscaling: {enabled: false}\npodLabels: {a: b}\n",
      "resources: {limits: {cpu: 2}}\nautoscaling: {enabled: true, maxReplicas: 9}\ntolerations: [{key: a}]\n",
      .equal
    ),
    values("a word that nobody knows", "motd: hello\n", "motd: bye\n", .equal),
    values(
      "a word of access that nobody knows",
      "gateway: {allowedTeams: 1}\n",
      "gateway: {allowedTeams: 2}\n",
      .incomparable,
      "network.helm-value",
      line: 1,
      says: "changes the value 'gateway.allowedTeams'"
    ),
    values(
      "one more that is allowed",
      "auth: {allowedTeams: [a]}\n",
      "auth:\n  allowedTeams: [a, b]\n",
      .widened,
      "iam.helm-value",
      line: 2,
      says: "sets the value 'auth.allowedTeams.b'"
    ),
    values(
      "one more that is kept out",
      "auth: {notAllowedTeams: [a]}\n",
      "auth: {notAllowedTeams: [a, b]}\n",
      .incomparable,
      "iam.helm-value"
    ),
    values(
      "people, whom rosters tell",
      "grafana:\n  admins: [ann]\n",
      "grafana:\n  admins: [ann, bob]\n",
      .equal
    ),
    values(
      "what somebody has beside a name",
      "grafana:\n  admins: {ann: {quota: 1}}\n",
      "grafana:\n  admins: {ann: {quota: 2}}\n",
      .incomparable,
      "iam.helm-value",
      says: "admins.ann.quota"
    ),
    values(
      "keys with dots are no paths",
      "a: {password: x}\n",
      "a: {password: x}\na.password: y\n",
      .widened,
      secret,
      line: 2
    ),
    values(
      "a key that stands twice",
      "hostNetwork: false\n",
      "hostNetwork: false\nhostNetwork: true\n",
      .unknown
    ),
  ]
}
