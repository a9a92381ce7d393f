import Detection
import Syntax

/// When timers and watched paths start a unit, and which one.
enum SystemdTriggers {
  static let trigger = Kind(
    "systemd-trigger",
    of: .workload,
    title: "A unit of systemd is started at other times",
    help: """
      A timer or a watched path starts its unit: another schedule may leave a backup or a check out, another \
      unit is another program.
      """,
    example: Kind.Example(
      path: "systemd/backup.timer",
      old: "[Timer]\nOnCalendar=hourly\n",
      new: "[Timer]\nOnCalendar=monthly\n"
    )
  )

  private static let times = [
    "OnCalendar", "OnActiveSec", "OnBootSec", "OnStartupSec", "OnUnitActiveSec",
    "OnUnitInactiveSec",
  ]
  private static let paths = [
    "PathExists", "PathExistsGlob", "PathChanged", "PathModified", "DirectoryNotEmpty",
  ]

  static func facts(_ unit: SystemdUnit) -> [Fact] {
    schedule(unit)
      + paths.flatMap { key in
        unit.list("Path", key).map { entry in
          let noun = "\(key) \(entry.value)"
          return unit.fact(trigger, noun, rank: 1, .medium, entry, noun)
        }
      }
      + ["Timer", "Path", "Socket"].compactMap { target(unit, $0) }
  }

  private static func schedule(_ unit: SystemdUnit) -> [Fact] {
    let entries = times.flatMap { unit.list("Timer", $0) }
    guard let last = entries.last else { return [] }
    let words = entries.map { entry in
      entry.key == "OnCalendar" ? entry.value : "\(entry.key) \(entry.value)"
    }
    let value = words.sorted().joined(separator: "; ")
    return [unit.fact(trigger, "schedule", rank: 1, value: value, .low, last, "schedule")]
  }

  /// A unit that is not named has the name of the one that starts it.
  private static func target(_ unit: SystemdUnit, _ section: String) -> Fact? {
    guard let entry = unit.last(section, section == "Socket" ? "Service" : "Unit"),
      entry.value != "\(unit.name.stem).service", !entry.value.isEmpty
    else { return nil }
    return unit.fact(
      trigger,
      "target",
      rank: 0,
      value: entry.value,
      .medium,
      entry,
      "the unit that is started,"
    )
  }
}
