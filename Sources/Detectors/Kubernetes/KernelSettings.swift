import Detection
import Syntax

/// What a pod asks of its node's kernel, of its node's files, and of which node it asks it.
extension HostAccessRule {
  /// Settings that are the pod's own, so that no other pod and not the node feels them.
  private static let safe: Set<String> = [
    "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies",
    "net.ipv4.ping_group_range", "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.ip_local_reserved_ports", "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes",
    "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
  ]

  static func settings(_ pod: PodSpec) -> [Fact] {
    (pod.node[path: "securityContext", "sysctls"]?.items ?? []).compactMap { setting in
      guard let node = setting["name"], let name = node.text else { return nil }
      let value = setting["value"]?.text ?? ""
      // A runtime that joins settings by such a sign takes the rest for another one.
      let breaksOut = value.contains("+") || value.contains("=")
      guard breaksOut || !safe.contains(name.replacing("/", with: ".")) else { return nil }
      return fact(
        pod,
        "sysctl \(name)",
        rank: breaksOut ? 2 : 1,
        value: value,
        breaksOut ? .critical : .high,
        at: node,
        "kernel setting \(name)"
      )
    }
  }

  /// Groups beside the user's own, by which files of a volume or of the node are open to the pod.
  static func groups(_ pod: PodSpec) -> [Fact] {
    let security = pod.node["securityContext"]
    let root = security?["fsGroup"].flatMap { $0.text == "0" ? $0 : nil }
    return ((security?["supplementalGroups"]?.items ?? []) + [root].compactMap(\.self))
      .compactMap { node in
        guard let group = node.text else { return nil }
        return fact(
          pod,
          "group \(group)",
          group == "0" ? .high : .medium,
          at: node,
          group == "0" ? "the group of root" : "group \(group)"
        )
      }
  }

  /// A node of the control plane has the keys of the cluster.
  static func places(_ pod: PodSpec) -> [Fact] {
    let tolerated = (pod.node["tolerations"]?.items ?? []).filter { toleration in
      guard let key = toleration["key"]?.text, !key.isEmpty else {
        return toleration["operator"]?.text == "Exists"
      }
      return planes.contains(key)
    }
    // Named outright, a node is entered past its taints.
    let node = pod.node["nodeName"].map {
      fact(pod, "node", value: $0.text, .medium, at: $0, "a place past all taints on node")
    }
    let asked = planes.compactMap { pod.node["nodeSelector"]?[$0] }
    let place = (tolerated.prefix(1) + asked.prefix(1)).first.map {
      fact(pod, "place", .medium, at: $0, "a place on nodes of the control plane")
    }
    return [node, place].compactMap(\.self)
  }

  /// Hosts that the node asks in the pod's name: it reaches what the pod may not.
  static func probes(_ container: PodContainer) -> [Fact] {
    let handlers =
      ["postStart", "preStop"].map { container.node["lifecycle"]?[$0] }
      + ["livenessProbe", "readinessProbe", "startupProbe"].map { container.node[$0] }
    return handlers.compactMap { handler in
      let host = handler?[path: "httpGet", "host"] ?? handler?[path: "tcpSocket", "host"]
      guard let host, let name = host.text, !name.isEmpty else { return nil }
      return fact(container.pod, "probe \(name)", .medium, at: host, "the node's probe of \(name)")
    }
  }

  private static let planes = [
    "node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master",
  ]
}
