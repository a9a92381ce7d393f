internal import GitObjects
internal import Glibc

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
    while i < old.entries.count, j < new.entries.count {
      let (a, b) = (old.entries[i], new.entries[j])
      let order = Self.compare(old, a, new, b)
      if order <= 0 { i += 1 }
      if order >= 0 { j += 1 }
      if order < 0 { return Difference(old: a, new: nil) }
      if order > 0 { return Difference(old: nil, new: b) }
      if a.mode != b.mode || !Self.isSameID(old, a, new, b) { return Difference(old: a, new: b) }
    }
    if let a = rest(of: old, &i) { return Difference(old: a, new: nil) }
    return rest(of: new, &j).map { Difference(old: nil, new: $0) }
  }

  private func rest(of tree: TreeObject?, _ position: inout Int) -> TreeObject.Entry? {
    guard let tree, position < tree.entries.count else { return nil }
    defer { position += 1 }
    return tree.entries[position]
  }

  /// git's order of two entries: a directory's name as if it ended in a slash.
  private static func compare(
    _ x: TreeObject,
    _ a: TreeObject.Entry,
    _ y: TreeObject,
    _ b: TreeObject.Entry
  ) -> Int32 {
    x.bytes.withUnsafeBytes { left in
      y.bytes.withUnsafeBytes { right in
        let common = min(a.nameCount, b.nameCount)
        let order = memcmp(
          left.baseAddress.unsafelyUnwrapped + a.nameStart,
          right.baseAddress.unsafelyUnwrapped + b.nameStart,
          common
        )
        if order != 0 { return order }
        func end(_ bytes: UnsafeRawBufferPointer, _ entry: TreeObject.Entry) -> Int32 {
          if common < entry.nameCount { return Int32(bytes[entry.nameStart + common]) }
          return entry.mode == .tree ? Int32(UInt8(ascii: "/")) : 0
        }
        return end(left, a) - end(right, b)
      }
    }
  }

  private static func isSameID(
    _ x: TreeObject,
    _ a: TreeObject.Entry,
    _ y: TreeObject,
    _ b: TreeObject.Entry
  ) -> Bool {
    x.bytes.withUnsafeBytes { left in
      y.bytes.withUnsafeBytes { right in
        memcmp(
          left.baseAddress.unsafelyUnwrapped + a.idStart,
          right.baseAddress.unsafelyUnwrapped + b.idStart,
          ObjectID.byteCount
        ) == 0
      }
    }
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
