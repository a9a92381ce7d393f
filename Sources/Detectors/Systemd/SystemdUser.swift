import Detection
import Syntax

/// Whom a unit's processes run as.
enum SystemdUser {
  static func facts(_ unit: SystemdUnit) -> [Fact] {
    SystemdUnit.running.flatMap { section in
      [user(unit, section), group(unit, section)].compactMap(\.self)
    }
  }

  /// No user is root, unless one is made for the unit.
  static func isRoot(_ unit: SystemdUnit, in section: String) -> Bool {
    if let user = unit.last(section, "User"), !isMighty(user.value) { return false }
    return !(unit.last(section, "DynamicUser").flatMap { SystemdUnit.flag($0.value) } ?? false)
  }

  private static func isMighty(_ name: String) -> Bool { ["", "root", "0"].contains(name) }

  private static func user(_ unit: SystemdUnit, _ section: String) -> Fact? {
    let dynamic = unit.last(section, "DynamicUser")
    guard let entry = unit.last(section, "User") ?? dynamic else { return nil }
    let isRoot = isRoot(unit, in: section)
    // Whoever a drop-in leaves out is the unit's to say, and so is whom it takes the place of.
    let rank = isRoot ? (unit.isDropIn ? 1 : 0) : (unit.isDropIn ? 0 : -1)
    guard !isRoot || unit.isDropIn && entry.key == "User" else { return nil }
    let name = entry.key == "User" && !isMighty(entry.value) ? entry.value : nil
    return unit.fact(
      SystemdCommands.privilege,
      "user",
      rank: rank,
      value: isRoot ? "root" : name ?? "made for the unit",
      .high,
      entry,
      "user"
    )
  }

  /// No group is the user's own.
  private static func group(_ unit: SystemdUnit, _ section: String) -> Fact? {
    guard let entry = unit.last(section, "Group"), unit.isDropIn || !entry.value.isEmpty else {
      return nil
    }
    let isMighty = AnsibleAccess.mighty.contains(entry.value) || entry.value == "0"
    return unit.fact(
      SystemdCommands.privilege,
      "group",
      rank: isMighty ? 1 : 0,
      value: entry.value.isEmpty ? "the user's" : entry.value,
      .high,
      entry,
      "group"
    )
  }
}
