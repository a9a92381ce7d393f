internal import Git
internal import GitObjects
internal import Gathering
internal import Ledger
internal import Platform

/// Whoever changes the policy in the commit that is judged by it would approve themselves.
struct PolicyUnderTest {
  /// Whether the tip that the policy was read from may be judged by: it was there before, or the server itself
  /// took it for its policy.
  typealias IsKnown = (_ tip: ObjectID, _ source: PolicySource) throws -> Bool

  /// - Throws: ``Failure`` with exit 2 where the policy is part of `commit`, and not known otherwise.
  static func refuse(
    in clone: borrowing Clone,
    for commit: ObjectID,
    unless isKnown: IsKnown
  ) throws {
    let hint =
      "give '--policy' one outside the commit: the target's own tip, or a file of the pipeline's"
    switch clone.origin {
    // What a server published is signed by it, and no part of any commit.
    case .published: return
    case .named(.file(let path), _):
      guard let tree = clone.repository.workingDirectory.flatMap({ Files.resolve($0) }),
        let file = Files.resolve(Files.join(clone.repository.commonDirectory, path)),
        let git = Files.resolve(clone.repository.commonDirectory)
      else { return }
      let isInside =
        file.starts(with: tree + [UInt8(ascii: "/")])
        && !file.starts(with: git + [UInt8(ascii: "/")])
      if isInside { throw Failure("'\(clone.origin)' is part of what is under test", hint: hint) }
    case .named(.ref(let ref, _), _):
      guard
        let tip = try clone.repository.resolve(ref).id.flatMap({
          try clone.repository.peelToCommit($0)
        }), try clone.repository.isReachable(tip, from: commit, limits: .none),
        let source = clone.serverPolicySource
      else { return }
      guard try isKnown(tip, source) else {
        throw Failure("'\(clone.origin)' is part of what is under test", hint: hint)
      }
    }
  }
}

extension LedgerReader {
  /// Whether a server that reads its policy from this reference has led it here, or found it so.
  ///
  /// A landing on the reference alone says nothing: where the server's policy is another, the same
  /// path is a file like any.
  func isPolicy(
    _ tip: ObjectID,
    of source: PolicySource,
    in repository: borrowing Repository
  ) throws -> Bool {
    var isNamed = false
    for entry in entries where entry.target == source.ref {
      if entry.kind == .baseline, entry.isSigned, let new = entry.new, repository.exists(new) {
        if try repository.isReachable(tip, from: new, limits: .none) { return true }
      } else if entry.kind == .landed, entry.isSigned, entry.new == tip {
        let decision = entries.first { $0.kind == .decision && $0.digest == entry.decision }
        guard let decision, let policy = try record(decision, in: repository).policy else {
          continue
        }
        isNamed = policy.source.elementsEqual("\(source)".utf8)
      }
    }
    return isNamed
  }
}
