package import Detection
import Syntax

/// Manifests of Kubernetes objects, plain, as Helm templates, or as Kustomize has them.
package struct KubernetesDetector: Detector {
  private static let rules: [any KubernetesRule.Type] = [
    RBACRoleRule.self, RBACBindingRule.self, ServiceAccountRule.self, AccessMapRule.self,
    PodPrivilegeRule.self, HostAccessRule.self, CommandRule.self, ControlPlaneRule.self,
    NetworkPolicyRule.self, RuleListRule.self,
    PowerMarks.self, ServiceRule.self, LoadBalancerRanges.self, GatewayRule.self,
    ReferenceGrantRule.self,
    ImageRule.self, DeliveryRule.self,
    DestructionRule.self, AdmissionRule.self, VolumeRule.self, MeshRule.self, SettingRule.self,
    DefinedKindRule.self, ChartValuesRule.self,
    ResidueRule.self,
  ]

  package init() {}

  package var kinds: [Kind] { Self.rules.flatMap { $0.kinds } + TemplateRule.kinds }

  package func read(_ pair: FilePair) -> Reading {
    let path = ManifestPath(pair.path)
    guard path.mayHoldObjects else { return .foreign }
    let sides = [pair.old, pair.new].compactMap(\.self)
    guard sides.contains(where: { ManifestPath.mentionsObjects($0) || path.isSpecial }) else {
      return .foreign
    }
    let old: ManifestText
    let new: ManifestText
    do {
      old = try ManifestText(pair.old, path)
      new = try ManifestText(pair.new, path)
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
    if old.isEmpty && new.isEmpty { return .foreign }
    var findings = Findings()
    let most = (old.branches + new.branches).map(\.objects.count).max() ?? 0
    guard most <= 2000 else { return .partial([], line: nil, reason: "more than 2000 objects") }
    for (before, after) in ManifestText.pairs(old, new) {
      findings.add(Self.findings(before, after))
    }
    findings.leaveOutRepeated()
    findings.add(TemplateRule.compare(old, new))
    return findings.reading
  }

  /// What a difference between objects means, in whichever text they stand.
  static func findings(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings {
    var findings = Findings()
    for rule in rules { findings.add(rule.compare(old, new)) }
    return findings
  }
}

/// What a path tells of a manifest.
struct ManifestPath {
  private let text: String
  private let name: Substring

  init(_ path: [UInt8]) {
    text = String(decoding: path, as: UTF8.self)
    name = text.split(separator: "/").last ?? ""
  }

  var isJSON: Bool { name.hasSuffix(".json") }

  var mayHoldObjects: Bool {
    let ends = [".yaml", ".yml"]
    let plain = FileName(Array(name.utf8)).withoutTemplateSuffix
    return (name.hasSuffix(".json") || ends.contains { plain.hasSuffix($0) })
      && !text.hasPrefix(".github/")
  }

  var isKustomization: Bool {
    ["kustomization.yaml", "kustomization.yml"].contains(name)
  }

  var isChart: Bool { ["Chart.yaml", "Chart.yml", "requirements.yaml"].contains(name) }

  var isHelmfile: Bool { ["helmfile.yaml", "helmfile.yml"].contains(name) }

  /// Files that are known by their name.
  var isSpecial: Bool { isKustomization || isChart || isHelmfile }

  /// Whether the two words that every object has stand in a text at all.
  static func mentionsObjects(_ bytes: [UInt8]) -> Bool {
    bytes.mayHold("apiVersion") && bytes.mayHold("kind")
  }
}

extension [UInt8] {
  /// Whether the word stands somewhere in the bytes.
  func contains(_ word: String.UTF8View) -> Bool {
    guard let first = word.first else { return true }
    let needle = Array(word)
    var index = startIndex
    while let found = self[index...].firstIndex(of: first) {
      if self[found...].starts(with: needle) { return true }
      index = found + 1
    }
    return false
  }
}
