import Syntax

/// Where a patch writes, and whether anything hangs on it.
struct PatchField: Hashable {
  let path: [String]

  /// Numbers and names of items of lists are no fields.
  var title: String { path.joined(separator: ".") }

  /// Whether no rule looks at what stands there.
  func isHarmless(_ value: Node?) -> Bool {
    if let marks = path.firstIndex(where: { $0 == "labels" || $0 == "annotations" }) {
      let own = path.dropFirst(marks + 1).first
      let names = own.map { [$0] } ?? (value?.object ?? []).map(\.key)
      // Where all of them go at once, nobody knows which.
      return !names.isEmpty && !names.contains(where: PowerMarks.areHeld)
    }
    // An admission controller of which none runs lets everything in.
    if path.last == "replicas" { return value != nil && value?.text != "0" }
    return path.contains { Self.harmless.contains($0) }
  }

  private static let harmless = TemplateScene.harmless.union([
    "env", "minReplicas", "maxReplicas", "metrics", "behavior", "storage", "minReadySeconds",
    "progressDeadlineSeconds",
  ])
}
