import Detection
import Syntax

/// What the node's kernel holds a container to.
extension PodPrivilegeRule {
  static func confinement(_ container: PodContainer) -> [Fact] {
    let annotations = container.pod.annotations
    var facts: [Fact] = []
    let seccomp =
      container.setting("seccompProfile").flatMap(profile)
      ?? annotations?["container.seccomp.security.alpha.kubernetes.io/\(container.name)"]
      ?? annotations?["seccomp.security.alpha.kubernetes.io/pod"]
    if let seccomp, let type = seccomp.text {
      facts.append(profile(container, "seccomp", type, at: seccomp))
    }
    let appArmor =
      container.setting("appArmorProfile").flatMap(profile)
      ?? annotations?["container.apparmor.security.beta.kubernetes.io/\(container.name)"]
    if let appArmor, let type = appArmor.text {
      facts.append(profile(container, "AppArmor", type, at: appArmor))
    }
    let label = container.setting("seLinuxOptions")
    for key in ["type", "user", "role", "level"] {
      guard let node = label?[key], let value = node.text else { continue }
      let isOpen = key == "type" && unconfined.contains(value)
      facts.append(
        fact(
          container,
          "SELinux \(key)",
          rank: isOpen ? 1 : 0,
          value: value,
          .high,
          at: node,
          "SELinux \(key)"
        )
      )
    }
    return facts
  }

  /// Domains that may do what an unconfined program may.
  private static let unconfined: Set<String> = [
    "spc_t", "unconfined_t", "container_runtime_t", "unconfined_service_t", "kernel_t", "init_t",
  ]

  /// The type, with the file of one that the node has.
  private static func profile(_ node: Node) -> Node? {
    guard let type = node["type"], let file = node["localhostProfile"]?.text else {
      return node["type"]
    }
    return Node(.string("\(type.text ?? "") \(file)"), at: type.position)
  }

  private static func profile(
    _ container: PodContainer,
    _ name: String,
    _ type: String,
    at node: Node
  ) -> Fact {
    let isOpen = type.lowercased() == "unconfined"
    let isStandard = ["RuntimeDefault", "runtime/default", "docker/default"].contains(type)
    return fact(
      container,
      name,
      rank: isOpen ? 1 : -1,
      value: isStandard ? "RuntimeDefault" : type,
      .high,
      at: node,
      "\(name) profile"
    )
  }
}
