/// A tree as git stores it, strictly read: where its entries are is noted, no name is copied.
///
/// git, libgit2 and a checkout read a broken tree differently (a mode of 0 is a submodule to one and nothing
/// to the other), so what `git fsck` calls an error is malformed here.
package struct TreeObject: Sendable {
  package let bytes: [UInt8]
  package let entries: [Entry]

  /// Where one entry lies: its name, then a NUL, then the 20 bytes of its id.
  package struct Entry: Sendable, BitwiseCopyable {
    package let mode: FileMode
    fileprivate let start: Int32
    fileprivate let count: Int32

    package var nameStart: Int { Int(start) }
    package var nameCount: Int { Int(count) }
    package var idStart: Int { Int(start) + Int(count) + 1 }
  }

  package init(parsing bytes: [UInt8]) throws(TreeEntry.Malformed) {
    var reader = TreeReader(bytes)
    reader.entries.reserveCapacity(bytes.count / 32 + 1)
    while let entry = try reader.next() {
      reader.entries.append(entry)
    }
    self.bytes = bytes
    entries = reader.entries
  }

  package var treeEntries: [TreeEntry] { entries.map(treeEntry) }

  /// The entry of that name; `nil` where there is none.
  package func entry(named name: ArraySlice<UInt8>) -> TreeEntry? {
    entries.first { isNamed($0, name) }.map(treeEntry)
  }

  /// Compared in place: of a ledger's trees hundreds of entries are looked at for each record.
  private func isNamed(_ entry: Entry, _ name: ArraySlice<UInt8>) -> Bool {
    guard entry.nameCount == name.count else { return false }
    let distance = entry.nameStart - name.startIndex
    for index in name.indices where bytes[index + distance] != name[index] { return false }
    return true
  }

  private func treeEntry(_ entry: Entry) -> TreeEntry {
    TreeEntry(mode: entry.mode, name: Array(name(entry)), id: id(entry))
  }

  package func name(_ entry: Entry) -> ArraySlice<UInt8> {
    bytes[entry.nameStart..<(entry.nameStart + entry.nameCount)]
  }

  package func id(_ entry: Entry) -> ObjectID {
    ObjectID(at: entry.idStart, of: bytes)
  }
}

/// Reads entry after entry, and holds each against those before it.
private struct TreeReader {
  let bytes: [UInt8]
  var entries: [TreeObject.Entry] = []
  private var position = 0
  /// Files whose names begin every name since: a directory called like one of them can still come.
  private var shadows: [TreeObject.Entry] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() throws(TreeEntry.Malformed) -> TreeObject.Entry? {
    guard position < bytes.count else { return nil }
    let mode = try readMode()
    let start = position
    while position < bytes.count, bytes[position] != 0 { position += 1 }
    let end = position
    guard bytes.count - end > ObjectID.byteCount, let count = Int32(exactly: end - start),
      let offset = Int32(exactly: start)
    else { throw .truncated }
    position = end + 1 + ObjectID.byteCount
    let entry = TreeObject.Entry(mode: mode, start: offset, count: count)
    guard TreeEntry.isPlain(bytes[start..<end]),
      bytes[end + 1] != 0 || !ObjectID(at: end + 1, of: bytes).isZero
    else {
      throw .name(Array(bytes[start..<end]))
    }
    if let last = entries.last, !precedes(last, entry) { throw .order(name(entry)) }
    try checkTwin(entry)
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

  /// git's order: by bytes, a directory as if its name ended in a slash.
  private func precedes(_ a: TreeObject.Entry, _ b: TreeObject.Entry) -> Bool {
    let common = min(a.nameCount, b.nameCount)
    for index in 0..<common {
      let (left, right) = (bytes[a.nameStart + index], bytes[b.nameStart + index])
      if left != right { return left < right }
    }
    if a.nameCount == b.nameCount { return false }
    return end(a, at: common) < end(b, at: common)
  }

  /// The byte that git compares at the end of the shorter name.
  private func end(_ entry: TreeObject.Entry, at index: Int) -> UInt8 {
    if index < entry.nameCount { return bytes[entry.nameStart + index] }
    return entry.mode == .tree ? UInt8(ascii: "/") : 0
  }

  /// A file and a directory of one name are not neighbours where `a.txt` sorts between `a` and `a/`; and
  /// which of the two a checkout has is anybody's guess.
  private mutating func checkTwin(_ entry: TreeObject.Entry) throws(TreeEntry.Malformed) {
    while let shadow = shadows.last, !begins(entry, with: shadow) { shadows.removeLast() }
    if entry.mode == .tree {
      if let shadow = shadows.last, shadow.nameCount == entry.nameCount {
        throw .order(name(entry))
      }
    } else {
      shadows.append(entry)
    }
  }

  private func begins(_ entry: TreeObject.Entry, with other: TreeObject.Entry) -> Bool {
    guard entry.nameCount >= other.nameCount else { return false }
    for index in 0..<other.nameCount
    where bytes[entry.nameStart + index] != bytes[other.nameStart + index] { return false }
    return true
  }
}

extension FileMode {
  fileprivate var isKnown: Bool { isRegular || isIndirection || self == .tree }
}
