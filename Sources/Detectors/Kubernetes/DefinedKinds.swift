import Detection

/// Kinds that others than Kubernetes define, field by field.
struct DefinedKind {
  /// What a field says.
  enum Meaning {
    /// Each item, or the one value, lets more happen.
    case grants
    /// Each item, or the one value, holds something back.
    case guards
    /// How much each value lets happen, beside what is so without the field.
    case levels([String: Int])
    /// Another value is another access.
    case other
    /// No access hangs on it.
    case harmless
  }

  /// What it is that the object comes or goes, beside what its fields say.
  enum Presence: Int {
    case guards = -1
    case other, grants
  }

  let kind: Kind
  let presence: Presence?
  /// Whether its fields count where no object of the name was: what they say overrules what holds for more.
  let isFree: Bool
  /// By the path of keys; items of a list have that of the list, and `*` is any key.
  let fields: [String: Meaning]

  private init(
    _ kind: Kind,
    presence: Presence? = nil,
    isFree: Bool = false,
    _ fields: [String: Meaning]
  ) {
    self.kind = kind
    self.presence = presence
    self.isFree = isFree
    self.fields = fields
  }

  static subscript(_ object: KubernetesObject) -> DefinedKind? {
    all["\(object.group)/\(object.kind)"]
  }

  func meaning(of path: [String]) -> Meaning? {
    guard !path.isEmpty else { return nil }
    if let known = fields[path.joined(separator: ".")] { return known }
    for index in path.indices {
      var other = path
      other[index] = "*"
      guard let known = fields[other.joined(separator: ".")] else { continue }
      let below = path.joined(separator: ".") + "."
      return fields.keys.contains { $0.hasPrefix(below) } ? nil : known
    }
    return nil
  }

  private static let yes: Meaning = .levels(["true": 1, "false": 0])
  private static let needed: Meaning = .levels(["false": 1, "true": 0])
  private static let keeps: Meaning = .levels(["true": -1, "false": 0])
  private static let mutual: Meaning = .levels(["DISABLE": 1, "STRICT": -1, "UNSET": 0])
  private static let client: Meaning = .levels([
    "DISABLE": 1, "PASSTHROUGH": 0, "SIMPLE": -1, "MUTUAL": -2, "ISTIO_MUTUAL": -2,
  ])
  private static let older: Meaning = .levels([
    "TLSv1_0": 2, "TLSv1_1": 1, "TLSv1_2": 0, "TLSv1_3": -1,
    "TLSV1_0": 2, "TLSV1_1": 1, "TLSV1_2": 0, "TLSV1_3": -1,
  ])
  private static let root: Meaning = .levels([
    "MustRunAs": -1, "MustRunAsNonRoot": -2, "MayRunAs": 0, "RunAsAny": 0,
  ])

  private static let all: [String: DefinedKind] = [
    "security.istio.io/PeerAuthentication": DefinedKind(
      MeshRule.traffic,
      isFree: true,
      ["spec.mtls.mode": mutual, "spec.portLevelMtls.*.mode": mutual, "spec.selector": .other]
    ),
    "security.istio.io/AuthorizationPolicy": DefinedKind(
      MeshRule.traffic,
      presence: .other,
      ["spec.*": .other]
    ),
    "security.istio.io/RequestAuthentication": DefinedKind(
      MeshRule.traffic,
      presence: .guards,
      ["spec.jwtRules": .other, "spec.selector": .other, "spec.targetRefs": .other]
    ),
    "networking.istio.io/DestinationRule": DefinedKind(
      MeshRule.traffic,
      presence: .other,
      [
        "spec.host": .other, "spec.trafficPolicy.tls.mode": client,
        "spec.trafficPolicy.portLevelSettings.tls.mode": client,
        "spec.subsets.trafficPolicy.tls.mode": client,
        "spec.trafficPolicy.tls.insecureSkipVerify": yes, "spec.trafficPolicy.tls.*": .other,
        "spec.trafficPolicy.loadBalancer": .harmless,
        "spec.trafficPolicy.connectionPool": .harmless,
        "spec.trafficPolicy.outlierDetection": .harmless,
        "spec.trafficPolicy.portLevelSettings.port": .other,
        "spec.subsets.name": .harmless, "spec.subsets.labels": .other, "spec.exportTo": .grants,
      ]
    ),
    "networking.istio.io/VirtualService": DefinedKind(
      ServiceRule.exposure,
      [
        "spec.hosts": .grants, "spec.gateways": .grants, "spec.exportTo": .grants,
        "spec.http": .other, "spec.tls": .other, "spec.tcp": .other,
      ]
    ),
    "networking.istio.io/Gateway": DefinedKind(
      ServiceRule.exposure,
      [
        "spec.selector": .other, "spec.servers.hosts": .grants, "spec.servers.port": .grants,
        "spec.servers.tls.mode": client, "spec.servers.tls.httpsRedirect": keeps,
        "spec.servers.tls.minProtocolVersion": older, "spec.servers.tls.*": .other,
        "spec.servers.name": .harmless, "spec.servers.bind": .other,
      ]
    ),
    "networking.istio.io/ServiceEntry": DefinedKind(
      ServiceRule.exposure,
      [
        "spec.hosts": .grants, "spec.addresses": .grants, "spec.exportTo": .grants,
        "spec.*": .other,
      ]
    ),
    "policy.linkerd.io/AuthorizationPolicy": DefinedKind(
      MeshRule.traffic,
      presence: .grants,
      ["spec.*": .other]
    ),
    "policy.linkerd.io/ServerAuthorization": DefinedKind(
      MeshRule.traffic,
      presence: .grants,
      ["spec.*": .other]
    ),
    "policy.linkerd.io/MeshTLSAuthentication": DefinedKind(
      MeshRule.traffic,
      ["spec.identities": .grants, "spec.identityRefs": .grants]
    ),
    "policy.linkerd.io/NetworkAuthentication": DefinedKind(
      MeshRule.traffic,
      ["spec.networks": .grants]
    ),
    "policy.linkerd.io/Server": DefinedKind(
      MeshRule.traffic,
      presence: .guards,
      [
        "spec.accessPolicy": .levels([
          "all-unauthenticated": 2, "cluster-unauthenticated": 2, "audit": 2,
          "all-authenticated": 1, "cluster-authenticated": 1, "deny": 0,
        ]),
        "spec.*": .other,
      ]
    ),
    "consul.hashicorp.com/Mesh": DefinedKind(
      MeshRule.traffic,
      presence: .other,
      [
        "spec.tls.incoming.tlsMinVersion": older, "spec.tls.outgoing.tlsMinVersion": older,
        "spec.tls.*.tlsMaxVersion": .other, "spec.tls.*.cipherSuites": .other,
        "spec.transparentProxy.meshDestinationsOnly": keeps,
        "spec.allowEnablingPermissiveMutualTLS": yes,
      ]
    ),
    "cert-manager.io/Certificate": DefinedKind(
      MeshRule.traffic,
      [
        "spec.dnsNames": .grants, "spec.ipAddresses": .grants, "spec.uris": .grants,
        "spec.emailAddresses": .grants, "spec.usages": .grants, "spec.isCA": yes,
        "spec.renewBefore": .harmless, "spec.renewBeforePercentage": .harmless,
        "spec.revisionHistoryLimit": .harmless, "spec.*": .other,
      ]
    ),
    "cert-manager.io/Issuer": DefinedKind(MeshRule.traffic, presence: .other, ["spec.*": .other]),
    "cert-manager.io/ClusterIssuer": DefinedKind(
      MeshRule.traffic,
      presence: .other,
      ["spec.*": .other]
    ),
    "route.openshift.io/Route": DefinedKind(
      ServiceRule.exposure,
      [
        "spec.host": .grants, "spec.path": .other, "spec.to": .other, "spec.port": .other,
        "spec.alternateBackends": .other,
        "spec.wildcardPolicy": .levels(["Subdomain": 1, "None": 0]),
        "spec.tls.termination": .levels(["edge": -1, "reencrypt": -2, "passthrough": -2]),
        "spec.tls.insecureEdgeTerminationPolicy": .levels(["Allow": 1, "Redirect": 0, "None": 0]),
        "spec.tls.*": .other,
      ]
    ),
    "argoproj.io/AppProject": DefinedKind(
      DeliveryRule.source,
      [
        "spec.sourceRepos": .grants, "spec.destinations": .grants,
        "spec.sourceNamespaces": .grants, "spec.clusterResourceWhitelist": .grants,
        "spec.clusterResourceBlacklist": .guards, "spec.namespaceResourceBlacklist": .guards,
        "spec.namespaceResourceWhitelist": .other, "spec.roles": .other,
        "spec.signatureKeys": .guards, "spec.syncWindows": .other, "spec.description": .harmless,
        "spec.orphanedResources": .harmless, "spec.destinationServiceAccounts": .grants,
        "spec.permitOnlyProjectScopedClusters": keeps,
      ]
    ),
    "kyverno.io/PolicyException": DefinedKind(
      AdmissionRule.admission,
      [
        "spec.exceptions": .grants, "spec.podSecurity": .grants, "spec.match": .other,
        "spec.conditions": .other, "spec.background": .harmless,
      ]
    ),
    "image.toolkit.fluxcd.io/ImageRepository": DefinedKind(
      DeliveryRule.source,
      presence: .other,
      ["spec.insecure": yes, "spec.interval": .harmless, "spec.*": .other]
    ),
    "image.toolkit.fluxcd.io/ImagePolicy": DefinedKind(
      DeliveryRule.source,
      presence: .other,
      ["spec.*": .other]
    ),
    "apiserver.config.k8s.io/AdmissionConfiguration": DefinedKind(
      ControlPlaneRule.guards,
      presence: .other,
      ["plugins.name": .guards, "plugins.path": .other, "plugins.configuration": .other]
    ),
    "apiserver.config.k8s.io/EncryptionConfiguration": DefinedKind(
      ControlPlaneRule.guards,
      presence: .guards,
      ["resources": .other]
    ),
    "audit.k8s.io/Policy": DefinedKind(
      ControlPlaneRule.guards,
      presence: .guards,
      ["rules": .other, "omitStages": .other, "omitManagedFields": .harmless]
    ),
    "kubelet.config.k8s.io/KubeletConfiguration": DefinedKind(
      ControlPlaneRule.guards,
      [
        "authentication.anonymous.enabled": yes, "authentication.x509.clientCAFile": .guards,
        "authentication.webhook.enabled": needed, "authentication.webhook.cacheTTL": .harmless,
        "authorization.mode": .levels(["AlwaysAllow": 1, "Webhook": 0]),
        "authorization.webhook": .harmless, "readOnlyPort": .other,
        "protectKernelDefaults": keeps, "makeIPTablesUtilChains": needed,
        "rotateCertificates": keeps, "serverTLSBootstrap": keeps, "seccompDefault": keeps,
        "enableDebuggingHandlers": .levels(["false": -1, "true": 0]), "tlsCipherSuites": .other,
        "tlsMinVersion": .levels(["VersionTLS13": -1, "VersionTLS12": 0, "VersionTLS11": 1]),
        "allowedUnsafeSysctls": .grants, "streamingConnectionIdleTimeout": .other,
        "evictionHard": .harmless, "evictionSoft": .harmless, "maxPods": .harmless,
        "clusterDNS": .other, "clusterDomain": .other, "cgroupDriver": .harmless,
        "kubeReserved": .harmless, "systemReserved": .harmless, "featureGates": .other,
        "imageGCHighThresholdPercent": .harmless, "imageGCLowThresholdPercent": .harmless,
      ]
    ),
    "velero.io/Schedule": DefinedKind(
      DestructionRule.removal,
      presence: .guards,
      [
        "spec.template.includedNamespaces": .guards, "spec.template.excludedNamespaces": .grants,
        "spec.paused": yes, "spec.schedule": .other, "spec.template.*": .other, "spec.*": .other,
      ]
    ),
    "velero.io/Restore": DefinedKind(
      DestructionRule.removal,
      presence: .other,
      ["spec.*": .other]
    ),
    "policy/PodSecurityPolicy": DefinedKind(
      AdmissionRule.admission,
      presence: .grants,
      [
        "spec.privileged": yes, "spec.hostNetwork": yes, "spec.hostPID": yes, "spec.hostIPC": yes,
        "spec.allowPrivilegeEscalation": .levels(["false": -1, "true": 0]),
        "spec.defaultAllowPrivilegeEscalation": .levels(["false": -1, "true": 0]),
        "spec.readOnlyRootFilesystem": keeps,
        "spec.allowedCapabilities": .grants, "spec.defaultAddCapabilities": .grants,
        "spec.requiredDropCapabilities": .guards, "spec.volumes": .grants,
        "spec.hostPorts": .grants, "spec.allowedUnsafeSysctls": .grants,
        "spec.forbiddenSysctls": .guards, "spec.allowedProcMountTypes": .grants,
        "spec.runAsUser.rule": root, "spec.runAsGroup.rule": root, "spec.fsGroup.rule": root,
        "spec.supplementalGroups.rule": root, "spec.runAsUser.ranges": .grants,
        "spec.runAsGroup.ranges": .grants, "spec.fsGroup.ranges": .grants,
        "spec.supplementalGroups.ranges": .grants, "spec.*": .other,
      ]
    ),
  ].merging(
    ["Task", "ClusterTask", "TaskRun", "Pipeline", "PipelineRun"].map {
      ("tekton.dev/" + $0, DefinedKind(CommandRule.command, presence: .grants, ["spec.*": .other]))
    }
  ) { first, _ in first }
}
