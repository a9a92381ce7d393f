internal import Approvals
internal import Gate
internal import Git
internal import GitObjects

extension Gatherer {
  /// What the paths of a push were in the target's last commits, where an approval names none of its
  /// changes: most often it was for the same file on another base.
  ///
  /// Only to explain; so it is given up early, and what cannot be read is left out.
  borrowing func formerSides(_ proposal: Proposal, explaining approvals: [ExaminedApproval])
    -> [TreePath: [FileChange.Side]]
  {
    guard !approvals.isEmpty else { return [:] }
    let classified = proposal.net + proposal.commits.flatMap { $0.changes.joined() }
    let ids = Set(classified.map(\.id))
    let isStale = approvals.contains { approval in
      guard case .good(let said) = approval.signature else { return false }
      return ids.isDisjoint(with: said.statement.changes) && !said.statement.changes.isEmpty
    }
    guard isStale, !proposal.old.isZero else { return [:] }
    let paths = Set(classified.map(\.change.path)).sorted {
      $0.bytes.lexicographicallyPrecedes($1.bytes)
    }
    var sides: [TreePath: [FileChange.Side]] = [:]
    var next = try? repository.peelToCommit(proposal.old)
    for _ in 0..<Self.mostCommits {
      guard let id = next, let commit = try? repository.commit(id) else { break }
      for path in paths.prefix(Self.mostPaths) {
        guard let entry = try? repository.entry(at: path, in: commit.tree), entry.mode != .tree
        else { continue }
        let side = FileChange.Side(mode: entry.mode, id: entry.id)
        if sides[path]?.contains(side) != true { sides[path, default: []].append(side) }
      }
      next = commit.parents.first
    }
    return sides
  }

  private static var mostCommits: Int { 64 }
  private static var mostPaths: Int { 16 }
}
