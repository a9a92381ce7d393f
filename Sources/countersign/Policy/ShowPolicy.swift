internal import ArgumentParser
internal import Platform
internal import Policy

struct ShowPolicy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the policy that is in force."
  )

  @OptionGroup var source: PolicyChoice

  func run() async throws {
    await Failure.guarding {
      let policies = try source.load()
      Streams.write("# sha256:\(policies.digest)\n")
      if let first = policies.files.first { Streams.write(first.bytes) }
      return .allowed
    }
  }
}
