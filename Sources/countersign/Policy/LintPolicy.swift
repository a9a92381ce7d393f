internal import ArgumentParser
internal import Platform
internal import Policy

struct LintPolicy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Say what is wrong or doubtful in a policy."
  )

  @Argument(help: "The policy file; without one, the repository's own.")
  var file: String?

  func run() async throws {
    await Failure.guarding {
      let policies = try NamedPolicy.load(file)
      let warnings = policies.lint(at: Clock.now())
      for warning in warnings { Streams.write("countersign: warning: \(warning)\n") }
      let count = policies.policy.rules.count
      Streams.write("countersign: the policy loads: \(count) rules, \(warnings.count) warnings\n")
      return .allowed
    }
  }
}
