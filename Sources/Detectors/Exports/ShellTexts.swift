import Syntax

/// Finds the texts that a command runs as a script.
struct ShellTexts {
  let command: ShellCommand
  let words: [String]
  /// What stands before it in its pipeline.
  let before: ArraySlice<ShellCommand>

  enum Text {
    case script(String)
    case untold(String)
  }

  static let shells: Set<String> = ["sh", "bash", "zsh", "dash", "ksh", "ash"]

  var fed: [Text] {
    var words = self.words
    ShellWrappers.dropSudo(&words)
    guard let name = words.first.map(ShellWrappers.base) else { return [] }
    if name == "trap" { return trapped(words) }
    let isShell = Self.shells.contains(name)
    guard isShell || ["source", ".", "eval"].contains(name) else { return [] }
    if isFetched { return [] }
    guard isShell, !words.dropFirst().contains(where: isScript) else { return [] }
    return here + piped
  }

  /// `trap '…' EXIT`.
  private func trapped(_ words: [String]) -> [Text] {
    guard words.count > 2, words[1].utf8.contains(0x20) else { return [] }
    return [.script(words[1])]
  }

  /// A script by its name, or a text with `-c`: then what it is fed with is data.
  private func isScript(_ word: String) -> Bool {
    !word.hasPrefix("-") && !word.hasPrefix("+") || word.hasSuffix("c") && !word.hasPrefix("--")
  }

  /// `sh -c "$(curl …)"`, `. <(curl …)`: what is fetched and runs is told by itself.
  private var isFetched: Bool {
    command.words.flatMap(\.parts).contains { part in
      if case .opaque(let raw) = part { raw.has(anyOf: ["curl ", "wget "]) } else { false }
    }
  }

  /// `bash <<< "…"`.
  private var here: [Text] {
    command.redirections.filter { $0.sign == "<<<" }.map { text in
      text.target.literal.map { .script($0) } ?? .untold("a script that is put together")
    }
  }

  /// `echo "…" | sh`; what another program prints is not known.
  private var piped: [Text] {
    guard let last = before.last else { return [] }
    let words = last.words.dropFirst().compactMap(\.literal)
    guard before.count == 1, ["echo", "printf"].contains(last.name ?? ""),
      words.count == last.words.count - 1
    else {
      return before.contains { $0.name == "curl" || $0.name == "wget" }
        ? [] : [.untold("a script that is put together")]
    }
    return [
      .script(words.filter { !["-e", "-n", "-ne", "-en"].contains($0) }.joined(separator: " "))
    ]
  }
}

/// Finds the functions of a script.
enum ShellFunctions {
  /// `f() {` reads as a command without arguments, `function f {` as one of that name.
  static func names(in commands: [ShellCommand]) -> Set<String> {
    var names: Set<String> = []
    for command in commands {
      guard let name = command.name else { continue }
      if command.words.count == 1, command.redirections.isEmpty { names.insert(name) }
      if name == "function", let function = command.words.dropFirst().first?.literal {
        names.insert(function)
      }
    }
    return names
  }
}

/// Programs between an export's source and where it goes, which may leave something out.
enum ShellFilters {
  private static let passing: Set<String> = [
    "gzip", "gunzip", "pigz", "bzip2", "pbzip2", "xz", "zstd", "lz4", "lzop", "pv", "tee", "cat",
    "split", "buffer", "mbuffer", "base64", "tar", "zip", "nice", "ionice", "xargs", "wc", "sponge",
    "md5sum", "sha256sum", "sort", "uniq", "tr", "throttle",
  ]

  /// `nil` of what takes all on, and of what is known to take it elsewhere.
  static func name(_ program: ShellProgram) -> String? {
    guard !passing.contains(program.name), !ShellRecogniser.known.contains(program.name),
      ShellSecrets.encryption(program) == nil, !["gpg", "age", "openssl"].contains(program.name)
    else { return nil }
    let words = ([program.name] + program.arguments).joined(separator: " ")
    return "through \(words.prefix(200))"
  }
}
