import Detection

/// A keyword of the server, and how much each of its values lets happen.
struct SSHDSetting {
  let keyword: String
  let kind: Kind
  let severity: Severity
  /// Above the default, which is 0, or below it.
  private var levels: [String: Int] = [:]
  /// Of any other value; `nil` where only whoever knows the thing can tell.
  private var others: Int?
  /// What the default is where something else may have held.
  private(set) var reopened = 1
  private(set) var isWordwise = false
  /// The default of a number, of which more lets more happen.
  private var usual: Int?

  var hasWords: Bool { !levels.isEmpty && others == nil }

  private init(_ keyword: String, _ kind: Kind, _ severity: Severity) {
    (self.keyword, self.kind, self.severity) = (keyword, kind, severity)
  }

  func level(of value: String) -> Int? {
    if let usual { return Int(value).map { min($0, 1_000_000) - usual } }
    return levels[value.lowercased()] ?? others
  }

  private static func number(_ keyword: String, _ usual: Int) -> SSHDSetting {
    var setting = SSHDSetting(keyword, SSHDDetector.guarded, .medium)
    setting.usual = usual
    return setting
  }

  /// On unless said otherwise: a no guards.
  private static func on(_ keyword: String, _ kind: Kind, _ severity: Severity) -> SSHDSetting {
    var setting = SSHDSetting(keyword, kind, severity)
    setting.levels = ["yes": 0, "no": -1, "all": 0, "local": -1, "remote": -1]
    return setting
  }

  /// Off unless said otherwise: whatever else opens.
  private static func off(
    _ keyword: String,
    _ kind: Kind,
    _ severity: Severity,
    opens: [String: Int] = ["yes": 1]
  ) -> SSHDSetting {
    var setting = SSHDSetting(keyword, kind, severity)
    setting.levels = opens.merging(["no": 0]) { first, _ in first }
    setting.reopened = 0
    return setting
  }

  /// What a name or a command does, where there is one at all.
  private static func named(
    _ keyword: String,
    _ kind: Kind,
    _ severity: Severity,
    _ level: Int?
  ) -> SSHDSetting {
    var setting = SSHDSetting(keyword, kind, severity)
    setting.levels = ["none": 0]
    setting.others = level
    setting.reopened = level ?? 0 < 0 ? 1 : 0
    return setting
  }

  private static func item(
    _ keyword: String,
    _ kind: Kind,
    _ severity: Severity,
    wordwise: Bool = false
  ) -> SSHDSetting {
    var setting = SSHDSetting(keyword, kind, severity)
    setting.isWordwise = wordwise
    return setting
  }

  private static let logins: [SSHDSetting] = {
    var root = SSHDSetting("PermitRootLogin", SSHDDetector.login, .critical)
    root.levels = [
      "yes": 1, "prohibit-password": 0, "without-password": 0, "forced-commands-only": -1, "no": -2,
    ]
    return [
      root, on("PasswordAuthentication", SSHDDetector.login, .high),
      on("KbdInteractiveAuthentication", SSHDDetector.login, .high),
      on("ChallengeResponseAuthentication", SSHDDetector.login, .high),
      on("PubkeyAuthentication", SSHDDetector.login, .medium),
      off("PermitEmptyPasswords", SSHDDetector.login, .critical),
      off("HostbasedAuthentication", SSHDDetector.login, .high),
      off("GSSAPIAuthentication", SSHDDetector.login, .medium),
      off("KerberosAuthentication", SSHDDetector.login, .medium),
      named("AuthorizedKeysCommand", SSHDDetector.login, .critical, 1),
      named("TrustedUserCAKeys", SSHDDetector.login, .critical, 1),
      named("AuthorizedKeysFile", SSHDDetector.login, .high, nil),
      named("AuthorizedKeysCommandUser", SSHDDetector.login, .medium, nil),
      named("AuthorizedPrincipalsFile", SSHDDetector.login, .high, nil),
      named("AuthorizedPrincipalsCommand", SSHDDetector.login, .high, nil),
      named("AuthorizedPrincipalsCommandUser", SSHDDetector.login, .medium, nil),
      named("AuthenticationMethods", SSHDDetector.login, .high, nil),
      named("UsePAM", SSHDDetector.login, .medium, nil),
      named("RevokedKeys", SSHDDetector.login, .high, -1),
    ]
  }()

  private static let guards: [SSHDSetting] = {
    var strict = SSHDSetting("StrictModes", SSHDDetector.guarded, .high)
    strict.levels = ["yes": 0, "no": 1]
    var hosts = SSHDSetting("IgnoreRhosts", SSHDDetector.guarded, .high)
    hosts.levels = ["yes": 0, "no": 1, "shosts-only": 1]
    var forwarding = SSHDSetting("DisableForwarding", SSHDDetector.guarded, .medium)
    forwarding.levels = ["yes": -1, "no": 0]
    (strict.reopened, hosts.reopened) = (0, 0)
    let ciphers = [
      "Ciphers", "MACs", "KexAlgorithms", "HostKeyAlgorithms", "PubkeyAcceptedAlgorithms",
      "PubkeyAcceptedKeyTypes", "CASignatureAlgorithms", "HostbasedAcceptedAlgorithms",
      "RequiredRSASize", "HostKey", "HostCertificate", "HostKeyAgent", "SetEnv", "LogLevel",
      "PubkeyAuthOptions",
    ].map { named($0, SSHDDetector.guarded, .medium, nil) }
    return ciphers + [
      number("MaxAuthTries", 6), number("MaxSessions", 10),
      strict, hosts, forwarding, named("ForceCommand", SSHDDetector.guarded, .high, -1),
      named("ChrootDirectory", SSHDDetector.guarded, .high, -1),
      on("AllowTcpForwarding", SSHDDetector.guarded, .medium),
      on("AllowStreamLocalForwarding", SSHDDetector.guarded, .medium),
      on("AllowAgentForwarding", SSHDDetector.guarded, .medium),
      on("PermitTTY", SSHDDetector.guarded, .medium),
      on("PermitUserRC", SSHDDetector.guarded, .medium),
      off("X11Forwarding", SSHDDetector.guarded, .medium),
      off(
        "PermitTunnel",
        SSHDDetector.guarded,
        .high,
        opens: ["yes": 2, "point-to-point": 1, "ethernet": 1]
      ),
      off(
        "GatewayPorts",
        SSHDDetector.listen,
        .high,
        opens: ["clientspecified": 1, "yes": 2]
      ),
      {
        var setting = off("PermitUserEnvironment", SSHDDetector.guarded, .high)
        setting.others = 1
        return setting
      }(),
    ]
  }()

  static let all = logins + guards

  /// Keywords that are given again and again.
  static let items = [
    item("Port", SSHDDetector.listen, .medium),
    item("Subsystem", SSHDDetector.guarded, .medium),
    item("AcceptEnv", SSHDDetector.guarded, .medium, wordwise: true),
  ]

  /// All that is judged, and what people set every day.
  static let known: Set<String> = Set(
    (all.map(\.keyword) + items.map(\.keyword) + SSHDLists.keywords).map { $0.lowercased() }
  ).union([
    "tcpkeepalive", "clientaliveinterval", "clientalivecountmax", "usedns", "printmotd",
    "printlastlog", "banner", "maxstartups", "logingracetime", "compression",
    "pidfile", "syslogfacility", "ipqos", "rekeylimit", "versionaddendum", "x11displayoffset",
    "x11uselocalhost", "xauthlocation", "modulifile", "fingerprinthash",
    "streamlocalbindmask", "streamlocalbindunlink", "logverbose", "debianbanner",
  ])
}
