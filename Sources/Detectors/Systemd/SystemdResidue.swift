import Syntax

/// Settings that no other part knows, and whose names say that they may matter.
enum SystemdResidue {
  static func compare(_ old: SystemdUnit, _ new: SystemdUnit) -> Findings {
    var findings = Findings()
    let keys = (new.entries + old.entries).filter(isCareful).map { [$0.section, $0.key] }
    for key in Set(keys).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let (before, after) = (old.list(key[0], key[1]), new.list(key[0], key[1]))
      guard before.map(\.value) != after.map(\.value) else { continue }
      findings.doubt(
        (after.last ?? new.last(key[0], key[1]))?.position.line,
        "nothing is known of '\(key[1])' \(new.place)"
      )
    }
    return findings
  }

  private static func isCareful(_ entry: UnitFile.Entry) -> Bool {
    let isRunning = SystemdUnit.running.contains(entry.section)
    guard isRunning, !judged.contains(entry.key), !harmless.contains(where: entry.key.hasPrefix)
    else { return false }
    return words.contains(where: entry.key.contains)
  }

  /// Shares of a machine, and what else people set every day.
  private static let harmless = [
    "CPU", "IO", "Memory", "Tasks", "Limit", "Startup", "OOM", "NUMA", "Managed",
    "UnsetEnvironment", "RootHash", "ExecReload", "AllowIsolate",
  ]

  private static let words = [
    "Protect", "Restrict", "Private", "Permission", "Capabilit", "Access", "Secur", "Allow",
    "Deny", "User", "Group", "Credential", "Exec", "Bind", "Root", "Environment", "Listen",
    "Namespace", "Device", "Image", "BPF", "Filter", "Label", "Overlay", "Smack", "SELinux", "PAM",
    "Proc",
  ]

  private static let judged: Set<String> = {
    var keys: Set<String> = [
      "User", "Group", "DynamicUser", "DevicePolicy", "IPAddressAllow", "IPAddressDeny",
      "Environment", "SetCredential", "SocketUser", "SocketGroup", "BindToDevice",
      "ExecCondition", "ExecStartPre", "ExecStart", "ExecStartPost", "ExecReload",
      "ExecReloadPost", "ExecStop", "ExecStopPre", "ExecStopPost", "ListenStream",
      "ListenDatagram", "ListenSequentialPacket", "ListenFIFO", "ListenSpecial", "ListenNetlink",
      "ListenMessageQueue", "ListenUSBFunction",
    ]
    keys.formUnion(SystemdWall.all.map(\.key))
    keys.formUnion(SystemdList.all.map(\.key))
    keys.formUnion(SystemdItem.all.map(\.key))
    keys.formUnion(SystemdSandbox.named)
    return keys
  }()
}
