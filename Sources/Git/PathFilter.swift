package import GitObjects

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
