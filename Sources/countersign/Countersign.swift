internal import ArgumentParser

/// The command line.
struct Countersign: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "countersign",
    abstract: "Hold back sensitive changes until distinct, authorized people have signed them.",
    discussion: """
      On a server:  countersign init, then pushes are judged by its hooks.
      In a clone:   countersign trust origin, explain, approve.
      In a deploy:  countersign check --environment production --to HEAD.

      Exit codes: 0 allowed, 1 refused, 2 could not decide.
      """,
    version: version,
    subcommands: [
      Init.self, Trust.self, Explain.self, Approve.self, Check.self, Audit.self, PolicyCommand.self,
      Reconcile.self, Uninstall.self,
    ])
}
