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
    let texts = (old?.unread ?? []).map(\.text)
    for text in new?.unread ?? [] where text.text != nil && !texts.contains(text.text) {
      findings.doubt(text.position.line, "the values are no YAML")
    }
  }
}

/// What one object gives to the charts that it names.
private struct DeliveredValues {
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
      add(text: spec?["valuesContent"], at: "values")
    case ("argoproj.io", "Application"): application(spec)
    case ("argoproj.io", "ApplicationSet"): application(spec?[path: "template", "spec"])
    default: break
    }
  }

  /// Of an object that leaves them out the chart has its own.
  func values(at place: String) -> Node { byPlace[place] ?? nothing }

  private mutating func application(_ spec: Node?) {
    let sources = [spec?["source"]].compactMap(\.self) + (spec?["sources"]?.items ?? [])
    for (index, source) in sources.enumerated() {
      guard let helm = source["helm"] else { continue }
      add(helm["valuesObject"], at: "\(index) object")
      add(text: helm["values"], at: "\(index) text")
      let parameters = (helm["parameters"]?.items ?? []).compactMap { parameter in
        parameter["name"].flatMap { name in
          parameter["value"].map {
            Node.Member(key: name.text ?? "", keyPosition: name.position, value: $0)
          }
        }
      }
      if let first = parameters.first {
        add(Node(.object(parameters), at: first.keyPosition), at: "\(index) parameters")
      }
    }
  }

  private mutating func add(_ values: Node?, at place: String) {
    if let values, values.object != nil { byPlace[place] = values }
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
