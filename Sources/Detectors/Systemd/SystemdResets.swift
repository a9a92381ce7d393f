import Detection
import Syntax

/// Lists that a drop-in begins anew: what the unit had in them is lost, whatever it was.
enum SystemdResets {
  static func facts(_ unit: SystemdUnit) -> [Fact] {
    guard unit.isDropIn else { return [] }
    return SystemdUnit.running.flatMap { section in
      SystemdItem.all.compactMap { item in
        reset(unit, section, item.key).map { fact(unit, $0, item.kind, takes: item.rank < 0) }
      }
        + SystemdCommands.keys.compactMap { key in
          // What is begun anew and filled again is told by the commands that fill it.
          guard unit.list(section, key).isEmpty else { return nil }
          return reset(unit, section, key).map {
            fact(unit, $0, SystemdCommands.command, takes: false)
          }
        }
    }
  }

  private static func reset(_ unit: SystemdUnit, _ section: String, _ key: String)
    -> UnitFile.Entry?
  {
    unit.all(section, key).last { $0.value.isEmpty }
  }

  /// Walls that are taken down open; of anything else nobody can tell from here what it was.
  private static func fact(
    _ unit: SystemdUnit,
    _ entry: UnitFile.Entry,
    _ kind: Kind,
    takes: Bool
  ) -> Fact {
    unit.fact(
      kind,
      "\(entry.key) anew",
      rank: takes ? 1 : 0,
      .high,
      entry,
      "an empty \(entry.key) over the unit's"
    )
  }
}
