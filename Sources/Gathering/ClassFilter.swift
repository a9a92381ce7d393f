internal import Classifier
package import Gate
internal import Git
package import GitObjects
package import Policy

/// Keeps the changes that are in some class, and never enters a directory that no class can reach.
package struct ClassFilter: PathFilter {
  let matcher: ClassMatcher

  package init(_ policy: Policy, policyFiles: [TreePath]) {
    matcher = ClassMatcher(policy, policyFiles: policyFiles)
  }

  package func keeps(_ change: FileChange) -> Bool { !matcher.classes(of: change).isEmpty }
  package func mayMatch(below directory: [UInt8]) -> Bool { matcher.mayMatch(below: directory) }

  func classify(_ change: FileChange) -> ClassifiedChange {
    ClassifiedChange(change: change, facts: PathClassifier(matcher: matcher).facts(of: change))
  }
}

/// Classifies the changes of a range, each once: a merge makes those of the commits it brings in again.
struct RangeClassifier {
  let filter: ClassFilter
  private var known: [FileChange: ClassifiedChange] = [:]

  init(filter: ClassFilter) { self.filter = filter }

  mutating func classify(_ change: FileChange) -> ClassifiedChange {
    if let classified = known[change] { return classified }
    let classified = filter.classify(change)
    known[change] = classified
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
