package import GitObjects

/// Which paths a tree walk is to report.
package protocol PathFilter: Sendable {
  /// Whether a change of this path is to be reported.
  func keeps(_ change: FileChange) -> Bool
  /// Whether a path below this directory could be; where not, the walk does not enter it.
  func mayMatch(below directory: [UInt8]) -> Bool
}
