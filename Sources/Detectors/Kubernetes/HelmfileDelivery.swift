import Detection
import Syntax

/// What a helmfile installs, from where, and with which settings.
enum HelmfileDelivery {
  static func facts(_ object: KubernetesObject, _ make: DeliveryFact) -> [Fact] {
    var facts: [Fact] = []
    for repository in object.node["repositories"]?.items ?? [] {
      let name = repository["name"]?.text ?? "?"
      facts.append(
        make("repository \(name)", 1, repository.canonical, repository, "repository '\(name)'")
      )
    }
    for release in object.node["releases"]?.items ?? [] {
      let name = release["name"]?.text ?? "?"
      let origin = [release["chart"], release["version"]].compactMap { $0?.text }
      facts.append(
        make("release \(name)", 1, origin.joined(separator: " "), release, "chart '\(name)'")
      )
      for member in release.object ?? [] where !told.contains(member.key) {
        facts.append(
          make(
            "release \(name) \(member.key)",
            0,
            member.value.canonical,
            member.value,
            "'\(member.key)' of the chart '\(name)'"
          )
        )
      }
    }
    for member in object.node.object ?? [] where !outer.contains(member.key) {
      facts.append(
        make(member.key, 0, member.value.canonical, member.value, "'\(member.key)'")
      )
    }
    return facts
  }

  private static let told: Set<String> = [
    "name", "chart", "version", "labels", "wait", "waitForJobs", "timeout", "atomic", "needs",
    "historyMax", "cleanupOnFail", "createNamespace", "force", "recreatePods",
  ]
  private static let outer: Set<String> = [
    "apiVersion", "kind", "metadata", "repositories", "releases", "commonLabels",
  ]
}

/// Makes a fact of an aspect, its rank, its value, the place of it and what it is called.
typealias DeliveryFact = (String, Int, String, Node, String) -> Fact
