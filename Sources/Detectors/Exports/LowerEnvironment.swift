import Detection
import Syntax

/// A file of development, test or staging: what it reads of production is told.
struct LowerEnvironment {
  private let name: String

  private static let lower: Set<String> = [
    "dev", "development", "staging", "stage", "stg", "test", "testing", "uat", "qa", "sandbox",
    "integration", "preprod",
  ]
  private static let higher: Set<String> = ["prod", "prd", "production", "live"]

  /// `nil` for a file of no environment, or of production too.
  init?(path: [UInt8]) {
    let words = Self.words(of: String(decoding: path, as: UTF8.self))
    guard let name = words.first(where: Self.lower.contains),
      !words.contains(where: Self.higher.contains)
    else { return nil }
    // Tests of a program are no environment.
    guard !(name == "test" || name == "testing") || !path.starts(with: "test/".utf8) else {
      return nil
    }
    self.name = name
  }

  private static func words(of text: String) -> [String] {
    text.utf8.split { !$0.isAlphanumeric }.map { String(decoding: $0, as: UTF8.self).asciiSmall }
  }

  private static func isHigher(_ source: String) -> Bool {
    words(of: source).contains(where: higher.contains)
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
      summary: "\(verb) \(source) of production in \(name)",
      data: [source],
      environments: [name]
    )
  }
}
