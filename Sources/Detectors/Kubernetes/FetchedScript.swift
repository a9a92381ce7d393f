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

  /// What a script takes from elsewhere and runs.
  static func addresses(in script: String) -> [String] {
    fetches(in: (try? ShellWords.read(Array(script.utf8))) ?? []).map(\.address)
  }
}
