import Detection
import Syntax

/// Labels and annotations that let something happen, whoever reads them.
enum PowerMarks: KubernetesFactRule {
  static let kinds: [Kind] = []

  /// Of which objects a mark is read.
  private enum Bearer {
    case namespace, pod, object
  }

  private struct Mark {
    let bearer: Bearer
    let kind: Kind
    /// How much each value lets happen; `*` is any.
    let ranks: [String: Int]
  }

  private static let named: [String: Mark] = [
    "admission.gatekeeper.sh/ignore": Mark(
      bearer: .namespace,
      kind: AdmissionRule.admission,
      ranks: ["*": 1]
    ),
    "policy.sigstore.dev/include": Mark(
      bearer: .namespace,
      kind: AdmissionRule.admission,
      ranks: ["true": -1]
    ),
    "policy.sigstore.dev/exclude": Mark(
      bearer: .namespace,
      kind: AdmissionRule.admission,
      ranks: ["true": 1]
    ),
    "iam.amazonaws.com/permitted": Mark(
      bearer: .namespace,
      kind: ServiceAccountRule.cloud,
      ranks: ["*": 1]
    ),
    "iam.amazonaws.com/allowed-roles": Mark(
      bearer: .namespace,
      kind: ServiceAccountRule.cloud,
      ranks: ["*": 1]
    ),
    "azure.workload.identity/use": Mark(
      bearer: .pod,
      kind: ServiceAccountRule.cloud,
      ranks: ["true": 1]
    ),
    "aadpodidbinding": Mark(bearer: .pod, kind: ServiceAccountRule.cloud, ranks: ["*": 1]),
    "k8s.v1.cni.cncf.io/networks": Mark(
      bearer: .pod,
      kind: HostAccessRule.host,
      ranks: ["*": 1]
    ),
    "v1.multus-cni.io/default-network": Mark(
      bearer: .pod,
      kind: HostAccessRule.host,
      ranks: ["*": 0]
    ),
    "vault.hashicorp.com/role": Mark(
      bearer: .pod,
      kind: ServiceAccountRule.account,
      ranks: ["*": 0]
    ),
    "vault.hashicorp.com/tls-skip-verify": Mark(
      bearer: .pod,
      kind: HostAccessRule.secret,
      ranks: ["true": 1]
    ),
    "networking.knative.dev/visibility": Mark(
      bearer: .object,
      kind: ServiceRule.exposure,
      ranks: ["cluster-local": -1]
    ),
    "argocd.argoproj.io/secret-type": Mark(
      bearer: .object,
      kind: DeliveryRule.source,
      ranks: ["*": 1]
    ),
    "kustomize.toolkit.fluxcd.io/prune": kept("disabled"),
    "helm.sh/resource-policy": kept("keep"),
    "argocd.argoproj.io/sync-options": kept("*", rank: 0),
    "kustomize.toolkit.fluxcd.io/force": kept("enabled", rank: 1),
    "kustomize.toolkit.fluxcd.io/reconcile": delivered("disabled", rank: -1),
    "argocd.argoproj.io/skip-reconcile": delivered("true", rank: -1),
    "argocd.argoproj.io/hook": delivered("*", rank: 0),
    "helm.sh/hook": delivered("*", rank: 0),
    "kubed.appscode.com/sync": copy,
    "reflector.v1.k8s.emberstack.com/reflection-allowed": copies,
    "reflector.v1.k8s.emberstack.com/reflection-allowed-namespaces": copy,
    "reflector.v1.k8s.emberstack.com/reflection-auto-enabled": copies,
    "reflector.v1.k8s.emberstack.com/reflection-auto-namespaces": copy,
  ]

  /// Whether it is let go with what it was made from.
  private static func kept(_ value: String, rank: Int = -1) -> Mark {
    Mark(bearer: .object, kind: DestructionRule.removal, ranks: [value: rank])
  }

  private static func delivered(_ value: String, rank: Int) -> Mark {
    Mark(bearer: .object, kind: DeliveryRule.source, ranks: [value: rank])
  }

  private static let copy = Mark(bearer: .object, kind: HostAccessRule.secret, ranks: ["*": 1])
  private static let copies = Mark(bearer: .object, kind: HostAccessRule.secret, ranks: ["true": 1])

  /// Marks of which only the beginning is known.
  private static let families: [(prefix: String, mark: Mark)] = [
    ("replicator.v1.mittwald.de/repl", copy),
    ("argocd-image-updater.argoproj.io/", delivered("*", rank: 0)),
    (
      "vault.hashicorp.com/agent-inject-secret-",
      Mark(bearer: .pod, kind: HostAccessRule.secret, ranks: ["*": 1])
    ),
    (
      "vault.hashicorp.com/agent-inject-template-",
      Mark(bearer: .pod, kind: HostAccessRule.secret, ranks: ["*": 0])
    ),
  ]

  private static func mark(_ name: String) -> Mark? {
    named[name] ?? families.first { name.hasPrefix($0.prefix) }?.mark
  }

  /// Whether any rule reads the mark, of whatever object.
  static func areHeld(_ name: String) -> Bool {
    mark(name) != nil || MeshRule.knows(name) || ServiceAccountRule.knows(name)
      || ServiceRule.internalAnnotations.contains(name)
      || others.contains(where: name.contains)
  }

  /// Parts of the names of other marks that rules read.
  private static let others = [
    "pod-security.kubernetes.io/", "/aggregate-to-", "ingress", "external-dns", "apparmor",
    "seccomp", "load-balancer", "{{", "iam.", "kubernetes.io/service-account",
  ]

  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    let isNamespace = object.kind == "Namespace"
    read(object.node["metadata"], object, isNamespace ? [.namespace, .object] : [.object], &facts)
    if object.kind == "Pod" { read(object.node["metadata"], object, [.pod], &facts) }
    for pod in PodSpec.all(in: object) where object.kind != "Pod" {
      read(pod.metadata, object, [.pod], &facts)
    }
  }

  private static func read(
    _ metadata: Node?,
    _ object: KubernetesObject,
    _ bearers: Set<Bearer>,
    _ facts: inout Facts
  ) {
    for part in ["labels", "annotations"] {
      for member in metadata?[part]?.object ?? [] {
        guard let mark = mark(member.key), bearers.contains(mark.bearer),
          let value = member.value.text, let rank = mark.ranks[value] ?? mark.ranks["*"]
        else { continue }
        facts.add(
          Fact(
            mark.kind,
            slot: "\(object.identity)\u{0}mark \(member.key)",
            rank: rank,
            value: value,
            owner: rank > 0 ? nil : object.identity,
            .high,
            line: member.keyPosition.line,
            "'\(member.key)'",
            "for \(object.title)",
            environments: object.kind == "Namespace" ? [object.name] : object.environments
          )
        )
      }
    }
  }
}
