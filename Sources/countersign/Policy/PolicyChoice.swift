internal import ArgumentParser
internal import Policy

/// Which policy a command is about; `--policy` as with every other command, or simply a file.
struct PolicyChoice: ParsableArguments {
  @Argument(help: "The policy file; without one, the policy in force here.")
  var file: String?
  @Option(help: ArgumentHelp("The same, as file:PATH or ref:REF:PATH.", valueName: "source"))
  var policy: String?

  func load() throws -> PolicySet {
    guard file == nil || policy == nil else {
      throw Failure("a file and '--policy' are two ways to say the same")
    }
    return try NamedPolicy.load(policy ?? file)
  }
}
