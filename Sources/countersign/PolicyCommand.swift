internal import ArgumentParser
internal import Gathering
internal import Git
internal import KeyTools
internal import Platform
internal import Policy

/// Reads the policy back.
struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Read the policy back.",
    subcommands: [Lint.self, Show.self])

  struct Lint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say what is wrong or doubtful in a policy.")

    @Argument(help: "The policy file; without one, the repository's own.")
    var file: String?

    func run() async throws {
      await Failure.guarding {
        let policies = try PolicyCommand.load(file)
        let warnings = policies.lint(at: Clock.now())
        for warning in warnings { Streams.write("countersign: warning: \(warning)\n") }
        let count = policies.policy.rules.count
        Streams.write("countersign: the policy loads: \(count) rules, \(warnings.count) warnings\n")
        return .allowed
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the policy that is in force.")

    @Argument(help: "The policy file; without one, the repository's own.")
    var file: String?

    func run() async throws {
      await Failure.guarding {
        let policies = try PolicyCommand.load(file)
        Streams.write("# sha256:\(policies.digest)\n")
        if let first = policies.files.first { Streams.write(first.bytes) }
        return .allowed
      }
    }
  }

  fileprivate static func load(_ file: String?) throws -> PolicySet {
    let here = Files.resolve([UInt8(ascii: ".")]) ?? []
    if let file {
      let path = Files.join(here, file)
      let name = String(decoding: path.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
      return try PolicySet.load(name: name, services: .machine) { name throws(PolicyError) in
        do throws(FileError) {
          return try Files.read(Files.join(Files.parent(of: path) ?? [], name), limit: 1 << 20)
        } catch {
          throw PolicyError(file: name, error.description)
        }
      }
    }
    let repository = try Repository.discover(from: here)
    return try Configuration(repository).policy.load(from: repository)
  }
}
