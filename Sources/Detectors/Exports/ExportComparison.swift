import Detection

/// What two sides of a file export differently.
struct ExportComparison {
  private(set) var observations: [Observation] = []

  /// More of them are not matched with each other.
  private static let maximum = 300

  init(old: [Export], new: [Export]) {
    var (before, after) = Self.without(old, new)
    if before.count <= Self.maximum, after.count <= Self.maximum {
      for (first, second) in Self.pairs(&before, &after) {
        observations += ExportDifference(old: first, new: second).observations
      }
    }
    observations += after.map(Self.added)
    observations += before.map(Self.removed)
  }

  /// What one side has and the other has not.
  private static func without(_ old: [Export], _ new: [Export]) -> ([Export], [Export]) {
    let known = Set(old.map(\.identity))
    let here = Set(new.map(\.identity))
    var seen: Set<Export> = []
    let after = new.filter { !known.contains($0.identity) && seen.insert($0.identity).inserted }
    let before = old.filter { !here.contains($0.identity) && seen.insert($0.identity).inserted }
    return (before, after)
  }

  /// Takes out those that are one export before and after.
  private static func pairs(
    _ before: inout [Export],
    _ after: inout [Export]
  ) -> [(Export, Export)] {
    var pairs: [(Export, Export)] = []
    for wanted in [7, 6, 5, 4, 3, 2] {
      var index = 0
      while index < after.count {
        let new = after[index]
        if let place = before.firstIndex(where: { likeness($0, new) == wanted }) {
          pairs.append((before.remove(at: place), new))
          after.remove(at: index)
        } else {
          index &+= 1
        }
      }
    }
    return pairs
  }

  private static func likeness(_ old: Export, _ new: Export) -> Int {
    let sink = old.sink.text == new.sink.text
    let source = !old.sources.isEmpty && old.sources == new.sources
    let overlap = !Set(old.sources).isDisjoint(with: new.sources)
    let form = old.form == new.form
    return (sink ? 3 : 0) + (source ? 3 : overlap ? 2 : 0) + (form && (sink || overlap) ? 1 : 0)
  }

  private static func added(_ export: Export) -> Observation {
    let schedule = export.schedule.isEmpty ? "" : ", \(Schedule(export.schedule).words)"
    return Observation(
      ExportsDetector.flow,
      .widened,
      export.severity,
      line: export.line,
      summary: "adds an export of \(export.what) to \(export.sink.words)\(schedule)",
      data: export.sources
    )
  }

  private static func removed(_ export: Export) -> Observation {
    Observation(
      ExportsDetector.flow,
      .narrowed,
      .low,
      oldLine: export.line,
      summary: "removes an export of \(export.what) to \(export.sink.words)",
      data: export.sources
    )
  }
}

extension Export {
  /// Of its being there at all.
  var severity: Severity {
    switch sink.reach {
    case .local, .inside: .medium
    case .outside, .unknown: .high
    case .internet: .critical
    }
  }
}

/// How one export became another.
struct ExportDifference {
  let old: Export
  let new: Export

  var observations: [Observation] {
    [sink, source, filter, role, schedule, through].compactMap(\.self)
  }

  private func observation(_ kind: Kind, _ direction: Direction, _ summary: String) -> Observation {
    let severity = direction == .narrowed ? Severity.low : new.severity
    return Observation(
      kind,
      direction,
      severity,
      line: new.line,
      oldLine: old.line,
      summary: summary,
      data: SQLSentence.unique(new.sources + old.sources)
    )
  }

  private var sink: Observation? {
    guard old.sink != new.sink else { return nil }
    let direction: Direction =
      if old.sink.reach == .unknown || new.sink.reach == .unknown {
        .unknown
      } else if old.sink.reach == new.sink.reach {
        .incomparable
      } else {
        old.sink.reach < new.sink.reach ? .widened : .narrowed
      }
    return observation(
      ExportsDetector.sink,
      direction,
      "moves the export of \(new.what) from \(old.sink.text.prefix(120)) to \(new.sink.words)"
    )
  }

  private var through: Observation? {
    guard old.through != new.through, old.sink == new.sink else { return nil }
    return observation(
      ExportsDetector.sink,
      .incomparable,
      "exports \(new.what) to \(new.sink.words) by other values, or in other cases"
    )
  }

  private var source: Observation? {
    let names = Self.compare(old.sources, new.sources, covers: Self.coversName)
    let columns = Self.columns(old.columns, new.columns)
    guard names != .equal || columns != .equal else { return nil }
    let direction = [names, columns].filter { $0 != .equal }
    let joined = Set(direction).count == 1 ? direction[0] : .incomparable
    if names == .equal {
      let taken = new.columns.isEmpty ? "every column" : SQLSentence.list(new.columns)
      return observation(
        ExportsDetector.source,
        joined,
        "exports \(taken) of \(new.what) to \(new.sink.words)"
      )
    }
    return observation(
      ExportsDetector.source,
      joined,
      "exports \(new.what) instead of \(old.what) to \(new.sink.words)"
    )
  }

  private var filter: Observation? {
    let direction = Self.compare(new.filters, old.filters) { $0 == $1 }
    guard direction != .equal else { return nil }
    let what =
      switch direction {
      case .widened: "exports \(new.what) without \(Self.list(old.filters, less: new.filters))"
      case .narrowed: "exports \(new.what) with \(Self.list(new.filters, less: old.filters))"
      default: "changes which rows of \(new.what) are exported"
      }
    return observation(ExportsDetector.filter, direction, "\(what) to \(new.sink.words)")
  }

  private static func list(_ filters: [String], less others: [String]) -> String {
    SQLSentence.list(filters.filter { !others.contains($0) }.map { "'\($0.prefix(80))'" })
  }

  private var role: Observation? {
    if old.protection != new.protection {
      let direction: Direction =
        old.protection.isEmpty ? .narrowed : new.protection.isEmpty ? .widened : .incomparable
      let words =
        new.protection.isEmpty ? "no longer encrypts" : "changes the encryption of"
      return observation(
        ExportsDetector.role,
        direction,
        "\(words) the export of \(new.what) to \(new.sink.words)"
      )
    }
    guard old.role != new.role else { return nil }
    let role = new.role.isEmpty ? "none" : new.role
    return observation(
      ExportsDetector.role,
      .incomparable,
      "exports \(new.what) to \(new.sink.words) as \(role)"
    )
  }

  private var schedule: Observation? {
    guard old.schedule != new.schedule else { return nil }
    let runs = (Schedule(old.schedule).runsPerMonth, Schedule(new.schedule).runsPerMonth)
    let direction: Direction =
      if let before = runs.0, let after = runs.1 {
        before == after ? .equal : before < after ? .widened : .narrowed
      } else {
        new.schedule.isEmpty ? .narrowed : old.schedule.isEmpty ? .widened : .incomparable
      }
    guard direction != .equal else { return nil }
    let when = new.schedule.isEmpty ? "at no time of its own" : Schedule(new.schedule).words
    return observation(
      ExportsDetector.schedule,
      direction,
      "exports \(new.what) to \(new.sink.words) \(when)"
    )
  }

  // MARK: - Sets

  /// Which way it goes from one set of names to another.
  private static func compare(
    _ old: [String],
    _ new: [String],
    covers: (String, String) -> Bool
  ) -> Direction {
    if Set(old) == Set(new) { return .equal }
    let gains = !new.allSatisfy { name in old.contains { covers($0, name) } }
    let loses = !old.allSatisfy { name in new.contains { covers($0, name) } }
    return switch (gains, loses) {
    case (true, false): .widened
    case (false, true): .narrowed
    case (true, true): .incomparable
    case (false, false): .equal
    }
  }

  private static func coversName(_ wide: String, _ name: String) -> Bool {
    if wide == name || wide == "*" { return true }
    guard wide.hasSuffix(".*") || wide.hasSuffix("/*") || wide.hasSuffix("/") else { return false }
    let start = wide.hasSuffix("*") ? wide.dropLast() : wide[...]
    return name.utf8.starts(with: start.utf8)
  }

  /// None means all.
  private static func columns(_ old: [String], _ new: [String]) -> Direction {
    if old.isEmpty != new.isEmpty { return new.isEmpty ? .widened : .narrowed }
    return compare(old, new) { $0 == $1 }
  }
}
