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
  private let baselines: [ObjectID]
  private let commit: ObjectID
  private let decisions: [Digest: LedgerEntry]

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
    landings = reader.entries.compactMap(\.landing).filter(destination.accepts)
    var baselines: [ObjectID] = []
    for landing in landings where landing.isBaseline && repository.exists(landing.new) {
      if let id = try repository.peelToCommit(landing.new) { baselines.append(id) }
    }
    self.baselines = baselines
    history = try LandedHistory(landings, tips: [commit], in: repository)
    decisions = Dictionary(
      reader.entries.filter { $0.kind == .decision }.map { ($0.digest, $0) },
      uniquingKeysWith: { a, _ in a }
    )
  }

  /// The landing that is about the commit; of what is older than every baseline, the baseline.
  package func landing(in repository: borrowing Repository) throws -> Landing? {
    if let index = history.landing[commit] { return landings[index] }
    for landing in landings where landing.isBaseline && repository.exists(landing.new) {
      guard let id = try repository.peelToCommit(landing.new) else { continue }
      if try repository.isReachable(commit, from: id) { return landing }
    }
    return nil
  }

  /// Why not, most telling first.
  package func reasons(
    under policies: PolicySet,
    in repository: borrowing Repository
  ) throws -> [Reason] {
    guard try landing(in: repository) != nil else {
      return [
        Reason(
          .notLanded,
          "no landed decision led \(commit.short) there",
          hint: "push it through the gate first"
        )
      ]
    }
    let missing = try history.uncovered(from: commit, baselines: baselines, in: repository)
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
    return try objections(under: policies, in: repository)
  }

  /// What has come up since against a decision that the commit rests on.
  private func objections(
    under policies: PolicySet,
    in repository: borrowing Repository
  ) throws -> [Reason] {
    var reasons: [Reason] = []
    let revoked = policies.keyring.revokedFingerprints
    for entry in foundation {
      if entry.outcome == Array("bypassed".utf8) {
        reasons.append(
          Reason(
            .bypassUnreviewed,
            "decision sha256:\(entry.digest) bypassed the rules, and nobody has reviewed it"
          )
        )
      }
      guard !revoked.isEmpty else { continue }
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

  /// What should be said besides.
  package func remarks(in repository: borrowing Repository) throws -> [String] {
    var remarks: [String] = []
    let observed = foundation.count { $0.outcome == Array("observed".utf8) }
    if observed > 0 {
      let were = observed == 1 ? "was" : "were"
      remarks.append(
        "\(observed) of the pushes it rests on \(were) only observed, and would have been refused"
      )
    }
    guard let landing = try landing(in: repository),
      let last = landings.last(where: { $0.target == landing.target }), last != landing
    else { return remarks }
    let tip =
      last.new.isZero || !repository.exists(last.new) ? nil : try repository.peelToCommit(last.new)
    if try tip.map({ try !repository.isReachable(commit, from: $0) }) ?? true {
      remarks.append("'\(landing.target)' has left it since: it was rewound or deleted")
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
    approvals = record.all("approval").compactMap { line in
      let fields = line.fields
      guard fields.count > 4, fields[0].elementsEqual("counted".utf8) else { return nil }
      let fingerprint = String(decoding: fields[3], as: UTF8.self)
      return revoked.contains(fingerprint) ? (Escaped.text(fields[1]), fingerprint) : nil
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
    guard !approvals.isEmpty, try landedByIt || isInEffect(at: commit, in: repository) else {
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

  private func isInEffect(at commit: ObjectID, in repository: borrowing Repository) throws -> Bool {
    guard let new = record.objectID("new"), repository.exists(new),
      let tip = try repository.peelToCommit(new)
    else { return true }
    let (then, now) = (try repository.commit(tip).tree, try repository.commit(commit).tree)
    for line in record.all("finding") {
      let fields = line.fields
      guard fields.count > 4, let place = Escaped.percentDecode(fields[4]) else { return true }
      if place == record.target { continue }
      for path in Self.paths(place) {
        let before = try repository.entry(at: path, in: then)
        let after = try repository.entry(at: path, in: now)
        if before?.id == after?.id, before?.mode == after?.mode { return true }
      }
    }
    return false
  }

  /// A place is a path, or a path and a line: as long as one reading is in effect, it is.
  private static func paths(_ place: [UInt8]) -> [TreePath] {
    guard let colon = place.lastIndex(of: UInt8(ascii: ":")) else {
      return [TreePath(bytes: place)]
    }
    return [TreePath(bytes: Array(place[..<colon])), TreePath(bytes: place)]
  }
}
