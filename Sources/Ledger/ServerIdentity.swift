internal import GitObjects

/// Whom the commits of the gate's own references are by.
enum ServerIdentity {
  /// The author and committer of a commit that is made `now`, as commits name them.
  static func line(at now: Timestamp) -> [UInt8] {
    Array("countersign <countersign@localhost> \(now.seconds) +0000".utf8)
  }
}
