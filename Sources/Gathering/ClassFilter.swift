internal import Classifier
package import Gate
internal import Git
package import GitObjects
internal import Policy

/// Keeps the changes that are in some class, and never enters a directory that no class can reach.
struct ClassFilter: PathFilter {
  let matcher: ClassMatcher

  func keeps(_ change: FileChange) -> Bool { !matcher.classes(of: change).isEmpty }
  func mayMatch(below directory: [UInt8]) -> Bool { matcher.mayMatch(below: directory) }

  func classify(_ change: FileChange) -> ClassifiedChange {
    ClassifiedChange(change: change, facts: PathClassifier(matcher: matcher).facts(of: change))
  }
}

extension Gatherer {
  /// The classes of the policy, and the policy's own files where the target is the reference that holds them.
  borrowing func filter(for target: TargetName) -> ClassFilter {
    ClassFilter(matcher: ClassMatcher(policies.policy, policyFiles: policyFiles(on: target)))
  }

  /// The paths of the policy and its key files, where the target is the reference that holds them.
  package borrowing func policyFiles(on target: TargetName) -> [TreePath] {
    guard case .ref(let ref, let path)? = source,
      Folding.fold(ref.bytes) == Folding.fold(target.bytes)
    else { return [] }
    return policies.files.map { path.sibling(named: $0.name) }
  }
}

extension TreePath {
  /// The path of another file in the same directory.
  func sibling(named name: String) -> TreePath {
    let directory = bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes[...$0] } ?? []
    return TreePath(bytes: Array(directory) + Array(name.utf8))
  }
}
