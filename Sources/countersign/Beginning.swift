internal import Gathering
internal import Git
internal import GitObjects
internal import Hooks
internal import Ledger
internal import Platform
internal import Policy
internal import Report

/// The last part of `countersign init`: the ledgers, the published policy, the baselines.
struct Beginning: ~Copyable {
  private let server: Server

  init(gitDirectory: [UInt8]) throws { server = try Server.open(gitDirectory: gitDirectory) }

  /// Every reference of the gate's own exists from the start: one that does not could be blocked for ever by a
  /// push to a name below it.
  borrowing func makeLedgers() throws {
    try refuseLoss()
    let writer = server.writer()
    let isFile = if case .file = server.configuration.policy { true } else { false }
    let decisions = LedgerHead(policy: isFile ? server.policies.digest : nil)
    let messages: [(RefName, [UInt8])] = [
      (.refusals, LedgerHead().message(about: "begin")),
      (.approvals, Array("countersign: begin\n".utf8)),
      (.deployments, Array("countersign: begin\n".utf8)),
      (.decisions, decisions.message(about: "begin")),
    ]
    for (name, message) in messages {
      Setup.say(try writer.begin(name, message: message) ? "made" : "kept", "\(name)")
    }
  }

  /// A ledger that was there is never begun anew: spent approvals would count again, and whatever came past the
  /// gate would be taken as given.
  ///
  /// The decisions are made last, before the policy is published, and no hook goes on without them. So what comes
  /// later shows that there was one; what a crash leaves of a first `init` does not.
  private borrowing func refuseLoss() throws {
    let isPublished = try server.repository.ownTip(.policy) != nil
    let hasDecisions = try server.repository.ownTip(.decisions) != nil
    let hasRefusals = try server.repository.ownTip(.refusals) != nil
    if !hasDecisions {
      if isPublished { throw Self.lost(.decisions, .policy) }
      if hasRefusals, try server.writer().head(of: .refusals) != nil {
        throw Self.lost(.decisions, .refusals)
      }
    } else if !hasRefusals {
      throw Self.lost(.refusals, .decisions)
    }
  }

  private static func lost(_ ledger: RefName, _ witness: RefName) -> Failure {
    Failure(
      "'\(ledger)' is gone: '\(witness)' shows that there was one",
      hint:
        "restore it from a backup or a clone; see 'When a ledger is lost' in docs/server-admin.md"
    )
  }

  borrowing func publishPolicy() throws {
    let before = try server.repository.reference(.policy)
    try server.catchUp()
    let after = try server.repository.reference(.policy)
    Setup.say(before == after ? "kept" : "published", "the policy as refs/countersign/policy")
  }

  /// Takes what gated references have as given, once for each: a reference that the ledger knows is never
  /// taken as given again, or a move past the gate could be laundered.
  borrowing func recordBaselines() throws {
    let writer = server.writer()
    let keys = server.policies.policy.serverKeys
    let records = try writer.append(to: .decisions) { tip in
      let reader = try LedgerReader.read(
        tip.commit,
        of: .decisions,
        in: server.repository,
        keys: keys
      )
      let known = Set(reader.entries.filter { $0.kind != .introduced }.compactMap(\.target))
      var entries: [LedgerWriter.Entry] = []
      for (name, id) in try server.repository.references()
      where isGated(name) && !known.contains(name) {
        var draft = RecordDraft(
          .baseline,
          at: server.now,
          repository: server.policies.policy.repository
        )
        draft.add("target", name.bytes)
        draft.add("new", "\(id)")
        entries.append(.init(draft, on: id))
      }
      return entries
    }
    for record in records {
      let (name, id) = (record.target ?? [], record.objectID("new") ?? .zero)
      Setup.say("recorded", "the baseline of '\(Escaped.text(name))' at \(id.short)")
    }
  }

  private borrowing func isGated(_ name: RefName) -> Bool {
    if case .ref(name, _) = server.configuration.policy { return true }
    return server.policies.policy.target(for: name) != nil
  }

  /// Grants one person the first push of an empty repository.
  borrowing func grantFirstPush(to person: String) throws {
    let id = try FirstPush.person(person, in: server.policies.policy)
    let references = try server.repository.references().contains { name, _ in
      !name.isBelow("refs/countersign") && !name.isBelow("refs/notes")
    }
    guard !references else {
      Setup.note("the repository is not empty: no first push is granted")
      return
    }
    try Recorder.open(gitDirectory: server.repository.gitDirectory)
      .setConfig("countersign.firstPush", to: Array(person.utf8))
    Setup.say("granted", "the first push to '\(id)'")
  }

  borrowing func sayWhatIsNext() {
    let policy = server.policies.policy
    let resolved = Files.resolve(server.repository.gitDirectory)
    let directory = resolved.flatMap { ShellWord.quoted($0) } ?? "REPOSITORY"
    if server.host == nil {
      Setup.note(
        "'countersign.host' is not set, so nobody is known: sensitive changes without their "
          + "author's signature are refused"
      )
      Setup.next("say who knows, for example", "git -C \(directory) config countersign.host ssh")
    }
    let leaves = policy.governance.leaves + policy.rules.flatMap { policy.parts(ofRule: $0.name) }
    let asked = policy.members(of: leaves.flatMap(\.from))
    let holders = server.policies.keyring.holders(at: server.now)
    guard asked.isDisjoint(with: holders) else {
      Setup.next("push; this looks the server over", "countersign doctor --bare \(directory)")
      return
    }
    Setup.note("nobody can approve yet, and sensitive pushes are refused")
    if case .file(let path) = server.configuration.policy {
      let file = Files.join(server.repository.commonDirectory, path)
      let word = ShellWord.quoted(file) ?? "FILE"
      Setup.next("put people, groups and targets into", Escaped.text(file))
      Setup.next(
        "put their keys into 'allowed_signers' beside it, then run",
        "countersign policy lint \(word)"
      )
    } else {
      Setup.next("push people and keys to the policy's reference")
    }
  }
}
