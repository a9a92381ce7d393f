/// How much of a push is judged before the gate gives up, loudly: a client chooses how much it sends.
package struct Limits: Hashable, Sendable {
  /// Commits of one range.
  package var commits = 100_000
  /// File changes of one range, over all its commits and parents.
  package var changes = 1_000_000
  /// Bytes of one blob that is read.
  package var blob = 100 << 20
  /// Seconds for the whole push.
  package var seconds = 60

  /// When ``seconds`` are over, on the monotonic clock.
  package var deadline = Double.infinity

  package init() {}
}
