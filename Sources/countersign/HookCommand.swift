internal import ArgumentParser

/// `countersign hook`, so that help, manual and completions know it; `Main` runs it without parsing.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Judge a push, or record that it landed; what git runs on the server.",
    discussion: """
      Reads git's lines OLD NEW REF on standard input, in the server repository. 'countersign init' writes the hook \
      files that run it.

        hooks/pre-receive:   exec countersign hook pre-receive
        hooks/post-receive:  exec countersign hook post-receive

      Exit codes: 0 let go, 1 refused, 2 could not decide; 1 and 2 both stop the push.
      """
  )

  @Argument(help: "pre-receive or post-receive.")
  var hook: Hook

  func run() { hook.run() }
}

extension Hook: ExpressibleByArgument {}
