internal import ArgumentParser

/// Takes the hooks away again.
struct Uninstall: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall",
    abstract: "Remove the hooks; records, keys and policy stay."
  )

  @Option(help: "The server repository.")
  var bare = "."

  func run() async throws {
    await Failure.guarding {
      let setup = try ServerSetup(directory: bare)
      try HookFiles(setup.repository, chain: false).remove()
      Setup.say("kept", "records, policy, keys and git config")
      return .allowed
    }
  }
}
