internal import ArgumentParser

/// Reads the policy back, and tries it out.
struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Read the policy back, and try it out.",
    subcommands: [
      LintPolicy.self, TestPolicy.self, ShowPolicy.self, PrintSchema.self, PrintKinds.self,
    ]
  )
}
