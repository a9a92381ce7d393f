import Detection
import Syntax

/// How traffic from outside comes to programs.
enum ServiceRule: KubernetesFactRule {
  static let exposure = Kind(
    "kubernetes-exposure",
    of: .network,
    title: "A Service or Ingress is reached by others",
    help:
      "A Service of type NodePort or LoadBalancer, an address range, a host or a path of an Ingress makes a program reachable from outside the cluster.",
    example: Kind.Example(
      path: "web/service.yaml",
      old: KubernetesExamples.object("v1", "Service", "spec: {type: ClusterIP}"),
      new: KubernetesExamples.object("v1", "Service", "spec: {type: LoadBalancer}")
    )
  )
  static let kinds = [exposure]

  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    switch object.kind {
    case "Service":
      facts.add(service(object))
      PortTargets.state(object, in: &facts)
    case "Ingress":
      facts.add(ingress(object))
      PathTypes.state(object, in: &facts)
    default: return
    }
    let mark = "external-dns.alpha.kubernetes.io/hostname"
    if let node = object.annotation(mark), let names = node.text {
      facts.add(
        fact(object, "dns", value: names, .medium, at: node, "the public name", isFirm: true)
      )
    }
  }

  private static func fact(
    _ object: KubernetesObject,
    _ aspect: String,
    rank: Int = 1,
    value: String? = nil,
    _ severity: Severity,
    at node: Node?,
    _ noun: String,
    verbs: Fact.Verbs = .adds,
    isFirm: Bool = false
  ) -> Fact {
    Fact(
      exposure,
      slot: "\(object.identity)\u{0}\(aspect)",
      rank: rank,
      value: value,
      owner: rank > 0 ? nil : object.identity,
      severity,
      line: (node ?? object.node).position.line,
      noun,
      "for \(object.title)",
      verbs: verbs,
      environments: object.environments,
      isFirm: isFirm
    )
  }

  private static func service(_ object: KubernetesObject) -> [Fact] {
    guard let spec = object.node["spec"] else { return [] }
    var facts: [Fact] = []
    let type = spec["type"]?.text ?? "ClusterIP"
    let rank = ["ClusterIP": 0, "NodePort": 1, "LoadBalancer": 2][type]
    if rank != 0 {
      let severity: Severity = type == "LoadBalancer" ? .high : .medium
      facts.append(
        fact(object, "type", rank: rank ?? 1, value: type, severity, at: spec["type"], "type")
      )
    }
    if type == "LoadBalancer" { facts += ranges(object, spec) }
    if (rank ?? 1) > 0 {
      facts += (spec["ports"]?.items ?? []).map { port in
        let number = "\(port["protocol"]?.text?.lowercased() ?? "tcp") \(port["port"]?.text ?? "?")"
        return fact(
          object,
          "port \(number)",
          .medium,
          at: port,
          number,
          verbs: .opens,
          isFirm: true
        )
      }
    }
    facts += (spec["externalIPs"]?.items ?? []).compactMap { node in
      node.text.map { fact(object, "ip \($0)", .high, at: node, "external address \($0)") }
    }
    if let node = spec["externalName"], let name = node.text {
      facts.append(
        fact(object, "name", rank: 0, value: name, .high, at: node, "external name", isFirm: true)
      )
    }
    if let node = spec["selector"] {
      facts.append(
        fact(
          object,
          "selector",
          rank: 0,
          value: node.canonical,
          .medium,
          at: node,
          "selector",
          isFirm: true
        )
      )
    }
    return facts
  }

  /// No list is everybody; two lists are compared as sets elsewhere.
  private static func ranges(_ object: KubernetesObject, _ spec: Node) -> [Fact] {
    var facts: [Fact] = []
    let node = spec["loadBalancerSourceRanges"]
    if LoadBalancerRanges.isOpen(node) {
      facts.append(
        fact(object, "world", .high, at: node ?? spec, "every address")
      )
    }
    for name in internalAnnotations {
      guard let mark = object.annotation(name), isInternal(mark) else { continue }
      facts.append(
        fact(object, "internal", rank: -1, .high, at: mark, "the internal load balancer")
      )
    }
    return facts
  }

  /// Whether the value of such an annotation keeps a load balancer within a network.
  static func isInternal(_ mark: Node) -> Bool {
    mark.text.map { ["true", "internal", "0.0.0.0/0"].contains($0.lowercased()) } ?? false
  }

  static let internalAnnotations = [
    "service.beta.kubernetes.io/aws-load-balancer-internal",
    "service.beta.kubernetes.io/aws-load-balancer-scheme",
    "service.beta.kubernetes.io/azure-load-balancer-internal",
    "networking.gke.io/load-balancer-type", "cloud.google.com/load-balancer-type",
    "alb.ingress.kubernetes.io/scheme",
  ]

  private static func ingress(_ object: KubernetesObject) -> [Fact] {
    guard let spec = object.node["spec"] else { return [] }
    var facts: [Fact] = []
    for rule in spec["rules"]?.items ?? [] {
      let host = rule["host"]?.text ?? "*"
      let severity: Severity = host.contains("*") ? .high : .medium
      for path in rule[path: "http", "paths"]?.items ?? [] {
        let name = host + (path["path"]?.text ?? "/")
        let backend = path["backend"]?.canonical
        facts.append(
          fact(
            object,
            "path \(name)",
            value: backend,
            severity,
            at: path,
            "route \(name)",
            isFirm: true
          )
        )
      }
    }
    if let node = spec["defaultBackend"] ?? spec["backend"] {
      facts.append(
        fact(
          object,
          "default",
          value: node.canonical,
          .high,
          at: node,
          "default route",
          isFirm: true
        )
      )
    }
    for host in (spec["tls"]?.items ?? []).flatMap({ $0["hosts"]?.items ?? [] }) {
      facts.append(
        fact(
          object,
          "tls \(host.text ?? "")",
          rank: -1,
          .high,
          at: host,
          "TLS of \(host.compact)",
          isFirm: true
        )
      )
    }
    let named = spec["ingressClassName"] ?? object.annotation("kubernetes.io/ingress.class")
    if let node = named, let name = node.text {
      facts.append(
        fact(object, "class", rank: 0, value: name, .medium, at: node, "class", isFirm: true)
      )
    }
    return facts
      + IngressAnnotations.facts(object) { aspect, rank, value, severity, node in
        fact(
          object,
          aspect,
          rank: rank,
          value: value,
          severity,
          at: node,
          "annotation '\(aspect)'",
          isFirm: rank > 0
        )
      }
  }
}
