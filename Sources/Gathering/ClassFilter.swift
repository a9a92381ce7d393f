internal import Classifier
internal import Detection
internal import Detectors
package import Gate
internal import Git
package import GitObjects
package import Policy

/// Keeps the changes that may be in some class, and never enters a directory that no class can reach.
///
/// Where some class looks into files, every change may be in it.
package struct ClassFilter: PathFilter {
  private let matcher: ClassMatcher
  let classifier: ChangeClassifier

  package init(_ policy: Policy, policyFiles: [TreePath]) {
    matcher = ClassMatcher(policy, policyFiles: policyFiles)
    classifier = ChangeClassifier(policy, matcher: matcher, detectors: Catalogue.detectors)
  }

  package func keeps(_ change: FileChange) -> Bool {
    classifier.readsFiles || !matcher.classes(of: change).isEmpty
  }

  package func mayMatch(below directory: [UInt8]) -> Bool {
    classifier.readsFiles || matcher.mayMatch(below: directory)
  }
}

/// Classifies the changes of a range, each once: a merge makes those of the commits it brings in again.
///
/// What a change means may depend on the files around it, so each is asked about once for the two trees.
struct RangeClassifier: Sendable {
  private let classifier: ChangeClassifier
  private var known: [Question: ClassifiedChange] = [:]

  private struct Question: Hashable {
    let change: FileChange
    let trees: Trees?
  }

  /// The roots that a change leads from and to; `nil` is the empty tree.
  struct Trees: Hashable, Sendable {
    let old: ObjectID?
    let new: ObjectID?
  }

  init(_ filter: ClassFilter) { classifier = filter.classifier }

  /// What each change is; one that turns out to be in no class still touches its path, and whoever made it had a
  /// hand in what came of it.
  mutating func classify(
    _ changes: [FileChange],
    from old: ObjectID?,
    to new: ObjectID,
    in repository: borrowing Repository
  ) throws -> [ClassifiedChange] {
    let trees = classifier.readsFiles && !changes.isEmpty ? Trees(old: old, new: new) : nil
    var result: [ClassifiedChange] = []
    for change in changes { result.append(try classify(change, trees, in: repository)) }
    return result
  }

  private mutating func classify(
    _ change: FileChange,
    _ trees: Trees?,
    in repository: borrowing Repository
  ) throws -> ClassifiedChange {
    let question = Question(change: change, trees: trees)
    if let classified = known[question] { return classified }
    let facts = try classifier.facts(of: change) {
      try SideReading(change, trees, classifier.surroundings).read(in: repository)
    }
    let classified = ClassifiedChange(change: change, facts: facts)
    known[question] = classified
    return classified
  }
}

extension Gatherer {
  /// The classes of the policy, and the policy's own files where the target is the reference that holds them.
  borrowing func filter(for target: TargetName, tip: ObjectID?) throws -> ClassFilter {
    ClassFilter(policies.policy, policyFiles: try policyFiles(on: target, tip: tip))
  }

  /// The paths of the policy and its key files, where the target is the reference that holds them.
  package borrowing func policyFiles(on target: TargetName, tip: ObjectID? = nil) throws
    -> [TreePath]
  {
    guard case .ref(let ref, let path)? = source,
      Folding.fold(ref.bytes) == Folding.fold(target.bytes)
    else { return [] }
    return try PolicyPaths(policies, at: path).all(with: tip, in: repository)
  }
}
