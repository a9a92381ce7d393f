import Detection
import Syntax

/// Settings that are lists of single things, each of which gives or takes something.
enum SystemdItems {
  static func facts(_ unit: SystemdUnit) -> [Fact] {
    SystemdUnit.running.flatMap { section in
      SystemdItem.all.flatMap { item in
        unit.list(section, item.key).flatMap { entry in
          entry.words.map { fact(unit, item, entry, $0) }
        }
      }
    }
  }

  private static func fact(
    _ unit: SystemdUnit,
    _ item: SystemdItem,
    _ entry: UnitFile.Entry,
    _ word: String
  ) -> Fact {
    let name = String(word.drop { "-+!".contains($0) })
    return unit.fact(
      item.kind,
      "\(item.key) \(name)",
      rank: item.rank,
      item.severity(name),
      entry,
      "\(item.key) \(name)",
      data: item.kind == HostAccessRule.secret ? [name] : []
    )
  }
}

struct SystemdItem {
  let key: String
  /// Above zero what gives, below what takes; 0 where only whoever knows the thing can tell.
  let rank: Int
  let kind: Kind
  let severity: @Sendable (String) -> Severity

  private init(_ key: String, _ rank: Int, _ kind: Kind, _ severity: Severity) {
    self.init(key, rank, kind) { _ in severity }
  }

  private init(
    _ key: String,
    _ rank: Int,
    _ kind: Kind,
    _ severity: @escaping @Sendable (String) -> Severity
  ) {
    (self.key, self.rank, self.kind, self.severity) = (key, rank, kind, severity)
  }

  /// The source of `source:destination:options`.
  private static func path(_ text: String) -> String {
    text.split(separator: ":").first.map(String.init) ?? text
  }

  static let all: [SystemdItem] = [
    SystemdItem("SupplementaryGroups", 1, SystemdCommands.privilege) {
      AnsibleAccess.mighty.contains($0) ? .critical : .high
    },
    SystemdItem("ReadWritePaths", 1, SystemdSandbox.sandbox) {
      HostPath.severity(of: $0, writes: true)
    },
    SystemdItem("ExecPaths", 1, SystemdSandbox.sandbox, .medium),
    SystemdItem("ReadOnlyPaths", -1, SystemdSandbox.sandbox, .medium),
    SystemdItem("InaccessiblePaths", -1, SystemdSandbox.sandbox, .high),
    SystemdItem("NoExecPaths", -1, SystemdSandbox.sandbox, .medium),
    SystemdItem("TemporaryFileSystem", -1, SystemdSandbox.sandbox, .medium),
    SystemdItem("BindPaths", 1, HostAccessRule.host) {
      HostPath.severity(of: path($0), writes: true)
    },
    SystemdItem("BindReadOnlyPaths", 1, HostAccessRule.host) {
      HostPath.severity(of: path($0), writes: false)
    },
    SystemdItem("OpenFile", 1, HostAccessRule.host) {
      HostPath.severity(of: path($0), writes: !$0.contains("read-only"))
    },
    SystemdItem("LoadCredential", 1, HostAccessRule.secret, .medium),
    SystemdItem("LoadCredentialEncrypted", 1, HostAccessRule.secret, .medium),
    SystemdItem("ImportCredential", 1, HostAccessRule.secret, .medium),
    SystemdItem("SocketBindAllow", 1, SystemdSandbox.sandbox, .medium),
    SystemdItem("SocketBindDeny", -1, SystemdSandbox.sandbox, .medium),
    SystemdItem("EnvironmentFile", 0, SystemdCommands.command, .medium),
    SystemdItem("PassEnvironment", 0, SystemdCommands.command, .medium),
    SystemdItem("SecureBits", 0, SystemdCommands.privilege, .high),
    SystemdItem("PAMName", 0, SystemdCommands.privilege, .medium),
    SystemdItem("NetworkNamespacePath", 0, SystemdSandbox.sandbox, .medium),
    SystemdItem("IPCNamespacePath", 0, SystemdSandbox.sandbox, .medium),
    SystemdItem("ExecSearchPath", 0, SystemdCommands.command, .medium),
  ]
}
