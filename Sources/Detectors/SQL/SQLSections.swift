import Detection
import Syntax

/// Reads what a migration does apart from what only its way back does.
enum SQLSections {
  /// `judge` is given both sides, and the tables that are made before.
  static func reading(
    old: [UInt8],
    new: [UInt8],
    _ judge: (SQLScript, SQLScript, Set<String>) -> SQLReadings.Verdict
  ) -> Reading {
    let before = MigrationSections(old)
    let after = MigrationSections(new)
    let up = SQLReadings(old: before.up, new: after.up).reading { judge($0, $1, []) }
    guard before.aside ?? [] != after.aside ?? [] else { return up }
    let made = [before, after].reduce(into: Set<String>()) { made, sections in
      if sections.aside != nil { made.formUnion(SQLContext.created(by: sections.up)) }
    }
    let aside = SQLReadings(old: before.aside ?? [], new: after.aside ?? []).reading {
      judge($0, $1, made)
    }
    return join(up, aside)
  }

  /// Whether what stands aside ever runs, and after what, no text tells.
  private static func join(_ up: Reading, _ aside: Reading) -> Reading {
    if case .unreadable = up { return up }
    let found =
      up.observations
      + aside.observations.map {
        $0.direction == .unknown ? $0 : $0.directed(.incomparable)
      }
    for case .partial(_, let line, let reason) in [up, aside] {
      return .partial(found, line: line, reason: reason)
    }
    if case .unreadable(let line, let reason) = aside {
      return .partial(found, line: line, reason: reason)
    }
    return .understood(found)
  }
}
