internal import Clibgit2
package import GitObjects

extension Repository {
  /// The commits reachable from some and not from others, children before parents.
  ///
  /// A missing parent is an error: in a shallow clone a walk that just ended would look like "nothing to
  /// judge".
  ///
  /// - Parameter limit: more commits than this is ``GitError/Kind/tooLarge``.
  package borrowing func commits(
    from tips: [ObjectID],
    notReachableFrom hidden: [ObjectID],
    limit: Int
  ) throws(GitError) -> [ObjectID] {
    let walk = try make("walk commits") { git_revwalk_new(&$0, raw) }
    defer { git_revwalk_free(walk) }
    git_revwalk_sorting(walk, UInt32(GIT_SORT_TOPOLOGICAL.rawValue))
    for tip in tips {
      var oid = tip.raw
      try check("walk commits from \(tip)", git_revwalk_push(walk, &oid))
    }
    for id in hidden {
      var oid = id.raw
      try check("walk commits not in \(id)", git_revwalk_hide(walk, &oid))
    }
    var result: [ObjectID] = []
    var oid = git_oid()
    while true {
      let code = git_revwalk_next(&oid, walk)
      if code == GIT_ITEROVER.rawValue { return result }
      try check("walk commits", code)
      guard result.count < limit else {
        throw .limit("maxCommits", "judge it", "there are more than \(limit) commits")
      }
      result.append(ObjectID(oid))
    }
  }

  /// Whether `ancestor` is `commit` or one of its ancestors.
  package borrowing func isReachable(_ ancestor: ObjectID, from commit: ObjectID) throws(GitError)
    -> Bool
  {
    if ancestor == commit { return true }
    var (a, b) = (commit.raw, ancestor.raw)
    return try check("compare \(ancestor) with \(commit)", git_graph_descendant_of(raw, &a, &b))
      == 1
  }

  /// The nearest common ancestor of a commit and any of the others; `nil` where histories are unrelated.
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
