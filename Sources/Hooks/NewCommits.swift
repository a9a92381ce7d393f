internal import Classifier
internal import Gathering
internal import Git
internal import GitObjects
internal import Platform
internal import Policy

/// The commits that an ungated push brings to this server for the first time, and that carry findings.
///
/// Whoever pushes them on to a gated reference later, the one who brought them here had a hand in them.
struct NewCommits: ~Copyable {
  private let repository: Repository
  private let recorder: Recorder
  private let policy: Policy
  private let limits: Limits

  init(_ server: borrowing Server) throws {
    let repository = try server.repository.reopened()
    let recorder = try Recorder.open(gitDirectory: server.repository.gitDirectory)
    self.repository = repository
    self.recorder = recorder
    policy = server.policies.policy
    limits = server.configuration.limits
  }

  borrowing func carriers(from tip: ObjectID, old: ObjectID) throws -> [ObjectID] {
    let matcher = ClassMatcher(policy)
    let filter = NewCommitFilter(matcher: matcher)
    let walk = WalkLimits(commits: limits.commits, changes: limits.changes, deadline: limits.deadline)
    return try repository.rangeChanges(
      of: try firstSeen(from: tip), keeping: filter, limits: walk
    ).filter(\.hasChanges).map(\.id)
  }

  /// What is in the quarantine only: a commit in the main store has its ancestors there too.
  private borrowing func firstSeen(from tip: ObjectID) throws -> [ObjectID] {
    var queue = [tip]
    var seen: Set<ObjectID> = [tip]
    var result: [ObjectID] = []
    while let id = queue.popLast(), result.count < limits.commits {
      guard !recorder.exists(id) else { continue }
      result.append(id)
      for parent in try repository.commit(id).parents where seen.insert(parent).inserted {
        queue.append(parent)
      }
    }
    return result
  }
}

private struct NewCommitFilter: PathFilter {
  let matcher: ClassMatcher
  func keeps(_ change: FileChange) -> Bool { !matcher.classes(of: change).isEmpty }
  func mayMatch(below directory: [UInt8]) -> Bool { matcher.mayMatch(below: directory) }
}
