package import Detection

/// Every detector there is: adding one is its file, a line here, and a table of cases.
package enum Catalogue {
  package static let detectors: [any Detector] = all.map { TwinTolerant(detector: $0) }

  private static let all: [any Detector] = [
    TerraformDetector(), LockFileDetector(), TerragruntDetector(), AWSPolicyFileDetector(),
    TemplateDetector(), StackParametersDetector(), KubernetesDetector(), KustomizationDetector(),
    ContainerDetector(), DockerfileDetector(), GitHubWorkflowDetector(), PipelineDetector(),
    SQLDetector(), ExportsDetector(), DbtDetector(), VaultDetector(), DNSDetector(),
    RosterDetector(),
    CodeOwnersDetector(), SudoersDetector(), KeyFileDetector(), SopsConfigDetector(),
    SopsFileDetector(), SecretObjectDetector(), AnsibleDetector(), SystemdDetector(),
    HelmDetector(), HelperTemplates(), SSHDDetector(), RegistryDetector(),
  ]

  /// Every kind that any detector can observe, by name; one that several observe is told once.
  package static var kinds: [Kind] {
    var byName: [String: Kind] = [:]
    for kind in detectors.flatMap(\.kinds) where byName[kind.name] == nil {
      byName[kind.name] = kind
    }
    return byName.values.sorted { $0.name < $1.name }
  }

  package static func kind(named name: String) -> Kind? {
    detectors.lazy.flatMap(\.kinds).first { $0.name == name }
  }
}
