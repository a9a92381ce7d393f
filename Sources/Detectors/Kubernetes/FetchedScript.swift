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

  /// What pipelines of a script fetch and run, also of one that a shell is given with `-c`.
  static func addresses(in script: String, depth: Int = 0) -> [String] {
    guard depth < 3, let commands = try? ShellWords.read(Array(script.utf8)) else { return [] }
    let byPipeline = Dictionary(grouping: commands, by: \.pipeline)
    var addresses: [String] = []
    for key in byPipeline.keys.sorted() {
      let parts = byPipeline[key] ?? []
      for part in parts where shells.contains(base(part)) {
        let words = part.words.compactMap(\.literal)
        guard let flag = words.firstIndex(where: { $0.hasPrefix("-") && $0.hasSuffix("c") }),
          flag + 1 < words.count
        else { continue }
        addresses += self.addresses(in: words[flag + 1], depth: depth + 1)
      }
      guard let source = parts.first(where: { fetching.contains(base($0)) }),
        parts.contains(where: { shells.contains(base($0)) })
      else { continue }
      let address = source.words.compactMap(\.literal).first { $0.contains("://") }
      addresses.append(address ?? source.raw)
    }
    return addresses
  }

  /// The program's name without its folder.
  private static func base(_ command: ShellCommand) -> String {
    ShellWrappers.base(command.name ?? "")
  }

  private static let fetching: Set<String> = ["curl", "wget"]
  private static let shells: Set<String> = [
    "sh", "bash", "zsh", "dash", "python", "python3", "perl", "node", "ruby", "sudo",
  ]
}
