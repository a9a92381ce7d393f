internal import ArgumentParser
internal import Platform

struct PrintSchema: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print a JSON Schema: of policies, or of what --format json prints.",
    discussion: """
      Examples: countersign policy schema >policy.schema.json
                countersign policy schema decision >decision.schema.json
      """
  )

  enum Subject: String, ExpressibleByArgument, CaseIterable { case policy, decision }

  @Argument(help: "policy or decision.")
  var subject = Subject.policy

  func run() async throws {
    await Failure.guarding {
      switch subject {
      case .policy: Streams.write(PackageResources.policy_schema_json)
      case .decision: Streams.write(PackageResources.decision_schema_json)
      }
      return .allowed
    }
  }
}
