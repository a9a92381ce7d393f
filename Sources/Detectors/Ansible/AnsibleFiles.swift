import Detection
import Syntax

/// What tasks write to files that say who gets in: keys, sudo rights, accounts, the SSH server's settings.
enum AnsibleFiles {
  private static let writers: Set<String> = [
    "lineinfile", "blockinfile", "copy", "template", "replace", "assemble", "get_url", "ini_file",
    "file", "fetch", "synchronize", "unarchive",
  ]

  static func facts(_ task: AnsibleTask) -> [Fact] {
    guard writers.contains(task.module),
      let path = task["path", "dest", "destfile", "name"], isOfAccess(path)
    else { return [] }
    let texts = ["line", "block", "content", "src", "url", "regexp", "replace", "value"]
      .compactMap { key in task[key] }
    // A file that is only made, or whose mode is set, has nothing written to it.
    guard !texts.isEmpty else { return [] }
    let lines = task["line", "block", "content"] ?? ""
    if path.contains("sshd_config"), !task.isAbsent, !lines.isEmpty {
      return server(lines, path, task)
    }
    let isTaken = task.isAbsent
    // What a whole file of settings opens or closes stands elsewhere.
    let isElsewhere = path.contains("sshd_config") || path.hasPrefix("/etc/pam.d/")
    return [
      fact(
        task,
        "file \(path)\u{0}\(isTaken)\u{0}\(texts.joined(separator: "\u{0}"))",
        isTaken || isElsewhere ? 0 : 1,
        nil,
        "\(isTaken ? "what is taken from" : "to") \(path): \(texts.joined(separator: " "))",
        .critical
      )
    ]
  }

  private static func isOfAccess(_ path: String) -> Bool {
    let starts = [
      "/etc/sudoers", "/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow", "/etc/pam.d/",
      "/etc/security/", "/etc/ssh/sshd_config", "/etc/polkit-1/", "/etc/doas.conf",
    ]
    return path.contains("authorized_keys") || starts.contains(where: path.hasPrefix)
  }

  /// Line by line, as far as the server's settings are known.
  private static func server(_ text: String, _ path: String, _ task: AnsibleTask) -> [Fact] {
    guard let config = try? SSHServerConfig.read(Array(text.utf8)) else { return [] }
    return config.lines.map { line in
      let value = line.words.joined(separator: " ")
      let setting = SSHDSetting.all.first { $0.keyword.lowercased() == line.keyword }
      let level = setting?.level(of: value) ?? 0
      return fact(
        task,
        "file \(path)\u{0}\(line.block)\u{0}\(line.keyword)",
        level,
        value,
        "\(setting?.keyword ?? line.keyword) in \(path)",
        setting?.severity ?? .medium
      )
    }
  }

  private static func fact(
    _ task: AnsibleTask,
    _ slot: String,
    _ rank: Int,
    _ value: String?,
    _ noun: String,
    _ severity: Severity
  ) -> Fact {
    let shown = noun.count > 120 ? noun.prefix(117) + "..." : noun
    return Fact(
      AnsibleAccess.access,
      slot: slot,
      rank: rank,
      value: value,
      severity,
      line: task.line,
      String(shown.map { $0.isNewline ? " " : $0 }),
      task.place
    )
  }
}
