package import GitObjects
internal import Platform

/// Which paths a tree walk is to report.
///
/// Both answers may depend on the path, and the first on whether a side is a link, and on nothing else: a walk
/// asks once for each path and remembers.
package protocol PathFilter: Sendable {
  /// Whether a change of this path is to be reported.
  func keeps(_ change: FileChange) -> Bool
  /// Whether a path below this directory could be; where not, the walk does not enter it.
  func mayMatch(below directory: [UInt8]) -> Bool
}

/// How much a walk may read before it gives up.
package struct WalkLimits: Hashable, Sendable {
  package let commits: Int
  package let changes: Int
  /// Seconds on the monotonic clock after which the walk stops.
  package let deadline: Double

  package init(commits: Int, changes: Int, deadline: Double = .infinity) {
    self.commits = commits
    self.changes = changes
    self.deadline = deadline
  }

  func checkTime() throws(GitError) {
    guard Clock.monotonic() <= deadline else {
      throw GitError(.tooLarge, "judge the push", "it takes longer than 'countersign.timeout'")
    }
  }
}
