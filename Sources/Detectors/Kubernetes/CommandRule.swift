import Detection
import Syntax

/// What containers are told to do, by a cluster's probes as well.
enum CommandRule: KubernetesFactRule {
  static let command = Kind(
    "container-command",
    of: .workload,
    title: "A container runs another command",
    help:
      "The same image does something else, with the same identity and secrets. What a command exports is judged with the exports.",
    example: Kind.Example(
      path: "web/deployment.yaml",
      old: KubernetesExamples.deployment(container: "args: [serve]"),
      new: KubernetesExamples.deployment(container: "args: [serve, --no-auth]")
    )
  )
  static let kinds = [command]

  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    for container in PodSpec.all(in: object).flatMap(\.containers) {
      facts.owners.insert(container.identity)
      let handlers =
        ["postStart", "preStop"].compactMap { container.node["lifecycle"]?[$0] }
        + ["livenessProbe", "readinessProbe", "startupProbe"].compactMap { container.node[$0] }
      let asked = handlers.compactMap { $0[path: "exec", "command"] }
      let own = [container.node["command"], container.node["args"]].compactMap(\.self)
      guard let first = own.first ?? asked.first else { continue }
      // The flags of a control plane are told one by one.
      let said = ControlPlaneRule.command(of: container)?.rest ?? own.flatMap(\.texts)
      let words = (said + asked.flatMap(\.texts)).joined(separator: " ")
      facts.add(
        Fact(
          command,
          slot: container.identity,
          rank: 0,
          value: words,
          owner: container.identity,
          .medium,
          line: first.position.line,
          "command",
          container.place,
          environments: object.environments,
          isFirm: true
        )
      )
    }
  }
}
