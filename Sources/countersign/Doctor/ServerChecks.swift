internal import Gathering
internal import Git
internal import GitObjects
internal import Hooks
internal import Platform
internal import Policy
internal import SSH

/// A server repository: what it takes for every push to be judged, recorded, and let go when it should be.
enum ServerChecks {
  static func run(
    _ repository: borrowing Repository,
    _ git: GitCommand,
    canary: Bool,
    _ diagnosis: inout Diagnosis
  ) async throws {
    let host = try repository.config("countersign.host").map { String(decoding: $0, as: UTF8.self) }
    let hooks = await git.path("core.hooksPath") ?? "hooks"
    let setting = await git.setting("core.hooksPath")
    HookChecks(repository, hooks: hooks, setting: setting, host: host).run(&diagnosis)
    diagnosis.look(at: "settings") { try lookAtSettings(repository, host: host, &$0) }
    var policies: PolicySet?
    diagnosis.look(at: "policy") { policies = try PolicyChecks.run(repository, &$0) }
    diagnosis.look(at: "the gate's own references") { try LedgerChecks.run(repository, &$0) }
    diagnosis.look(at: "who can write") {
      try AccessChecks.run(repository, hooks: hooks, policies, &$0)
    }
    diagnosis.look(at: "files") { try FileChecks.run(repository, &$0) }
    diagnosis.look(at: "bypasses") { try BypassChecks.run(repository, &$0) }
    diagnosis.look(at: "the signing key") { try SharedKeyChecks.run(repository, &$0) }
    await ReceiveChecks.run(repository, git, &diagnosis)
    if host == "ssh" { SSHDaemonChecks.run(&diagnosis) }
    if canary { await Canary.run(git, &diagnosis) }
  }

  private static func lookAtSettings(
    _ repository: borrowing Repository,
    host: String?,
    _ diagnosis: inout Diagnosis
  ) throws {
    let configuration: Configuration
    do {
      configuration = try Configuration(repository)
    } catch let error as ConfigurationError {
      diagnosis.fail(error.description, mend: "git config --edit")
      return
    }
    switch configuration.mode {
    case .enforce: diagnosis.ok("the gate enforces")
    case .observe:
      diagnosis.warn(
        "THE GATE ONLY OBSERVES: everything is let through, and only recorded",
        mend: "git config countersign.mode enforce"
      )
    }
    switch host {
    case nil:
      diagnosis.warn(
        "'countersign.host' is not set: nobody is known to push, and unsigned changes are refused",
        mend: "git config countersign.host ssh"
      )
    case let name? where HostAdapter(rawValue: name) == nil:
      let known = HostAdapter.allCases.map(\.rawValue).joined(separator: ", ")
      diagnosis.fail(
        "'countersign.host' is '\(Escaped.text(name))', and no push is let through",
        mend: "use one of \(known)"
      )
    case let name?: diagnosis.ok("'\(name)' says who pushes")
    }
  }
}
