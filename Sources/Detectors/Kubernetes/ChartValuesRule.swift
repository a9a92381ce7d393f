import Detection
import Syntax

/// The values that a cluster's own deployers give to charts: Flux, Argo CD and k3s.
enum ChartValuesRule: KubernetesRule {
  static let kinds = HelmDetector.own

  static func compare(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings {
    var findings = Findings()
    for object in new.objects {
      compare(old[object.identity].map(DeliveredValues.init), DeliveredValues(object), &findings)
    }
    for object in old.objects where new[object.identity] == nil {
      compare(DeliveredValues(object), nil, &findings)
    }
    return findings
  }

  private static func compare(
    _ old: DeliveredValues?,
    _ new: DeliveredValues?,
    _ findings: inout Findings
  ) {
    let places = Set([old, new].compactMap { $0?.byPlace.keys }.joined())
    for place in places.sorted() {
      let (before, after) = (old?.values(at: place), new?.values(at: place))
      if let before, let after, before.isEquivalent(to: after) { continue }
      findings.add(HelmDetector.findings(before, after))
    }
    let (before, after) = (old?.unread ?? [], new?.unread ?? [])
    if before.map(\.canonical) != after.map(\.canonical) {
      findings.doubt(after.first?.position.line, "the values are no map")
    }
  }
}

/// What one object gives to the charts that it names.
struct DeliveredValues {
  /// By which of the object's charts they are for.
  private(set) var byPlace: [String: Node] = [:]
  private(set) var unread: [Node] = []
  private let nothing: Node

  init(_ object: KubernetesObject) {
    nothing = Node(.object([]), at: object.node.position)
    let spec = object.node["spec"]
    switch (object.group, object.kind) {
    case ("helm.toolkit.fluxcd.io", "HelmRelease"): add(spec?["values"], at: "values")
    case ("helm.cattle.io", "HelmChart"), ("helm.cattle.io", "HelmChartConfig"):
      add(spec?["values"], at: "object")
      add(text: spec?["valuesContent"], at: "values")
    case ("argoproj.io", "Application"): application(spec)
    case ("argoproj.io", "ApplicationSet"): application(spec?[path: "template", "spec"])
    default: break
    }
  }

  /// Whether a key of an object leads to values, which are a chart's and no part of the object.
  static func areHeld(by object: KubernetesObject, at key: String) -> Bool {
    deployers.contains(object.group) && ["values", "valuesObject"].contains(key)
  }

  private static let deployers: Set<String> = [
    "helm.toolkit.fluxcd.io", "helm.cattle.io", "argoproj.io",
  ]

  /// Of an object that leaves them out the chart has its own.
  func values(at place: String) -> Node { byPlace[place] ?? nothing }

  private mutating func application(_ spec: Node?) {
    let sources = [spec?["source"]].compactMap(\.self) + (spec?["sources"]?.items ?? [])
    for (index, source) in sources.enumerated() {
      guard let helm = source["helm"] else { continue }
      add(helm["valuesObject"], at: "\(index) object")
      add(text: helm["values"], at: "\(index) text")
      let parameters = parameters(helm["parameters"]?.items ?? [])
      if let first = parameters.first {
        add(Node(.object(parameters), at: first.keyPosition), at: "\(index) parameters")
      }
    }
  }

  /// Of two with one name the later counts; dots lead into maps.
  private func parameters(_ items: [Node]) -> [Node.Member] {
    var members: [Node.Member] = []
    for item in items {
      guard let name = item["name"]?.text, let value = item["value"] else { continue }
      Self.set(name.split(separator: ".").map(String.init)[...], value, in: &members)
    }
    return members
  }

  private static func set(
    _ path: ArraySlice<String>,
    _ value: Node,
    in members: inout [Node.Member]
  ) {
    guard let key = path.first, path.count < 32 else { return }
    var made = value
    if path.count > 1 {
      var inner = members.first { $0.key == key }?.value.object ?? []
      set(path.dropFirst(), value, in: &inner)
      made = Node(.object(inner), at: value.position)
    }
    members.removeAll { $0.key == key }
    members.append(Node.Member(key: key, keyPosition: value.position, value: made))
  }

  private mutating func add(_ values: Node?, at place: String) {
    guard let values, !values.isNull else { return }
    if values.object != nil { byPlace[place] = values } else { unread.append(values) }
  }

  /// YAML in a string: lines are those of the object.
  private mutating func add(text: Node?, at place: String) {
    guard let text, let content = text.string else { return }
    guard let documents = try? YAMLReader.read(Array(content.utf8), limits: .small) else {
      unread.append(text)
      return
    }
    add(documents.first?.moved(down: text.position.line), at: place)
  }
}
