extension DefinedKind {
  /// Kinds of the programs that clusters most often run, as ``table`` has them.
  ///
  /// What another rule tells stands here as harmless, and so does what only says when and how often.
  static let operators = """
    kustomize.toolkit.fluxcd.io/Kustomization source grants
      harmless spec.path spec.sourceRef spec.serviceAccountName spec.targetNamespace
      harmless spec.interval spec.retryInterval spec.timeout spec.wait
      harmless spec.healthChecks spec.healthCheckExprs spec.namePrefix spec.nameSuffix
      other spec.*
    helm.toolkit.fluxcd.io/HelmRelease source grants
      harmless spec.chart spec.serviceAccountName spec.targetNamespace spec.values
      harmless spec.interval spec.timeout spec.maxHistory spec.test spec.persistentClient
      harmless spec.install.remediation spec.install.timeout spec.install.createNamespace
      harmless spec.upgrade.remediation spec.upgrade.timeout spec.upgrade.cleanupOnFail
      harmless spec.rollback.timeout spec.rollback.cleanupOnFail spec.uninstall.timeout
      other spec.install.* spec.upgrade.* spec.rollback.* spec.uninstall.*
      other spec.*
    source.toolkit.fluxcd.io/GitRepository,OCIRepository,HelmRepository,HelmChart,Bucket source
      harmless spec.url spec.ref spec.verify spec.insecure spec.chart spec.version spec.sourceRef
      harmless spec.serviceAccountName spec.bucketName spec.endpoint
      harmless spec.interval spec.timeout spec.type
      other spec.*
    notification.toolkit.fluxcd.io/Alert,Provider,Receiver exposure other
      harmless spec.summary spec.interval
      other spec.*
    image.toolkit.fluxcd.io/ImageUpdateAutomation source other
      harmless spec.interval
      other spec.*
    helm.cattle.io/HelmChart,HelmChartConfig source other
      grants spec.chart spec.repo
      harmless spec.valuesContent spec.values spec.timeout
      other spec.*
    argoproj.io/Application source grants
      harmless spec.project spec.destination spec.revisionHistoryLimit spec.info
      harmless spec.source.repoURL spec.source.targetRevision spec.source.chart spec.source.path
      harmless spec.source.ref spec.source.helm.values spec.source.helm.valuesObject
      harmless spec.source.helm.parameters spec.source.helm.releaseName
      harmless spec.sources.repoURL spec.sources.targetRevision spec.sources.chart spec.sources.path
      harmless spec.sources.ref spec.sources.helm.values spec.sources.helm.valuesObject
      harmless spec.sources.helm.parameters spec.sources.helm.releaseName
      other spec.source.* spec.source.helm.* spec.sources.* spec.sources.helm.* spec.*
    argoproj.io/ApplicationSet source grants
      other spec.*
    argoproj.io/Rollout,AnalysisTemplate,ClusterAnalysisTemplate,AnalysisRun command other
      harmless spec.template spec.replicas spec.selector spec.revisionHistoryLimit
      harmless spec.minReadySeconds spec.progressDeadlineSeconds
      other spec.*
    argoproj.io/Workflow,WorkflowTemplate,ClusterWorkflowTemplate,CronWorkflow command grants
      other spec.*
    external-secrets.io/SecretStore,ClusterSecretStore secret other
      harmless spec.refreshInterval spec.retrySettings
      other spec.*
    generators.external-secrets.io/* secret other
      other spec.*
    secrets-store.csi.x-k8s.io/SecretProviderClass secret other
      other spec.*
    cilium.io/CiliumNetworkPolicy,CiliumClusterwideNetworkPolicy policy other
      harmless spec.ingress spec.egress spec.ingressDeny spec.egressDeny spec.description
      other spec.* specs
    cilium.io/CiliumLocalRedirectPolicy policy other
      other spec.*
    cilium.io/* plane other
      other spec.*
    policy.networking.k8s.io/* policy other
      other spec.*
    constraints.gatekeeper.sh/* admission
      harmless spec.enforcementAction
      other spec.*
    templates.gatekeeper.sh/ConstraintTemplate admission guards
      other spec.*
    test.gatekeeper.sh/Suite admission
      harmless tests skip
    admission.k8s.io/AdmissionReview admission
      harmless request response
    cli.kyverno.io/Test admission
      harmless *
    config.gatekeeper.sh/Config admission other
      other spec.*
    mutations.gatekeeper.sh/* admission other
      other spec.*
    wgpolicyk8s.io/* admission
      harmless results summary scope source
    kyverno.io/ClusterCleanupPolicy,CleanupPolicy removal other
      other spec.*
    trust.cert-manager.io/Bundle traffic grants
      other spec.*
    acme.cert-manager.io/* traffic other
      other spec.*
    traefik.io/IngressRoute,IngressRouteTCP,IngressRouteUDP exposure grants
      other spec.*
    traefik.containo.us/IngressRoute,IngressRouteTCP,IngressRouteUDP exposure grants
      other spec.*
    traefik.io/* exposure other
      other spec.*
    traefik.containo.us/* exposure other
      other spec.*
    gateway.envoyproxy.io/* exposure other
      named spec.*
    projectcontour.io/* exposure grants
      other spec.*
    metallb.io/* exposure other
      other spec.*
    externaldns.k8s.io/DNSEndpoint exposure grants
      other spec.*
    keda.sh/TriggerAuthentication,ClusterTriggerAuthentication secret other
      other spec.*
    keda.sh/ScaledObject,ScaledJob command
      named spec.*
    karpenter.sh/* plane other
      harmless spec.weight
      other spec.*
    karpenter.k8s.aws/EC2NodeClass plane other
      other spec.role spec.instanceProfile spec.userData spec.metadataOptions
      other spec.securityGroupSelectorTerms spec.subnetSelectorTerms spec.amiSelectorTerms
      other spec.associatePublicIPAddress
      named spec.*
    monitoring.coreos.com/ServiceMonitor,PodMonitor,PrometheusRule plane
      named spec.*
    monitoring.coreos.com/Prometheus,Alertmanager,ThanosRuler,PrometheusAgent plane other
      harmless spec.replicas spec.shards spec.resources spec.logLevel spec.logFormat spec.affinity
      harmless spec.tolerations spec.nodeSelector spec.topologySpreadConstraints spec.retentionSize
      harmless spec.priorityClassName spec.scrapeInterval spec.evaluationInterval spec.portName
      harmless spec.walCompression spec.minReadySeconds spec.terminationGracePeriodSeconds
      other spec.*
    monitoring.coreos.com/* plane other
      other spec.*
    operator.victoriametrics.com/* plane other
      named spec.*
    grafana.integreatly.org/GrafanaDashboard,GrafanaFolder,GrafanaAlertRuleGroup plane
      harmless spec.*
    grafana.integreatly.org/* plane other
      named spec.*
    integreatly.org/GrafanaDashboard plane
      harmless spec.*
    longhorn.io/RecurringJob removal other
      other spec.*
    longhorn.io/* removal other
      other spec.*
    volsync.backube/* removal other
      harmless spec.trigger.schedule
      other spec.*
    postgresql.cnpg.io/ScheduledBackup removal guards
      other spec.*
    postgresql.cnpg.io/* removal other
      harmless spec.instances spec.resources spec.affinity spec.logLevel spec.description
      harmless spec.startDelay spec.stopDelay spec.switchoverDelay spec.nodeMaintenanceWindow
      other spec.*
    snapshot.storage.k8s.io/VolumeSnapshotClass removal other
      Delete=1,Retain=0 deletionPolicy
      harmless driver
      other parameters
    ceph.rook.io/* removal other
      other spec.*
    operators.coreos.com/ClusterServiceVersion command grants
      other spec.install.* spec.webhookdefinitions spec.apiservicedefinitions spec.nativeAPIs
      named spec.*
    operators.coreos.com/Subscription,CatalogSource,InstallPlan source grants
      other spec.*
    operators.coreos.com/OperatorGroup plane other
      other spec.*
    apiextensions.k8s.io/CustomResourceDefinition plane other
      other spec.*
    apiregistration.k8s.io/APIService plane grants
      other spec.*
    flowcontrol.apiserver.k8s.io/FlowSchema,PriorityLevelConfiguration plane
      harmless spec
    node.k8s.io/RuntimeClass plane other
      harmless overhead
      other handler scheduling
    discovery.k8s.io/EndpointSlice exposure grants
      other addressType endpoints ports
    /Endpoints exposure grants
      other subsets
    networking.k8s.io/IngressClass exposure other
      other spec.*
    resource.k8s.io/* plane other
      named spec.*
    certificates.k8s.io/CertificateSigningRequest plane grants
      other spec.*
    cluster.x-k8s.io/* removal other
      harmless spec.replicas
      other spec.*
    """
}
