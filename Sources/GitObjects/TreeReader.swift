/// Reads a tree entry after entry, and holds each against those before it.
struct TreeReader {
  let bytes: [UInt8]
  var entries: [TreeObject.Entry] = []
  private(set) var position = 0
  /// Files whose names begin every name since: a directory called like one of them can still come.
  private var shadows: [TreeObject.Entry] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() throws(TreeEntry.Malformed) -> TreeObject.Entry? {
    guard position < bytes.count else { return nil }
    let entry = try entry(at: position)
    position = entry.end
    if let last = entries.last, TreeOrder.compare(bytes, last, bytes, entry) >= 0 {
      throw .order(name(entry))
    }
    try checkTwin(entry)
    return entry
  }

  /// The entry that begins at a position, held against no other.
  mutating func entry(at place: Int) throws(TreeEntry.Malformed) -> TreeObject.Entry {
    position = place
    let mode = try readMode()
    let start = position
    while position < bytes.count, bytes[position] != 0 { position += 1 }
    let end = position
    guard bytes.count - end > ObjectID.byteCount, let count = Int32(exactly: end - start),
      let offset = Int32(exactly: start)
    else { throw .truncated }
    let entry = TreeObject.Entry(mode: mode, start: offset, count: count)
    guard TreeEntry.isPlain(bytes[start..<end]),
      bytes[end + 1] != 0 || !ObjectID(at: end + 1, of: bytes).isZero
    else {
      throw .name(Array(bytes[start..<end]))
    }
    return entry
  }

  /// The modes of `git fsck`, without leading zeros.
  private mutating func readMode() throws(TreeEntry.Malformed) -> FileMode {
    var value: UInt32 = 0
    let start = position
    while position < bytes.count, bytes[position] != 0x20 {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 8, position - start < 6 else { throw .mode(fieldAt(start)) }
      value = value << 3 | UInt32(digit)
      position += 1
    }
    guard position < bytes.count else { throw .truncated }
    let mode = FileMode(rawValue: value)
    guard bytes[start] != UInt8(ascii: "0"), mode.isKnown else { throw .mode(fieldAt(start)) }
    position += 1
    return mode
  }

  private func fieldAt(_ start: Int) -> [UInt8] { Array(bytes[start...].prefix { $0 != 0x20 }) }

  private func name(_ entry: TreeObject.Entry) -> [UInt8] {
    Array(bytes[entry.nameStart..<(entry.nameStart + entry.nameCount)])
  }

  /// A file and a directory of one name are not neighbours where `a.txt` sorts between `a` and `a/`; and
  /// which of the two a checkout has is anybody's guess.
  private mutating func checkTwin(_ entry: TreeObject.Entry) throws(TreeEntry.Malformed) {
    while let shadow = shadows.last, !TreeOrder.begins(bytes, entry, with: shadow) {
      shadows.removeLast()
    }
    if entry.mode == .tree {
      if let shadow = shadows.last, shadow.nameCount == entry.nameCount {
        throw .order(name(entry))
      }
    } else {
      shadows.append(entry)
    }
  }
}

extension FileMode {
  fileprivate var isKnown: Bool { isRegular || isIndirection || self == .tree }
}
