import Syntax

/// Values of a Service.
enum HelmService {
  private static let marks = [
    "type", "port", "ports", "nodePort", "loadBalancerSourceRanges", "externalIPs",
  ]

  static func claim(_ scope: HelmScope, in values: inout HelmValues) -> Set<String> {
    let isNamed = scope.name.lowercased().hasSuffix("service") && marks.contains(where: scope.has)
    let hasRanges = scope.has("loadBalancerSourceRanges")
    guard isNamed || hasRanges else { return [] }
    values.add { service(scope, $0) }
    // Without a word the chart's own type holds, which may be a wider one.
    if let type = scope["type", true]?.text, scope["type", false] == nil, type != "LoadBalancer" {
      values.doubt(nil, "the chart decides what '\(scope.title).type' is")
    }
    return Set(marks + ["annotations"]).intersection(scope.keys)
  }

  private static func service(_ scope: HelmScope, _ isOld: Bool) -> Node? {
    if scope["enabled", isOld]?.isFalse ?? false { return nil }
    let position = scope.position(isOld, marks)
    let spec: [(String, Node?)] = [
      ("type", type(scope, isOld)),
      ("ports", HelmNode.list(ports(scope, isOld), at: position)),
      ("loadBalancerSourceRanges", scope["loadBalancerSourceRanges", isOld]),
      ("externalIPs", scope["externalIPs", isOld]),
    ]
    return HelmNode.manifest(
      "Service",
      of: scope,
      annotations: scope["annotations", isOld],
      [("spec", HelmNode.object(spec, at: position))],
      at: position
    )
  }

  /// Ranges mean something for a load balancer only: where nobody says a type, it is one.
  private static func type(_ scope: HelmScope, _ isOld: Bool) -> Node? {
    if scope.has("type") || !scope.has("loadBalancerSourceRanges") { return scope["type", isOld] }
    return HelmNode.text(
      "LoadBalancer",
      at: scope.position(isOld, ["loadBalancerSourceRanges"])
    )
  }

  private static func ports(_ scope: HelmScope, _ isOld: Bool) -> [Node] {
    var nodes: [Node] = []
    if let port = scope["port", isOld] { nodes.append(port) }
    let ports = scope["ports", isOld]
    nodes += ports?.array ?? ports?.object?.map(\.value) ?? []
    return nodes.compactMap { node in
      if node["port"] != nil { return node }
      let number = node["exposedPort"] ?? (node.text == nil ? nil : node)
      return number.map { HelmNode.object([("port", $0)], at: node.position) }
    }
  }
}
