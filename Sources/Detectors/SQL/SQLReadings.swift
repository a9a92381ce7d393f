import Detection
import Syntax

/// Reads a pair of scripts as every dialect does that reads them differently.
///
/// A text that one server takes for a string and another for a statement is judged by both; where they
/// come to different results, nothing is told.
struct SQLReadings {
  let old: [UInt8]
  let new: [UInt8]

  struct Doubt: Hashable {
    let line: Int?
    let reason: String
  }

  struct Verdict {
    let observations: [Observation]
    let doubt: Doubt?

    fileprivate var signature: Set<String> {
      var all = Set(observations.map { "\($0.kind) \($0.direction) \($0.summary)" })
      if doubt != nil { all.insert("") }
      return all
    }
  }

  /// Longer texts are read in the standard's way alone.
  private static let manyReadings = 1 << 18

  /// Less than other formats: dialects read a text many times.
  private static let limits: SyntaxLimits = {
    var limits = SyntaxLimits()
    limits.bytes = 2 << 20
    limits.nodes = 100_000
    return limits
  }()

  func reading(_ judge: (SQLScript, SQLScript) -> Verdict) -> Reading {
    guard String(validating: old, as: UTF8.self) != nil,
      String(validating: new, as: UTF8.self) != nil
    else { return .unreadable(line: nil, reason: "not in UTF-8") }
    var doubts: [SQLDoubt: Position] = [:]
    let first = (SQLScript(old, limits: Self.limits), SQLScript(new, limits: Self.limits))
    note(first, in: &doubts)
    if doubts.isEmpty { return reading(of: first, judge) }
    guard old.count &+ new.count <= Self.manyReadings else {
      return .partial([], line: nil, reason: "too long to be read in every dialect")
    }
    return everyReading(first, doubts, judge)
  }

  private func note(_ scripts: (SQLScript, SQLScript), in doubts: inout [SQLDoubt: Position]) {
    doubts.merge(scripts.1.doubts) { first, _ in first }
    doubts.merge(scripts.0.doubts) { first, _ in first }
  }

  private func reading(
    of scripts: (SQLScript, SQLScript),
    _ judge: (SQLScript, SQLScript) -> Verdict
  ) -> Reading {
    if let failure = scripts.1.failure ?? scripts.0.failure {
      return .unreadable(line: failure.position.line, reason: failure.reason)
    }
    return reading(of: judge(scripts.0, scripts.1))
  }

  private func reading(of verdict: Verdict) -> Reading {
    guard let doubt = verdict.doubt else { return .understood(verdict.observations) }
    return .partial(verdict.observations, line: doubt.line, reason: doubt.reason)
  }

  private func everyReading(
    _ first: (SQLScript, SQLScript),
    _ known: [SQLDoubt: Position],
    _ judge: (SQLScript, SQLScript) -> Verdict
  ) -> Reading {
    var doubts = known
    var verdicts: [SQLDialect: (verdict: Verdict, failure: SyntaxError?)] = [:]
    var rounds = 0
    while rounds < 3 {
      rounds &+= 1
      let before = doubts.count
      for dialect in SQLDialect.readings(of: Set(doubts.keys)) where verdicts[dialect] == nil {
        let scripts =
          dialect == .standard
          ? first
          : (
            SQLScript(old, dialect: dialect, limits: Self.limits),
            SQLScript(new, dialect: dialect, limits: Self.limits)
          )
        note(scripts, in: &doubts)
        verdicts[dialect] = (
          judge(scripts.0, scripts.1), scripts.1.failure ?? scripts.0.failure
        )
      }
      if doubts.count == before { break }
    }
    let ordered = SQLDialect.all.compactMap { verdicts[$0] }
    guard let base = ordered.first(where: { $0.failure == nil }) else {
      let failure = first.1.failure ?? first.0.failure
      return .unreadable(
        line: failure?.position.line,
        reason: failure?.reason ?? "no dialect reads it"
      )
    }
    guard ordered.allSatisfy({ $0.verdict.signature == base.verdict.signature }) else {
      let doubt = doubts.min { $0.value < $1.value }
      return .partial(
        base.verdict.observations,
        line: doubt?.value.line,
        reason: "dialects read \(doubt?.key.rawValue ?? "it") differently"
      )
    }
    return reading(of: base.verdict)
  }
}
