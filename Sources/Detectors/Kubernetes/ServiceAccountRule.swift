import Detection
import Syntax

/// Identities of programs, in the cluster and in the cloud.
enum ServiceAccountRule: KubernetesFactRule {
  static let cloud = Kind(
    "kubernetes-cloud-identity",
    of: .iam,
    title: "A service account stands for a role of the cloud",
    help:
      "An annotation lets every pod with the service account act as a role of AWS, Google Cloud or Azure.",
    example: Kind.Example(
      path: "web/account.yaml",
      old: KubernetesExamples.serviceAccount(""),
      new: KubernetesExamples.serviceAccount(
        "\n  annotations: {eks.amazonaws.com/role-arn: \"arn:aws:iam::111122223333:role/web\"}"
      )
    )
  )
  static let token = Kind(
    "kubernetes-token",
    of: .iam,
    title: "A service account's token is at hand",
    help:
      "A mounted token, or one kept in a Secret, lets a program in the pod talk to the cluster as its service account.",
    example: Kind.Example(
      path: "web/account.yaml",
      old: KubernetesExamples.serviceAccount("\nautomountServiceAccountToken: false"),
      new: KubernetesExamples.serviceAccount("\nautomountServiceAccountToken: true")
    )
  )
  static let account = Kind(
    "kubernetes-service-account",
    of: .iam,
    title: "A workload runs as another service account",
    help: "The pods get whatever the other service account may do, here and in the cloud.",
    example: Kind.Example(
      path: "web/deployment.yaml",
      old: KubernetesExamples.deployment(pod: "serviceAccountName: web"),
      new: KubernetesExamples.deployment(pod: "serviceAccountName: admin")
    )
  )
  static let kinds = [cloud, token, account]

  private static let annotations = [
    "eks.amazonaws.com/role-arn", "iam.gke.io/gcp-service-account",
    "azure.workload.identity/client-id", "azure.workload.identity/tenant-id",
    "iam.amazonaws.com/role",
  ]

  static func knows(_ mark: String) -> Bool { annotations.contains(mark) }

  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    if object.kind == "ServiceAccount" || object.node["metadata"] != nil {
      for name in annotations {
        guard let node = object.annotation(name), let value = node.text else { continue }
        facts.add(identity(object, name, value, at: node))
      }
    }
    if object.kind == "ServiceAccount" { mounting(object.node, object, in: &facts) }
    if object.kind == "Secret",
      object.node["type"]?.text == "kubernetes.io/service-account-token"
    {
      let name = object.annotation("kubernetes.io/service-account.name")?.text ?? "?"
      facts.add(
        Fact(
          token,
          slot: object.identity,
          value: name,
          .high,
          line: object.line,
          "a lasting token of service account",
          "in \(object.title)"
        )
      )
    }
    for pod in PodSpec.all(in: object) {
      facts.owners.insert(pod.identity)
      state(pod, in: &facts)
    }
  }

  private static func identity(
    _ object: KubernetesObject,
    _ name: String,
    _ value: String,
    at node: Node
  ) -> Fact {
    Fact(
      cloud,
      slot: "\(object.identity)\u{0}\(name)",
      value: value,
      .high,
      line: node.position.line,
      "cloud identity",
      "for \(object.title)",
      environments: object.environments,
      isFirm: true
    )
  }

  private static func state(_ pod: PodSpec, in facts: inout Facts) {
    mounting(pod.node, pod.object, in: &facts)
    facts.add(projections(pod))
    for name in annotations {
      guard let node = pod.annotations?[name], let value = node.text else { continue }
      facts.add(identity(pod.object, "pod \(name)", value, at: node))
    }
    let node = pod.node["serviceAccountName"] ?? pod.node["serviceAccount"]
    guard let node, let name = node.text, name != "default", !name.isEmpty else {
      if pod.isBuiltIn { facts.add(ofNamespace(pod, at: node)) }
      return
    }
    facts.add(
      Fact(
        account,
        slot: pod.identity,
        value: name,
        .high,
        line: node.position.line,
        "service account",
        "for \(pod.object.title)",
        environments: pod.object.environments,
        isFirm: true
      )
    )
  }

  /// The account that pods have without a word: everybody's in the namespace, with whatever one of them was given.
  private static func ofNamespace(_ pod: PodSpec, at node: Node?) -> Fact {
    Fact(
      account,
      slot: "\(pod.identity)\u{0}default",
      owner: pod.identity,
      .medium,
      line: (node ?? pod.node).position.line,
      "the namespace's own service account",
      "for \(pod.object.title)",
      verbs: .gives,
      environments: pod.object.environments
    )
  }

  /// Tokens that a volume holds, whatever is said of mounting them.
  private static func projections(_ pod: PodSpec) -> [Fact] {
    let sources = (pod.node["volumes"]?.items ?? []).flatMap {
      $0[path: "projected", "sources"]?.items ?? []
    }
    return sources.compactMap { $0["serviceAccountToken"] }.map { source in
      let audience = source["audience"]?.text ?? "the cluster"
      return Fact(
        token,
        slot: "\(pod.identity)\u{0}token \(audience)",
        .medium,
        line: source.position.line,
        "a token for \(audience)",
        "in a volume of \(pod.object.title)",
        environments: pod.object.environments,
        isFirm: true
      )
    }
  }

  /// A token is mounted unless somebody says no.
  private static func mounting(_ node: Node, _ object: KubernetesObject, in facts: inout Facts) {
    guard let flag = node["automountServiceAccountToken"] else { return }
    // True overrides a service account that says no; it is as good as absent otherwise.
    guard flag.isFalse || Unfilled.standsIn(flag) else { return }
    facts.add(
      Fact(
        token,
        slot: object.identity,
        rank: -1,
        value: flag.isFalse ? nil : flag.text,
        owner: object.identity,
        .high,
        line: flag.position.line,
        "'automountServiceAccountToken: false'",
        "for \(object.title)",
        environments: object.environments
      )
    )
  }
}
