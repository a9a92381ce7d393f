internal import ArgumentParser
internal import Git
internal import GitObjects
internal import Ledger
internal import Platform
internal import Policy
internal import Report
internal import SSH

/// Takes a server's word from now on: its policy, its decisions, its key.
struct Trust: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "In a clone: fetch the server's policy and notes from now on, and pin its key.",
    discussion: """
      Shows the fingerprint of the key that signs the server's policy and records, and pins it in the clone's git \
      config as countersign.serverKey, with the repository's name as countersign.repository. May be run again; \
      what has changed is pinned only when you say so. Approvals and deployment records of yours that were not sent yet \
      are put on top of those that others sent.

        countersign trust
        countersign trust upstream --yes

      Exit codes: 0 pinned, 1 nothing was pinned, 2 it could not be done.
      """
  )

  @Argument(help: "The remote.")
  var remote = "origin"
  @Flag(help: "Pin the key that is there without asking, a changed one too.")
  var yes = false

  func run() async throws {
    await Failure.guarding {
      let repository = try Clone.discover()
      try await stopLosing(repository)
      let recorder = try Recorder.open(gitDirectory: repository.gitDirectory)
      try configure(recorder)
      try await fetch()
      if try repository.ownTip(.approvals) != nil { try await NotesPush.uniteFetched() }
      try DeploymentLedger.unite(with: recorder, now: Clock.now())
      let (policies, signer) = try published(in: repository)
      let pinned = Pin(
        key: try repository.config("countersign.serverKey"),
        name: try repository.config("countersign.repository")
      )
      let (fingerprint, name) = (signer.fingerprint.description, policies.policy.repository)
      let found = Pin(key: Array(fingerprint.utf8), name: Array(name.utf8))
      if pinned.key == found.key, pinned.name == nil || pinned.name == found.name {
        try recorder.setConfig("countersign.repository", to: Array(name.utf8))
        say("'\(Escaped.text(remote))' is trusted already, with the key", copied: fingerprint)
        return .allowed
      }
      show(found, inPlaceOf: pinned)
      guard confirmed(replacing: pinned.key != nil) else {
        throw Failure(
          "nothing is pinned",
          hint: "ask the server's admin for the fingerprint, then run it with '--yes'",
          exit: .refused
        )
      }
      try recorder.setConfig("countersign.serverKey", to: Array(fingerprint.utf8))
      try recorder.setConfig("countersign.repository", to: Array(name.utf8))
      say("pinned; 'countersign explain' now says what a push is asked for")
      return .allowed
    }
  }

  /// Wildcards, because a fetch of one name that the server does not have yet would fail every time.
  private func configure(_ recorder: borrowing Recorder) throws {
    guard try recorder.repository.config("remote.\(remote).url") != nil else {
      throw Failure(
        "there is no remote '\(Escaped.text(remote))'",
        hint: "run 'git remote -v' to see which there are"
      )
    }
    for refspec in Self.refspecs {
      try recorder.addConfig("remote.\(remote).fetch", value: Array(refspec.utf8))
    }
    for shown in ["refs/notes/countersign/*", "\(RefName.fetchedDeployments)"] {
      try recorder.addConfig("notes.displayRef", value: Array(shown.utf8))
    }
    try recorder.setConfig("notes.countersign/approvals.mergeStrategy", to: Array("union".utf8))
  }

  private static let refspecs =
    ["+refs/countersign/policy*:refs/countersign/policy*"]
    + ["decisions", "refusals"].map {
      "+refs/notes/countersign/\($0)*:refs/notes/countersign/\($0)*"
    }
    + [NotesPush.refspec, "+\(RefName.deployments)*:\(RefName.fetchedDeployments)*"]

  /// What earlier versions set up: by it every fetch takes away what a deploy stage has recorded and not sent.
  private static let losing = "+\(RefName.deployments)*:\(RefName.deployments)*"

  private func stopLosing(_ repository: borrowing Repository) async throws {
    let key = "remote.\(remote).fetch"
    guard try repository.configValues(key).contains(Array(Self.losing.utf8)) else { return }
    _ = try await ChildProcess.output(
      "git",
      ["config", "--local", "--fixed-value", "--unset-all", key, Self.losing],
      failure: Failure(
        "'\(Escaped.text(key))' has '\(Self.losing)', by which a fetch loses records",
        hint: "remove it with 'git config --edit', then run 'countersign trust' again"
      )
    )
  }

  private func fetch() async throws {
    let fetch = try await ChildProcess.run("git", ["fetch", "--quiet", remote])
    guard !fetch.isSuccess else { return }
    let lines = fetch.errors.split(separator: 0x0A).map { Escaped.text(Array($0)) }
    throw Failure(
      "cannot fetch from '\(Escaped.text(remote))': \(lines.first ?? "git said nothing")",
      hint: "run 'git fetch \(Escaped.text(remote))'"
    )
  }

  private func published(in repository: borrowing Repository) throws -> (PolicySet, SSHPublicKey) {
    guard let tip = try repository.ownTip(.policy) else {
      throw Failure(
        "'\(Escaped.text(remote))' publishes no policy",
        hint: "its admin runs 'countersign init' there"
      )
    }
    return try PublishedPolicy.read(tip, in: repository)
  }

  /// Who is believed: a key alone may sign for several repositories, each with rules of its own.
  private struct Pin {
    let key: [UInt8]?
    let name: [UInt8]?
  }

  private func show(_ found: Pin, inPlaceOf pinned: Pin) {
    var page = Page()
    let remote = Escaped.text(remote)
    if pinned.key == nil {
      page.add("the policy of '\(Escaped.text(found.name ?? []))' at '\(remote)' is signed by")
      page.command(Escaped.text(found.key ?? []))
    } else {
      for (what, old, new) in [
        ("key", pinned.key, found.key), ("name", pinned.name, found.name),
      ] {
        guard let old, let new, old != new else { continue }
        page.add("WARNING: the \(what) of '\(remote)' has CHANGED")
        page.add("it was")
        page.command(Escaped.text(old))
        page.add("and is now")
        page.command(Escaped.text(new))
      }
      page.add("unless the admin has told you of it, somebody else may be answering")
    }
    Streams.write(page.text)
  }

  private func confirmed(replacing: Bool) -> Bool {
    if yes { return true }
    guard let terminal = Terminal() else { return false }
    if replacing {
      return terminal.ask("countersign: type 'changed' to pin the new one: ") == "changed"
    }
    let answer = terminal.ask("countersign: is that the server's key? [y/N] ")
    return ["y", "Y", "yes", "Yes"].contains(answer)
  }

  private func say(_ text: String, copied: String? = nil) {
    var page = Page()
    page.add(text)
    if let copied { page.command(copied) }
    Streams.write(page.text)
  }
}
