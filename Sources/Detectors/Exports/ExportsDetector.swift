package import Detection
import Syntax

/// Reads scripts, jobs and pipelines for where they copy data.
package struct ExportsDetector: Detector {
  package init() {}

  package var kinds: [Kind] {
    [
      Self.flow, Self.sink, Self.source, Self.filter, Self.role, Self.schedule,
      Self.crossEnvironment, FetchedScript.kind,
    ]
  }

  package func read(_ pair: FilePair) -> Reading {
    let old = pair.old ?? []
    let new = pair.new ?? []
    guard let format = ExportFormat.of(pair.path, old: old, new: new) else { return .foreign }
    guard !old.elementsEqual(new) else { return .understood([]) }
    let sinks = SinkReader(owned: pair.surroundings.owned)
    let environment = LowerEnvironment(path: pair.path)
    if format == .sql {
      return SQLSections.reading(old: old, new: new) { oldScript, newScript, _ in
        Self.verdict(
          SQLExports.report(of: oldScript, sinks: sinks),
          SQLExports.report(of: newScript, sinks: sinks),
          environment
        )
      }
    }
    return reading(old, new, format, sinks, environment)
  }

  private func reading(
    _ old: [UInt8],
    _ new: [UInt8],
    _ format: ExportFormat,
    _ sinks: SinkReader,
    _ environment: LowerEnvironment?
  ) -> Reading {
    guard String(validating: old, as: UTF8.self) != nil,
      String(validating: new, as: UTF8.self) != nil
    else { return .unreadable(line: nil, reason: "not in UTF-8") }
    do throws(SyntaxError) {
      let before = old.isEmpty ? ExportReport() : try format.report(of: old, sinks: sinks)
      let after = new.isEmpty ? ExportReport() : try format.report(of: new, sinks: sinks)
      let verdict = Self.verdict(before, after, environment)
      var observations = verdict.observations
      // Recipes of images and units have a detector of their own for it.
      if format != .dockerfile, format != .unit {
        observations += Self.fetches(before, after)
      }
      guard let doubt = verdict.doubt else { return .understood(observations) }
      return .partial(observations, line: doubt.line, reason: doubt.reason)
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
  }

  private static func verdict(
    _ old: ExportReport,
    _ new: ExportReport,
    _ environment: LowerEnvironment?
  ) -> SQLReadings.Verdict {
    var observations = ExportComparison(old: old.exports, new: new.exports).observations
    if let environment {
      observations += environment.observations(old: old.exports, new: new.exports)
    }
    return SQLReadings.Verdict(
      observations: observations,
      doubt: difference(old.opaque, new.opaque)
    )
  }

  private static func fetches(_ old: ExportReport, _ new: ExportReport) -> [Observation] {
    func facts(_ report: ExportReport) -> Facts {
      var facts = Facts()
      for fetch in report.fetched {
        facts.add(FetchedScript.fact(fetch.address, .high, line: fetch.line))
      }
      return facts
    }
    return FactComparison(old: facts(old), new: facts(new)).observations
  }

  private static func difference(
    _ old: [ExportReport.Opaque],
    _ new: [ExportReport.Opaque]
  ) -> SQLReadings.Doubt? {
    var left = Dictionary(grouping: old) { Array($0.text.utf8) }
    for opaque in new where left[Array(opaque.text.utf8)]?.popLast() == nil {
      return SQLReadings.Doubt(line: opaque.line, reason: opaque.reason)
    }
    // In the order in which they stand, whatever order the dictionary has.
    let gone = old.filter { left[Array($0.text.utf8)]?.isEmpty == false }
    guard let rest = gone.min(by: { $0.line < $1.line }) else { return nil }
    return SQLReadings.Doubt(line: nil, reason: "\(rest.reason) is gone")
  }
}
