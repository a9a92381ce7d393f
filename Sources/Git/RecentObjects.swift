internal import GitObjects

/// Objects as they were read, by id, up to a few megabytes of them.
struct RecentObjects<Content> {
  private var known: [ObjectID: Content] = [:]
  private var size = 0
  private static var limit: Int { 4 << 20 }

  subscript(id: ObjectID) -> Content? { known[id] }

  mutating func add(_ id: ObjectID, _ content: Content, size: Int) {
    guard size < Self.limit / 4 else { return }
    if self.size > Self.limit { (known, self.size) = ([:], 0) }
    known[id] = content
    self.size += size
  }
}
