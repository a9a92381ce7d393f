import Detection
import Syntax

/// One side's `kustomization.yaml`: what it puts over its base and what it makes beside it.
struct Kustomization {
  struct Inline {
    let patch: StrategicPatch
    let line: Int
  }

  let node: Node
  private(set) var strategic: [Inline] = []
  private(set) var facts = Facts()
  /// The first text that is no patch.
  private(set) var unread: Position?

  init(_ node: Node) {
    self.node = node
    for patch in node["patches"]?.items ?? [] { add(patch) }
    for patch in node["patchesJson6902"]?.items ?? [] { add(patch) }
    for patch in node["patchesStrategicMerge"]?.items ?? [] {
      guard let text = patch.text else { continue }
      if text.contains("\n") || text.contains("{") {
        add(text, target: nil, at: patch.position)
      } else {
        add(file: text, target: nil, options: nil, at: patch.position)
      }
    }
    for member in node.object ?? [] { add(member) }
  }

  /// Another file is judged where it stands; that it counts, and for what, is what changes here.
  private mutating func add(file: String, target: Node?, options: Node?, at position: Position) {
    let target = PatchTarget(target)
    facts.add(
      Fact(
        PatchKinds.kind(of: target.kind),
        slot: "file \(file)\u{0}\(target.title)",
        rank: 0,
        value: options?.canonical,
        .medium,
        line: position.line,
        "the patch '\(file)'",
        "for \(target.title)"
      )
    )
  }

  private mutating func add(_ patch: Node) {
    if let text = patch["patch"]?.text {
      add(text, target: patch["target"], at: patch["patch"]?.position ?? patch.position)
    } else if let path = patch["path"]?.text {
      add(file: path, target: patch["target"], options: patch["options"], at: patch.position)
    }
  }

  private mutating func add(_ text: String, target: Node?, at position: Position) {
    // A block scalar begins on the line of its mark.
    let line = position.line
    guard let documents = try? YAMLReader.read(Array(text.utf8), limits: .small) else {
      unread = unread ?? position
      return
    }
    for document in documents where !document.isNull {
      if let patch = JSONPatch(document) {
        facts.add(patch.facts(for: PatchTarget(target), after: line))
      } else if document.object != nil {
        let patch = StrategicPatch(document, target: target)
        strategic.append(Inline(patch: patch, line: line))
        facts.add(patch.facts(after: line))
      } else {
        unread = unread ?? position
      }
    }
  }

  /// What stands beside the patches and is not told of where things come from.
  private mutating func add(_ member: Node.Member) {
    switch member.key {
    case "replicas":
      for item in member.value.items where item["count"]?.text == "0" {
        facts.add(
          Fact(
            DestructionRule.removal,
            slot: "replicas \(item["name"]?.text ?? "")",
            .medium,
            line: item.position.line,
            "'replicas: 0'",
            "for \(item["name"]?.text ?? "?")",
            verbs: .sets
          )
        )
      }
    case "commonLabels", "commonAnnotations": marks(member.value, of: member.key)
    case "labels":
      for item in member.value.items { item["pairs"].map { marks($0, of: member.key) } }
    case "secretGenerator": generators(member, HostAccessRule.secret)
    case "helmCharts":
      for item in member.value.items { chart(item) }
    case let key where !Self.elsewhere.contains(key):
      for (index, item) in member.value.list.enumerated() {
        let name = member.value.array == nil ? "'\(key)'" : "item \(index) of '\(key)'"
        add(PatchKinds.workload, "\(key) \(index)", item, name)
      }
    default: break
    }
  }

  private static let elsewhere: Set<String> = [
    "apiVersion", "kind", "metadata", "patches", "patchesJson6902", "patchesStrategicMerge",
    "resources", "bases", "components", "crds", "generators", "transformers", "images",
    "namespace", "configMapGenerator", "openapi", "buildMetadata", "sortOptions",
    "generatorOptions",
  ]

  private mutating func add(
    _ kind: Kind,
    _ slot: String,
    _ node: Node,
    _ noun: String,
    owner: String? = nil
  ) {
    facts.add(
      Fact(
        kind,
        slot: slot,
        rank: 0,
        value: node.canonical,
        owner: owner,
        .medium,
        line: node.position.line,
        noun,
        ""
      )
    )
  }

  private mutating func marks(_ pairs: Node, of key: String) {
    for pair in pairs.object ?? [] where PowerMarks.areHeld(pair.key) {
      add(PatchKinds.workload, "\(key) \(pair.key)", pair.value, "'\(pair.key)' of '\(key)'")
    }
  }

  private mutating func generators(_ member: Node.Member, _ kind: Kind) {
    for item in member.value.items {
      add(kind, "\(member.key) \(item["name"]?.text ?? "")", item, "what is generated")
    }
  }

  /// Beside where it comes from.
  private mutating func chart(_ chart: Node) {
    let name = chart["name"]?.text ?? "?"
    facts.owners.insert(name)
    for member in chart.object ?? [] where !Self.told.contains(member.key) {
      add(
        DeliveryRule.source,
        "chart \(name) \(member.key)",
        member.value,
        "'\(member.key)' of the chart '\(name)'",
        owner: name
      )
    }
  }

  private static let told: Set<String> = [
    "name", "repo", "version", "valuesInline", "releaseName", "namespace", "apiVersions",
    "kubeVersion", "nameTemplate",
  ]
}
