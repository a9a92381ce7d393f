internal import ArgumentParser
internal import Gathering
internal import Git
internal import GitObjects
internal import Hooks
internal import Ledger
internal import Platform
internal import Policy
internal import SSH

/// Sets a server repository up. May be run again: what is there is kept.
struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Set up a server repository: hooks, policy, signing key, baselines.",
    discussion: "Example: countersign init --bare /srv/git/payments.git --host ssh --template minimal")

  @Option(help: "The server repository.")
  var bare = "."
  @Option(help: "Who says who pushes: ssh, http, gitolite, gitlab, gitea or github-enterprise.")
  var host: String?
  @Option(help: "The policy to begin with: minimal, aws-terraform, kubernetes or data-platform.")
  var template = "minimal"
  @Option(help: "Who may push the first gated reference of an empty repository.")
  var firstPush: String?
  @Flag(help: "Keep a hook that is there, and run it before ours.")
  var chain = false

  func run() async throws {
    await Failure.guarding {
      let setup = try ServerSetup(directory: bare)
      if let host, HostAdapter(rawValue: host) == nil {
        let known = HostAdapter.allCases.map(\.rawValue).joined(separator: ", ")
        throw Failure("'\(host)' is none of \(known)")
      }
      try setup.installHooks(chain: chain)
      let key = try setup.makeSigningKey()
      try setup.makePolicy(template: template, key: key)
      try setup.configure(host: host, firstPush: firstPush)
      try setup.begin()
      Streams.write(setup.nextSteps)
      return .allowed
    }
  }
}

/// Takes the hooks away again.
struct Uninstall: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Remove the hooks; records, keys and policy stay.")

  @Option(help: "The server repository.")
  var bare = "."

  func run() async throws {
    await Failure.guarding {
      try ServerSetup(directory: bare).removeHooks()
      return .allowed
    }
  }
}

/// Closes decisions that a crash left open.
struct Reconcile: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Record what landed while a crash kept the hook from it.")

  @Option(help: "The server repository.")
  var bare = "."

  func run() async throws {
    await Failure.guarding {
      try Server.open(gitDirectory: Array(bare.utf8)).reconcile()
      return .allowed
    }
  }
}
