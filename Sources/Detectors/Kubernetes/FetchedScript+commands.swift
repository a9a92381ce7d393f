import Syntax

extension FetchedScript {
  struct Fetch: Sendable {
    let address: String
    let line: Int
  }

  /// What commands fetch and run: by a pipe, in the place of a script, or from a file that they wrote it to.
  static func fetches(in commands: [ShellCommand], depth: Int = 0) -> [Fetch] {
    guard depth < 3 else { return [] }
    var reader = Reader()
    var open: (source: ShellCommand, pipeline: Int)?
    for command in commands {
      guard let words = program(command), let name = words.first?.literal.map(ShellWrappers.base)
      else { continue }
      if open?.pipeline != command.pipeline { open = nil }
      if let source = open?.source, readsProgram(name, words.dropFirst()) {
        reader.note(address(source), command)
        open = nil
      }
      if interpreters.contains(name) || loaders.contains(name) {
        for inner in inner(words.dropFirst(), of: name) {
          let found = (try? ShellWords.read(Array(inner.script.utf8))) ?? []
          if inner.isProgram {
            for source in found where fetching.contains(base(source)) {
              reader.note(address(source), command)
            }
          } else {
            for fetch in fetches(in: found, depth: depth + 1) {
              reader.note(fetch.address, command)
            }
          }
        }
      }
      if name == "deno", let text = literals(words).first(where: { $0.hasPrefix("https://") }) {
        reader.note(text, command)
      }
      reader.follow(command, words, name)
      if fetching.contains(name) { open = (command, command.pipeline) }
    }
    return reader.fetches
  }

  private static let fetching: Set<String> = [
    "curl", "wget", "iwr", "irm", "invoke-webrequest", "invoke-restmethod",
  ]
  private static let interpreters: Set<String> = [
    "sh", "bash", "zsh", "dash", "ksh", "python", "python3", "perl", "node", "ruby", "php", "iex",
    "invoke-expression",
  ]
  private static let shells: Set<String> = ["sh", "bash", "zsh", "dash", "ksh"]
  private static let loaders: Set<String> = [".", "source", "eval"]
  /// Options by which the program stands in the command itself.
  private static let inline: Set<String> = ["-c", "-m", "-e", "-ne", "-pe", "-lc", "-ec", "-xc"]

  private static func literals(_ words: some Sequence<ShellWord>) -> [String] {
    words.compactMap(\.literal)
  }

  private static func base(_ command: ShellCommand) -> String {
    ShellWrappers.base(program(command)?.first?.literal ?? "").lowercased()
  }

  private static func address(_ source: ShellCommand) -> String {
    literals(source.words).first { $0.contains("://") } ?? ScriptText.trimmed(source.raw)
  }

  /// Without what runs it as somebody else.
  private static func program(_ command: ShellCommand) -> [ShellWord]? {
    var words = command.words[...]
    while let name = words.first?.literal,
      ["sudo", "doas", "env", "exec", "nohup", "command"].contains(ShellWrappers.base(name))
    {
      words = words.dropFirst()
      while let option = words.first?.literal, option.hasPrefix("-") || option.contains("=") {
        words = words.dropFirst(["-u", "-g", "--user"].contains(option) ? 2 : 1)
      }
    }
    return words.isEmpty ? nil : Array(words)
  }

  /// Whether what comes by the pipe is the program, and not what one works on.
  private static func readsProgram(_ name: String, _ words: ArraySlice<ShellWord>) -> Bool {
    guard interpreters.contains(name.lowercased()) else { return false }
    let arguments = words.map { $0.literal ?? "$" }
    if arguments.contains("-s") || arguments.contains("-") { return true }
    return arguments.allSatisfy { $0.hasPrefix("-") && !inline.contains($0) }
  }

  /// `bash <(curl …)` and `sh -c "$(curl …)"` as what is fetched, `sh -c '…'` as a script of its own.
  private static func inner(_ words: ArraySlice<ShellWord>, of name: String)
    -> [(script: String, isProgram: Bool)]
  {
    words.flatMap { word -> [(script: String, isProgram: Bool)] in
      word.parts.compactMap { part in
        switch part {
        case .opaque(let raw):
          let start = ["$(", "<(", "`"].first(where: raw.hasPrefix)
          return start.map { (String(raw.dropFirst($0.count).dropLast()), true) }
        case .literal(let text) where text.contains(" ") && shells.contains(name):
          return (text, false)
        default: return nil
        }
      }
    }
  }

  /// Files that were fetched, and whether anybody looked at them.
  private struct Reader {
    private var found: [Fetch] = []
    private var files: [String: String] = [:]
    private var fromFiles: [Fetch] = []
    private var isChecked = false

    var fetches: [Fetch] { found + (isChecked ? [] : fromFiles) }

    mutating func note(_ address: String, _ command: ShellCommand) {
      found.append(Fetch(address: address, line: command.position.line))
    }

    mutating func follow(_ command: ShellCommand, _ words: [ShellWord], _ name: String) {
      if Self.checks.contains(name) || name == "gpg" && literals(words).contains("--verify") {
        isChecked = true
      }
      if fetching.contains(name) {
        if let file = Self.target(command, words, name) { files[file] = address(command) }
        return
      }
      guard !files.isEmpty else { return }
      let runs = interpreters.contains(name) || loaders.contains(name)
      let makes = name == "chmod" && literals(words).contains { Self.isExecutable($0) }
      let named = runs || makes ? words[...] : words.prefix(1)
      for word in named {
        guard let text = word.literal, let address = files[Self.path(text)] else { continue }
        fromFiles.append(Fetch(address: address, line: command.position.line))
        files[Self.path(text)] = nil
      }
    }

    private static let checks: Set<String> = [
      "sha256sum", "sha512sum", "sha1sum", "shasum", "b2sum", "gpgv", "cosign", "minisign",
      "signify", "slsa-verifier",
    ]

    /// `+x`, `a+rx`, `755`.
    private static func isExecutable(_ mode: String) -> Bool {
      mode.contains("+") && mode.hasSuffix("x")
        || mode.count >= 3 && mode.allSatisfy(\.isNumber) && mode.contains { "1357".contains($0) }
    }

    private static func path(_ text: String) -> String {
      text.hasPrefix("./") ? String(text.dropFirst(2)) : text
    }

    /// The file that a download is written to.
    private static func target(_ command: ShellCommand, _ words: [ShellWord], _ name: String)
      -> String?
    {
      if let out = command.redirections.last(where: { $0.sign == ">" }) {
        return out.target.literal.map(path)
      }
      let texts = words.map { $0.literal ?? "" }
      let option = name == "wget" ? "O" : "o"
      for (index, text) in texts.enumerated() where text.hasPrefix("-") && index + 1 < texts.count {
        let isShort = !text.hasPrefix("--") && text.hasSuffix(option)
        if isShort || text == "--output" || text == "--output-document" {
          return path(texts[index + 1])
        }
      }
      let keeps = name == "wget" || texts.contains { $0 == "--remote-name" || isShort($0, "O") }
      guard keeps, let address = texts.first(where: { $0.contains("://") }) else { return nil }
      return address.split(separator: "/").last.map(String.init)
    }

    private static func isShort(_ text: String, _ option: Character) -> Bool {
      text.hasPrefix("-") && !text.hasPrefix("--") && text.contains(option)
    }
  }
}
