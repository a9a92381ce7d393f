/// A client that may set `GIT_CONFIG_COUNT` on the server turns every hook off.
enum SSHDaemonChecks {
  static func run(_ diagnosis: inout Diagnosis) {
    let configuration = SSHDaemonConfiguration()
    guard !configuration.isMissing else {
      diagnosis.warn(
        "sshd's configuration is not here",
        mend: "see that no 'AcceptEnv' lets GIT_* through"
      )
      return
    }
    for name in configuration.unread {
      diagnosis.unknown(
        "sshd's configuration in '\(name)' was not read",
        mend: "see that no 'AcceptEnv' there lets GIT_* through"
      )
    }
    let dangerous = configuration.arguments(of: "acceptenv").filter(isDangerous)
    if !dangerous.isEmpty {
      diagnosis.fail(
        "sshd's 'AcceptEnv \(dangerous.joined(separator: " "))' lets a client turn the hooks off",
        mend: "remove it from sshd_config; GIT_PROTOCOL alone is harmless"
      )
    } else if configuration.unread.isEmpty {
      diagnosis.ok("sshd lets no GIT_* variable through")
    }
    if configuration.arguments(of: "permituserenvironment").contains(where: {
      $0.lowercased() != "no"
    }) {
      diagnosis.warn(
        "sshd's 'PermitUserEnvironment' lets key files set variables",
        mend: "PermitUserEnvironment no"
      )
    }
  }

  /// Whether a pattern could let through a variable of git's other than the protocol's version.
  private static func isDangerous(_ pattern: String) -> Bool {
    if pattern == "GIT_PROTOCOL" { return false }
    if pattern.hasPrefix("GIT_") { return true }
    let fixed = pattern.prefix { $0 != "*" && $0 != "?" }
    return fixed.count < pattern.count && "GIT_CONFIG_COUNT".hasPrefix(fixed)
  }
}
