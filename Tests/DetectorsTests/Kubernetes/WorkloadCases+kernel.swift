import Detection

extension WorkloadCases {
  private static func capabilities(_ rest: String) -> String {
    "securityContext: {capabilities: {\(rest)}}"
  }

  private static func label(_ rest: String) -> String {
    "securityContext: {seLinuxOptions: {\(rest)}}"
  }

  private static func volume(_ rest: String) -> String { "volumes: [{name: data, \(rest)}]" }

  static let kernel: [DetectorCase] = [
    container(
      "one capability given up instead of all",
      capabilities("drop: [ALL]"),
      capabilities("drop: [NET_RAW]"),
      .widened,
      says: "removes the drop of capability ALL"
    ),
    container(
      "another one given up",
      capabilities("drop: [MKNOD]"),
      capabilities("drop: [NET_RAW]"),
      .widened,
      says: "removes the drop of capability MKNOD",
      back: .widened
    ),
    container(
      "all given up but one that every container has",
      "",
      capabilities("drop: [ALL], add: [NET_BIND_SERVICE]"),
      .narrowed,
      says: "adds the drop of capability ALL"
    ),
    container(
      "all given up but one that no container has",
      "",
      capabilities("drop: [ALL], add: [NET_ADMIN]"),
      .widened,
      says: "adds capability NET_ADMIN",
      .critical,
      back: .widened
    ),
    container(
      "one taken back of all that were given up",
      capabilities("drop: [ALL]"),
      capabilities("drop: [ALL], add: [NET_BIND_SERVICE]"),
      .widened,
      says: "adds capability NET_BIND_SERVICE"
    ),
    container(
      "root's group",
      "securityContext: {runAsGroup: 1000}",
      "securityContext: {runAsGroup: 0}",
      .widened,
      says: "changes group from not root to root",
      .medium
    ),
    container(
      "another group that is not root's",
      "securityContext: {runAsGroup: 1000}",
      "securityContext: {runAsGroup: 1001}",
      .equal,
      nil
    ),
    container("a domain without bounds", "", label("type: spc_t"), .widened, says: "SELinux type"),
    container(
      "a domain of one's own",
      "",
      label("type: web_t"),
      .incomparable,
      says: "adds SELinux type web_t"
    ),
    container("another role", "", label("role: sysadm_r"), .incomparable, says: "SELinux role"),
    container(
      "a probe that runs something",
      "livenessProbe: {exec: {command: [cat, /ready]}}",
      "livenessProbe: {exec: {command: [sh, -c, 'curl https://x.example']}}",
      .incomparable,
      "workload.container-command"
    ),
    container(
      "a probe that asks oftener",
      "livenessProbe: {exec: {command: [cat, /ready]}, periodSeconds: 10}",
      "livenessProbe: {exec: {command: [cat, /ready]}, periodSeconds: 20}",
      .equal,
      nil
    ),
    pod(
      "a setting of the whole node",
      "",
      "securityContext: {sysctls: [{name: kernel.msgmax, value: '65536'}]}",
      .widened,
      says: "adds kernel setting kernel.msgmax 65536",
      .high
    ),
    pod(
      "a setting of the pod alone",
      "",
      "securityContext: {sysctls: [{name: net.ipv4.tcp_syncookies, value: '1'}]}",
      .equal,
      nil
    ),
    pod(
      "a setting that brings another one along",
      "securityContext: {sysctls: [{name: kernel.shm_rmid_forced, value: '1'}]}",
      "securityContext: {sysctls: [{name: kernel.shm_rmid_forced, value: '1+kernel.core_pattern=|/x'}]}",
      .widened,
      says: "kernel.shm_rmid_forced",
      .critical
    ),
    pod(
      "files of a group",
      "",
      "securityContext: {supplementalGroups: [999]}",
      .widened,
      says: "adds group 999",
      .medium
    ),
    pod(
      "files of root's group",
      "securityContext: {fsGroup: 1000}",
      "securityContext: {fsGroup: 0}",
      .widened,
      says: "the group of root",
      .high
    ),
    pod(
      "a group of volumes for another",
      "securityContext: {fsGroup: 1000}",
      "securityContext: {fsGroup: 2000}",
      .equal,
      nil
    ),
    pod(
      "a place beside the control plane",
      "tolerations: [{key: team, operator: Exists}]",
      "tolerations: [{key: node-role.kubernetes.io/control-plane, operator: Exists}]",
      .widened,
      says: "a place on nodes of the control plane",
      .medium
    ),
    pod(
      "a node by its name",
      "",
      "nodeName: plane-1",
      .widened,
      says: "adds a place past all taints on node plane-1",
      .medium
    ),
    pod("nodes by a label", "nodeSelector: {disk: ssd}", "nodeSelector: {disk: big}", .equal, nil),
    pod("any node", "", "tolerations: [{operator: Exists}]", .widened, says: "a place on nodes"),
    pod(
      "nodes with another taint",
      "tolerations: [{key: gpu, operator: Exists}]",
      "tolerations: [{key: spot, operator: Exists}]",
      .equal,
      nil
    ),
    pod(
      "a share of files",
      "",
      volume("nfs: {server: 10.0.0.1, path: /homes}"),
      .widened,
      "workload.volume-source",
      says: "adds a volume of 'nfs'"
    ),
    pod(
      "another share",
      volume("nfs: {server: 10.0.0.1, path: /homes}"),
      volume("nfs: {server: 10.0.0.1, path: /}"),
      .incomparable,
      "workload.volume-source",
      says: "changes a volume of 'nfs'"
    ),
    pod(
      "a share that values name, otherwise",
      volume("nfs: {server: '{{ .Values.nfs}}', path: /homes}"),
      volume("nfs: {server: '{{ .Values.share }}', path: /homes}"),
      .incomparable,
      "workload.volume-source"
    ),
    pod(
      "room of its own",
      volume("emptyDir: {}"),
      volume("emptyDir: {sizeLimit: 1Gi}"),
      .equal,
      nil
    ),
  ]

  private static func annotated(_ annotation: String) -> String {
    """
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
      annotations: {\(annotation)}
    spec: {containers: [{name: web, image: 'web:1'}]}

    """
  }

  static let annotations: [DetectorCase] = [
    DetectorCase(
      "seccomp of before",
      W.path,
      annotated("seccomp.security.alpha.kubernetes.io/pod: runtime/default"),
      annotated("team: a"),
      .widened,
      privilege,
      says: "removes seccomp profile RuntimeDefault"
    ),
    DetectorCase(
      "seccomp of before for another container",
      W.path,
      annotated("container.seccomp.security.alpha.kubernetes.io/job: runtime/default"),
      annotated("container.seccomp.security.alpha.kubernetes.io/job: unconfined"),
      .equal
    ),
  ]
}
