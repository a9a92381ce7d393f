internal import Detection
internal import GitObjects
internal import Policy

/// What was observed of one change for one class, on its way to one sentence.
struct ObservationSummary {
  let classID: ClassID
  private(set) var observations: [Observation] = []

  init(classID: ClassID) { self.classID = classID }

  mutating func add(_ observation: Observation) { observations.append(observation) }

  /// The worst first: by direction, then by severity, then in the file's order.
  private var ranked: [Observation] {
    observations.enumerated().sorted { a, b in
      if a.element.direction != b.element.direction {
        return a.element.direction < b.element.direction
      }
      if a.element.severity != b.element.severity { return a.element.severity > b.element.severity }
      return a.offset < b.offset
    }.map(\.element)
  }

  /// `nil` where nothing was observed.
  func facts(tagging tags: DataTags) -> ClassFacts? {
    let ranked = ranked
    guard let worst = ranked.first else { return nil }
    let others = ranked.dropFirst().filter { $0.direction != .equal }
    var kinds: [String] = []
    for kind in ranked.map(\.kind) where kind != worst.kind && !kinds.contains(kind) {
      kinds.append(kind)
    }
    let more = others.isEmpty ? "" : ", and \(others.count) more"
    return ClassFacts(
      classID: classID,
      kind: worst.kind,
      otherKinds: kinds,
      direction: worst.direction,
      severity: ranked.map(\.severity).max() ?? worst.severity,
      line: worst.line ?? worst.oldLine,
      summary: Self.safe(worst.summary, limit: 300) + more,
      witness: ranked.first { $0.witness != nil && $0.direction == worst.direction }
        .flatMap(\.witness).map { Self.safe($0, limit: 300) },
      data: tags.naming(Self.unique(ranked.flatMap(\.data).map { Self.safe($0, limit: 100) })),
      environments: Self.unique(ranked.flatMap(\.environments).map { Self.safe($0, limit: 64) })
    )
  }

  /// Printable, and no longer than somebody reads: the text comes from whoever wrote the file.
  private static func safe(_ text: String, limit: Int) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count > limit else { return Escaped.text(bytes) }
    return Escaped.text(Array(bytes.prefix(limit))) + "…"
  }

  /// At most a hundred: a file can name any number of tables.
  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return Array(names.filter { seen.insert($0).inserted }.prefix(100))
  }
}

/// The policy's names for data: `pii: ["*customers*"]`.
struct DataTags {
  let tables: [String: [Wildcard]]

  /// The names, and the tags of any of them.
  func naming(_ names: [String]) -> [String] {
    let tags = tables.filter { _, patterns in
      patterns.contains { pattern in names.contains { pattern.matches(Array($0.utf8)) } }
    }.keys.sorted()
    return names + tags.filter { !names.contains($0) }
  }
}
