import Detection
import Syntax

/// Settings that say what passes by lists, compared as sets.
enum SystemdLists {
  static func compare(_ old: SystemdUnit, _ new: SystemdUnit) -> Findings {
    var findings = Findings()
    for section in SystemdUnit.running {
      for list in SystemdList.all { compare(list, section, old, new, &findings) }
    }
    return findings
  }

  private static func compare(
    _ list: SystemdList,
    _ section: String,
    _ old: SystemdUnit,
    _ new: SystemdUnit,
    _ findings: inout Findings
  ) {
    let (before, after) = (list.told(old, section), list.told(new, section))
    guard before != nil || after != nil else { return }
    // A unit that comes or goes takes its walls with it.
    guard old.isDropIn || old.exists && new.exists || !list.initial.isAll else { return }
    let from = before?.set ?? list.initial
    let to = after?.set ?? list.initial
    var direction = AllowedSet.direction(from: from, to: to)
    if before == nil || after == nil, old.isDropIn {
      // What a drop-in does not say is the unit's.
      guard let told = after?.set ?? before?.set else { return }
      direction = told.isNone ? .narrowed : told.isAll ? .widened : .incomparable
      if after == nil { direction = direction.reversed }
    }
    guard direction != .equal else { return }
    let line = after?.line
    if [from, to].contains(where: { $0.names.contains(where: SystemdUnit.isTemplate) }) {
      findings.doubt(line, "a template stands in \(list.key) \(new.place)")
    }
    let (had, has) = (old.isDropIn && before == nil, new.isDropIn && after == nil)
    findings.observations.append(
      Observation(
        list.kind,
        direction,
        direction == .narrowed ? .low : severity(from, to, list),
        line: line,
        oldLine: before?.line,
        summary: "changes \(list.key) from \(had ? "the unit's" : from.text) to "
          + "\(has ? "the unit's" : to.text) \(new.place)"
      )
    )
  }

  private static func severity(_ from: AllowedSet, _ to: AllowedSet, _ list: SystemdList)
    -> Severity
  {
    guard list.isOfCapabilities else { return list.severity }
    if to.isComplement && !from.isComplement { return .critical }
    let gained = to.names.subtracting(from.names)
    return gained.contains { Capabilities.severity(of: String($0.dropFirst(4))) == .critical }
      ? .critical : list.severity
  }
}

/// A setting whose value is a list of what passes.
struct SystemdList {
  let key: String
  let severity: Severity
  let kind: Kind
  let initial: AllowedSet
  /// Whether an empty line lets nothing pass, rather than what passes without any.
  var emptyIsNone = false
  /// Words that are given a meaning of their own.
  var special: [String: AllowedSet] = [:]
  /// Bits of a mode, which are no words; a mask has those that are off.
  var bits: SystemdMode?

  var isOfCapabilities: Bool { emptyIsNone }

  /// `nil` where the unit does not say it.
  func told(_ unit: SystemdUnit, _ section: String) -> (set: AllowedSet, line: Int)? {
    if key == "DeviceAllow" { return SystemdDevices.told(unit, section) }
    let entries = unit.all(section, key)
    guard let last = entries.last else { return nil }
    if let bits { return (bits.set(of: last.value) ?? initial, last.position.line) }
    var set: AllowedSet?
    for entry in entries { read(entry, &set) }
    return (set ?? initial, last.position.line)
  }

  private func read(_ entry: UnitFile.Entry, _ set: inout AllowedSet?) {
    let isInverted = entry.value.hasPrefix("~")
    let words = entry.words.map { isInverted && $0.hasPrefix("~") ? String($0.dropFirst()) : $0 }
      .filter { !$0.isEmpty }.map { emptyIsNone ? $0.uppercased() : $0 }
    if words.isEmpty {
      set = emptyIsNone ? (isInverted ? .all : AllowedSet.none) : nil
    } else if words.count == 1, let meaning = special[words[0].lowercased()] {
      set = meaning
    } else if set == nil || emptyIsNone && (set == initial) {
      // The first line says whether the list is of what passes or of what does not.
      set = AllowedSet(isComplement: isInverted, names: Set(words))
    } else if isInverted {
      set?.deny(words)
    } else {
      set?.allow(words)
    }
  }

  static let all: [SystemdList] = [
    SystemdList(
      key: "CapabilityBoundingSet",
      severity: .high,
      kind: SystemdCommands.privilege,
      initial: .all,
      emptyIsNone: true
    ),
    SystemdList(
      key: "AmbientCapabilities",
      severity: .high,
      kind: SystemdCommands.privilege,
      initial: .none,
      emptyIsNone: true
    ),
    SystemdList(
      key: "SystemCallFilter",
      severity: .high,
      kind: SystemdSandbox.sandbox,
      initial: .all
    ),
    SystemdList(
      key: "SystemCallArchitectures",
      severity: .medium,
      kind: SystemdSandbox.sandbox,
      initial: .all
    ),
    SystemdList(
      key: "RestrictAddressFamilies",
      severity: .high,
      kind: SystemdSandbox.sandbox,
      initial: .all,
      special: ["none": .none]
    ),
    SystemdList(
      key: "RestrictNamespaces",
      severity: .high,
      kind: SystemdSandbox.sandbox,
      initial: .all,
      special: ["yes": .none, "true": .none, "1": .none, "on": .none, "no": .all, "false": .all]
    ),
    SystemdList(
      key: "RestrictFileSystems",
      severity: .medium,
      kind: SystemdSandbox.sandbox,
      initial: .all
    ),
    SystemdList(
      key: "RestrictNetworkInterfaces",
      severity: .medium,
      kind: SystemdSandbox.sandbox,
      initial: .all
    ),
    SystemdList(
      key: "DeviceAllow",
      severity: .high,
      kind: SystemdSandbox.sandbox,
      initial: .all
    ),
    mode("UMask", .medium, SystemdMode(isMask: true), initial: "0022"),
    mode("SocketMode", .medium, SystemdMode(), initial: "0666"),
    mode("StateDirectoryMode", .medium, SystemdMode(), initial: "0755"),
    mode("RuntimeDirectoryMode", .medium, SystemdMode(), initial: "0755"),
    mode("ConfigurationDirectoryMode", .medium, SystemdMode(), initial: "0755"),
    mode("LogsDirectoryMode", .medium, SystemdMode(), initial: "0755"),
    mode("CacheDirectoryMode", .medium, SystemdMode(), initial: "0755"),
  ]

  private static func mode(
    _ key: String,
    _ severity: Severity,
    _ bits: SystemdMode,
    initial: String
  ) -> SystemdList {
    SystemdList(
      key: key,
      severity: severity,
      kind: SystemdSandbox.sandbox,
      initial: bits.set(of: initial) ?? .all,
      bits: bits
    )
  }
}

/// Who may do what with a file, by a number such as `0640`.
struct SystemdMode {
  var isMask = false

  private static let names = [
    "others-execute", "others-write", "others-read", "group-execute", "group-write", "group-read",
    "owner-execute", "owner-write", "owner-read", "sticky", "setgid", "setuid",
  ]

  /// `nil` where it is no such number.
  func set(of text: String) -> AllowedSet? {
    guard let number = Int(text, radix: 8), (0...0o7777).contains(number) else { return nil }
    let bits = isMask ? ~number & 0o777 : number
    // The sticky bit keeps others from each other's files.
    let names = Self.names.indices.filter { bits >> $0 & 1 == 1 && $0 != 9 }.map { Self.names[$0] }
    return AllowedSet(isComplement: false, names: Set(names))
  }
}

/// Devices, by two settings of which each holds the other up.
enum SystemdDevices {
  static func told(_ unit: SystemdUnit, _ section: String) -> (set: AllowedSet, line: Int)? {
    let lists = unit.all(section, "DeviceAllow")
    let policy = unit.last(section, "DevicePolicy")
    guard let line = (lists.last ?? policy)?.position.line else { return nil }
    let devices = unit.list(section, "DeviceAllow").map { entry in
      entry.words.joined(separator: ":")
    }
    let isOpen = !["closed", "strict"].contains(policy?.value ?? "") && devices.isEmpty
    if isOpen { return (.all, line) }
    let common = policy?.value == "strict" ? [] : ["standard-devices"]
    return (AllowedSet(isComplement: false, names: Set(devices + common)), line)
  }
}
