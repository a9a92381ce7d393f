internal import ArgumentParser

/// The command line.
///
/// Every command says its name: where one does not, the parser describes its type, which searches all conformances in
/// the file, and a check is slower by a millisecond.
struct Countersign: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "countersign",
    abstract: "Hold back sensitive changes until distinct, authorized people have signed them.",
    discussion: """
      On a server:   'countersign init' once; 'countersign doctor' looks it over.
      In a clone:    'countersign trust' once; 'explain' before a push; 'approve'.
      In a deploy:   'countersign check --environment production --to HEAD'.
      For an audit:  'countersign audit verify'.

      git finds it as 'git countersign' too. Exit codes: 0 allowed, 1 refused, 2 could not decide.
      """,
    version: version,
    subcommands: [
      Init.self, Trust.self, Explain.self, Approve.self, Veto.self, Revoke.self,
      ReviewBypass.self, Show.self, Classify.self, Check.self, Audit.self, PolicyCommand.self,
      Doctor.self,
      Reconcile.self,
      Uninstall.self, HookCommand.self,
    ]
  )
}
