internal import Clibgit2
package import GitObjects

extension Repository {
  /// As ``CommitGraph/commits(from:notReachableFrom:in:)`` says, for whoever asks once.
  package borrowing func commits(
    from tips: [ObjectID],
    notReachableFrom hidden: [ObjectID],
    limits: WalkLimits
  ) throws(GitError) -> [ObjectID] {
    var graph = CommitGraph(limits: limits)
    return try graph.commits(from: tips, notReachableFrom: hidden, in: self)
  }

  /// Whether `ancestor` is `commit` or one of its ancestors.
  package borrowing func isReachable(
    _ ancestor: ObjectID,
    from commit: ObjectID,
    limits: WalkLimits
  ) throws(GitError) -> Bool {
    var graph = CommitGraph(limits: limits)
    return try graph.isReachable(ancestor, from: commit, in: self)
  }

  /// The nearest common ancestor of a commit and any of the others.
  ///
  /// It is one that no other common ancestor descends from; `nil` where histories are unrelated.
  package borrowing func mergeBase(_ commit: ObjectID, _ others: [ObjectID]) throws(GitError)
    -> ObjectID?
  {
    guard !others.isEmpty else { return nil }
    let ids = ([commit] + others).map(\.raw)
    var out = git_oid()
    let code = git_merge_base_many(&out, raw, ids.count, ids)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try check("find the merge base of \(commit)", code)
    return ObjectID(out)
  }
}
