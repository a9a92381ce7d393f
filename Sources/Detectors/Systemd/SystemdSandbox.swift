import Detection
import Syntax

/// Walls around a unit's processes that are on, off, or so and so high.
enum SystemdSandbox {
  static let sandbox = Kind(
    "systemd-sandbox",
    of: .workload,
    title: "A unit's walls on a machine changed",
    help: """
      What systemd keeps a program from: files, devices, system calls, networks, rights that it could \
      gain. Whoever takes over the program is held by nothing else.
      """,
    example: SystemdDetector.example("NoNewPrivileges=yes\n", "")
  )

  static func facts(_ unit: SystemdUnit) -> [Fact] {
    SystemdUnit.running.flatMap { section in
      SystemdWall.all.compactMap { wall in
        unit.last(section, wall.key).flatMap { fact(unit, wall, $0) }
      } + names(unit, section)
    }
  }

  private static func fact(_ unit: SystemdUnit, _ wall: SystemdWall, _ entry: UnitFile.Entry)
    -> Fact?
  {
    guard let level = wall.level(of: entry.value) else {
      return unit.fact(
        sandbox,
        wall.key,
        rank: 0,
        value: entry.value,
        wall.severity,
        entry,
        wall.key
      )
    }
    // A drop-in takes away what the unit has, another unit only says what it is without a word.
    let isSilent = level == 0 && !unit.isDropIn
    return isSilent
      ? nil
      : unit.fact(
        sandbox,
        wall.key,
        rank: level == 0 ? 1 : -level,
        value: SystemdUnit.flag(entry.value).map { $0 ? "yes" : "no" } ?? entry.value,
        wall.severity,
        entry,
        wall.key
      )
  }

  /// Walls that are another's to build: which one, nobody can tell from here.
  private static func names(_ unit: SystemdUnit, _ section: String) -> [Fact] {
    named.compactMap { key in
      guard let entry = unit.last(section, key), unit.isDropIn || !entry.value.isEmpty else {
        return nil
      }
      let isOff = entry.value.isEmpty || entry.value.hasSuffix("unconfined")
      return unit.fact(
        sandbox,
        key,
        // A name may also be of something that opens all.
        rank: isOff ? 1 : 0,
        value: isOff ? "none" : entry.value,
        .high,
        entry,
        key
      )
    }
  }

  static let named = [
    "AppArmorProfile", "SELinuxContext", "SmackProcessLabel", "RootDirectory", "RootImage",
  ]
}

/// A setting of one value, and how much each value keeps a program from.
struct SystemdWall {
  let key: String
  let severity: Severity
  /// Words beside yes and no; what is below zero opens.
  var words: [String: Int] = [:]
  var yes = 1

  /// 0 without the wall; `nil` where the value is no word of the setting.
  func level(of value: String) -> Int? {
    if value.isEmpty { return 0 }
    if let flag = SystemdUnit.flag(value) { return flag ? yes : 0 }
    // As systemd compares them: what is written otherwise it passes over.
    return words[value]
  }

  static let all: [SystemdWall] =
    [
      "NoNewPrivileges", "PrivateNetwork", "MemoryDenyWriteExecute", "RestrictSUIDSGID",
      "ProtectKernelModules", "ProtectKernelTunables", "PrivateDevices",
    ].map { SystemdWall(key: $0, severity: .high) }
    + [
      "ProtectClock", "ProtectKernelLogs", "RestrictRealtime", "LockPersonality", "RemoveIPC",
      "PrivateMounts", "PrivateIPC", "PrivatePIDs", "PrivateBPF",
    ].map { SystemdWall(key: $0, severity: .medium) }
    + [
      SystemdWall(key: "ProtectSystem", severity: .high, words: ["full": 2, "strict": 3]),
      SystemdWall(
        key: "ProtectHome",
        severity: .high,
        words: ["read-only": 1, "tmpfs": 2],
        yes: 3
      ),
      SystemdWall(
        key: "PrivateUsers",
        severity: .high,
        words: ["self": 2, "identity": 1, "full": 1],
        yes: 2
      ),
      SystemdWall(key: "PrivateTmp", severity: .medium, words: ["disconnected": 2]),
      SystemdWall(
        key: "ProtectControlGroups",
        severity: .medium,
        words: ["private": 2, "strict": 3]
      ),
      SystemdWall(key: "ProtectHostname", severity: .medium, words: ["private": 1], yes: 2),
      SystemdWall(
        key: "ProtectProc",
        severity: .medium,
        words: ["default": 0, "noaccess": 1, "invisible": 2, "ptraceable": 3]
      ),
      SystemdWall(key: "ProcSubset", severity: .medium, words: ["all": 0, "pid": 1]),
      SystemdWall(
        key: "KeyringMode",
        severity: .medium,
        words: ["private": 0, "inherit": -1, "shared": -1]
      ),
      // These open: a yes is below none.
      SystemdWall(key: "Delegate", severity: .medium, yes: -1),
      SystemdWall(key: "PermissionsStartOnly", severity: .high, yes: -1),
      SystemdWall(key: "RootDirectoryStartOnly", severity: .high, yes: -1),
    ]
}
