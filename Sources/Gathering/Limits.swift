package import Git

/// How much of a push is judged before the gate gives up, loudly: a client chooses how much it sends.
///
/// Each is a setting `countersign.NAME` of the server's git config. A limit that is hit refuses the push as
/// `limit-exceeded` and is named; there is no verdict on a part. That holds for ungated references too: who
/// introduced a commit is found by reading all of them.
package struct Limits: Hashable, Sendable {
  /// `maxCommits`: commits of one range.
  package var commits = 100_000
  /// `maxChanges`: file changes of one range, over all its commits and parents.
  package var changes = 1_000_000
  /// `maxDepth`: directories below each other.
  package var depth = 1000
  /// `maxBlob`: bytes of one file that a class looks into.
  package var blob = 100 << 20
  /// `maxMessage`: bytes of one commit, which are its message but for a few lines.
  package var message = 1 << 20
  /// `maxCoAuthors`: people whom the message of one commit names as its co-authors, each of whom had a hand in all of its
  /// changes.
  package var coAuthors = 1000
  /// `maxNote`: bytes of the approvals on one object.
  package var note = 4 << 20
  /// `timeout`: seconds for the whole push.
  package var seconds = 60

  /// When ``seconds`` are over, on the monotonic clock.
  package var deadline = Double.infinity

  package init() {}

  package var walk: WalkLimits {
    WalkLimits(commits: commits, changes: changes, depth: depth, deadline: deadline)
  }
}
