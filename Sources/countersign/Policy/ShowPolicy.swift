internal import ArgumentParser
internal import Platform
internal import Policy

struct ShowPolicy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the policy that is in force."
  )

  @Argument(help: "The policy file; without one, the repository's own.")
  var file: String?

  func run() async throws {
    await Failure.guarding {
      let policies = try NamedPolicy.load(file)
      Streams.write("# sha256:\(policies.digest)\n")
      if let first = policies.files.first { Streams.write(first.bytes) }
      return .allowed
    }
  }
}
