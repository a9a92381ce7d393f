internal import Auditing
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Platform
internal import Policy

/// A server's repository, or a clone or mirror that has its records.
struct AuditedRepository: ~Copyable {
  let repository: Repository
  let policies: PolicySet
  /// All references are the server's own: on the server, or in a mirror of it.
  let isServer: Bool
  /// Of a clone: the remote whose references are the server's.
  private let remote: String
  /// Where the server reads its policy from, by the server's names.
  private let source: PolicySource?

  /// `policy` is the auditor's own, in place of the one in force there.
  static func open(_ directory: String?, policy: String?, remote: String) throws
    -> AuditedRepository
  {
    let typed = directory ?? "."
    guard let here = Files.resolve(Array(typed.utf8)) else {
      throw Failure(
        "'\(Escaped.text(typed))' is no directory",
        hint: "give '--bare' the server's repository or a clone of it"
      )
    }
    let repository = try Repository.around(
      here,
      hint: "run it inside the server's repository or a clone of it"
    )
    if directory == nil { try ForeignDirectory.refuse(repository) }
    if try repository.isShallow() {
      throw Failure("the repository is shallow", hint: "run 'git fetch --unshallow'")
    }
    try OtherView.refuse(repository)
    let (isGated, isBare) = (try repository.isGated(), repository.isBare)
    let isServer = isGated || isBare
    let (policies, source) = try load(policy, repository)
    try PublishedName.refuseAnother(than: policies.policy, isTyped: policy != nil, in: repository)
    return AuditedRepository(
      repository: repository.shared(),
      policies: policies,
      isServer: isServer,
      remote: remote,
      source: isServer ? source : source?.source(at: remote)
    )
  }

  private static func load(_ policy: String?, _ repository: borrowing Repository) throws
    -> (PolicySet, PolicySource?)
  {
    guard policy == nil, try repository.isGated() else {
      let loaded = try LoadedPolicy.load(policy, repository)
      return (loaded.policies, loaded.origin.source)
    }
    let own = try Configuration(repository).policy
    let policies = try own.loadNamingPlaces(
      from: repository,
      whereMissing: own.remedyWhereMissing
    )
    return (policies, own)
  }

  borrowing func tip(_ name: RefName) throws -> ObjectID? { try repository.ownTip(name) }

  /// The deployments here, and those that were fetched: either may have what the other lacks.
  borrowing func deploymentTips() throws -> [ObjectID] {
    try [RefName.deployments, .fetchedDeployments].compactMap { try tip($0) }
  }

  /// - Throws: ``Failure`` where there are none: with exit 2 where they were not fetched, and with exit 1 on the server
  ///   that has lost them.
  borrowing func decisions() throws -> ObjectID {
    if let tip = try tip(.decisions) { return tip }
    throw try Failure.decisionsMissing(in: repository, from: remote, exit: .refused)
  }

  borrowing func audit(withoutRefusals: Bool, fetchedOnly: Bool) throws -> LedgerAudit {
    let decisions = try decisions()
    let keys = policies.policy.serverKeys
    let published = try tip(.policy)
    let names = RepositoryNames(policies.policy, published: published)
    var audit = try LedgerAudit(
      decisions: decisions,
      refusals: try tip(.refusals),
      references: try serverReferences(),
      gated: gates,
      in: repository,
      keys: keys,
      names: names,
      isServer: isServer,
      withoutRefusals: withoutRefusals,
      fetchedOnly: fetchedOnly
    )
    if try repository.isGated() {
      for name in [RefName.policy, .approvals, .deployments] where try tip(name) == nil {
        audit.miss(name)
      }
    }
    try audit.checkPublished(published, keys: keys, in: repository)
    try audit.checkDeployments(try deploymentTips(), keys: keys, names: names, in: repository)
    audit.add(
      try BypassAudit(audit.decisions, tip: decisions, at: Clock.now(), in: repository)
    )
    return audit
  }

  /// The break-glass pushes that the decisions tell of.
  borrowing func bypasses() throws -> [AuditedBypass] {
    guard let tip = try tip(.decisions) else { return [] }
    let reader = try LedgerReader.read(
      tip,
      of: .decisions,
      in: repository,
      keys: policies.policy.serverKeys
    )
    return try bypasses(reader, tip: tip)
  }

  borrowing func bypasses(_ decisions: LedgerReader, tip: ObjectID) throws -> [AuditedBypass] {
    try BypassAudit(decisions, tip: tip, at: Clock.now(), in: repository).bypasses
  }

  /// Judges every landed decision again.
  borrowing func replay(_ audit: inout LedgerAudit) throws {
    guard let decisions = try tip(.decisions) else { return }
    let approvals = try [RefName.approvals, .fetchedApprovals].compactMap { try tip($0) }
    var replay = try Replay(
      audit.decisions,
      tip: decisions,
      policy: try tip(.policy),
      approvals: approvals,
      keys: policies.policy.serverKeys,
      in: repository
    )
    try replay.run(in: repository)
    audit.add(replay)
  }

  /// Where the server has its references; in a clone a local branch is its owner's, and what was fetched counts:
  /// branches as the remote's, whatever is neither under its own name.
  private borrowing func serverReferences() throws -> [(name: RefName, id: ObjectID)] {
    if isServer { return try repository.references() }
    let places = ["refs/heads", "refs/remotes", "refs/tags", "refs/notes", "refs/countersign"]
    let others = try repository.references().filter { reference in
      !places.contains { reference.name.isBelow($0) }
    }
    let fetched = try repository.references(of: remote) + others
    guard fetched.contains(where: { gates($0.name) }) else {
      throw Failure(
        "no gated reference of '\(Escaped.text(remote))' was fetched here, and none can be looked at",
        hint: "fetch its branches, or name the server's remote with '--remote'"
      )
    }
    return fetched
  }

  /// Which references are gated.
  private var gates: (RefName) -> Bool {
    let (policy, source) = (policies.policy, source)
    return { name in policy.target(for: name) != nil || source?.ref == name }
  }
}
