import Syntax

/// Values of an Ingress.
enum HelmIngress {
  private static let marks = [
    "hosts", "hostname", "host", "tls", "annotations", "className", "ingressClassName", "path",
    "paths", "extraHosts", "extraTls",
  ]

  static func claim(_ scope: HelmScope, in values: inout HelmValues) -> Set<String> {
    guard scope.name.lowercased().hasSuffix("ingress"), !HelmWords.isOfPolicy(scope.path),
      (marks + ["enabled"]).contains(where: scope.has)
    else { return [] }
    // Every host has every path.
    guard
      [true, false].allSatisfy({ count(scope, hostKeys, $0) * count(scope, pathKeys, $0) <= limit })
    else {
      values.doubt(nil, "more than \(limit) routes of '\(scope.title)'")
      return claimed(scope)
    }
    values.add { ingress(scope, $0) }
    return claimed(scope)
  }

  private static let hostKeys = ["hosts", "extraHosts", "hostname", "host"]
  private static let pathKeys = ["path", "paths"]
  private static let limit = 5000

  private static func claimed(_ scope: HelmScope) -> Set<String> {
    Set(marks + ["enabled", "pathType"]).intersection(scope.keys)
  }

  private static func count(_ scope: HelmScope, _ keys: [String], _ isOld: Bool) -> Int {
    keys.reduce(0) { $0 + (scope[$1, isOld]?.list.count ?? 0) }
  }

  private static func ingress(_ scope: HelmScope, _ isOld: Bool) -> Node? {
    // Where neither side says that it is there, it may be.
    let isOn = scope["enabled", isOld].map { !$0.isFalse } ?? !scope.has("enabled")
    guard isOn else { return nil }
    let position = scope.position(isOld, ["hosts", "hostname", "host", "enabled"] + marks)
    var hosts = hostKeys.flatMap {
      scope[$0, isOld].map(\.list) ?? []
    }.filter { !$0.isNull && $0.text != "" }
    if hosts.isEmpty { hosts = [HelmNode.text("(the chart's host)", at: position)] }
    let paths = pathKeys.flatMap { scope[$0, isOld].map(\.list) ?? [] }
    let spec: [(String, Node?)] = [
      ("rules", HelmNode.list(hosts.map { rule($0, paths) }, at: position)),
      ("tls", tls(scope, isOld, hosts)),
      ("ingressClassName", scope["ingressClassName", isOld] ?? scope["className", isOld]),
    ]
    return HelmNode.manifest(
      "Ingress",
      of: scope,
      annotations: scope["annotations", isOld],
      [("spec", HelmNode.object(spec, at: position))],
      at: position
    )
  }

  /// A host by its name, or with paths of its own.
  private static func rule(_ host: Node, _ others: [Node]) -> Node {
    let own = pathKeys.flatMap { host[$0].map(\.list) ?? [] }
    let paths = (own.isEmpty ? others : own).map { path in
      path.object != nil ? path : HelmNode.object([("path", path)], at: path.position)
    }
    let list = paths.isEmpty ? [HelmNode.object([], at: host.position)] : paths
    let http = HelmNode.object(
      [("paths", HelmNode.list(list, at: host.position))],
      at: host.position
    )
    let name = host.text == nil ? host["host"] ?? host["name"] : host
    return HelmNode.object([("host", name), ("http", http)], at: host.position)
  }

  /// A list as an Ingress has it, or a yes.
  private static func tls(_ scope: HelmScope, _ isOld: Bool, _ hosts: [Node]) -> Node? {
    let lists = ["tls", "extraTls"].flatMap { scope[$0, isOld]?.array ?? [] }
    guard let flag = scope["tls", isOld], flag.isTrue || flag["enabled"]?.isTrue ?? false else {
      return HelmNode.list(lists, at: scope.position(isOld, ["tls", "extraTls"]))
    }
    let names = hosts.compactMap { $0.text == nil ? $0["host"] ?? $0["name"] : $0 }
    let all = HelmNode.object(
      [("hosts", HelmNode.list(names, at: flag.position))],
      at: flag.position
    )
    return HelmNode.list(lists + [all], at: flag.position)
  }
}
