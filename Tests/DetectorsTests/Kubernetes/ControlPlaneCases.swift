import Detection

/// Flags of the programs of a control plane, and the files that say the same.
enum ControlPlaneCases {
  private static let kind = "protection.control-plane"

  private static func flags(
    _ name: String,
    of program: String = "kube-apiserver",
    _ old: String,
    _ new: String,
    _ direction: Direction,
    says: String? = nil,
    _ severity: Severity? = nil,
    as kind: String? = kind,
    back: Direction? = nil
  ) -> DetectorCase {
    func text(_ flags: String) -> String {
      Workload.deployment("command: [\(program)\(flags.isEmpty ? "" : ", \(flags)")]")
    }
    let observed = direction == .equal ? nil : kind
    return DetectorCase(
      name,
      "manifests/plane.yaml",
      text(old),
      text(new),
      direction,
      observed,
      line: observed == nil ? nil : 11,
      says: says,
      severity,
      back: back
    )
  }

  static let all = programs + measures + files

  private static let programs: [DetectorCase] = [
    flags(
      "nobody's requests are let in",
      "--anonymous-auth=false",
      "--anonymous-auth=true",
      .widened,
      says: "removes '--anonymous-auth=false' in container 'web'",
      .critical
    ),
    flags("what is so without the flag", "", "--anonymous-auth=true", .equal),
    flags(
      "a flag whose value is the next word",
      of: "kubelet",
      "--authorization-mode, Webhook",
      "--authorization-mode, AlwaysAllow",
      .widened,
      says: "'--authorization-mode'",
      .critical
    ),
    flags(
      "one that allows everything, after others",
      "--authorization-mode=RBAC",
      "'--authorization-mode=RBAC,AlwaysAllow'",
      .widened
    ),
    flags(
      "another authorizer",
      "'--authorization-mode=RBAC,Node'",
      "'--authorization-mode=RBAC,Webhook'",
      .incomparable
    ),
    flags(
      "authorizers in another order",
      "'--authorization-mode=RBAC,Node'",
      "'--authorization-mode=Node,RBAC'",
      .equal
    ),
    flags("passwords in a file", "", "--token-auth-file=/etc/people.csv", .widened, .critical),
    flags("somebody else's logins", "", "--oidc-issuer-url=https://id.example.net", .widened),
    flags(
      "a check less",
      "'--enable-admission-plugins=NodeRestriction,PodSecurity'",
      "--enable-admission-plugins=PodSecurity",
      .widened,
      says: "removes '--enable-admission-plugins' NodeRestriction"
    ),
    flags(
      "a check that lets everything pass",
      "",
      "--enable-admission-plugins=AlwaysAdmit",
      .widened
    ),
    flags("a check turned off", "", "--disable-admission-plugins=ServiceAccount", .widened),
    flags("no record", "--audit-log-path=/var/log/audit", "", .widened),
    flags(
      "the record elsewhere",
      "--audit-log-path=/var/log/audit",
      "--audit-log-path=/dev/null",
      .incomparable,
      says: "from /var/log/audit to /dev/null"
    ),
    flags("secrets as they are", "--encryption-provider-config=/etc/keys.yaml", "", .widened),
    flags("the open port", "--insecure-port=0", "--insecure-port=8080", .widened, .critical),
    flags("the port of the kubelet", of: "kubelet", "--read-only-port=0", "", .widened),
    flags("the kernel as it comes", of: "kubelet", "--protect-kernel-defaults", "", .widened),
    flags(
      "from everywhere",
      of: "kube-scheduler",
      "--bind-address=127.0.0.1",
      "--bind-address=0.0.0.0",
      .widened
    ),
    flags(
      "another address",
      of: "kube-scheduler",
      "--bind-address=10.0.0.1",
      "--bind-address=10.0.0.2",
      .incomparable
    ),
    flags(
      "members without certificates",
      of: "etcd",
      "--peer-client-cert-auth=true",
      "--peer-client-cert-auth=false",
      .widened
    ),
    flags("certificates that nobody signed", of: "etcd", "", "--auto-tls=true", .widened),
    DetectorCase(
      "known by its image",
      Workload.path,
      Workload.deployment("args: [--client-cert-auth]", image: "quay.io/example/etcd:v3"),
      Workload.deployment("args: []", image: "quay.io/example/etcd:v3"),
      .widened,
      kind,
      says: "'--client-cert-auth=true'"
    ),
    flags(
      "a flag that nothing is known of",
      "--request-timeout=1m",
      "--request-timeout=2m",
      .incomparable,
      as: "workload.container-command"
    ),
    flags(
      "the same flag of another program",
      of: "my-server",
      "--anonymous-auth=false",
      "--anonymous-auth=true",
      .incomparable,
      as: "workload.container-command"
    ),
    flags(
      "a value that is put in later",
      "'--anonymous-auth=$(OLD)'",
      "'--anonymous-auth=$(NEW)'",
      .incomparable,
      as: "workload.container-command"
    ),
    flags(
      "flags in another order",
      "--profiling=false, --client-ca-file=/ca",
      "--client-ca-file=/ca, --profiling=false",
      .equal
    ),
  ]

  private static let measures: [DetectorCase] = [
    flags("a shorter record", "--audit-log-maxage=30", "--audit-log-maxage=7", .widened),
    flags("a record that ends", "", "--audit-log-maxage=30", .widened),
    flags("smaller files of it", "", "--audit-log-maxsize=50", .widened),
    flags("the size that it is without", "", "--audit-log-maxsize=100", .equal),
    flags(
      "a weak cipher",
      "--tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
      "'--tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_RSA_WITH_RC4_128_SHA'",
      .widened,
      says: "TLS_RSA_WITH_RC4_128_SHA"
    ),
    flags(
      "one strong cipher for another",
      "--tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
      "--tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
      .equal
    ),
    flags(
      "an older TLS",
      "--tls-min-version=VersionTLS12",
      "--tls-min-version=VersionTLS10",
      .widened
    ),
    flags(
      "streams for ever",
      of: "kubelet",
      "--streaming-connection-idle-timeout=5m",
      "--streaming-connection-idle-timeout=0s",
      .widened
    ),
  ]

  private static func kubelet(_ rest: String) -> String {
    "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n\(rest)\n"
  }

  private static let files: [DetectorCase] = [
    DetectorCase(
      "a kubelet that asks nobody",
      "node/kubelet.yaml",
      kubelet("authentication: {anonymous: {enabled: false}}\nauthorization: {mode: Webhook}"),
      kubelet("authentication: {anonymous: {enabled: true}}\nauthorization: {mode: AlwaysAllow}"),
      .widened,
      kind,
      line: 4,
      says: "'authorization.mode' AlwaysAllow"
    ),
    DetectorCase(
      "how many pods it takes",
      "node/kubelet.yaml",
      kubelet("maxPods: 50"),
      kubelet("maxPods: 100"),
      .equal
    ),
    DetectorCase(
      "a setting of it that nothing is known of",
      "node/kubelet.yaml",
      kubelet("somethingNew: 1"),
      kubelet("somethingNew: 2"),
      .unknown
    ),
    DetectorCase(
      "what is recorded",
      "node/audit.yaml",
      "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: RequestResponse}]\n",
      "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: None}]\n",
      .incomparable,
      kind,
      line: 3
    ),
  ]
}
