import Detection
import Syntax

/// Variables of a unit that hold a secret as it is, and those that decide what a program loads.
///
/// Secrets are told by name alone, and their values never said.
enum SystemdSecrets {
  static let secret = Kind(
    "systemd-secret",
    of: .secret,
    title: "A unit of systemd holds a secret",
    help: "Units are read by every account of the machine, and so are the variables in them.",
    example: SystemdDetector.example("", "Environment=DB_PASSWORD=example\n")
  )

  static func facts(_ unit: SystemdUnit) -> [Fact] {
    SystemdUnit.running.flatMap { section in
      unit.list(section, "Environment").flatMap { entry in
        entry.words.compactMap { variable(unit, entry, $0) }
      } + unit.list(section, "SetCredential").compactMap { credential(unit, $0) }
    }
  }

  private static func variable(_ unit: SystemdUnit, _ entry: UnitFile.Entry, _ word: String)
    -> Fact?
  {
    guard let sign = word.firstIndex(of: "=") else { return nil }
    let name = String(word[..<sign])
    let value = String(word[word.index(after: sign)...])
    if steering.contains(name) {
      return unit.fact(
        SystemdCommands.command,
        "variable \(name)",
        rank: 1,
        value: value,
        .high,
        entry,
        name,
        verbs: .sets
      )
    }
    guard SecretName.isMeant(by: name), !value.isEmpty, !SystemdUnit.isTemplate(value) else {
      return nil
    }
    return held(unit, entry, name)
  }

  private static func credential(_ unit: SystemdUnit, _ entry: UnitFile.Entry) -> Fact? {
    guard let colon = entry.value.firstIndex(of: ":"), !SystemdUnit.isTemplate(entry.value) else {
      return nil
    }
    return held(unit, entry, String(entry.value[..<colon]))
  }

  private static func held(_ unit: SystemdUnit, _ entry: UnitFile.Entry, _ name: String) -> Fact {
    unit.fact(
      secret,
      name,
      rank: 1,
      .high,
      entry,
      "a value of '\(name)'",
      verbs: Fact.Verbs(comes: "writes", goes: "no longer writes")
    )
  }

  /// What loaders and interpreters take code from.
  private static let steering: Set<String> = [
    "LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "PATH", "PYTHONPATH", "PYTHONSTARTUP",
    "PYTHONHOME", "PERL5LIB", "PERL5OPT", "RUBYLIB", "RUBYOPT", "NODE_OPTIONS", "NODE_PATH",
    "BASH_ENV", "ENV", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH",
    "GCONV_PATH", "GIT_SSH_COMMAND", "NODE_TLS_REJECT_UNAUTHORIZED", "PYTHONHTTPSVERIFY",
  ]
}
