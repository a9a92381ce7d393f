import GitObjects

/// A raw tree object.
enum TreeCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    let parsed = try read { () throws(TreeEntry.Malformed) in try TreeEntry.parse(bytes) }
    guard let entries = parsed else { return }
    try require(TreeEntry.encode(entries) == bytes, "it has another spelling")
    try require(Set(entries.map(\.name)).count == entries.count, "a name stands twice")
    for entry in entries {
      try require(!entry.name.isEmpty && !entry.name.contains { $0 == 0 || $0 == 0x2F }, "a name")
      try require(![".", "..", ".git"].contains { $0.utf8.elementsEqual(entry.name) }, "a name")
      try require(!entry.id.isZero, "an id is zero")
    }
    for index in entries.indices.prefix(16) {
      var known = entries
      known.remove(at: index)
      try require(try updated(from: known, to: bytes) == entries, "an update reads it differently")
    }
  }

  private static func updated(from known: [TreeEntry], to bytes: [UInt8]) throws(Violation)
    -> [TreeEntry]?
  {
    try read { () throws(TreeEntry.Malformed) in
      try TreeObject(parsing: bytes, like: TreeObject(parsing: TreeEntry.encode(known))).treeEntries
    }
  }
}

/// A raw tag object.
enum TagCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    guard let tag = TagObject(parsing: bytes) else { return }
    let head = "object \(tag.object)\ntype \(tag.kind.rawValue)\n"
    try require(bytes.starts(with: head.utf8), "its header says something else")
  }
}
