internal import Approvals
package import Gate
package import Git
package import GitObjects
package import Ledger
package import Policy
internal import SSH

/// What the server's records say for and against deploying a commit.
///
/// Only records that a server key signed count, and what a landed record names by digest is as good as signed
/// itself.
package struct DeployEvidence {
  private let reader: LedgerReader
  private let landings: [Landing]
  private let history: LandedHistory
  private let commit: ObjectID
  private let decisions: [Digest: LedgerEntry]
  private let destination: DeployDestination
  /// Where references were last led.
  private let positions: ReferencePositions

  /// Collects the evidence on `commit` from `reader`: the decisions, without problems.
  ///
  package init(
    for commit: ObjectID,
    to destination: DeployDestination,
    by reader: LedgerReader,
    in repository: borrowing Repository
  ) throws {
    self.commit = commit
    self.reader = reader
    self.destination = destination
    let decisions = Dictionary(
      reader.entries.filter { $0.kind == .decision }.map { ($0.digest, $0) },
      uniquingKeysWith: { a, _ in a }
    )
    let all = reader.entries.compactMap(\.landing)
    var positions = ReferencePositions()
    var landings: [Landing] = []
    for var landing in all {
      let decision = landing.decision.flatMap { decisions[$0] }
      if destination.accepts(landing, of: decision) {
        if try landing.isQuietCreation(by: decision, reader, in: repository) {
          landing.beside = positions.siblings(of: landing.target, destination)
        }
        landings.append(landing)
      }
      positions.follow(landing)
    }
    self.decisions = decisions
    self.landings = landings
    self.positions = positions
    history = try Self.history(of: commit, landings, in: repository)
  }

  /// What landed below the commit, since the baselines that count for the reference that took it.
  private static func history(
    of commit: ObjectID,
    _ landings: [Landing],
    in repository: borrowing Repository
  ) throws -> LandedHistory {
    let baselines = try Baselines(landings, in: repository)
    func history(_ count: Int) throws -> LandedHistory {
      let commits = baselines.commits(ofFirst: count)
      return try LandedHistory(landings, baselines: commits, tips: [commit], in: repository)
    }
    let first = try history(baselines.countForAll)
    // Without a landing it is a baseline's own matter.
    let target = first.landing[commit].map { landings[$0].target }
    let count = target.map { baselines.count(for: $0) } ?? baselines.count
    return count == baselines.countForAll ? first : try history(count)
  }

  /// The landing that is about the commit; of what is older than every baseline, the baseline.
  package func landing(in repository: borrowing Repository) throws -> Landing? {
    if let index = history.landing[commit] { return landings[index] }
    for landing in landings where landing.isBaseline {
      guard let id = try landing.commit(in: repository) else { continue }
      if try repository.isReachable(commit, from: id, limits: .none) { return landing }
    }
    return nil
  }

  /// Why not, most telling first.
  ///
  /// `statements` are the vetoes and revocations among the approvals, and what they are worth now;
  /// `debts` the bypasses that it rests on and that nobody has reviewed.
  package func reasons(
    under policies: PolicySet,
    statements: [ExaminedApproval] = [],
    debts: [BypassDebt] = [],
    at now: Timestamp,
    in repository: borrowing Repository
  ) throws -> [Reason] {
    guard let landing = try landing(in: repository) else {
      return [
        Reason(
          .notLanded,
          "no landed decision led \(commit.short) there",
          hint: "push it through the gate first"
        )
      ]
    }
    let missing = try history.uncovered(from: commit, in: repository)
    if let first = missing.last {
      let more = missing.count > 1 ? " and \(missing.count - 1) more" : ""
      return [
        Reason(
          .notLanded,
          "commit \(first.short)\(more) has no landed decision",
          hint: "run 'countersign audit verify'"
        )
      ]
    }
    if try hasLeft(landing, in: repository) == true {
      return [
        Reason(
          .notLanded,
          "'\(landing.target)' has left \(commit.short) since: it was rewound",
          hint: "deploy what it has now, or land the commit again"
        )
      ]
    }
    return debts.filter { $0.isOverdue(at: now) }.map(\.reason)
      + (try vetoes(statements, under: policies, in: repository)
        + objections(under: policies, in: repository))
  }

  /// A no that came after the decision; one that was there before would have refused it.
  private func vetoes(
    _ statements: [ExaminedApproval],
    under policies: PolicySet,
    in repository: borrowing Repository
  ) throws -> [Reason] {
    guard statements.contains(where: { $0.kind == .veto }) else { return [] }
    let last = try landing(in: repository)?.decision
    var reasons: [Reason] = []
    for entry in foundation {
      let record = try reader.record(entry, in: repository)
      let changes = LandedChanges(record)
      let subjects = changes.subjects
      let standing = Vetoes(subjects, examined: statements, policy: policies.policy) { target in
        accepts(target, of: record, under: policies.policy)
      }.standing
      for veto in standing {
        let named = Set(veto.subjects.map { subjects[$0].change })
        guard
          try entry.digest == last || changes.isInEffect(at: commit, of: named, in: repository)
        else { continue }
        let reason = veto.reason(about: "what decision sha256:\(entry.digest) let through")
        if !reasons.contains(reason) { reasons.append(reason) }
      }
    }
    return reasons
  }

  /// A veto speaks here when it is for where the change landed, or for what is deployed to.
  private func accepts(_ target: [UInt8], of record: Record, under policy: Policy) -> Bool {
    if target == record.target || destination.isConcerned(by: target) { return true }
    guard let ref = try? RefName(validating: target) else { return false }
    let landedOn = record.target.flatMap { try? RefName(validating: $0) }
    let honoured = landedOn.flatMap { policy.target(for: $0) }?.honours ?? []
    return honoured.contains { $0.matches(ref) }
  }

  /// The commit and everything below it, since the baselines.
  package var commits: Set<ObjectID> { history.ancestors(of: commit) }

  /// What has come up since against a decision that the commit rests on.
  private func objections(
    under policies: PolicySet,
    in repository: borrowing Repository
  ) throws -> [Reason] {
    var reasons: [Reason] = []
    let revoked = policies.keyring.revokedFingerprints
    for entry in foundation where !revoked.isEmpty {
      let approvals = RevokedApprovals(try reader.record(entry, in: repository), revoked: revoked)
      let isLast = try landing(in: repository)?.decision == entry.digest
      reasons += try approvals.reasons(for: commit, landedByIt: isLast, in: repository)
    }
    return reasons
  }

  /// The decisions that the commit and everything below it rest on, oldest first.
  private var foundation: [LedgerEntry] {
    let commits = history.ancestors(of: commit)
    let indices = Set(commits.compactMap { history.landing[$0] }).sorted()
    return indices.compactMap { landings[$0].decision.flatMap { decisions[$0] } }
  }

  /// The bypasses that it rests on and that no record calls reviewed.
  package func bypasses(in repository: borrowing Repository) throws -> [Record] {
    let reviewed = Set(reader.entries.filter(\.isReview).compactMap(\.decision))
    return try foundation.filter { entry in
      entry.outcome == Array("bypassed".utf8) && !reviewed.contains(entry.digest)
    }.map { try reader.record($0, in: repository) }
  }

  /// Whether the reference that was led to the commit is somewhere else now, rewound, and no other that
  /// counts has it; `false` where it is gone, which says nothing against what it had; `nil` where it is
  /// there.
  ///
  /// Who approved that it goes back spoke against what it left.
  private func hasLeft(_ landing: Landing, in repository: borrowing Repository) throws -> Bool? {
    for target in Set(landings.map(\.target)) {
      guard let tip = positions[target], repository.exists(tip),
        let id = try repository.peelToCommit(tip)
      else { continue }
      if try repository.isReachable(commit, from: id, limits: .none) { return nil }
    }
    return positions[landing.target] != nil
  }

  /// What should be said besides.
  package func remarks(debts: [BypassDebt], in repository: borrowing Repository) throws -> [String]
  {
    var remarks = debts.map { debt in
      "it rests on the break-glass of \(debt.time), to be reviewed by \(debt.bypass.reviewBy)"
    }
    let observed = foundation.count { $0.outcome == Array("observed".utf8) }
    if observed > 0 {
      let were = observed == 1 ? "was" : "were"
      remarks.append(
        "\(observed) of the pushes it rests on \(were) only observed, and would have been refused"
      )
    }
    if let landing = try landing(in: repository), try hasLeft(landing, in: repository) == false {
      remarks.append("'\(landing.target)' was deleted since")
    }
    return remarks
  }
}

/// The approvals of one decision whose keys were revoked since.
private struct RevokedApprovals {
  private let record: Record
  private let approvals: [(reviewer: String, fingerprint: String)]

  init(_ record: Record, revoked: Set<String>) {
    self.record = record
    approvals = record.counted.compactMap { line in
      guard let line, let key = line.key, revoked.contains(key) else { return nil }
      return (Escaped.text(line.reviewer), key)
    }
  }

  /// They speak against a deploy as long as something that they were for is still as it was approved: a file
  /// that was changed since, under another decision, is that one's matter, and so is where the reference
  /// is.
  func reasons(
    for commit: ObjectID,
    landedByIt: Bool,
    in repository: borrowing Repository
  ) throws -> [Reason] {
    guard !approvals.isEmpty,
      try landedByIt || LandedChanges(record).isInEffect(at: commit, in: repository)
    else {
      return []
    }
    return approvals.map { approval in
      Reason(
        .keyRevoked,
        "the key \(approval.fingerprint) of '\(approval.reviewer)', which approved decision "
          + "sha256:\(record.digest), is revoked",
        hint: "change what it approved, with an approval by a good key"
      )
    }
  }
}
