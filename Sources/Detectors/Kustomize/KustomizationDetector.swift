package import Detection
import Syntax

/// What Kustomize puts over its bases: patches in a `kustomization.yaml` or in files of their own, generators,
/// charts and replicas.
///
/// Where things come from is told with the manifests.
package struct KustomizationDetector: Detector {
  package init() {}

  package var kinds: [Kind] {
    var seen: Set<String> = []
    return (PatchKinds.all + KubernetesDetector().kinds + HelmDetector().kinds)
      .filter { seen.insert($0.name).inserted }
  }

  package func read(_ pair: FilePair) -> Reading {
    let path = ManifestPath(pair.path)
    guard path.mayHoldObjects else { return .foreign }
    do throws(SyntaxError) {
      if path.isKustomization { return try kustomization(pair) }
      return try PatchFile.reading(of: pair)
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
  }

  private func kustomization(_ pair: FilePair) throws(SyntaxError) -> Reading {
    let old = try Self.side(pair.old)
    let new = try Self.side(pair.new)
    var findings = Findings()
    let objects = (KustomizeObjects(old), KustomizeObjects(new))
    for layer in 0..<max(objects.0.layers.count, objects.1.layers.count) {
      findings.add(KubernetesDetector.findings(objects.0[layer], objects.1[layer]))
    }
    findings.add(Self.charts(old, new))
    findings.add(FactComparison(old: old.facts, new: new.facts).findings.without(findings))
    if let unread = new.unread ?? old.unread, old.unread != new.unread || differ(old, new) {
      findings.doubt(unread.line, "a patch that cannot be read")
    }
    findings.leaveOutRepeated()
    return findings.reading
  }

  private func differ(_ old: Kustomization, _ new: Kustomization) -> Bool {
    ["patches", "patchesJson6902", "patchesStrategicMerge"].contains {
      old.node[$0]?.canonical != new.node[$0]?.canonical
    }
  }

  private static func side(_ bytes: [UInt8]?) throws(SyntaxError) -> Kustomization {
    let documents = try YAMLReader.read(bytes ?? [], limits: .bundle)
    return Kustomization(documents.first ?? Node(.null, at: Position(line: 1, column: 1)))
  }

  /// Values that both sides give a chart.
  private static func charts(_ old: Kustomization, _ new: Kustomization) -> Findings {
    var findings = Findings()
    let before = Dictionary(
      (old.node["helmCharts"]?.items ?? []).map { ($0["name"]?.text, $0) }
    ) { first, _ in first }
    for chart in new.node["helmCharts"]?.items ?? [] {
      let other = before[chart["name"]?.text]
      if other == nil && chart["valuesInline"] == nil { continue }
      findings.add(HelmDetector.findings(other?["valuesInline"], chart["valuesInline"]))
    }
    return findings
  }
}

extension Findings {
  /// Nothing of what stays a patch of the same lines where other rules said already that it is more.
  fileprivate func without(_ told: Findings) -> Findings {
    let lines = Set(told.observations.filter { $0.direction <= .widened }.compactMap(\.line))
    var rest = self
    rest.observations.removeAll { $0.line.map(lines.contains) ?? false }
    return rest
  }
}
