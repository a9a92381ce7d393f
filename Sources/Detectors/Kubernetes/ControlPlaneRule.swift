import Detection
import Syntax

/// How a cluster's own programs are guarded.
enum ControlPlaneRule: KubernetesFactRule {
  static let guards = Kind(
    "control-plane",
    of: .protection,
    title: "A program of the control plane is guarded less, or otherwise",
    help:
      "Flags of the API server, the kubelet, etcd and their kin say who is let in, over which wire, and what is recorded: whoever passes them has the cluster.",
    example: Kind.Example(
      path: "manifests/kube-apiserver.yaml",
      old: KubernetesExamples.deployment(
        container: "command: [kube-apiserver, --anonymous-auth=false]"
      ),
      new: KubernetesExamples.deployment(
        container: "command: [kube-apiserver, --anonymous-auth=true]"
      )
    )
  )
  static let kinds = [guards]

  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    for container in PodSpec.all(in: object).flatMap(\.containers) {
      facts.owners.insert(container.identity)
      guard let command = command(of: container) else { continue }
      let line = (container.node["command"] ?? container.node["args"] ?? container.node).position
      for flag in command.flags {
        guard let meaning = ControlPlaneFlags.meaning(of: flag.name, in: command.program) else {
          continue
        }
        for (rank, value, aspect) in readings(flag.value, meaning) {
          facts.add(
            Fact(
              guards,
              slot: "\(container.identity)\u{0}\(flag.name) \(aspect)",
              rank: rank,
              value: value,
              owner: rank > 0 && !meaning.isMeasure ? nil : container.identity,
              critical.contains(flag.name) ? .critical : .high,
              line: line.line,
              noun(flag.name, aspect),
              container.place,
              environments: object.environments
            )
          )
        }
      }
    }
  }

  /// `'--anonymous-auth=false'`, or `'--enable-admission-plugins' NodeRestriction`.
  private static func noun(_ flag: String, _ aspect: String) -> String {
    aspect.hasPrefix("=") || aspect.isEmpty
      ? "'--\(flag)\(aspect)'" : "'--\(flag)' \(aspect)"
  }

  static func command(of container: PodContainer) -> ControlPlaneCommand? {
    let words = ["command", "args"].flatMap { container.node[$0]?.texts ?? [] }
    return ControlPlaneCommand(words, image: container.node["image"]?.text)
  }

  private static let critical: Set<String> = [
    "anonymous-auth", "authorization-mode", "token-auth-file", "basic-auth-file",
    "insecure-port", "insecure-bind-address", "client-cert-auth",
  ]

  /// How much each part of a flag's value lets happen, as far as it differs from saying nothing.
  private static func readings(
    _ value: String,
    _ meaning: ControlPlaneFlags.Meaning
  ) -> [(rank: Int, value: String?, aspect: String)] {
    let names = value.split(separator: ",").map { String($0.filter { $0 != " " }) }
    switch meaning {
    case .guards(let on): return value.lowercased() == on ? [(-1, nil, "=" + on)] : []
    case .opens(let on): return value.lowercased() == on ? [(1, nil, "=" + on)] : []
    case .file: return value.isEmpty ? [] : [(-1, value, "")]
    case .admits: return value.isEmpty ? [] : [(1, value, "")]
    case .port(let isOpen):
      if value == "0" { return [(-1, value, "")] }
      return isOpen ? [(1, value, "")] : []
    case .address:
      if ["0.0.0.0", "::", "[::]", ""].contains(value) { return [] }
      let isOwn = value.hasPrefix("127.") || ["localhost", "::1", "[::1]"].contains(value)
      return [(isOwn ? -2 : -1, value, "")]
    case .limit: return value.contains { "123456789".contains($0) } ? [] : [(1, value, "")]
    case .kept(let without):
      guard let number = Int(value), number != without else { return [] }
      // Without a bound everything is kept, so that any bound keeps less.
      return [(without == 0 ? 1_000_000 - min(number, 999_999) : without - number, value, "")]
    case .checks:
      return names.map { $0 == "AlwaysAdmit" ? (1, nil, $0) : (-1, nil, $0) }
    case .unchecked: return names.map { $0 == "AlwaysAdmit" ? (-1, nil, $0) : (1, nil, $0) }
    case .modes:
      // One that allows everything has the last word.
      return names.contains("AlwaysAllow")
        ? [] : [(-1, names.sorted().joined(separator: ","), "")]
    case .ciphers:
      let weak = names.filter { !ControlPlaneFlags.isStrong($0) }
      return weak.isEmpty ? [(-1, nil, "")] : weak.map { (1, nil, $0) }
    case .version:
      let order = ["VersionTLS13": -1, "VersionTLS11": 1, "VersionTLS10": 2]
      return order[value].map { [($0, value, "")] } ?? []
    }
  }
}
