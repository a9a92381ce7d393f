import Detection
import Syntax

/// Scripts that come from elsewhere and run unseen: `curl … | sh`.
enum FetchedScript {
  static let kind = Kind(
    "fetched-script",
    of: .supplyChain,
    title: "What is fetched runs unseen",
    help: """
      A script or file from elsewhere becomes part of the image or the machine, as it happens to be that \
      day.
      """,
    example: Kind.Example(
      path: "Dockerfile",
      old: "FROM alpine:3.20\n",
      new: "FROM alpine:3.20\nRUN curl -s https://example.net/install | sh\n"
    )
  )

  static func fact(_ what: String, _ severity: Severity, line: Int) -> Fact {
    Fact(
      kind,
      slot: what,
      severity,
      line: line,
      "'\(what.prefix(80))'",
      "without looking at it",
      verbs: Fact.Verbs(comes: "takes", goes: "no longer takes")
    )
  }

  /// What a script fetches and runs: by a pipe, by `$(…)` and `<(…)`, or as a file it has just written.
  static func addresses(in script: String, depth: Int = 0) -> [String] {
    guard depth < 3, let commands = try? ShellWords.read(Array(script.utf8), limits: .small) else {
      return []
    }
    let byPipeline = Dictionary(grouping: commands, by: \.pipeline)
    var addresses: [String] = []
    for key in byPipeline.keys.sorted() {
      let parts = byPipeline[key] ?? []
      for part in parts where shells.contains(base(part)) || sourcing.contains(base(part)) {
        addresses += given(to: part, depth)
      }
      guard let source = parts.first(where: { fetching.contains(base($0)) }),
        parts.contains(where: { shells.contains(base($0)) })
      else { continue }
      addresses.append(address(of: source))
    }
    return addresses + written(commands)
  }

  /// A text that a shell is given with `-c`, or one that is fetched in its place.
  private static func given(to part: ShellCommand, _ depth: Int) -> [String] {
    for case .opaque(let raw) in part.words.flatMap(\.parts)
    where raw.has(anyOf: ["curl ", "wget "]) {
      return [url(in: raw) ?? raw]
    }
    let words = part.words.compactMap(\.literal)
    guard let flag = words.firstIndex(where: { $0.hasPrefix("-") && $0.hasSuffix("c") }),
      flag + 1 < words.count
    else { return [] }
    return addresses(in: words[flag + 1], depth: depth + 1)
  }

  /// `curl -o f …` before `sh f`, `./f` or `chmod +x f`.
  private static func written(_ commands: [ShellCommand]) -> [String] {
    var files: [String: String] = [:]
    var addresses: [String] = []
    for command in commands {
      let words = command.words.map { $0.literal ?? $0.raw }
      if fetching.contains(base(command)) {
        for file in targets(of: command, words) { files[file] = address(of: command) }
      } else if !files.isEmpty {
        let runs = shells.contains(base(command)) || sourcing.contains(base(command))
        let makes =
          base(command) == "chmod" && words.contains { $0.contains("x") || $0.hasPrefix("7") }
        let named = runs || makes ? words.dropFirst() : words.prefix(1)
        for word in named {
          if let known = files.removeValue(forKey: bare(word)) { addresses.append(known) }
        }
      }
    }
    return addresses
  }

  /// The files that a command writes what it fetches to.
  private static func targets(of command: ShellCommand, _ words: [String]) -> [String] {
    var files = command.redirections.filter { $0.sign.hasPrefix(">") }.compactMap(\.target.literal)
    for (index, word) in words.enumerated() where word.hasPrefix("-") && index + 1 < words.count {
      let isFile =
        word == "--output" || word == "--output-document"
        || !word.hasPrefix("--")
          && (word.hasSuffix("o") || word.hasSuffix("O") && base(command) == "wget")
      if isFile { files.append(words[index + 1]) }
    }
    let name = words.last { $0.contains("://") }?.split(separator: "/").last.map(String.init)
    if files.isEmpty, let name { files = [name] }
    return files.map(bare)
  }

  private static func bare(_ file: String) -> String {
    file.hasPrefix("./") ? String(file.dropFirst(2)) : file
  }

  private static func address(of command: ShellCommand) -> String {
    command.words.compactMap(\.literal).first { $0.contains("://") } ?? command.raw
  }

  private static func url(in text: String) -> String? {
    text.split { " \t\n\"'()`".contains($0) }.first { $0.contains("://") }.map(String.init)
  }

  /// The program's name without its folder.
  private static func base(_ command: ShellCommand) -> String {
    ShellWrappers.base(command.name ?? "")
  }

  private static let fetching: Set<String> = ["curl", "wget"]
  private static let sourcing: Set<String> = ["source", ".", "eval"]
  private static let shells: Set<String> = [
    "sh", "bash", "zsh", "dash", "python", "python3", "perl", "node", "ruby", "sudo",
  ]
}
