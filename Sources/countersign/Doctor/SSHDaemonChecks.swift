internal import GitObjects
internal import Platform

/// A client that may set `GIT_CONFIG_COUNT` on the server turns every hook off.
enum SSHDaemonChecks {
  private static let main = Array("/etc/ssh/sshd_config".utf8)
  private static let folder = Array("/etc/ssh/sshd_config.d".utf8)

  static func run(_ diagnosis: inout Diagnosis) {
    let files = [main] + ((try? Files.names(in: folder)) ?? []).map { Files.join(folder, $0) }
    let texts = files.compactMap { try? Files.read($0, limit: 1 << 20) }
    guard !texts.isEmpty else {
      diagnosis.warn(
        "sshd's configuration cannot be read here",
        mend: "see that no 'AcceptEnv' lets GIT_* through"
      )
      return
    }
    let words = texts.flatMap { $0.split(separator: 0x0A) }
      .map {
        $0.split { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: "=") }.map {
          String(decoding: $0, as: UTF8.self)
        }
      }
    let accepted = words.filter { $0.first?.lowercased() == "acceptenv" }.flatMap { $0.dropFirst() }
    let dangerous = accepted.filter(isDangerous)
    if dangerous.isEmpty {
      diagnosis.ok("sshd lets no GIT_* variable through")
    } else {
      diagnosis.fail(
        "sshd's 'AcceptEnv \(dangerous.joined(separator: " "))' lets a client turn the hooks off",
        mend: "remove it from sshd_config; GIT_PROTOCOL alone is harmless"
      )
    }
    let permits = words.contains {
      $0.first?.lowercased() == "permituserenvironment"
        && $0.dropFirst().first?.lowercased() != "no"
    }
    if permits {
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
