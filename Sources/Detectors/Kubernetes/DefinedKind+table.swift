extension DefinedKind {
  /// Each kind: its group and names, what is told of it, what it is that it is there, `free` or not.
  ///
  /// Below it what fields mean, and the fields that mean it; for levels each value, and how much it lets happen.
  static let table = """
    security.istio.io/PeerAuthentication traffic free
      DISABLE=1,STRICT=-1,UNSET=0 spec.mtls.mode spec.portLevelMtls.*.mode
      other spec.selector
    security.istio.io/AuthorizationPolicy traffic other
      harmless spec.rules
      other spec.*
    security.istio.io/RequestAuthentication traffic guards
      other spec.jwtRules spec.selector spec.targetRefs
    networking.istio.io/DestinationRule traffic other
      other spec.host spec.trafficPolicy.tls.* spec.trafficPolicy.portLevelSettings.port
      other spec.subsets.labels
      DISABLE=1,PASSTHROUGH=0,SIMPLE=-1,MUTUAL=-2,ISTIO_MUTUAL=-2 spec.trafficPolicy.tls.mode
      DISABLE=1,PASSTHROUGH=0,SIMPLE=-1,MUTUAL=-2,ISTIO_MUTUAL=-2 spec.trafficPolicy.portLevelSettings.tls.mode
      DISABLE=1,PASSTHROUGH=0,SIMPLE=-1,MUTUAL=-2,ISTIO_MUTUAL=-2 spec.subsets.trafficPolicy.tls.mode
      true=1,false=0 spec.trafficPolicy.tls.insecureSkipVerify
      harmless spec.trafficPolicy.loadBalancer spec.trafficPolicy.connectionPool
      harmless spec.trafficPolicy.outlierDetection spec.subsets.name
      grants spec.exportTo
    networking.istio.io/VirtualService exposure
      grants spec.hosts spec.gateways spec.exportTo
      other spec.http spec.tls spec.tcp
    networking.istio.io/Gateway exposure
      other spec.selector spec.servers.tls.* spec.servers.bind
      grants spec.servers.hosts spec.servers.port
      DISABLE=1,PASSTHROUGH=0,SIMPLE=-1,MUTUAL=-2,ISTIO_MUTUAL=-2 spec.servers.tls.mode
      true=-1,false=0 spec.servers.tls.httpsRedirect
      TLSV1_0=2,TLSV1_1=1,TLSV1_2=0,TLSV1_3=-1 spec.servers.tls.minProtocolVersion
      harmless spec.servers.name
    networking.istio.io/ServiceEntry exposure
      grants spec.hosts spec.addresses spec.exportTo
      other spec.*
    policy.linkerd.io/AuthorizationPolicy traffic grants
      other spec.*
    policy.linkerd.io/ServerAuthorization traffic grants
      other spec.*
    policy.linkerd.io/MeshTLSAuthentication traffic
      grants spec.identities spec.identityRefs
    policy.linkerd.io/NetworkAuthentication traffic
      grants spec.networks
    policy.linkerd.io/Server traffic guards
      all-unauthenticated=2,cluster-unauthenticated=2,audit=2,all-authenticated=1,cluster-authenticated=1,deny=0 spec.accessPolicy
      other spec.*
    consul.hashicorp.com/Mesh traffic other
      TLSv1_0=2,TLSv1_1=1,TLSv1_2=0,TLSv1_3=-1 spec.tls.incoming.tlsMinVersion
      TLSv1_0=2,TLSv1_1=1,TLSv1_2=0,TLSv1_3=-1 spec.tls.outgoing.tlsMinVersion
      other spec.tls.*.tlsMaxVersion spec.tls.*.cipherSuites
      true=-1,false=0 spec.transparentProxy.meshDestinationsOnly
      true=1,false=0 spec.allowEnablingPermissiveMutualTLS
    cert-manager.io/Certificate traffic
      grants spec.dnsNames spec.ipAddresses spec.uris spec.emailAddresses spec.usages
      true=1,false=0 spec.isCA
      harmless spec.renewBefore spec.renewBeforePercentage spec.revisionHistoryLimit
      other spec.*
    cert-manager.io/Issuer traffic other
      other spec.*
    cert-manager.io/ClusterIssuer traffic other
      other spec.*
    route.openshift.io/Route exposure
      grants spec.host
      other spec.path spec.to spec.port spec.alternateBackends spec.tls.*
      Subdomain=1,None=0 spec.wildcardPolicy
      edge=-1,reencrypt=-2,passthrough=-2 spec.tls.termination
      Allow=1,Redirect=0,None=0 spec.tls.insecureEdgeTerminationPolicy
    argoproj.io/AppProject source
      grants spec.sourceRepos spec.destinations spec.sourceNamespaces
      grants spec.clusterResourceWhitelist spec.destinationServiceAccounts
      guards spec.clusterResourceBlacklist spec.namespaceResourceBlacklist
      other spec.signatureKeys spec.namespaceResourceWhitelist spec.roles spec.syncWindows
      harmless spec.description spec.orphanedResources
      true=-1,false=0 spec.permitOnlyProjectScopedClusters
    kyverno.io/PolicyException admission
      grants spec.exceptions spec.podSecurity
      other spec.match spec.conditions
      harmless spec.background
    image.toolkit.fluxcd.io/ImageRepository source other
      true=1,false=0 spec.insecure
      harmless spec.interval
      other spec.*
    image.toolkit.fluxcd.io/ImagePolicy source other
      other spec.*
    apiserver.config.k8s.io/AdmissionConfiguration plane other
      guards plugins.name
      other plugins.path plugins.configuration
    apiserver.config.k8s.io/EncryptionConfiguration plane guards
      other resources
    audit.k8s.io/Policy plane guards
      other rules omitStages
      harmless omitManagedFields
    kubelet.config.k8s.io/KubeletConfiguration plane
      true=1,false=0 authentication.anonymous.enabled
      guards authentication.x509.clientCAFile
      false=1,true=0 authentication.webhook.enabled makeIPTablesUtilChains
      harmless authentication.webhook.cacheTTL authorization.webhook evictionHard evictionSoft
      harmless maxPods cgroupDriver kubeReserved systemReserved imageGCHighThresholdPercent
      harmless imageGCLowThresholdPercent
      AlwaysAllow=1,Webhook=0 authorization.mode
      other readOnlyPort tlsCipherSuites streamingConnectionIdleTimeout clusterDNS clusterDomain
      other featureGates
      true=-1,false=0 protectKernelDefaults rotateCertificates serverTLSBootstrap seccompDefault
      false=-1,true=0 enableDebuggingHandlers
      VersionTLS13=-1,VersionTLS12=0,VersionTLS11=1 tlsMinVersion
      grants allowedUnsafeSysctls
    projectcalico.org/NetworkPolicy,GlobalNetworkPolicy policy other
      harmless spec.ingress spec.egress
      other spec.*
    crd.projectcalico.org/NetworkPolicy,GlobalNetworkPolicy policy other
      harmless spec.ingress spec.egress
      other spec.*
    storage.k8s.io/StorageClass plane
      true=-1,false=0 parameters.encrypted
      other parameters.kmsKeyId parameters.kmskeyid parameters.disk-encryption-kms-key
      other parameters.diskEncryptionSetID
    velero.io/Schedule removal guards
      guards spec.template.includedNamespaces
      grants spec.template.excludedNamespaces
      true=1,false=0 spec.paused
      other spec.schedule spec.template.* spec.*
    velero.io/Restore removal other
      other spec.*
    policy/PodSecurityPolicy admission grants
      true=1,false=0 spec.privileged spec.hostNetwork spec.hostPID spec.hostIPC
      false=-1,true=0 spec.allowPrivilegeEscalation spec.defaultAllowPrivilegeEscalation
      true=-1,false=0 spec.readOnlyRootFilesystem
      grants spec.allowedCapabilities spec.defaultAddCapabilities spec.volumes spec.hostPorts
      grants spec.allowedUnsafeSysctls spec.allowedProcMountTypes spec.runAsUser.ranges
      grants spec.runAsGroup.ranges spec.fsGroup.ranges spec.supplementalGroups.ranges
      guards spec.requiredDropCapabilities spec.forbiddenSysctls
      MustRunAs=-1,MustRunAsNonRoot=-2,MayRunAs=0,RunAsAny=0 spec.runAsUser.rule
      MustRunAs=-1,MustRunAsNonRoot=-2,MayRunAs=0,RunAsAny=0 spec.runAsGroup.rule
      MustRunAs=-1,MustRunAsNonRoot=-2,MayRunAs=0,RunAsAny=0 spec.fsGroup.rule
      MustRunAs=-1,MustRunAsNonRoot=-2,MayRunAs=0,RunAsAny=0 spec.supplementalGroups.rule
      other spec.*
    security.openshift.io/SecurityContextConstraints admission grants
      true=1,false=0 allowPrivilegedContainer allowHostNetwork allowHostPID allowHostIPC
      true=1,false=0 allowHostPorts allowHostDirVolumePlugin
      false=-1,true=0 allowPrivilegeEscalation defaultAllowPrivilegeEscalation
      true=-1,false=0 readOnlyRootFilesystem
      grants users groups volumes allowedCapabilities defaultAddCapabilities allowedUnsafeSysctls
      grants allowedFlexVolumes seccompProfiles
      guards requiredDropCapabilities forbiddenSysctls
      MustRunAs=-1,MustRunAsRange=-1,MustRunAsNonRoot=-1,RunAsAny=0 runAsUser.type
      MustRunAs=-1,RunAsAny=0 seLinuxContext.type fsGroup.type supplementalGroups.type
      other priority runAsUser.* seLinuxContext.* fsGroup.* supplementalGroups.*
    tekton.dev/Task,ClusterTask,TaskRun,Pipeline,PipelineRun command grants
      other spec.*
    """
}
