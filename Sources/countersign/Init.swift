internal import ArgumentParser
internal import Git

/// Sets a server repository up.
///
/// May be run again: what is there is kept.
struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Set up a server repository: hooks, policy, signing key, baselines.",
    usage: "countersign init [<options>]",
    discussion: """
      May be run again: what is there is kept.

        countersign init --bare /srv/git/payments.git --host ssh
      """
  )

  @Option(help: "The server repository.")
  var bare = "."
  @Option(help: "Who says who pushes: ssh, http, gitolite, gitlab, gitea or github-enterprise.")
  var host: String?
  @Option(
    help:
      "The policy to begin with: minimal, aws-terraform, kubernetes or data-platform. (default: minimal)"
  )
  var template: String?
  @Option(help: "Who may push the first gated reference of an empty repository.")
  var firstPush: String?
  @Flag(help: "Keep a hook that is there, and run it before ours.")
  var chain = false

  func run() async throws {
    await Failure.guarding {
      let setup = try ServerSetup(directory: bare)
      let hooks = try HookFiles(setup.repository, chain: chain)
      try hooks.check()
      try setup.check(host: host)
      try setup.check(template: template, firstPush: firstPush)
      let key = try setup.makeSigningKey()
      try setup.makePolicy(template: template, key: key)
      try setup.configure(host: host)
      // From here on pushes are judged, whatever goes wrong below.
      try hooks.install()
      let beginning = try Beginning(gitDirectory: setup.repository.gitDirectory)
      try beginning.makeLedgers()
      try beginning.publishPolicy()
      try beginning.recordBaselines()
      if let firstPush { try beginning.grantFirstPush(to: firstPush) }
      beginning.sayWhatIsNext()
      return .allowed
    }
  }
}
