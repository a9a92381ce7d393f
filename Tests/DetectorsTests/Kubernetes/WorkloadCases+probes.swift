import Detection

extension WorkloadCases {
  private static let account = "iam.kubernetes-service-account"

  /// What the node asks in a pod's name, and what holds a pod that names no account or a profile of the node's.
  static let probes: [DetectorCase] = [
    container(
      "a probe of another machine",
      "livenessProbe: {httpGet: {path: /, port: 80}}",
      "livenessProbe: {httpGet: {path: /, port: 80, host: 10.0.0.1}}",
      .widened,
      host,
      says: "the node's probe of 10.0.0.1 in Deployment prod/web",
      .medium
    ),
    container(
      "a hook that asks another machine",
      "",
      "lifecycle: {preStop: {httpGet: {port: 80, host: 10.0.0.1}}}",
      .widened,
      host
    ),
    container(
      "a probe of another port",
      "livenessProbe: {httpGet: {path: /, port: 80}}",
      "livenessProbe: {httpGet: {path: /, port: 81, host: ''}}",
      .equal,
      nil
    ),
    container(
      "another profile of the node",
      "securityContext: {seccompProfile: {type: Localhost, localhostProfile: a.json}}",
      "securityContext: {seccompProfile: {type: Localhost, localhostProfile: b.json}}",
      .incomparable,
      says: "seccomp profile from Localhost a.json to Localhost b.json"
    ),
    container(
      "a profile of the node for none",
      "securityContext: {appArmorProfile: {type: Localhost, localhostProfile: a}}",
      "securityContext: {appArmorProfile: {type: Unconfined}}",
      .widened
    ),
    DetectorCase(
      "the account of the whole namespace",
      W.path,
      W.deployment(pod: "serviceAccountName: web"),
      W.deployment(pod: "serviceAccountName: default"),
      .widened,
      account,
      line: 7,
      says: "gives the namespace's own service account for Deployment prod/web",
      .medium,
      back: .widened
    ),
    pod("the same said or not", "", "serviceAccountName: default", .equal, nil),
    DetectorCase(
      "a new workload that names none",
      W.path,
      nil,
      W.deployment(),
      .widened,
      image
    ),
  ]

  private static func constraints(_ more: String) -> String {
    "apiVersion: security.openshift.io/v1\nkind: SecurityContextConstraints\n"
      + "metadata: {name: own}\n\(more)\n"
  }

  static let constraints: [DetectorCase] = [
    ("allowPrivilegedContainer: false", "allowPrivilegedContainer: true", Direction.widened),
    ("runAsUser: {type: MustRunAsRange}", "runAsUser: {type: RunAsAny}", .widened),
    ("users: [a]", "users: [a, b]", .widened),
    ("requiredDropCapabilities: [ALL]", "requiredDropCapabilities: []", .widened),
    ("allowPrivilegeEscalation: true", "allowPrivilegeEscalation: false", .narrowed),
    ("runAsUser: {type: MustRunAs, uid: 1}", "runAsUser: {type: MustRunAs, uid: 2}", .incomparable),
    ("priority: 1", "priority: 2", .incomparable),
    ("allowHostPID: false", "# as without a word", .equal),
  ].map { old, new, direction in
    DetectorCase(
      new,
      "k8s/scc.yaml",
      constraints(old),
      constraints(new),
      direction,
      direction == .equal ? nil : "protection.kubernetes-admission"
    )
  }
}
