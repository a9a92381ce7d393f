/// Programs that run another one.
enum ShellWrappers {
  private static let wrappers: Set<String> = [
    "sudo", "env", "nohup", "time", "exec", "nice", "ionice", "timeout", "command", "builtin",
    "xargs", "docker", "podman", "nerdctl", "docker-compose", "kubectl", "oc", "heroku", "chronic",
    "flock",
    "stdbuf", "setsid", "doas", "gosu", "su-exec", "runuser", "chroot", "aws-vault", "chamber",
    "op",
    "dotenv", "doppler", "cronitor", "sentry-cli", "with-contenv", "bundle", "poetry", "uv",
    "pipenv",
    "find", "parallel", "watch", "unbuffer", "retry", "teller", "tsh",
  ]

  static func base(_ name: String) -> String {
    let bytes = name.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }.reversed()
    return String(decoding: Array(bytes), as: UTF8.self)
  }

  /// Leaves out what only runs a command as another user.
  static func dropSudo(_ words: inout [String]) {
    while let first = words.first, ["sudo", "doas", "env", "exec"].contains(base(first)) {
      words.removeFirst()
      while let next = words.first, next.hasPrefix("-") || next.contains("=") {
        words.removeFirst()
      }
    }
  }

  /// Leaves out what stands before a program that is known.
  static func unwrap(_ words: inout [String], always: Bool = false) {
    guard let first = words.first, wrappers.contains(base(first)) || always,
      !ShellRecogniser.known.contains(base(first)) || base(first) == "kubectl"
    else { return }
    if base(first) == "kubectl", words.dropFirst().first(where: { !$0.hasPrefix("-") }) == "cp" {
      return
    }
    let isContainer = ["docker", "podman", "nerdctl", "kubectl", "oc"].contains(base(first))
    guard
      let place = words.dropFirst().firstIndex(where: { word in
        ShellRecogniser.known.contains(isContainer ? image(word) : base(word))
      })
    else { return }
    words.removeFirst(place)
    if isContainer { words[0] = image(words[0]) }
  }

  /// The program of an image that is called by it: `amazon/aws-cli:2` is `aws`.
  private static func image(_ word: String) -> String {
    let name = base(word).prefix { $0 != ":" && $0 != "@" }
    return name == "aws-cli" ? "aws" : String(name)
  }
}

/// Programs that encrypt what flows through them.
enum ShellSecrets {
  static func encryption(_ program: ShellProgram) -> String? {
    switch program.name {
    case "gpg", "gpg2", "age", "openssl", "zstd-encrypt", "ccrypt":
      let encrypts =
        program.name == "age"
        || program.arguments.contains {
          ["-e", "--encrypt", "-c", "--symmetric", "enc", "smime", "-er", "-ear", "cms"].contains(
            $0
          )
            || $0.hasPrefix("-e") && $0.utf8.count == 3
        }
      return encrypts ? ([program.name] + program.arguments).joined(separator: " ") : nil
    default: return nil
    }
  }
}
