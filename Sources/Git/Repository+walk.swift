internal import Clibgit2
package import GitObjects

extension Repository {
  /// The commits reachable from some and not from others, children before parents.
  ///
  /// A missing parent is an error: in a shallow clone a walk that just ended would look like
  /// "nothing to judge". Where the clients' dates lie, a commit may be here that is reachable from
  /// a hidden one, as with `git rev-list`; none is ever left out.
  ///
  /// More commits than `limit` is ``GitError/Kind/tooLarge``.
  package borrowing func commits(
    from tips: [ObjectID],
    notReachableFrom hidden: [ObjectID],
    limit: Int
  ) throws(GitError) -> [ObjectID] {
    if tips.count == 1, hidden.count == 1, let line = try line(from: tips[0], to: hidden[0]),
      line.count <= limit
    {
      return line
    }
    let walk = try make("walk commits") { git_revwalk_new(&$0, raw) }
    defer { git_revwalk_free(walk) }
    git_revwalk_sorting(walk, UInt32(GIT_SORT_TOPOLOGICAL.rawValue))
    for (id, isHidden) in try startingPoints(tips, hidden) {
      var oid = id.raw
      try check(
        "walk commits from \(id)",
        isHidden ? git_revwalk_hide(walk, &oid) : git_revwalk_push(walk, &oid)
      )
    }
    var result: [ObjectID] = []
    var oid = git_oid()
    while true {
      let code = git_revwalk_next(&oid, walk)
      if code == GIT_ITEROVER.rawValue { return result }
      try check("walk commits", code)
      guard result.count < limit else {
        throw .limit("maxCommits", "judge it", "there are more commits than \(limit)")
      }
      result.append(ObjectID(oid))
    }
  }

  /// The commits from `tip` down to `base` and without it, where each has one parent; `nil` where it is not so
  /// simple, or not so short.
  ///
  /// Most pushes are a line, and one needs no look at any other commit: nothing beside it can lead from one to
  /// the other.
  private borrowing func line(from tip: ObjectID, to base: ObjectID) throws(GitError) -> [ObjectID]?
  {
    var line: [ObjectID] = []
    var id = tip
    while id != base {
      line.append(id)
      let parents = try links(of: id).parents
      guard parents.count == 1, line.count < Self.longestLine else { return nil }
      id = parents[0]
    }
    return line
  }

  private static let longestLine = 256

  /// Youngest first: libgit2 takes them in the order they are given, and gives up on hidden ones once it has
  /// passed a few that are older than all the others.
  private borrowing func startingPoints(_ tips: [ObjectID], _ hidden: [ObjectID]) throws(GitError)
    -> [(id: ObjectID, isHidden: Bool)]
  {
    let points = tips.map { (id: $0, isHidden: false) } + hidden.map { (id: $0, isHidden: true) }
    guard points.count > 2 else { return points }
    var dated: [(date: Int64, id: ObjectID, isHidden: Bool)] = []
    for (id, isHidden) in points { dated.append((try date(of: id), id, isHidden)) }
    return dated.sorted { $0.date > $1.date }.map { ($0.id, $0.isHidden) }
  }

  private borrowing func date(of id: ObjectID) throws(GitError) -> Int64 {
    var oid = id.raw
    let commit = try make("walk commits from \(id)") { git_commit_lookup(&$0, raw, &oid) }
    defer { git_commit_free(commit) }
    return git_commit_time(commit)
  }

  /// Whether `ancestor` is `commit` or one of its ancestors.
  package borrowing func isReachable(_ ancestor: ObjectID, from commit: ObjectID) throws(GitError)
    -> Bool
  {
    if try line(from: commit, to: ancestor) != nil { return true }
    var (a, b) = (commit.raw, ancestor.raw)
    return try check("compare \(ancestor) with \(commit)", git_graph_descendant_of(raw, &a, &b))
      == 1
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
