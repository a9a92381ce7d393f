internal import GitObjects
internal import Platform

/// A client that may set `GIT_CONFIG_COUNT` on the server turns every hook off.
enum SSHDaemonChecks {
  private static let directory = Array("/etc/ssh".utf8)
  private static let folder = Files.join(directory, "sshd_config.d")

  static func run(_ diagnosis: inout Diagnosis) {
    let configuration = Lines.read()
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
    let words = configuration.words
    let accepted = words.filter { $0.first?.lowercased() == "acceptenv" }.flatMap { $0.dropFirst() }
    let dangerous = accepted.filter(isDangerous)
    if !dangerous.isEmpty {
      diagnosis.fail(
        "sshd's 'AcceptEnv \(dangerous.joined(separator: " "))' lets a client turn the hooks off",
        mend: "remove it from sshd_config; GIT_PROTOCOL alone is harmless"
      )
    } else if configuration.unread.isEmpty {
      diagnosis.ok("sshd lets no GIT_* variable through")
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

  /// The lines of every file that sshd reads.
  private struct Lines {
    /// Each line's words.
    private(set) var words: [[String]] = []
    /// The files that were not read, as people know them.
    private(set) var unread: [String] = []

    var isMissing: Bool { words.isEmpty && unread.isEmpty }

    static func read() -> Lines {
      var lines = Lines()
      var files = [Files.join(directory, "sshd_config")]
      do {
        files += try Files.names(in: folder).map { Files.join(folder, $0) }
      } catch {
        lines.unread.append(Escaped.text(folder))
      }
      var position = 0
      while position < files.count {
        for file in lines.read(files[position]) where !files.contains(file) { files.append(file) }
        position += 1
      }
      return lines
    }

    /// Returns the files that this one includes; what lies in the folder is read as it is.
    private mutating func read(_ file: [UInt8]) -> [[UInt8]] {
      let text: [UInt8]?
      do {
        text = try Files.read(file, limit: 1 << 20)
      } catch {
        unread.append(Escaped.text(file))
        return []
      }
      let separators = Array(" \t=\"\r".utf8)
      let new = (text ?? []).split(separator: 0x0A).map { line in
        line.split { separators.contains($0) }.map { String(decoding: $0, as: UTF8.self) }
      }
      words += new
      var included: [[UInt8]] = []
      for name in new.filter({ $0.first?.lowercased() == "include" }).flatMap({ $0.dropFirst() }) {
        let path = Files.join(directory, name)
        let isPattern = name.contains { "*?[".contains($0) }
        if !isPattern {
          included.append(path)
        } else if Files.parent(of: path) != folder {
          unread.append(Escaped.text(path))
        }
      }
      return included
    }
  }
}
