internal import Platform

/// How much a walk may read before it gives up.
///
/// Each is a setting of the server, and the message of a walk that gives up names the one that was
/// hit.
package struct WalkLimits: Hashable, Sendable {
  package let commits: Int
  package let changes: Int
  /// Directories below each other.
  package let depth: Int
  /// The time of ``Clock/monotonic()`` after which the walk stops.
  package let deadline: Double

  /// For histories that are on the server already.
  package static let none = WalkLimits(commits: .max, changes: .max)

  package init(commits: Int, changes: Int, depth: Int = 1000, deadline: Double = .infinity) {
    self.commits = commits
    self.changes = changes
    self.depth = depth
    self.deadline = deadline
  }

  /// - Throws: ``GitError/Kind/tooLarge`` after the deadline.
  package func checkTime() throws(GitError) {
    guard deadline < .infinity, Clock.monotonic() > deadline else { return }
    throw .limit("timeout", "judge it", "it takes too long")
  }

  func checkCommits(_ count: Int) throws(GitError) {
    guard count > commits else { return }
    throw .limit("maxCommits", "judge it", "there are more commits than \(commits)")
  }

  func checkChanges(_ count: Int) throws(GitError) {
    guard count > changes else { return }
    throw .limit("maxChanges", "judge it", "there are more changes than \(changes)")
  }

  func checkDepth(_ depth: Int) throws(GitError) {
    guard depth > self.depth else { return }
    throw .limit("maxDepth", "judge it", "directories are nested more than \(self.depth) deep")
  }
}

extension GitError {
  /// A limit of the server was hit, and the message names its setting.
  package static func limit(_ setting: String, _ operation: String, _ message: String) -> GitError {
    GitError(.tooLarge, operation, "\(message), which is the limit 'countersign.\(setting)'")
  }
}
