internal import Approvals
package import Gate
package import Git
internal import GitObjects
package import Policy

/// What a move may make of the policy: after it, there must be one, and every byte of it must have been in
/// front of those who approved.
package struct PolicyEdit {
  private let policies: PolicySet
  private let source: PolicySource?

  package init(_ policies: PolicySet, source: PolicySource?) {
    self.policies = policies
    self.source = source
  }

  /// Checks what a move of `target`, decided so far as `decision`, makes of the policy.
  ///
  /// What an edit lacks is told beside the approvals that it lacks.
  package func check(_ decision: inout Decision, in repository: borrowing Repository) throws {
    guard case .ref(let ref, let path)? = source,
      Folding.fold(ref.bytes) == Folding.fold(decision.target.bytes)
    else { return }
    do {
      guard !decision.new.isZero || ref.bytes != decision.target.bytes else {
        decision.breaksPolicy = true
        throw refuse("the policy lies in '\(ref)', which cannot be deleted")
      }
      guard !decision.new.isZero, decision.touchesPolicy,
        let commit = try repository.peelToCommit(decision.new)
      else {
        return
      }
      _ = try PolicySource.load(path: path, in: commit, of: repository)
      try checkAdded(path: path, from: decision.old, to: commit, in: repository)
    } catch let error as PolicyError {
      decision.breaksPolicy = true
      refuse(&decision, refuse("the policy would not load any more: \(error.description)"))
    } catch let error as Refused {
      refuse(&decision, error)
    }
  }

  /// A key file that the policy names from now on must be new in this move.
  ///
  /// While nothing named it, it was an ordinary file, and what is in it was nobody's to approve. A line added
  /// to it in this move would show those who approve that line, and not the key that waits above it.
  private func checkAdded(
    path: TreePath,
    from old: ObjectID,
    to new: ObjectID,
    in repository: borrowing Repository
  ) throws {
    guard !old.isZero, let base = try repository.peelToCommit(old) else { return }
    let before = try repository.commit(base).tree
    for name in try PolicyPaths(policies, at: path).added(at: new, in: repository) {
      let file = path.sibling(named: name)
      guard try repository.entry(at: file, in: before) != nil else { continue }
      throw Refused(
        message: "the policy would name '\(file)', which was there before anybody approved it",
        hint: "give the file another name, so that all of it is new in what is approved"
      )
    }
  }

  private struct Refused: Error {
    let message: String
    let hint: String
  }

  private func refuse(_ message: String) -> Refused {
    Refused(message: message, hint: "run 'countersign policy lint' on it before you push it")
  }

  private func refuse(_ decision: inout Decision, _ error: Refused) {
    decision.outcome = .refused
    decision.reasons.insert(Reason(.policyInvalid, error.message, hint: error.hint), at: 0)
  }
}

extension Decision {
  /// The policy or one of its key files changes, in whatever commit.
  package var touchesPolicy: Bool {
    findings.contains { finding in
      if case .file = finding.subject { finding.classID == .policy } else { false }
    }
  }
}
