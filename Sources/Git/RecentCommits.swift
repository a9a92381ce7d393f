internal import GitObjects

/// Commits as they were read, by id, up to a few megabytes of them.
struct RecentCommits {
  private var bytes: [ObjectID: [UInt8]] = [:]
  private var size = 0
  private static let limit = 4 << 20

  subscript(id: ObjectID) -> [UInt8]? { bytes[id] }

  mutating func add(_ id: ObjectID, _ commit: [UInt8]) {
    guard commit.count < Self.limit / 4 else { return }
    if size > Self.limit { (bytes, size) = ([:], 0) }
    bytes[id] = commit
    size += commit.count
  }
}
