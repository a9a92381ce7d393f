internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

/// The commits that a push is the first to lead a reference to.
///
/// Whoever pushes them on to a gated reference later, the one who brought them here had a hand in them. So a
/// limit that is hit refuses the push of an ungated reference too: what was not read has no introducer.
///
/// That a commit is in the object store says nothing: one more than its references need may come in the pack of
/// another push, as a parent of a notes commit, or lie in a repository that this one borrows from.
struct NewCommits: ~Copyable {
  private let repository: Repository
  private let recorder: Recorder
  private let decisions: DecisionIndex
  private let isQuarantined: Bool
  private let policies: PolicySet
  private let source: PolicySource
  private let limits: Limits

  init(_ push: borrowing PreReceive) throws {
    let repository = push.server.repository.shared()
    let recorder = push.server.recorder.shared()
    decisions = try push.server.decisions()
    isQuarantined = push.server.isQuarantined
    policies = push.server.policies
    source = push.policySource
    limits = push.server.configuration.limits
    self.repository = repository
    self.recorder = recorder
  }

  /// Those below an ungated tip that change a path of some class, or the policy where it would be one.
  borrowing func carriers(from tip: ObjectID) throws -> [ObjectID] {
    guard !tip.isZero, let tip = try repository.peelToCommit(tip) else { return [] }
    let filter = ClassFilter(policies.policy, policyFiles: try policyFiles(at: tip))
    return try repository.rangeChanges(
      of: try commits(below: tip),
      keeping: filter,
      limits: limits.walk
    ).filter(\.hasChanges).map(\.id)
  }

  /// Those of some commits that no reference led to and nobody is on record for.
  borrowing func firstSeen(among commits: [ObjectID], below tip: ObjectID) throws -> [ObjectID] {
    var known = Set(commits.filter { !isQuarantined || recorder.exists($0) })
    let open = try known.filter { try decisions.introducer(of: $0, in: repository) == nil }
    if !open.isEmpty, !tip.isZero, let tip = try repository.peelToCommit(tip) {
      known.subtract(open.intersection(try self.commits(below: tip)))
    }
    return commits.filter { !known.contains($0) }
  }

  /// A commit that carries an edit of the policy is one wherever it is pushed first.
  private borrowing func policyFiles(at tip: ObjectID) throws -> [TreePath] {
    guard case .ref(_, let path) = source else { return [] }
    return try PolicyPaths(policies, at: path).all(with: tip, in: repository)
  }

  /// The commits below a tip that no reference leads to yet.
  private borrowing func commits(below tip: ObjectID) throws -> [ObjectID] {
    let (absent, stored) = try quarantined(below: tip)
    let references = try repository.references().filter { !$0.name.isGatesOwn }
    let tips = Set(references.map(\.id))
    // Most pushes go on from where some reference is, and no more need be read.
    if stored.allSatisfy(tips.contains) { return absent }
    var known: Set<ObjectID> = []
    for id in tips {
      try limits.walk.checkTime()
      if let commit = try repository.peelToCommit(id) { known.insert(commit) }
    }
    return try repository.commits(
      from: [tip],
      notReachableFrom: Array(known),
      limits: limits.walk
    )
  }

  /// The commits that are in the quarantine only, and those they lead to that are in the main store.
  private borrowing func quarantined(below tip: ObjectID) throws -> (
    absent: [ObjectID], stored: [ObjectID]
  ) {
    var queue = [tip]
    var seen: Set<ObjectID> = [tip]
    var (absent, stored): ([ObjectID], [ObjectID]) = ([], [])
    while let id = queue.popLast() {
      guard isQuarantined, !recorder.exists(id) else {
        stored.append(id)
        continue
      }
      guard absent.count < limits.commits else {
        throw GitError.limit(
          "maxCommits",
          "judge it",
          "there are more commits than \(limits.commits)"
        )
      }
      if absent.count % 256 == 0 { try limits.walk.checkTime() }
      absent.append(id)
      for parent in try repository.commit(id).parents where seen.insert(parent).inserted {
        queue.append(parent)
      }
    }
    return (absent, stored)
  }
}
