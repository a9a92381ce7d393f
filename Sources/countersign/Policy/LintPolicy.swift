internal import ArgumentParser
internal import Platform
internal import Policy
internal import Report

struct LintPolicy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Say what is wrong or doubtful in a policy."
  )

  @OptionGroup var source: PolicyChoice

  func run() async throws {
    await Failure.guarding {
      let policies = try source.load()
      let warnings = policies.lint(at: Clock.now())
      var page = Page()
      for warning in warnings { page.add("warning: \(warning)") }
      let rules = Phrase.count(policies.policy.rules.count, "rule")
      page.add("the policy loads: \(rules), \(Phrase.count(warnings.count, "warning"))")
      Streams.write(page.text)
      return .allowed
    }
  }
}
