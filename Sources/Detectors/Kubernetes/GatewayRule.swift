import Detection
import Syntax

/// Gateways and their routes: who is let in, by which names, and to what.
enum GatewayRule: KubernetesRule {
  static let gateway = Kind(
    "kubernetes-gateway",
    of: .network,
    title: "A Gateway or one of its routes is reached by others",
    help: """
      A listener, a host or a route makes a program reachable from outside the cluster; routes of other \
      namespaces may put themselves behind a listener that lets them.
      """,
    example: Kind.Example(
      path: "edge/gateway.yaml",
      old: example("a.example.com"),
      new: example("*.example.com")
    )
  )
  static let kinds = [gateway]

  private static func example(_ host: String) -> String {
    KubernetesExamples.object(
      "gateway.networking.k8s.io/v1",
      "Gateway",
      "spec:\n  listeners: [{name: web, port: 443, protocol: HTTPS, hostname: '\(host)'}]"
    )
  }

  static let group = "gateway.networking.k8s.io"
  static let routes: Set<String> = ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"]

  /// Others have objects of the same kinds.
  static func judges(_ object: KubernetesObject) -> Bool {
    object.group == group
      && (["Gateway", "ReferenceGrant", "BackendTLSPolicy"].contains(object.kind)
        || routes.contains(object.kind))
  }

  static func compare(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings {
    var findings = FactComparison(
      old: facts(old),
      new: facts(new),
      isTemplate: Unfilled.stands(in:)
    ).findings
    for object in new.objects where judges(object) {
      guard let before = old[object.identity] else { continue }
      names(before, object, &findings)
      GatewayResidue.compare(before, object, &findings)
    }
    return findings
  }

  private static func facts(_ manifest: KubernetesManifest) -> Facts {
    var facts = Facts()
    for object in manifest.objects where judges(object) {
      facts.owners.insert(object.identity)
      if object.kind == "Gateway" { GatewayListeners.state(object, in: &facts) }
      if routes.contains(object.kind) { GatewayRoutes.state(object, in: &facts) }
    }
    return facts
  }

  static func fact(
    _ object: KubernetesObject,
    _ aspect: String,
    rank: Int = 1,
    value: String? = nil,
    _ severity: Severity,
    at node: Node,
    _ noun: String,
    verbs: Fact.Verbs = .adds,
    of owner: String? = nil
  ) -> Fact {
    Fact(
      gateway,
      slot: "\(object.identity)\u{0}\(aspect)",
      rank: rank,
      value: value,
      owner: rank > 0 ? nil : owner ?? object.identity,
      severity,
      line: node.position.line,
      noun,
      "for \(object.title)",
      verbs: verbs,
      environments: object.environments
    )
  }

  /// Hosts of routes and of listeners that both sides have: what comes as a whole is said as such.
  private static func names(
    _ old: KubernetesObject,
    _ new: KubernetesObject,
    _ findings: inout Findings
  ) {
    let before = hosts(old)
    for (name, after) in hosts(new).sorted(by: { $0.key < $1.key }) {
      guard let known = before[name] else { continue }
      if (after.nodes + known.nodes).contains(where: Unfilled.standsIn),
        after.nodes.map(\.text) != known.nodes.map(\.text)
      {
        findings.doubt(after.line, "a template stands in the hosts of \(new.title)")
      }
      let observation = HostReach.observation(
        gateway,
        from: HostReach(known.nodes),
        to: HostReach(after.nodes),
        line: after.line,
        oldLine: known.line,
        "\(name.isEmpty ? "" : "by listener '\(name)' ")for \(new.title)",
        environments: new.environments
      )
      if let observation { findings.observations.append(observation) }
    }
  }

  private static func hosts(_ object: KubernetesObject) -> [String: (nodes: [Node], line: Int)] {
    if routes.contains(object.kind) {
      let list = object.node[path: "spec", "hostnames"]
      return ["": (list?.items ?? [], (list ?? object.node).position.line)]
    }
    guard object.kind == "Gateway" else { return [:] }
    let listeners = object.node[path: "spec", "listeners"]?.items ?? []
    let pairs = listeners.map { listener in
      let host = listener["hostname"]
      return (
        listener["name"]?.text ?? "?",
        (nodes: [host].compactMap(\.self), line: (host ?? listener).position.line)
      )
    }
    // Listeners of one name are refused by the cluster.
    return Dictionary(pairs) { first, _ in first }
  }
}

/// What a Gateway listens to, and whose routes it takes.
enum GatewayListeners {
  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    guard let spec = object.node["spec"] else { return }
    for listener in spec["listeners"]?.items ?? [] {
      facts.add(self.facts(of: listener, object, &facts))
    }
    for (key, noun) in [("gatewayClassName", "class"), ("addresses", "addresses")] {
      guard let node = spec[key] else { continue }
      let value = node.text ?? node.canonical
      facts.add(
        GatewayRule.fact(object, key, rank: 0, value: value, .medium, at: node, noun)
      )
    }
    let annotations = spec[path: "infrastructure", "annotations"]
    for name in ServiceRule.internalAnnotations {
      guard let mark = annotations?[name] ?? object.annotation(name),
        ServiceRule.isInternal(mark)
      else { continue }
      facts.add(
        GatewayRule.fact(
          object,
          "internal",
          rank: -1,
          .high,
          at: mark,
          "the internal load balancer"
        )
      )
    }
    if let from = spec[path: "allowedListeners", "namespaces", "from"], from.text != "None" {
      facts.add(
        GatewayRule.fact(
          object,
          "listeners",
          rank: namespaces[from.text ?? ""] ?? 1,
          value: from.text,
          .high,
          at: from,
          "listeners of namespaces"
        )
      )
    }
  }

  private static let namespaces = ["Same": 1, "Selector": 2, "All": 3]

  private static func facts(
    of listener: Node,
    _ object: KubernetesObject,
    _ facts: inout Facts
  ) -> [Fact] {
    let name = listener["name"]?.text ?? "?"
    let owner = "\(object.identity)\u{0}listener \(name)"
    facts.owners.insert(owner)
    let kind = listener["protocol"]?.text ?? "?"
    let port = listener["port"]?.text ?? "?"
    let host = listener["hostname"]?.text ?? "*"
    var all = [
      GatewayRule.fact(
        object,
        "listener \(name)",
        value: "\(kind) \(port)",
        host.hasPrefix("*") ? .high : .medium,
        at: listener,
        "listener '\(name)' of",
        verbs: .opens
      )
    ]
    func add(_ aspect: String, _ rank: Int, _ value: String?, _ node: Node, _ noun: String) {
      all.append(
        GatewayRule.fact(
          object,
          "listener \(name) \(aspect)",
          rank: rank,
          value: value,
          .high,
          at: node,
          "\(noun) of listener '\(name)'",
          of: owner
        )
      )
    }
    if ["HTTPS", "TLS"].contains(kind) {
      add("tls", -1, nil, listener["protocol"] ?? listener, "TLS")
    }
    if let mode = listener[path: "tls", "mode"], mode.text != "Terminate" {
      add("mode", 0, mode.text, mode, "TLS mode")
    }
    if let refs = listener[path: "tls", "certificateRefs"] {
      add("certificates", 0, refs.canonical, refs, "certificates")
    }
    if let check = listener[path: "tls", "frontendValidation"] {
      add("clients", -1, check.canonical, check, "the check of clients' certificates")
    }
    if let options = listener[path: "tls", "options"] {
      add("options", 0, options.canonical, options, "TLS options")
    }
    let allowed = listener["allowedRoutes"]
    // Its own namespace, where nothing is said.
    if let from = allowed?[path: "namespaces", "from"], from.text != "Same" {
      let selector = allowed?[path: "namespaces", "selector"]?.canonical ?? ""
      let value = from.text == "Selector" ? "Selector \(selector)" : from.text
      add("routes", namespaces[from.text ?? ""] ?? 0, value, from, "routes of namespaces")
    }
    if let kinds = allowed?["kinds"] { add("kinds", 0, kinds.canonical, kinds, "kinds of routes") }
    return all
  }
}
