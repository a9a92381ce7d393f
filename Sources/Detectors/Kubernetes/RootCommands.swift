import Syntax

/// Commands of an image that let whoever runs in it become root.
enum RootCommands {
  static func found(in script: String) -> [String] {
    guard let commands = try? ShellWords.read(Array(script.utf8), limits: .small) else { return [] }
    return commands.filter(isMeant).map { command in
      command.raw.split { $0.isNewline }.joined(separator: " ")
    }
  }

  private static func isMeant(_ command: ShellCommand) -> Bool {
    let writes = command.redirections.filter { $0.sign.hasPrefix(">") }.map(\.target.literalPrefix)
    if writes.contains(where: isGate) { return true }
    var words = command.words.map { $0.literal ?? $0.raw }
    ShellWrappers.dropSudo(&words)
    guard let name = words.first.map(ShellWrappers.base) else { return false }
    let rest = words.dropFirst()
    switch name {
    case "chpasswd", "setcap": return true
    case "passwd": return rest.contains { $0 == "-d" || $0 == "-u" || $0 == "--stdin" }
    case "chmod": return rest.contains(where: setsUser)
    case "useradd", "adduser", "usermod", "gpasswd", "addgroup": return raises(Array(rest))
    case "tee", "cp", "mv", "install", "ln", "sed": return rest.contains(where: isGate)
    default: return false
    }
  }

  /// Files that say who becomes root, or who logs in.
  private static func isGate(_ file: String) -> Bool {
    file.hasPrefix("/etc/sudoers") || file.hasSuffix("authorized_keys") || file == "/etc/shadow"
      || file == "/etc/passwd" || file.hasPrefix("/etc/doas")
  }

  /// `u+s`, `a+xs` and `4755`.
  private static func setsUser(_ mode: String) -> Bool {
    if let (who, what) = SinkReader.split(mode, at: "+") {
      return what.contains("s") && who.allSatisfy { "ugoa".contains($0) }
    }
    guard mode.utf8.count >= 4, mode.utf8.allSatisfy({ (0x30...0x37).contains($0) }),
      let bits = Int(mode, radix: 8)
    else { return false }
    return bits & 0o6000 != 0
  }

  private static let mighty: Set<String> = ["sudo", "wheel", "root", "docker", "shadow", "disk"]

  /// Another account that is root, or a member of a group that is as good.
  private static func raises(_ words: [String]) -> Bool {
    for (index, word) in words.enumerated() {
      if word == "-o" || word == "--non-unique" { return true }
      let value = SinkReader.split(word, at: "=")?.1 ?? (index > 0 ? word : "")
      let option = SinkReader.split(word, at: "=")?.0 ?? (index > 0 ? words[index - 1] : "")
      if ["-u", "--uid"].contains(option), Int(value) == 0 { return true }
      if option.hasPrefix("-"), option.contains("G") || option == "-a" || option == "--groups",
        value.split(separator: ",").contains(where: { mighty.contains(String($0)) })
      {
        return true
      }
    }
    // `adduser app sudo`
    return words.count == 2 && !words[0].hasPrefix("-") && mighty.contains(words[1])
  }
}
