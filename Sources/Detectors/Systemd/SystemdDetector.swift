package import Detection
import Syntax

/// Units of systemd and their drop-ins: what runs on a machine, as whom, and behind which walls.
package struct SystemdDetector: Detector {
  package init() {}

  package var kinds: [Kind] {
    [
      SystemdCommands.command, SystemdCommands.privilege, SystemdSandbox.sandbox,
      SystemdTriggers.trigger, SystemdSockets.socket, SystemdReach.reach, SystemdSecrets.secret,
      HostAccessRule.host, HostAccessRule.secret, FetchedScript.kind,
    ]
  }

  package func read(_ pair: FilePair) -> Reading {
    guard let name = SystemdName(pair.path) else { return .foreign }
    let sides = [pair.old, pair.new].compactMap(\.self)
    let isEmpty = sides.allSatisfy { $0.allSatisfy { $0 <= 0x20 } }
    guard isEmpty || name.isDropIn || sides.contains(where: SystemdName.hasSections) else {
      return .foreign
    }
    do throws(SyntaxError) {
      let old = try SystemdUnit(pair.old, name)
      let new = try SystemdUnit(pair.new, name)
      return Self.findings(old, new).reading
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
  }

  private static func findings(_ old: SystemdUnit, _ new: SystemdUnit) -> Findings {
    var findings = FactComparison(
      old: facts(old),
      new: facts(new),
      isTemplate: SystemdUnit.isTemplate
    ).findings
    for comparison in [SystemdLists.compare, SystemdReach.compare, SystemdResidue.compare] {
      findings.add(comparison(old, new))
    }
    if let line = new.firstActionUnlike(old) {
      findings.doubt(line, "a template decides what counts here")
    }
    return findings
  }

  private static func facts(_ unit: SystemdUnit) -> Facts {
    var facts = Facts()
    guard unit.exists else { return facts }
    facts.owners.insert(SystemdUnit.owner)
    facts.add(SystemdCommands.facts(unit))
    facts.add(SystemdUser.facts(unit))
    facts.add(SystemdSandbox.facts(unit))
    facts.add(SystemdItems.facts(unit))
    facts.add(SystemdResets.facts(unit))
    facts.add(SystemdMounts.facts(unit))
    facts.add(SystemdTriggers.facts(unit))
    facts.add(SystemdSockets.facts(unit))
    facts.add(SystemdSecrets.facts(unit))
    return facts
  }

  /// A service, with other lines for it.
  static func example(_ old: String, _ new: String) -> Kind.Example {
    func text(_ lines: String) -> String {
      "[Service]\nExecStart=/usr/bin/web\nUser=web\n\(lines)"
    }
    return Kind.Example(path: "systemd/web.service", old: text(old), new: text(new))
  }
}

/// What a path tells of a unit.
struct SystemdName {
  /// `web.service`, also of a drop-in.
  let unit: String
  /// As a summary names the file.
  let title: String
  let isDropIn: Bool

  /// `nil` where the path is no unit's.
  init?(_ path: [UInt8]) {
    let file = FileName(path)
    let name = file.withoutTemplateSuffix
    if Self.isUnit(name) {
      (unit, title, isDropIn) = (name, name, false)
      return
    }
    guard name.hasSuffix(".conf"), let folder = file.directories.last, folder.hasSuffix(".d") else {
      return nil
    }
    unit = String(folder.dropLast(2))
    guard Self.isUnit(unit) || Self.suffixes.contains(unit) else { return nil }
    (title, isDropIn) = ("\(folder)/\(name)", true)
  }

  /// `web`, whose timer starts `web.service`.
  var stem: Substring { unit.lastIndex(of: ".").map { unit[..<$0] } ?? unit[...] }

  private static func isUnit(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return false }
    return suffixes.contains(String(name[name.index(after: dot)...]))
  }

  private static let suffixes: Set<String> = [
    "service", "socket", "timer", "path", "mount", "automount", "swap", "slice", "target",
  ]

  /// Other programs have files of these names too.
  static func hasSections(_ bytes: [UInt8]) -> Bool {
    let names = [
      "[Unit]", "[Service]", "[Socket]", "[Timer]", "[Path]", "[Mount]", "[Swap]", "[Slice]",
      "[Install]", "[Automount]",
    ]
    return names.contains { bytes.contains($0.utf8) }
  }
}
