internal import Gathering
internal import Git
internal import GitObjects
internal import Policy

/// The commits that a push brings to this server for the first time.
///
/// Whoever pushes them on to a gated reference later, the one who brought them here had a hand in them. So a
/// limit that is hit refuses the push of an ungated reference too: what was not read has no introducer.
struct NewCommits: ~Copyable {
  private let repository: Repository
  private let recorder: Recorder
  private let isQuarantined: Bool
  private let policies: PolicySet
  private let source: PolicySource
  private let limits: Limits

  init(_ push: borrowing PreReceive) {
    let repository = push.server.repository.shared()
    let recorder = push.server.recorder.shared()
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
    let range = try isQuarantined ? quarantined(below: tip) : unreferenced(below: tip)
    let filter = ClassFilter(policies.policy, policyFiles: try policyFiles(at: tip))
    return try repository.rangeChanges(of: range, keeping: filter, limits: limits.walk)
      .filter(\.hasChanges).map(\.id)
  }

  /// Those of some commits that were not here before the push.
  borrowing func firstSeen(among commits: [ObjectID], below tip: ObjectID) throws -> [ObjectID] {
    if isQuarantined { return commits.filter { !recorder.exists($0) } }
    guard !tip.isZero, let tip = try repository.peelToCommit(tip) else { return [] }
    let new = Set(try unreferenced(below: tip))
    return commits.filter { new.contains($0) }
  }

  /// A commit that carries an edit of the policy is one wherever it is pushed first.
  private borrowing func policyFiles(at tip: ObjectID) throws -> [TreePath] {
    guard case .ref(_, let path) = source else { return [] }
    return try PolicyPaths(policies, at: path).all(with: tip, in: repository)
  }

  /// What is in the quarantine only: a commit in the main store has its ancestors there too.
  private borrowing func quarantined(below tip: ObjectID) throws -> [ObjectID] {
    var queue = [tip]
    var seen: Set<ObjectID> = [tip]
    var result: [ObjectID] = []
    while let id = queue.popLast() {
      guard !recorder.exists(id) else { continue }
      guard result.count < limits.commits else {
        throw GitError.limit(
          "maxCommits",
          "judge it",
          "there are more than \(limits.commits) commits"
        )
      }
      if result.count % 256 == 0 { try limits.walk.checkTime() }
      result.append(id)
      for parent in try repository.commit(id).parents where seen.insert(parent).inserted {
        queue.append(parent)
      }
    }
    return result
  }

  /// Without a quarantine the objects are here already: new is what no reference leads to.
  private borrowing func unreferenced(below tip: ObjectID) throws -> [ObjectID] {
    var known: [ObjectID] = []
    for (_, id) in try repository.references() {
      if let commit = try repository.peelToCommit(id) { known.append(commit) }
    }
    return try repository.commits(from: [tip], notReachableFrom: known, limit: limits.commits)
  }
}
