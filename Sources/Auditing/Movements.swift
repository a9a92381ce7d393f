internal import Git
internal import GitObjects
internal import Ledger

/// What an audit found: a word that stays, and a sentence.
package struct AuditFinding: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// The ledger itself: see ``LedgerProblem``.
    case ledger
    case commit, reference, decision, bypass, policy, deployment, replay, head
  }

  package let kind: Kind
  package let text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

/// Compares what the records say of each reference with where it was and is.
struct Movements {
  private(set) var problems: [AuditFinding] = []
  private(set) var remarks: [AuditFinding] = []

  private let isServer: Bool
  private let decisions: [Digest: LedgerEntry]
  private let landed: Set<Digest>
  private let settled: Set<Digest>

  init(_ entries: [LedgerEntry], isServer: Bool) {
    self.isServer = isServer
    decisions = Dictionary(
      entries.filter { $0.kind == .decision }.map { ($0.digest, $0) },
      uniquingKeysWith: { a, _ in a }
    )
    landed = Set(entries.filter { $0.kind == .landed }.compactMap(\.decision))
    settled = Set(entries.filter { $0.kind == .settled }.compactMap(\.decision))
    checkLandings(entries.filter { $0.kind == .landed })
  }

  /// Every landing rests on a decision that let exactly this move go, and each decision landed once.
  private mutating func checkLandings(_ landings: [LedgerEntry]) {
    var seen: Set<Digest> = []
    for entry in landings {
      guard let digest = entry.decision, let decision = decisions[digest] else {
        problem(.decision, "landed record sha256:\(entry.digest) rests on no decision that is here")
        continue
      }
      if !seen.insert(digest).inserted {
        problem(.decision, "decision sha256:\(digest) has landed twice")
      }
      let isSame =
        decision.target == entry.target && decision.old == entry.old && decision.new == entry.new
      if !isSame || decision.outcome == Array("refused".utf8) {
        problem(.decision, "landed record sha256:\(entry.digest) is not what its decision allowed")
      }
    }
  }

  /// A reference that moved from somewhere else than it was last led to was moved past the gate.
  mutating func check(
    _ name: RefName,
    at current: ObjectID?,
    _ landings: [Landing],
    in repository: borrowing Repository
  ) throws {
    var last: ObjectID?
    if let first = landings.first, !first.isBaseline, !first.old.isZero {
      remarks.append(
        .init(.reference, "'\(name)' was at \(first.old.short) before its first record")
      )
    }
    if landings.isEmpty, let current {
      let way =
        isServer
        ? "where the policy gates it only now, 'countersign init' takes it as given"
        : "where it is your own, and not the server's, 'git fetch --prune --prune-tags' takes it away"
      problem(.reference, "no record says how '\(name)' came to \(current.short); \(way)")
    }
    for landing in landings {
      if let last, !landing.isBaseline, landing.old != last {
        problem(
          .reference,
          "'\(name)' was moved from \(last.short) to \(landing.old.short) past the gate"
        )
      }
      try remark(landing, in: repository)
      last = landing.new
    }
    guard let last, last != current ?? .zero else { return }
    let place = current.map { "is at \($0.short)" } ?? "is gone"
    let end = last.isZero ? "was deleted last" : "was last led to \(last.short)"
    problem(.reference, "'\(name)' \(place), and \(end)")
  }

  private mutating func remark(_ landing: Landing, in repository: borrowing Repository) throws {
    guard !landing.isBaseline, !landing.old.isZero else { return }
    if landing.new.isZero {
      remarks.append(.init(.reference, "'\(landing.target)' was deleted at \(landing.time)"))
      return
    }
    guard repository.exists(landing.old), repository.exists(landing.new),
      let old = try repository.peelToCommit(landing.old),
      let new = try repository.peelToCommit(landing.new)
    else {
      remarks.append(
        .init(.reference, "'\(landing.target)' left \(landing.old.short), which is gone")
      )
      return
    }
    if try !repository.isReachable(old, from: new, limits: .none) {
      let move = "from \(landing.old.short) to \(landing.new.short)"
      remarks.append(
        .init(.reference, "'\(landing.target)' was rewound \(move) at \(landing.time)")
      )
    }
  }

  /// A decision that let a push go, and of which nobody knows what became.
  mutating func checkOpen(_ entries: [LedgerEntry], currentTip: (RefName) throws -> ObjectID?)
    throws
  {
    for entry in entries where entry.kind == .decision {
      guard !landed.contains(entry.digest), !settled.contains(entry.digest) else { continue }
      guard let target = entry.target, let old = entry.old else { continue }
      if try currentTip(target) ?? .zero == old {
        remarks.append(
          .init(.decision, "decision sha256:\(entry.digest) for '\(target)' has not landed yet")
        )
      } else {
        problem(
          .decision,
          "decision sha256:\(entry.digest) for '\(target)' never landed, and nothing says why"
        )
      }
    }
  }

  private mutating func problem(_ kind: AuditFinding.Kind, _ text: String) {
    problems.append(AuditFinding(kind, text))
  }
}
