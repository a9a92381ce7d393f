import Detection
import Syntax

/// What no other rule knows the meaning of.
enum ResidueRule: KubernetesRule {
  static let kinds: [Kind] = []

  static func compare(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings {
    var findings = Findings()
    for object in new.objects {
      let before = old[object.identity]
      if isJudged(object), before.map(isJudged) ?? true { continue }
      judge(before, object, &findings)
    }
    for object in old.objects where !isJudged(object) && new[object.identity] == nil {
      findings.doubt(nil, "nothing is known of \(object.title), which is gone")
    }
    for twin in [old.twin, new.twin].compactMap(\.self) {
      findings.doubt(twin.line, "\(twin.title) stands in the file twice")
    }
    if !same(old.others, new.others) {
      let line = new.others.first?.position.line
      findings.doubt(line, "a document that is no Kubernetes object")
    }
    return findings
  }

  private static func same(_ a: [Node], _ b: [Node]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.isEquivalent(to: $1) }
  }

  private static func judge(
    _ old: KubernetesObject?,
    _ new: KubernetesObject,
    _ findings: inout Findings
  ) {
    let after = rest(new)
    guard let old else {
      if !after.isEmpty { findings.doubt(new.line, "nothing is known of kind '\(new.kind)'") }
      return
    }
    let before = Dictionary(rest(old).map { ($0.key, $0.value) }) { first, _ in first }
    let changed = after.first { member in
      !(before[member.key]?.isEquivalent(to: member.value) ?? false)
    }
    if let changed {
      findings.doubt(
        changed.value.position.line,
        "nothing is known of '\(changed.key)' in \(new.title)"
      )
    } else if before.count != after.count {
      findings.doubt(new.line, "nothing is known of what is gone from \(new.title)")
    }
  }

  /// All members but the name and what rules have judged.
  private static func rest(_ object: KubernetesObject) -> [Node.Member] {
    (object.node.object ?? []).filter {
      !["apiVersion", "kind", "metadata", "status"].contains($0.key)
    }.map {
      Node.Member(key: $0.key, keyPosition: $0.keyPosition, value: prune($0.value, object, 0))
    }
  }

  private static func prune(_ node: Node, _ object: KubernetesObject, _ depth: Int) -> Node {
    guard depth < 100 else { return node }
    switch node.value {
    case .array(let items):
      return Node(.array(items.map { prune($0, object, depth + 1) }), at: node.position)
    case .object(let members):
      if node["spec"]?["containers"]?.array != nil || node["containers"]?.array != nil {
        return Node(.null, at: node.position)
      }
      let isSource = delivers.contains(object.kind)
      return Node(
        .object(
          members.filter { !isSource || !DeliveryRule.isJudged($0.key) }.map {
            Node.Member(
              key: $0.key,
              keyPosition: $0.keyPosition,
              value: prune($0.value, object, depth + 1)
            )
          }
        ),
        at: node.position,
        tag: node.tag
      )
    default: return node
    }
  }

  private static func isJudged(_ object: KubernetesObject) -> Bool {
    if object.group == "kustomize.config.k8s.io" { return true }
    return AdmissionRule.judges(object) || GatewayRule.judges(object)
      || DefinedKindRule.knows(object)
      || judged.contains(object.kind)
  }

  private static let delivers: Set<String> = [
    "Application", "ApplicationSet", "HelmRelease", "GitRepository", "HelmRepository",
    "OCIRepository", "Kustomization", "Bucket", "HelmChart",
  ]

  /// Kinds whose fields that matter all have a rule, and kinds that have none.
  private static let judged: Set<String> = [
    "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ServiceAccount", "Pod",
    "PodTemplate", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob",
    "ReplicationController", "NetworkPolicy", "Service", "Ingress", "PersistentVolumeClaim",
    "Namespace", "ConfigMap", "Secret", "HorizontalPodAutoscaler", "VerticalPodAutoscaler",
    "PodDisruptionBudget", "ResourceQuota", "LimitRange", "PriorityClass", "StorageClass",
    "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding", "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding", "ClusterPolicy", "Policy", "Chart", "Helmfile",
    "ServiceMonitor",
    "PodMonitor", "PrometheusRule", "Lease", "DeploymentConfig", "Event", "VolumeSnapshot",
    "PersistentVolume", "CSIStorageCapacity",
    // What is in them is told with the secrets.
    "SealedSecret", "ExternalSecret", "ClusterExternalSecret", "PushSecret",
  ]
}
