internal import GitObjects

/// Objects as they were read, by id, up to `limit` bytes of them.
struct RecentObjects<Content> {
  private let limit: Int
  private var known: [ObjectID: Content] = [:]
  private var size = 0

  init(limit: Int) { self.limit = limit }

  subscript(id: ObjectID) -> Content? { known[id] }

  mutating func add(_ id: ObjectID, _ content: Content, size: Int) {
    guard size < limit / 4 else { return }
    if self.size > limit { (known, self.size) = ([:], 0) }
    known[id] = content
    self.size += size
  }
}
