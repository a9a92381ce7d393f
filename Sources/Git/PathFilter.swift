package import GitObjects

/// Which paths a tree walk is to report.
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
}
