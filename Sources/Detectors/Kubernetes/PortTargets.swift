import Detection
import Syntax

/// Which port of its pods a service that is reached from outside leads to.
enum PortTargets {
  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    guard let spec = object.node["spec"], (spec["type"]?.text ?? "ClusterIP") != "ClusterIP" else {
      return
    }
    for port in spec["ports"]?.items ?? [] {
      let name = "\(port["protocol"]?.text?.lowercased() ?? "tcp") \(port["port"]?.text ?? "?")"
      let owner = "\(object.identity)\u{0}port \(name)"
      facts.owners.insert(owner)
      let target = port["targetPort"] ?? port["port"]
      facts.add(
        Fact(
          ServiceRule.exposure,
          slot: "\(object.identity)\u{0}target \(name)",
          rank: 0,
          value: target?.text,
          owner: owner,
          .medium,
          line: (target ?? port).position.line,
          "what \(name) leads to",
          "for \(object.title)",
          environments: object.environments,
          isFirm: true
        )
      )
    }
  }
}

/// Whether a path of an Ingress is that path only, or whatever is below it too.
enum PathTypes {
  static func state(_ object: KubernetesObject, in facts: inout Facts) {
    for rule in object.node[path: "spec", "rules"]?.items ?? [] {
      for path in rule[path: "http", "paths"]?.items ?? [] {
        let name = (rule["host"]?.text ?? "*") + (path["path"]?.text ?? "/")
        let owner = "\(object.identity)\u{0}path \(name)"
        facts.owners.insert(owner)
        guard let type = path["pathType"], type.text == "Exact" else { continue }
        facts.add(
          Fact(
            ServiceRule.exposure,
            slot: "\(object.identity)\u{0}type \(name)",
            rank: -1,
            owner: owner,
            .medium,
            line: type.position.line,
            "'pathType: Exact' of \(name)",
            "for \(object.title)",
            environments: object.environments,
            isFirm: true
          )
        )
      }
    }
  }
}
