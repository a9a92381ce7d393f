package import GitObjects

/// What one commit of a range changes, and whether its message may carry an approval.
package struct CommitChanges: Sendable {
  package let id: ObjectID
  package let tree: ObjectID
  package let parents: [ObjectID]
  /// Of each parent in order.
  package let parentTrees: [ObjectID]
  /// Against each parent in order; a root against the empty tree.
  package let changes: [[FileChange]]
  package let mentionsApproval: Bool

  package var hasChanges: Bool { count > 0 }
  /// Against all parents.
  fileprivate var count: Int { changes.reduce(0) { $0 + $1.count } }
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
  ) throws -> [CommitChanges] {
    try readRange(range, keeping: filter, limits: limits, from: ()) { _, _, _, _ in }.commits
  }

  /// The same, with what `body` makes of each commit that has changes, while the commit is at hand: before it is known
  /// whether the range as a whole is within its limits.
  ///
  /// `worthIt` and `state` are those of ``map(_:worthIt:from:_:)``.
  package borrowing func readRange<State: Sendable, Value: Sendable>(
    _ range: [ObjectID],
    keeping filter: some PathFilter,
    limits: WalkLimits,
    worthIt: Int = Self.worthAThread,
    from state: State,
    _ body:
      @escaping @Sendable (CommitObject, CommitChanges, inout State, borrowing Repository) throws
      -> Value
  ) throws -> (commits: [CommitChanges], values: [Value]) {
    let reading = RangeReading(
      reader: RangeReader(filter: filter, limits: limits),
      state: state
    )
    let read = try map(range, worthIt: worthIt, from: reading) { id, reading, repository in
      try reading.reader.read(id, in: repository).map { commit, changes in
        let value =
          changes.hasChanges ? try body(commit, changes, &reading.state, repository) : nil
        return (changes: changes, value: value)
      }
    }
    var (commits, values): ([CommitChanges], [Value]) = ([], [])
    for case let commit? in read {
      commits.append(commit.changes)
      if let value = commit.value { values.append(value) }
    }
    try limits.checkChanges(commits.reduce(0) { $0 + $1.count })
    return (commits, values)
  }

  /// A thread and a handle of its own cost about as much as this many commits.
  package static var worthAThread: Int { 512 }
}

/// What a thread keeps from one commit to the next.
private struct RangeReading<State: Sendable>: Sendable {
  var reader: RangeReader
  var state: State
}

/// Compares one commit after the other.
private struct RangeReader: Sendable {
  private let limits: WalkLimits
  private var difference: TreeDifference
  private var trees: [ObjectID: ObjectID] = [:]
  private var count = 0

  init(filter: any PathFilter, limits: WalkLimits) {
    self.limits = limits
    difference = TreeDifference(filter: filter, limits: limits)
  }

  /// `nil` where nothing is to be judged and no approval to be found.
  mutating func read(_ id: ObjectID, in repository: borrowing Repository) throws(GitError)
    -> (commit: CommitObject, changes: CommitChanges)?
  {
    try limits.checkTime()
    let commit = try repository.commit(id)
    trees[id] = commit.tree
    var sides: [[FileChange]] = []
    sides.reserveCapacity(max(1, commit.parents.count))
    var parentTrees: [ObjectID] = []
    for parent in commit.parents {
      let tree = try tree(of: parent, in: repository)
      parentTrees.append(tree)
      sides.append(try difference.compare(tree, commit.tree, in: repository))
    }
    if commit.parents.isEmpty { sides = [try difference.compare(nil, commit.tree, in: repository)] }
    let read = CommitChanges(
      id: id,
      tree: commit.tree,
      parents: commit.parents,
      parentTrees: parentTrees,
      changes: sides,
      mentionsApproval: commit.mentionsApproval
    )
    count += read.count
    try limits.checkChanges(count)
    return read.count > 0 || read.mentionsApproval ? (commit, read) : nil
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
