internal import GitObjects

/// Two trees side by side, in git's order: yields the entries in which they differ.
///
/// A file that becomes a directory is two differences, since the two sort differently; they have one name, and
/// neither side of one is a side of the other.
struct TreePair {
  let old: TreeObject?
  let new: TreeObject?
  private var i = 0
  private var j = 0

  struct Difference {
    let old: TreeObject.Entry?
    let new: TreeObject.Entry?
  }

  init(old: TreeObject?, new: TreeObject?) {
    self.old = old
    self.new = new
  }

  /// How many entries there are on both sides.
  var count: Int { (old?.entries.count ?? 0) + (new?.entries.count ?? 0) }

  mutating func next() -> Difference? {
    guard let old else { return rest(of: new, &j).map { Difference(old: nil, new: $0) } }
    guard let new else { return rest(of: old, &i).map { Difference(old: $0, new: nil) } }
    let same = old.sameEntries(from: i, in: new, from: j)
    i += same
    j += same
    if i < old.entries.count, j < new.entries.count {
      let (a, b) = (old.entries[i], new.entries[j])
      let order = TreeOrder.compare(old.bytes, a, new.bytes, b)
      if order <= 0 { i += 1 }
      if order >= 0 { j += 1 }
      return Difference(old: order <= 0 ? a : nil, new: order >= 0 ? b : nil)
    }
    if let a = rest(of: old, &i) { return Difference(old: a, new: nil) }
    return rest(of: new, &j).map { Difference(old: nil, new: $0) }
  }

  private func rest(of tree: TreeObject?, _ position: inout Int) -> TreeObject.Entry? {
    guard let tree, position < tree.entries.count else { return nil }
    defer { position += 1 }
    return tree.entries[position]
  }
}

extension TreeObject {
  /// The name where it lies, for the length of the call.
  func withName<Result>(_ entry: Entry, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    bytes.withUnsafeBytes { bytes in
      body(.init(rebasing: bytes[entry.nameStart..<(entry.nameStart + entry.nameCount)]))
    }
  }
}

extension TreeObject? {
  func side(_ entry: TreeObject.Entry?) -> FileChange.Side? {
    guard let self, let entry else { return nil }
    return FileChange.Side(mode: entry.mode, id: self.id(entry))
  }
}
