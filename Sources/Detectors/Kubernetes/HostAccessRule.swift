import Detection
import Syntax

/// What a pod shares with its node.
enum HostAccessRule: KubernetesFactRule {
  static let host = Kind(
    "host-access",
    of: .workload,
    title: "A pod shares something with its node",
    help:
      "The node's network, processes or files: most of them let a program take over the node, and with it all that runs there.",
    example: Kind.Example(
      path: "web/deployment.yaml",
      old: KubernetesExamples.deployment(),
      new: KubernetesExamples.deployment(pod: "hostNetwork: true")
    )
  )
  static let secret = Kind(
    "secret-mount",
    of: .workload,
    title: "A pod gets a secret",
    help: "The program in the pod, and whoever may open a shell in it, can read the secret.",
    example: Kind.Example(
      path: "web/deployment.yaml",
      old: KubernetesExamples.deployment(),
      new: KubernetesExamples.deployment(container: "envFrom: [{secretRef: {name: database}}]")
    )
  )
  static let kinds = [host, secret]

  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    for pod in PodSpec.all(in: object) {
      facts.add(namespaces(pod) + volumes(pod) + settings(pod) + groups(pod) + places(pod))
      for container in pod.containers {
        facts.add(ports(container) + secrets(container) + probes(container))
      }
    }
    if object.kind == "PersistentVolume", let node = object.node[path: "spec", "hostPath", "path"] {
      facts.add(path(node, object.identity, object))
    }
  }

  static func fact(
    _ pod: PodSpec,
    _ aspect: String,
    rank: Int = 1,
    value: String? = nil,
    _ severity: Severity,
    at node: Node,
    _ noun: String
  ) -> Fact {
    Fact(
      host,
      slot: "\(pod.identity)\u{0}\(aspect)",
      rank: rank,
      value: value,
      owner: rank > 0 ? nil : pod.object.identity,
      severity,
      line: node.position.line,
      noun,
      "in \(pod.object.title)",
      environments: pod.object.environments
    )
  }

  private static func namespaces(_ pod: PodSpec) -> [Fact] {
    var facts: [Fact] = []
    let shared: [(String, Severity)] = [
      ("hostNetwork", .high), ("hostPID", .critical), ("hostIPC", .high),
      ("shareProcessNamespace", .medium),
    ]
    for (key, severity) in shared {
      guard let node = pod.node[key], node.isTrue || Unfilled.standsIn(node) else { continue }
      let value = node.isTrue ? nil : node.text
      facts.append(fact(pod, key, value: value, severity, at: node, "'\(key): true'"))
    }
    if let node = pod.node["hostUsers"], node.isFalse {
      facts.append(fact(pod, "hostUsers", rank: -1, .high, at: node, "'hostUsers: false'"))
    }
    if let node = pod.node["runtimeClassName"], let name = node.text {
      let isSandbox = sandboxes.contains(where: name.lowercased().contains)
      facts.append(
        fact(
          pod,
          "runtime",
          rank: isSandbox ? -1 : 0,
          value: name,
          .high,
          at: node,
          "runtime class"
        )
      )
    }
    return facts
  }

  /// Runtimes that keep a container's kernel apart from the node's, by what people call them.
  private static let sandboxes = ["gvisor", "runsc", "kata", "firecracker", "sandbox", "nabla"]

  private static func volumes(_ pod: PodSpec) -> [Fact] {
    var facts: [Fact] = []
    let readOnly = readOnlyVolumes(of: pod)
    for volume in pod.node["volumes"]?.items ?? [] {
      if let node = volume[path: "hostPath", "path"] {
        let reads = volume["name"]?.text.map(readOnly.contains) ?? false
        facts.append(path(node, pod.identity, pod.object, access: reads ? 1 : 2))
      }
      if let node = volume[path: "secret", "secretName"], let name = node.text {
        facts.append(mount(name, pod, at: node))
      }
      for source in volume[path: "projected", "sources"]?.items ?? [] {
        guard let node = source[path: "secret", "name"], let name = node.text else { continue }
        facts.append(mount(name, pod, at: node))
      }
    }
    return facts
  }

  /// Names of volumes that are mounted, and none of their mounts for writing: worth less.
  private static func readOnlyVolumes(of pod: PodSpec) -> Set<String> {
    var read: Set<String> = []
    var written: Set<String> = []
    for mount in pod.containers.flatMap({ $0.node["volumeMounts"]?.items ?? [] }) {
      guard let name = mount["name"]?.text else { continue }
      if mount["readOnly"]?.isTrue ?? false { read.insert(name) } else { written.insert(name) }
    }
    return read.subtracting(written)
  }

  private static func path(
    _ node: Node,
    _ identity: String,
    _ object: KubernetesObject,
    access: Int = 2
  ) -> Fact {
    let path = node.text ?? ""
    return Fact(
      host,
      slot: "\(identity)\u{0}path \(path)",
      rank: access,
      value: access == 1 ? "(read-only)" : nil,
      HostPath.severity(of: path, writes: access > 1),
      line: node.position.line,
      "host path \(path)",
      "in \(object.title)",
      environments: object.environments
    )
  }

  private static func ports(_ container: PodContainer) -> [Fact] {
    (container.node["ports"]?.items ?? []).compactMap { port in
      guard let node = port["hostPort"], let number = node.text, number != "0" else { return nil }
      return fact(container.pod, "port \(number)", .medium, at: node, "host port \(number)")
    }
  }

  private static func secrets(_ container: PodContainer) -> [Fact] {
    let all = (container.node["envFrom"]?.items ?? []).compactMap { $0[path: "secretRef", "name"] }
    let keys = (container.node["env"]?.items ?? []).compactMap {
      $0[path: "valueFrom", "secretKeyRef", "name"]
    }
    return (all + keys).compactMap { node in
      node.text.map { mount($0, container.pod, at: node) }
    }
  }

  private static func mount(_ name: String, _ pod: PodSpec, at node: Node) -> Fact {
    Fact(
      secret,
      slot: "\(pod.identity)\u{0}\(name)",
      .medium,
      line: node.position.line,
      "secret '\(name)'",
      "for \(pod.object.title)",
      verbs: .gives,
      data: [name],
      environments: pod.object.environments,
      isFirm: true
    )
  }
}

/// How much of a machine a path gives away.
enum HostPath {
  static func severity(of path: String, writes: Bool) -> Severity {
    if sockets.contains(where: path.hasSuffix) { return .critical }
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    if dangerous.contains(trimmed) { return .critical }
    if dangerous.contains(where: { $0 != "/" && trimmed.hasPrefix($0 + "/") }) {
      return writes ? .critical : .high
    }
    return writes ? .high : .medium
  }

  static let sockets = ["docker.sock", "containerd.sock", "crio.sock", "podman.sock"]
  private static let dangerous: Set<String> = [
    "/", "/etc", "/root", "/proc", "/sys", "/dev", "/var", "/var/run", "/run", "/boot", "/usr",
    "/var/lib/kubelet", "/var/lib/docker", "/var/lib/containerd", "/home", "/etc/kubernetes",
    "/var/lib/etcd", "/bin", "/sbin", "/lib", "/opt/cni",
  ]
}
