import Detection

extension WorkloadCases {
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
      .incomparable,
      "workload.template",
      says: "lets '{{ if .Values.b }}' decide over a part of Deployment prod/web instead of"
    ),
  ]
}
