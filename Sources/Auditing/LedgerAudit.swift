package import Git
package import GitObjects
package import Ledger
package import Policy

/// Everything an auditor asks of a repository: from the commits that are there, not from the records.
package struct LedgerAudit: Sendable {
  package let decisions: LedgerReader
  package let refusals: LedgerReader
  /// What must be explained; empty for a ledger that is whole.
  package private(set) var problems: [AuditFinding] = []
  /// What an auditor should know: rewinds, observed pushes, bypasses.
  package private(set) var remarks: [AuditFinding] = []
  /// Landed decisions that were judged again; `nil` where none was tried.
  package private(set) var replayed: Int?
  /// The break-glass pushes, oldest first.
  package private(set) var bypasses: [AuditedBypass] = []
  private let isServer: Bool
  /// Commits that gated references took since their baselines.
  package private(set) var commits = 0

  /// Audits both ledgers against the server's `references` that are `gated`, and where they are.
  ///
  /// `refusalsTip` is `nil` where there are no refusals, which is a problem as soon as a decision names
  /// one, but for a clone that was told to do `withoutRefusals`. With `isServer` all references are
  /// here. What a clone lacks of those that the records say are there nobody looked at, which is a problem, too,
  /// unless it was told to do with what was fetched, `fetchedOnly`.
  package init(
    decisions decisionsTip: ObjectID?,
    refusals refusalsTip: ObjectID?,
    references: [(name: RefName, id: ObjectID)],
    gated: (RefName) -> Bool,
    in repository: borrowing Repository,
    keys: [ServerKey],
    names: RepositoryNames,
    isServer: Bool,
    withoutRefusals: Bool = false,
    fetchedOnly: Bool = false
  ) throws {
    self.isServer = isServer
    func read(_ tip: ObjectID?, _ ledger: LedgerRef) throws -> LedgerReader {
      try .read(tip, of: ledger, in: repository, keys: keys, names: names)
    }
    decisions = try read(decisionsTip, .decisions)
    refusals = try read(refusalsTip, .refusals)
    problems = (decisions.problems + refusals.problems).map { AuditFinding(.ledger, $0.text) }
    checkCrossing(from: refusals, to: decisions, \.decisions)
    if refusalsTip == nil {
      missesRefusals(isTold: withoutRefusals && !isServer)
    } else {
      checkCrossing(from: decisions, to: refusals, \.refusals)
    }
    try checkReferences(references.map { ($0.name, $0.id) }, gated, in: repository)
    if !isServer { checkFetched(Set(references.map(\.name)), gated: gated, isTold: fetchedOnly) }
    if let decisionsTip { try checkSpent(decisionsTip, in: repository) }
    remarkOutcomes()
  }

  /// Each record names the last one of the other ledger too: a tail cut off one of them shows in the other.
  private mutating func checkCrossing(
    from reader: LedgerReader,
    to other: LedgerReader,
    _ head: KeyPath<Heads, Digest?>
  ) {
    let known = Set(other.entries.map(\.digest))
    var missing: Set<Digest> = []
    for digest in reader.entries.compactMap({ $0.heads[keyPath: head] })
    where !known.contains(digest) {
      if missing.insert(digest).inserted {
        problems.append(
          AuditFinding(
            .ledger,
            "'\(other.ledger.name)' lacks record sha256:\(digest), which another names"
          )
        )
      }
    }
  }

  /// Whoever takes the whole ledger away takes the evidence of every refusal.
  private mutating func missesRefusals(isTold: Bool) {
    let count = decisions.entries.count { $0.heads.refusals != nil }
    let name = "'\(RefName.refusals)' is not here"
    if count == 0 || isTold {
      remarks.append(AuditFinding(.ledger, name))
    } else {
      let records = count == 1 ? "a record names" : "\(count) records name"
      problems.append(AuditFinding(.ledger, "\(name), and \(records) what was last in it"))
    }
  }

  private mutating func checkReferences(
    _ tips: [(RefName, ObjectID)],
    _ gated: (RefName) -> Bool,
    in repository: borrowing Repository
  ) throws {
    let landings = decisions.entries.compactMap(\.landing)
    try checkPopulation(landings, tips.filter { gated($0.0) }, in: repository)
    try checkMovements(landings, tips, gated, in: repository)
  }

  /// Every commit that a gated reference took since the baselines that count for it has a landed decision.
  private mutating func checkPopulation(
    _ landings: [Landing],
    _ tips: [(RefName, ObjectID)],
    in repository: borrowing Repository
  ) throws {
    let baselines = try Baselines(landings, in: repository)
    var commits: [(name: RefName, id: ObjectID)] = []
    for (name, id) in tips {
      if let commit = try repository.peelToCommit(id) { commits.append((name, commit)) }
    }
    var population: Set<ObjectID> = []
    var seen: Set<ObjectID> = []
    // One group, where no baseline was taken late.
    let groups = Dictionary(grouping: commits) { baselines.count(for: $0.name) }
    for (count, members) in groups.sorted(by: { $0.key < $1.key }) {
      let history = try LandedHistory(
        landings,
        baselines: baselines.commits(ofFirst: count),
        tips: members.map(\.id),
        in: repository
      )
      population.formUnion(history.population)
      for (name, commit) in members {
        for id in try history.uncovered(from: commit, in: repository)
        where seen.insert(id).inserted {
          problems.append(
            AuditFinding(.commit, "commit \(id) on '\(name)' has no landed decision")
          )
        }
      }
    }
    self.commits = population.count
    for landing in baselines.late {
      let text = "the baseline of '\(landing.target)' was taken later, at \(landing.time)"
      remarks.append(AuditFinding(.reference, "\(text): what it had was not judged"))
    }
  }

  /// A reference that is not here may have taken anything.
  private mutating func checkFetched(
    _ fetched: Set<RefName>,
    gated: (RefName) -> Bool,
    isTold: Bool
  ) {
    let landings = decisions.entries.compactMap(\.landing)
    let last = Dictionary(landings.map { ($0.target, $0.new) }, uniquingKeysWith: { $1 })
    for (name, id) in last.sorted(by: { $0.key < $1.key })
    where !id.isZero && gated(name) && !fetched.contains(name) {
      let text = "'\(name)' was last led to \(id.short), and was not fetched: nobody looked at it"
      let finding = AuditFinding(.reference, text)
      if isTold { remarks.append(finding) } else { problems.append(finding) }
    }
  }

  private mutating func checkMovements(
    _ landings: [Landing],
    _ tips: [(RefName, ObjectID)],
    _ gated: (RefName) -> Bool,
    in repository: borrowing Repository
  ) throws {
    let current = Dictionary(tips, uniquingKeysWith: { a, _ in a })
    var movements = Movements(decisions.entries, isServer: isServer)
    let byTarget = Dictionary(grouping: landings, by: \.target)
    for name in Set(byTarget.keys).union(current.keys.filter(gated)).sorted() {
      // By the records and the policy, which a clone has as well, and the reference need not be here.
      guard gated(name) else {
        remarks.append(AuditFinding(.reference, "'\(name)' is not gated any more"))
        continue
      }
      if current[name] == nil, !isServer { continue }
      try movements.check(name, at: current[name], byTarget[name] ?? [], in: repository)
    }
    try movements.checkOpen(
      decisions.entries.filter { entry in
        isServer || entry.target.map { current[$0] != nil } ?? false
      }
    ) { current[$0] }
    problems += movements.problems
    remarks += movements.remarks
  }

  private mutating func remarkOutcomes() {
    let decided = decisions.entries.filter { $0.kind == .decision }
    func count(_ outcome: String) -> Int { decided.count { $0.outcome == Array(outcome.utf8) } }
    remark(count("observed"), "push was only observed", "pushes were only observed, not held")
    remark(
      decisions.entries.count { $0.kind == .policy },
      "edit of the policy file on disk",
      "edits of the policy file on disk"
    )
    remark(
      refusals.entries.count { $0.kind == .decision },
      "push was refused",
      "pushes were refused"
    )
  }

  private mutating func remark(_ count: Int, _ one: String, _ many: String) {
    guard count > 0 else { return }
    remarks.append(AuditFinding(.decision, "\(count) \(count == 1 ? one : many)"))
  }

  /// Shows a tail that was cut off both ledgers: the digest of the last record, noted elsewhere.
  package mutating func expect(head: Digest) {
    let isKnown = (decisions.entries + refusals.entries).contains { $0.digest == head }
    if !isKnown {
      problems.append(
        AuditFinding(.head, "the record sha256:\(head) is not here: the tail was cut off")
      )
    }
  }

  /// What became of the break-glass pushes.
  package mutating func add(_ audit: BypassAudit) {
    bypasses = audit.bypasses
    problems += audit.problems
    remarks += audit.bypasses.filter { $0.state != .overdue }.map { AuditFinding(.bypass, $0.text) }
  }

  mutating func add(_ found: [AuditFinding]) { problems += found }

  /// What came of judging the landed decisions again.
  package mutating func add(_ replay: Replay) {
    problems += replay.problems
    remarks += replay.remarks
    replayed = replay.count
  }
}
