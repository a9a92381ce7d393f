import Detection
import Syntax

/// Where a deployer takes manifests and charts from.
enum DeliveryRule: KubernetesFactRule {
  static let source = Kind(
    "delivery-source",
    of: .supplyChain,
    title: "Manifests or charts come from elsewhere, or in another version",
    help:
      "Charts, remote bases and repositories that are deployed decide what runs with all the rights of the deployer.",
    example: Kind.Example(
      path: "chart/Chart.yaml",
      old: chartExample("1.0.0"),
      new: chartExample("2.0.0")
    )
  )
  static let kinds = [source]

  private static func chartExample(_ version: String) -> String {
    """
    apiVersion: v2
    name: web
    version: 0.1.0
    dependencies:
      - {name: postgresql, repository: "https://charts.example.com", version: \(version)}

    """
  }

  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    switch object.kind {
    case "Kustomization" where object.group == "kustomize.config.k8s.io",
      "Component" where object.group == "kustomize.config.k8s.io":
      kustomization(object, in: &facts)
    case "Chart": chart(object, in: &facts)
    case "Helmfile":
      facts.owners.insert(object.identity)
      facts.add(
        HelmfileDelivery.facts(object) { fact(object, $0, rank: $1, value: $2, at: $3, $4) }
      )
    case "Application", "ApplicationSet", "HelmRelease", "GitRepository", "HelmRepository",
      "OCIRepository", "Kustomization", "Bucket", "HelmChart":
      search(object.node["spec"], object, "", 0, &facts)
    default: break
    }
  }

  private static let keys: Set<String> = [
    "repoURL", "targetRevision", "chart", "version", "url", "ref", "sourceRef", "path",
    "repository",
    "branch", "tag", "semver", "digest", "commit", "verify", "insecure", "project", "destination",
    "endpoint", "bucketName", "repo", "serviceAccountName", "targetNamespace",
  ]

  static func isJudged(_ key: String) -> Bool { keys.contains(key) }

  private static func fact(
    _ object: KubernetesObject,
    _ aspect: String,
    rank: Int = 1,
    value: String?,
    at node: Node,
    _ noun: String
  ) -> Fact {
    Fact(
      source,
      slot: "\(object.identity)\u{0}\(aspect)",
      rank: rank,
      value: value,
      owner: rank > 0 ? nil : object.identity,
      .medium,
      line: node.position.line,
      noun,
      "in \(object.title)",
      environments: object.environments
    )
  }

  /// Without an account the deployer's own rights are used, without a check anybody's commits are taken, and without
  /// a version whichever is the newest.
  private static func rank(of key: String, _ value: Node, in object: KubernetesObject) -> Int {
    // Of a source it is whose pull secrets are used.
    if key == "serviceAccountName", object.group == "source.toolkit.fluxcd.io" { return 0 }
    if holds.contains(key) { return -1 }
    if key == "insecure" { return value.isFalse ? 0 : 1 }
    return pins.contains(key) ? 0 : 1
  }

  private static let holds: Set<String> = ["serviceAccountName", "verify"]
  private static let pins: Set<String> = [
    "targetRevision", "version", "ref", "branch", "tag", "semver", "digest", "commit", "path",
    "project", "targetNamespace",
  ]

  private static func search(
    _ node: Node?,
    _ object: KubernetesObject,
    _ place: String,
    _ depth: Int,
    _ facts: inout Facts
  ) {
    guard let node, depth < 20 else { return }
    for member in node.object ?? [] {
      if keys.contains(member.key) {
        let name = place + member.key
        facts.add(
          fact(
            object,
            name,
            rank: rank(of: member.key, member.value, in: object),
            value: member.value.canonical,
            at: member.value,
            "'\(name)'"
          )
        )
      } else if member.key != "values" && member.key != "parameters" {
        search(member.value, object, place + member.key + ".", depth + 1, &facts)
      }
    }
    for (index, item) in (node.array ?? []).enumerated() {
      search(item, object, place + "\(index).", depth + 1, &facts)
    }
  }

  private static func chart(_ object: KubernetesObject, in facts: inout Facts) {
    for dependency in object.node["dependencies"]?.items ?? [] {
      let name = dependency["alias"]?.text ?? dependency["name"]?.text ?? "?"
      let origin = "\(dependency["repository"]?.text ?? "") \(dependency["version"]?.text ?? "")"
      facts.add(fact(object, name, value: origin, at: dependency, "chart '\(name)'"))
    }
  }

  private static func kustomization(_ object: KubernetesObject, in facts: inout Facts) {
    for key in ["resources", "bases", "components", "crds", "generators", "transformers"] {
      for node in object.node[key]?.items ?? [] {
        guard let path = node.text else { continue }
        let isRemote =
          path.contains("://") || path.contains("github.com/") || path.hasPrefix("git@")
        // A file of the repository is judged where it stands; that it counts is what changes here.
        facts.add(
          fact(object, "resource \(path)", rank: isRemote ? 1 : 0, value: "", at: node, "'\(path)'")
        )
      }
    }
    for image in object.node["images"]?.items ?? [] {
      let name = image["name"]?.text ?? "?"
      let parts = ["newName", "newTag", "digest"].map { image[$0]?.text ?? "" }
      facts.add(
        fact(
          object,
          "image \(name)",
          value: parts.filter { !$0.isEmpty }.joined(separator: " "),
          at: image,
          "image \(name) as"
        )
      )
    }
    for chart in object.node["helmCharts"]?.items ?? [] {
      let name = chart["name"]?.text ?? "?"
      let origin = "\(chart["repo"]?.text ?? "") \(chart["version"]?.text ?? "")"
      facts.add(fact(object, "chart \(name)", value: origin, at: chart, "chart '\(name)'"))
    }
    if let node = object.node["namespace"], let name = node.text {
      facts.add(fact(object, "namespace", rank: 0, value: name, at: node, "namespace"))
    }
  }
}
