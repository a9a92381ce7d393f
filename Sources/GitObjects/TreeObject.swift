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

    init(mode: FileMode, start: Int32, count: Int32) {
      self.mode = mode
      self.start = start
      self.count = count
    }

    /// The same entry, `distance` bytes further back in another tree.
    func moved(by distance: Int) -> Entry {
      Entry(mode: mode, start: Int32(nameStart + distance), count: count)
    }

    package var nameStart: Int { Int(start) }
    package var nameCount: Int { Int(count) }
    package var idStart: Int { Int(start) + Int(count) + 1 }
    var end: Int { idStart + ObjectID.byteCount }
  }

  package init(parsing bytes: [UInt8]) throws(TreeEntry.Malformed) {
    var reader = TreeReader(bytes)
    reader.entries.reserveCapacity(bytes.count / 32 + 1)
    while let entry = try reader.next() {
      reader.entries.append(entry)
    }
    self.init(bytes: bytes, entries: reader.entries)
  }

  /// A tree that is much like one which was read: what both have is not read again, and nothing else is different.
  package init(parsing bytes: [UInt8], like known: TreeObject) throws(TreeEntry.Malformed) {
    var update = TreeUpdate(of: known, to: bytes)
    guard let entries = update.entries() else {
      try self.init(parsing: bytes)
      return
    }
    self.init(bytes: bytes, entries: entries)
  }

  private init(bytes: [UInt8], entries: [Entry]) {
    self.bytes = bytes
    self.entries = entries
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

  /// Where an entry begins, and the one after the last would.
  func start(of index: Int) -> Int { index == 0 ? 0 : entries[index - 1].end }

  /// The first entry, from `index` on, that does not end by a position.
  func firstEntry(from index: Int, endingAfter position: Int) -> Int {
    var (low, high) = (index, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].end <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// How many entries from `index` on are those of another tree from `other` on, the same bytes.
  package func sameEntries(from index: Int, in tree: TreeObject, from other: Int) -> Int {
    let start = start(of: index)
    let common = TreeOrder.common(bytes, from: start, tree.bytes, from: tree.start(of: other))
    return firstEntry(from: index, endingAfter: start + common) - index
  }

  package func id(_ entry: Entry) -> ObjectID {
    ObjectID(at: entry.idStart, of: bytes)
  }
}
