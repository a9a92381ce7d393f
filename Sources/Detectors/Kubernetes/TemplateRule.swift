import Detection
import Syntax

/// What conditions, loops and values decide of a template's objects.
///
/// All other rules compare what the branches hold; this one says where something else decides whether it counts.
enum TemplateRule {
  static let iam = kind(
    "kubernetes-template",
    .iam,
    "ServiceAccount",
    "automountServiceAccountToken: false\n"
  )
  static let network = kind(
    "kubernetes-template",
    .network,
    "Service",
    "spec: {type: LoadBalancer}\n"
  )
  static let workload = kind(
    "template",
    .workload,
    "Pod",
    "spec: {hostNetwork: true, containers: [{name: web, image: web}]}\n"
  )
  static let kinds = [iam, network, workload]

  private static func kind(
    _ name: String,
    _ family: Family,
    _ object: String,
    _ text: String
  ) -> Kind {
    let head = "apiVersion: v1\nkind: \(object)\nmetadata: {name: '{{ .Release.Name }}'}\n"
    return Kind(
      name,
      of: family,
      title: "A template's conditions or values decide otherwise",
      help:
        "Whether a part of the object counts, or what stands there, is told by the values of a chart: the part is the same, and when it counts is not.",
      example: Kind.Example(
        path: "chart/templates/web.yaml",
        old: head + "{{- if .Values.a }}\n\(text){{- end }}\nx: {{ .y }}\n",
        new: head + "{{- if .Values.b }}\n\(text){{- end }}\nx: {{ .y }}\n"
      )
    )
  }

  /// More actions are not compared.
  private static let limit = 2000

  private struct Change {
    let object: KubernetesObject
    var gone: [TemplateScene] = []
    var come: [TemplateScene] = []
  }

  static func compare(_ old: ManifestText, _ new: ManifestText) -> Findings {
    var findings = Findings()
    guard max(old.scenes.count, new.scenes.count) <= limit else {
      findings.doubt(new.scenes.first?.line, "more than \(limit) actions of a template")
      return findings
    }
    var changes: [String: Change] = [:]
    var order: [String] = []
    func note(
      _ scene: TemplateScene,
      of side: ManifestText,
      beside other: ManifestText,
      comes: Bool
    ) {
      let line = comes ? scene.line : nil
      guard scene.deed != .output || !scene.text.contains("\\n") else {
        return findings.doubt(line, "a template writes lines of its own here")
      }
      let objects = side.objects(on: scene.lines)
      guard !objects.isEmpty, scene.deed != .definition else {
        return findings.doubt(line, "a template decides what counts here")
      }
      for object in objects where matters(scene, object, isNew: other[object.identity] == nil) {
        if changes[object.identity] == nil { order.append(object.identity) }
        var change = changes[object.identity] ?? Change(object: object)
        if comes { change.come.append(scene) } else { change.gone.append(scene) }
        changes[object.identity] = change
      }
    }
    for step in new.scenes.map(\.words).difference(from: old.scenes.map(\.words)) {
      switch step {
      case .remove(let place, _, _): note(old.scenes[place], of: old, beside: new, comes: false)
      case .insert(let place, _, _): note(new.scenes[place], of: new, beside: old, comes: true)
      }
    }
    findings.observations = order.compactMap { changes[$0].map(observation) }
    return findings
  }

  /// An object that comes or goes is judged whole, with whatever its conditions may let count.
  private static func matters(_ scene: TemplateScene, _ object: KubernetesObject, isNew: Bool)
    -> Bool
  {
    let isKey = scene.isHarmless && !labelled.contains(object.kind)
    if isKey || isPlain(object) { return false }
    return !isNew || scene.deed == .output
  }

  /// Objects of which nothing is judged but that they are there.
  private static func isPlain(_ object: KubernetesObject) -> Bool {
    if object.kind == "ConfigMap" {
      return !couldBe("aws-auth", object.name)
    }
    return plain.contains(object.kind)
  }

  /// Whether a name can be this one when its template is filled in.
  private static func couldBe(_ name: String, _ text: String) -> Bool {
    guard let start = text.firstRange(of: "{{")?.lowerBound else { return text == name }
    let end = text.ranges(of: "}}").last?.upperBound ?? text.endIndex
    return name.hasPrefix(text[..<start]) && name.hasSuffix(text[end...])
  }

  private static let plain: Set<String> = [
    "HorizontalPodAutoscaler", "VerticalPodAutoscaler", "PriorityClass", "ServiceMonitor",
    "PodMonitor", "PrometheusRule", "Lease", "Event",
  ]
  /// Kinds whose labels give access or take it.
  private static let labelled: Set<String> = ["Namespace", "ClusterRole", "Role"]

  private static func observation(_ change: Change) -> Observation {
    let object = change.object
    let gone = words(change.gone)
    let come = words(change.come)
    let what =
      switch (gone, come) {
      case (nil, nil): "moves where a part that a template decides over ends in \(object.title)"
      case (nil, let come?): "lets \(come) decide over a part of \(object.title)"
      case (let gone?, nil): "no longer lets \(gone) decide over a part of \(object.title)"
      case (let gone?, let come?) where gone == come:
        "lets \(come) decide over another part of \(object.title)"
      case (let gone?, let come?):
        "lets \(come) decide over a part of \(object.title) instead of \(gone)"
      }
    return Observation(
      kind(of: object),
      .incomparable,
      .medium,
      line: change.come.first?.line,
      oldLine: change.gone.first?.line,
      summary: what,
      environments: object.environments
    )
  }

  private static func words(_ scenes: [TemplateScene]) -> String? {
    let telling = scenes.filter { !$0.isClosing }
    guard let first = telling.first else { return nil }
    let text = first.text.count > 100 ? first.text.prefix(97) + "..." : first.text
    return telling.count > 1 ? "'\(text)' and \(telling.count - 1) more" : "'\(text)'"
  }

  private static func kind(of object: KubernetesObject) -> Kind {
    switch object.kind {
    case "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ServiceAccount": iam
    case "NetworkPolicy", "Service", "Ingress": network
    default: workload
    }
  }
}
