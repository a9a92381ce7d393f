internal import Approvals
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Policy

/// What a push may make of the policy: after it, there must be one, and every byte of it must have been in
/// front of those who approved.
struct PolicyEdit {
  private let policies: PolicySet
  private let source: PolicySource

  init(_ policies: PolicySet, source: PolicySource) {
    self.policies = policies
    self.source = source
  }

  /// Checks what an update makes of the policy.
  ///
  /// `old` is where the reference is before the push.
  func check(_ judged: Judged, old: ObjectID?, in repository: borrowing Repository) throws {
    guard case .ref(let ref, let path) = source, ref == judged.update.name else { return }
    let new = judged.update.update.new
    guard !new.isZero else {
      throw refuse("the policy lies in '\(ref)', which cannot be deleted")
    }
    guard judged.touchesPolicy, let commit = try repository.peelToCommit(new) else { return }
    do {
      _ = try PolicySource.load(path: path, in: commit, of: repository)
    } catch let error as PolicyError {
      throw refuse("the policy would not load any more: \(error.description)")
    }
    try checkAdded(path: path, from: old, to: commit, in: repository)
  }

  /// A key file that was there before the policy named it was nobody's to approve then, and is not shown to
  /// those who approve that it is named now.
  private func checkAdded(
    path: TreePath,
    from old: ObjectID?,
    to new: ObjectID,
    in repository: borrowing Repository
  ) throws {
    guard let old, let base = try repository.peelToCommit(old) else { return }
    let (before, after) = (try repository.commit(base).tree, try repository.commit(new).tree)
    for name in try PolicyPaths(policies, at: path).added(at: new, in: repository) {
      let file = path.sibling(named: name)
      guard let known = try repository.entry(at: file, in: before),
        try repository.entry(at: file, in: after) == known
      else { continue }
      throw refuse(
        "the policy would name '\(file)', which was there before and is not in this push"
      )
    }
  }

  private func refuse(_ message: String) -> GatheringError {
    .refused(
      Reason(
        .policyInvalid,
        message,
        hint: "run 'countersign policy lint' on it before you push it"
      )
    )
  }
}
