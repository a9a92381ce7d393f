import Detection
import Syntax

/// What other namespaces may refer to, and how a Gateway knows the programs behind it.
enum ReferenceGrantRule: KubernetesRule {
  static let grant = Kind(
    "kubernetes-reference-grant",
    of: .iam,
    title: "Another namespace may refer to objects",
    help: """
      A ReferenceGrant lets routes and Gateways of the namespaces that it names use Services or Secrets of \
      its own; one without a name gives all of them.
      """,
    example: Kind.Example(
      path: "edge/grant.yaml",
      old: example("name: web"),
      new: example("namespace: ''")
    )
  )
  static let backend = Kind(
    "backend-tls",
    of: .protection,
    title: "A Gateway knows the programs behind it by other certificates",
    help: """
      Without a BackendTLSPolicy a Gateway talks to its Services in the clear; another authority or name \
      is another program that it trusts.
      """,
    example: Kind.Example(
      path: "edge/tls.yaml",
      old: KubernetesExamples.object(
        "gateway.networking.k8s.io/v1",
        "BackendTLSPolicy",
        "spec:\n  targetRefs: [{kind: Service, name: web}]\n  validation: {hostname: web.internal}"
      ),
      new: ""
    )
  )
  static let kinds = [grant, backend]

  private static func example(_ name: String) -> String {
    KubernetesExamples.object(
      "gateway.networking.k8s.io/v1beta1",
      "ReferenceGrant",
      "spec:\n  from: [{kind: HTTPRoute, namespace: edge}]\n  to: [{kind: Service, \(name)}]"
    )
  }

  static func compare(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings {
    var findings = FactComparison(
      old: policies(old),
      new: policies(new),
      isTemplate: Unfilled.stands(in:)
    ).findings
    for object in new.objects where isGrant(object) {
      compare(old[object.identity], object, &findings)
    }
    for object in old.objects where isGrant(object) && new[object.identity] == nil {
      compare(object, nil, &findings)
    }
    return findings
  }

  private static func isGrant(_ object: KubernetesObject) -> Bool {
    object.group == GatewayRule.group && object.kind == "ReferenceGrant"
  }

  private static func compare(
    _ old: KubernetesObject?,
    _ new: KubernetesObject?,
    _ findings: inout Findings
  ) {
    guard let object = new ?? old else { return }
    guard let before = grants(old), let after = grants(new) else {
      findings.doubt(object.line, "\(object.title) gives more than is compared")
      return
    }
    if (Array(before.values) + Array(after.values)).contains(where: { $0.isTemplated }),
      before.mapValues(\.names) != after.mapValues(\.names)
    {
      findings.doubt(new?.line, "a template stands in \(object.title)")
    }
    for key in Set(before.keys).union(after.keys).sorted() {
      let had = before[key]?.names ?? NameSet([])
      let has = after[key]?.names ?? NameSet([])
      let (gained, lost) = (has.subtracting(had), had.subtracting(has))
      guard !gained.isEmpty || !lost.isEmpty else { continue }
      let direction: Direction =
        lost.isEmpty ? .widened : gained.isEmpty ? .narrowed : .incomparable
      let isSecret = key.contains("to Secret")
      let shown = gained.isEmpty ? lost : gained
      let verb = gained.isEmpty ? "no longer lets" : "lets"
      findings.observations.append(
        Observation(
          grant,
          direction,
          direction == .narrowed ? .low : isSecret ? .critical : .high,
          line: after[key]?.line,
          oldLine: before[key]?.line,
          summary: "\(verb) \(key) \(shown.isAll ? "of every name" : shown.text) "
            + "by \(object.title)",
          data: isSecret ? shown.names.sorted() : [],
          environments: object.environments
        )
      )
    }
  }

  private struct Grant {
    var names: NameSet
    let line: Int
    var isTemplated: Bool
  }

  /// Names by who refers to which kind; `nil` beyond the limit.
  private static func grants(_ object: KubernetesObject?) -> [String: Grant]? {
    let from = object?.node[path: "spec", "from"]?.items ?? []
    let to = object?.node[path: "spec", "to"]?.items ?? []
    guard from.count * to.count <= 5000 else { return nil }
    var names: [String: (all: Bool, names: Set<String>, line: Int, isTemplated: Bool)] = [:]
    for target in to {
      let kind = title(target)
      let name = target["name"]?.text ?? ""
      for source in from {
        let space = source["namespace"]?.text ?? "?"
        let key = "\(title(source)) of namespace \(space) refer to \(kind)"
        var known = names[key] ?? (false, [], target.position.line, false)
        if name.isEmpty { known.all = true } else { known.names.insert(name) }
        known.isTemplated = known.isTemplated || Unfilled.stands(in: key + name)
        names[key] = known
      }
    }
    return names.mapValues { known in
      Grant(
        names: known.all ? .all : NameSet(known.names),
        line: known.line,
        isTemplated: known.isTemplated
      )
    }
  }

  private static func title(_ node: Node) -> String {
    let group = node["group"]?.text ?? ""
    let isPlain = group.isEmpty || group == GatewayRule.group
    return (node["kind"]?.text ?? "?") + (isPlain ? "" : ".\(group)")
  }

  private static func policies(_ manifest: KubernetesManifest) -> Facts {
    var facts = Facts()
    for object in manifest.objects
    where object.group == GatewayRule.group && object.kind == "BackendTLSPolicy" {
      let check = object.node[path: "spec", "validation"]
      for target in object.node[path: "spec", "targetRefs"]?.items ?? [] {
        let name = "\(title(target)) \(target["name"]?.text ?? "?")"
        let section = target["sectionName"]?.text.map { " \($0)" } ?? ""
        facts.add(
          Fact(
            backend,
            slot: "\(object.namespace ?? "")\u{0}\(name)\(section)",
            rank: -1,
            value: check?.canonical ?? "",
            .high,
            line: (check ?? target).position.line,
            "the check of \(name)\(section) by",
            "for \(object.title)",
            environments: object.environments
          )
        )
      }
    }
    return facts
  }
}
