package import GitObjects

/// What one commit of a range changes, and whether its message may carry an approval.
package struct CommitChanges: Sendable {
  package let id: ObjectID
  package let parents: [ObjectID]
  /// Against each parent in order; a root against the empty tree.
  package let changes: [[FileChange]]
  package let mentionsApproval: Bool

  package var hasChanges: Bool { changes.contains { !$0.isEmpty } }
}

extension Repository {
  /// Each commit of a range against each of its parents.
  ///
  /// Commits that change nothing the filter keeps, and whose message offers no approval, are left out. A long
  /// range is read by two threads; the result does not depend on it.
  package borrowing func rangeChanges(
    of range: [ObjectID],
    keeping filter: some PathFilter,
    limits: WalkLimits
  ) throws(GitError) -> [CommitChanges] {
    let work = RangeWork(range: range, filter: filter, limits: limits)
    if range.count < RangeWork.worthAThread {
      work.run(in: self)
    } else {
      try withHelper { other in
        work.run(in: other)
      } meanwhile: {
        work.run(in: self)
      }
    }
    return try work.result()
  }
}

/// Compares the commits of one piece of a range after the other.
struct RangeReader {
  private var difference: TreeDifference
  private var trees: [ObjectID: ObjectID] = [:]

  init(filter: any PathFilter, limits: WalkLimits) {
    difference = TreeDifference(filter: filter, limits: limits)
  }

  mutating func read(_ id: ObjectID, in repository: borrowing Repository) throws(GitError)
    -> CommitChanges
  {
    let commit = try repository.commit(id)
    trees[id] = commit.tree
    var sides: [[FileChange]] = []
    sides.reserveCapacity(max(1, commit.parents.count))
    for parent in commit.parents {
      let tree = try tree(of: parent, in: repository)
      sides.append(try difference.compare(tree, commit.tree, in: repository))
    }
    if commit.parents.isEmpty { sides = [try difference.compare(nil, commit.tree, in: repository)] }
    return CommitChanges(
      id: id,
      parents: commit.parents,
      changes: sides,
      mentionsApproval: commit.mentionsApproval
    )
  }

  /// The tree of a parent.
  ///
  /// It is either of the range too, and then strictly read in its own turn, or of the history that
  /// was there before.
  private mutating func tree(of parent: ObjectID, in repository: borrowing Repository)
    throws(GitError)
    -> ObjectID
  {
    if let known = trees[parent] { return known }
    if trees.count > 1 << 16 { trees = [:] }
    let tree = try repository.treeOfCommit(parent)
    trees[parent] = tree
    return tree
  }
}
