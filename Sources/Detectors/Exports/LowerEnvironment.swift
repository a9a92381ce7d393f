import Detection

/// A file of development, test or staging: what it reads of production is told.
struct LowerEnvironment {
  private let stage: Stage

  /// `nil` for a file of no environment, or of production too.
  init?(path: [UInt8]) {
    // Tests of a program are no environment.
    let stages = Stage.named(in: path.starts(with: "test/".utf8) ? path.dropFirst(5) : path[...])
    guard !stages.contains(.production),
      let stage = [Stage.staging, .development].first(where: stages.contains)
    else { return nil }
    self.stage = stage
  }

  private static func isHigher(_ source: String) -> Bool {
    Stage.named(in: source.utf8).contains(.production)
  }

  func observations(old: [Export], new: [Export]) -> [Observation] {
    let before = reads(old)
    let after = reads(new)
    let gained = after.filter { here in !before.contains { $0.source == here.source } }
    let lost = before.filter { there in !after.contains { $0.source == there.source } }
    return gained.map { observation($0.source, .widened, line: $0.line) }
      + lost.map { observation($0.source, .narrowed, oldLine: $0.line) }
  }

  private func reads(_ exports: [Export]) -> [(source: String, line: Int)] {
    var seen: Set<String> = []
    return exports.flatMap { export in
      export.sources.filter(Self.isHigher).filter { seen.insert($0).inserted }.map {
        ($0, export.line)
      }
    }
  }

  private func observation(
    _ source: String,
    _ direction: Direction,
    line: Int? = nil,
    oldLine: Int? = nil
  ) -> Observation {
    let verb = direction == .widened ? "reads" : "no longer reads"
    return Observation(
      ExportsDetector.crossEnvironment,
      direction,
      direction == .widened ? .high : .low,
      line: line,
      oldLine: oldLine,
      summary: "\(verb) \(source) of production in \(stage.rawValue)",
      data: [source],
      environments: [stage.rawValue]
    )
  }
}
