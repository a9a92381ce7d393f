package import Git
package import GitObjects
package import Ledger

/// Where a landed decision, or a baseline, has led a reference.
package struct Landing: Hashable, Sendable {
  package let target: RefName
  /// Zero for a baseline and for a creation.
  package let old: ObjectID
  package let new: ObjectID
  package let time: Timestamp
  package let isBaseline: Bool
  package let decision: Digest?
  /// Where other references were whose commits it is not about.
  package var beside: [ObjectID] = []
}

extension LedgerEntry {
  /// Whether the server says here that a bypass was reviewed.
  package var isReview: Bool {
    isSigned && kind == .settled && how?.elementsEqual("reviewed".utf8) == true
  }

  /// What a record that a server key signed says of its reference.
  package var landing: Landing? {
    guard isSigned, kind == .landed || kind == .baseline, let target, let new, let time else {
      return nil
    }
    return Landing(
      target: target,
      old: old ?? .zero,
      new: new,
      time: time,
      isBaseline: kind == .baseline,
      decision: decision
    )
  }
}

extension Landing {
  /// Where it led the reference, with tags peeled; `nil` where that is gone, or no commit.
  func commit(in repository: borrowing Repository) throws -> ObjectID? {
    guard !new.isZero, repository.exists(new) else { return nil }
    return try repository.peelToCommit(new)
  }
}

/// Which commits landed decisions are about, from the baselines on.
///
/// A decision from `old` to `new` is about what is reachable from `new` and not from `old`. That is taken
/// from the commits' parents, never from their dates, which are their authors' to choose: with crafted ones a
/// walk that stops early could count a commit as covered that nobody judged.
package struct LandedHistory: Sendable {
  /// For each commit the first landing that is about it, by position.
  package private(set) var landing: [ObjectID: Int] = [:]
  /// The commits that are not older than the baselines, children before parents.
  package private(set) var population: [ObjectID] = []

  private var parents: [ObjectID: [ObjectID]] = [:]
  /// Covered, and so is everything below: no walk needs to go there again.
  private var clean: Set<ObjectID> = []

  /// The commits that count as older than the gate.
  private let baselines: [ObjectID]

  /// Reads the commits that are asked about, `tips`, down to `baselines`; more where landings lead elsewhere.
  package init(
    _ landings: [Landing],
    baselines: [ObjectID],
    tips: [ObjectID],
    in repository: borrowing Repository
  ) throws {
    self.baselines = baselines
    try read(from: tips, in: repository)
    for (index, landing) in landings.enumerated() where !landing.isBaseline {
      guard let move = try Move(landing, index, in: repository) else { continue }
      for id in [move.new] + move.known where parents[id] == nil {
        try read(from: [id], in: repository)
      }
      cover(move)
    }
  }

  /// A landing with tags peeled; one whose commits are gone is about nothing that is here.
  private struct Move {
    let index: Int
    /// What it is not about: what is reachable from these.
    let known: [ObjectID]
    let new: ObjectID

    init?(_ landing: Landing, _ index: Int, in repository: borrowing Repository) throws {
      guard let new = try landing.commit(in: repository) else { return nil }
      self.index = index
      self.new = new
      var known: [ObjectID] = []
      for id in [landing.old] + landing.beside where !id.isZero && repository.exists(id) {
        if let commit = try repository.peelToCommit(id) { known.append(commit) }
      }
      self.known = known
    }
  }

  private mutating func read(from tips: [ObjectID], in repository: borrowing Repository) throws {
    for id in try repository.commits(from: tips, notReachableFrom: baselines, limits: .none)
    where parents[id] == nil {
      parents[id] = try repository.commit(id).parents
      population.append(id)
    }
  }

  private mutating func cover(_ move: Move) {
    var known: Set<ObjectID> = []
    for id in move.known { known.formUnion(below(id, without: known)) }
    for id in below(move.new, without: known) {
      if landing[id] == nil { landing[id] = move.index }
      let rests = parents[id, default: []].allSatisfy { parents[$0] == nil || clean.contains($0) }
      if rests { clean.insert(id) }
    }
  }

  /// The commits reachable from one that are not clean, older than the baselines or in `known`; parents before
  /// children.
  private func below(_ commit: ObjectID, without known: Set<ObjectID>) -> [ObjectID] {
    var order: [ObjectID] = []
    var seen: Set<ObjectID> = []
    var stack: [(id: ObjectID, isDone: Bool)] = [(commit, false)]
    while let (id, isDone) = stack.popLast() {
      if isDone {
        order.append(id)
        continue
      }
      guard let above = parents[id], !clean.contains(id), !known.contains(id),
        seen.insert(id).inserted
      else { continue }
      stack.append((id, true))
      for parent in above { stack.append((parent, false)) }
    }
    return order
  }

  /// A commit and everything below it, since the baselines.
  package func ancestors(of commit: ObjectID) -> Set<ObjectID> {
    var seen: Set<ObjectID> = []
    var stack = [commit]
    while let id = stack.popLast() {
      guard let above = parents[id], seen.insert(id).inserted else { continue }
      stack += above
    }
    return seen
  }

  /// The commits reachable from one, since the baselines, that no landing is about.
  package func uncovered(from commit: ObjectID, in repository: borrowing Repository) throws
    -> [ObjectID]
  {
    try below(commit, without: []).filter { id in
      guard landing[id] == nil else { return false }
      // The walk that found it went by dates: what is older than a baseline may be among it.
      return try !baselines.contains { try repository.isReachable(id, from: $0, limits: .none) }
    }
  }
}
