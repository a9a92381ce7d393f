import Detection
import Syntax

/// What a unit mounts where, and what keeps its files from doing harm.
enum SystemdMounts {
  static func facts(_ unit: SystemdUnit) -> [Fact] {
    var facts: [Fact] = []
    if let what = unit.last("Mount", "What") {
      let place = unit.last("Mount", "Where")?.value ?? "its place"
      let shown = "\(what.value) on \(place)"
      facts.append(
        unit.fact(HostAccessRule.host, "mount", rank: 1, value: shown, .medium, what, "mount of")
      )
    }
    if let entry = unit.last("Mount", "Options") {
      let options = entry.value.split { $0 == "," || $0 == " " }.map(String.init)
      facts += options.filter(guards.contains).map { option in
        unit.fact(
          SystemdSandbox.sandbox,
          "option \(option)",
          rank: -1,
          .medium,
          entry,
          "mount option \(option)"
        )
      }
    }
    return facts
  }

  private static let guards: Set<String> = ["nosuid", "nodev", "noexec", "ro"]
}
