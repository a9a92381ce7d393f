import Detection
import Syntax

/// Where routes send what comes in.
enum GatewayRoutes {
  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    for parent in object.node[path: "spec", "parentRefs"]?.items ?? [] {
      let parts = [parent["kind"]?.text, parent["namespace"]?.text, parent["name"]?.text]
      let place = [parent["sectionName"]?.text, parent["port"]?.text].compactMap(\.self)
      let name = parts.compactMap(\.self).joined(separator: "/") + place.map { " \($0)" }.joined()
      facts.add(
        GatewayRule.fact(object, "parent \(name)", .medium, at: parent, "parent \(name)")
      )
    }
    for rule in object.node[path: "spec", "rules"]?.items ?? [] { state(rule, object, in: &facts) }
  }

  private static func state(_ rule: Node, _ object: KubernetesObject, in facts: inout Facts) {
    let matches = (rule["matches"]?.items ?? []).map { ($0, $0.canonical) }
    let backends = (rule["backendRefs"]?.items ?? []).filter { $0["weight"]?.text != "0" }
    let target = backends.map(backend).sorted().joined(separator: ", ")
    for (node, match) in matches.isEmpty ? [(rule, "everything")] : matches {
      facts.add(
        GatewayRule.fact(
          object,
          "route \(match)",
          value: target,
          .medium,
          at: node,
          "route of \(match.count > 80 ? match.prefix(77) + "..." : match)"
        )
      )
    }
    let label = matches.first?.1 ?? "everything"
    let inner = backends.flatMap { $0["filters"]?.items ?? [] }
    for filter in (rule["filters"]?.items ?? []) + inner {
      facts.add(self.filter(filter, of: label, object))
    }
  }

  /// How much of the traffic a backend gets is everyday.
  private static func backend(_ node: Node) -> String {
    let kind = node["kind"]?.text.flatMap { $0 == "Service" ? nil : $0 + " " } ?? ""
    let space = node["namespace"]?.text.map { $0 + "/" } ?? ""
    let port = node["port"]?.text.map { ":" + $0 } ?? ""
    return kind + space + (node["name"]?.text ?? "?") + port
  }

  private static func filter(_ node: Node, of match: String, _ object: KubernetesObject) -> Fact {
    let type = node["type"]?.text ?? "?"
    let isMirror = type == "RequestMirror"
    // Another receives what is mirrored; what the rest let happen depends on what they are given.
    return GatewayRule.fact(
      object,
      "filter \(match)\u{0}\(type)",
      rank: isMirror ? 1 : 0,
      value: node.canonical,
      isMirror ? .high : .medium,
      at: node,
      "filter"
    )
  }
}

/// What nothing is known of in objects of the Gateway API.
enum GatewayResidue {
  static func compare(
    _ old: KubernetesObject,
    _ new: KubernetesObject,
    _ findings: inout Findings
  ) {
    let (before, after) = (rest(old), rest(new))
    guard before.map(\.canonical) != after.map(\.canonical) else { return }
    findings.doubt(after.first?.position.line, "nothing is known of a part of \(new.title)")
  }

  private static let known: Set<String> = [
    "gatewayClassName", "addresses", "infrastructure", "allowedListeners", "parentRefs",
    "hostnames", "from", "to", "targetRefs", "validation",
  ]
  private static let inner: Set<String> = [
    "name", "port", "protocol", "hostname", "allowedRoutes", "matches", "backendRefs", "filters",
    "timeouts", "retry", "sessionPersistence",
  ]
  private static let tls: Set<String> = [
    "mode", "certificateRefs", "frontendValidation", "options",
  ]

  private static func rest(_ object: KubernetesObject) -> [Node] {
    (object.node["spec"]?.object ?? []).flatMap { member -> [Node] in
      if known.contains(member.key) { return [] }
      guard ["listeners", "rules"].contains(member.key) else { return [member.value] }
      return member.value.items.flatMap { item in
        (item.object ?? []).filter { !inner.contains($0.key) }.flatMap { part in
          part.key == "tls"
            ? (part.value.object ?? []).filter { !tls.contains($0.key) }.map(\.value)
            : [part.value]
        }
      }
    }
  }
}
