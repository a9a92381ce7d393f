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
  /// Commits that change nothing the filter keeps, and whose message offers no approval, are left out.
  package borrowing func rangeChanges(
    of range: [ObjectID],
    keeping filter: some PathFilter,
    limits: WalkLimits
  ) throws(GitError) -> [CommitChanges] {
    var difference = TreeDifference(filter: filter, limits: limits)
    var result: [CommitChanges] = []
    var count = 0
    for id in range {
      try limits.checkTime()
      let commit = try self.commit(id)
      var sides: [[FileChange]] = []
      for parent in commit.parents {
        sides.append(try difference.compare(try self.commit(parent).tree, commit.tree, in: self))
      }
      if commit.parents.isEmpty { sides = [try difference.compare(nil, commit.tree, in: self)] }
      let read = CommitChanges(
        id: id,
        parents: commit.parents,
        changes: sides,
        mentionsApproval: commit.mentionsApproval
      )
      count += sides.reduce(0) { $0 + $1.count }
      try limits.checkChanges(count)
      if read.hasChanges || read.mentionsApproval { result.append(read) }
    }
    return result
  }
}

extension CommitObject {
  /// Whether the word that begins an approval trailer stands anywhere in the message, in any case.
  fileprivate var mentionsApproval: Bool {
    let word = Array("countersigned-by".utf8)
    guard message.count >= word.count else { return false }
    return message.indices.dropLast(word.count - 1).contains { start in
      ASCII.lowercased(message[start]) == word[0]
        && ASCII.lowercased(message[start..<(start + word.count)]) == word
    }
  }
}
