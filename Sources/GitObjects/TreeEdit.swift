extension TreeObject {
  /// The raw tree with these entries, each in place of the one of its name or beside the others.
  ///
  /// What stays is copied as it lies: in a long ledger hundreds of entries stay for each that changes.
  package func replacing(_ changed: [TreeEntry]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + changed.count * 64)
    var rest = changed.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }[...]
    var start = 0
    for entry in entries {
      let end = entry.idStart + ObjectID.byteCount
      defer { start = end }
      while let next = rest.first, !precedes(entry, next.sortKey) {
        result += next.encoded
        rest.removeFirst()
      }
      if !changed.contains(where: { $0.name.elementsEqual(name(entry)) }) {
        result += bytes[start..<end]
      }
    }
    for entry in rest { result += entry.encoded }
    return result
  }

  /// Whether an entry stands before another in git's order.
  private func precedes(_ entry: Entry, _ sortKey: [UInt8]) -> Bool {
    let name = name(entry)
    for (own, other) in zip(name, sortKey) where own != other { return own < other }
    guard name.count < sortKey.count else { return false }
    return entry.mode != .tree || UInt8(ascii: "/") <= sortKey[name.count]
  }
}
