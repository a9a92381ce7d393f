/// Reads a tree by another that was strictly read already: two that follow each other in a history differ in an
/// entry or two, and all others were held against each other before.
///
/// It says nothing of a tree in which anything is out of order: that one is read from its beginning.
struct TreeUpdate {
  private let known: TreeObject
  private var reader: TreeReader
  private var bytes: [UInt8] { reader.bytes }
  /// The first of the known entries that is not passed.
  private var next = 0
  private var position = 0
  private var taken: [TreeObject.Entry] = []
  /// Where in `taken` those are that were not known.
  private var fresh: [Int] = []

  /// Entries that are looked at for twins of fresh ones, all in all: where names begin with each other over and
  /// over, there would be no end to them.
  private var patience = 256

  init(of known: TreeObject, to bytes: [UInt8]) {
    self.known = known
    reader = TreeReader(bytes)
  }

  /// All entries in order; `nil` where the tree is malformed, or not seen to be well-formed soon.
  mutating func entries() -> [TreeObject.Entry]? {
    guard bytes.count <= Int(Int32.max) else { return nil }
    taken.reserveCapacity(min(known.entries.count + 8, bytes.count / 24))
    while true {
      guard takeKnown() else { return nil }
      if position == bytes.count { break }
      guard takeFresh() else { return nil }
    }
    for index in fresh where hasTwin(index) { return nil }
    return taken
  }

  /// Takes the entries that are the same bytes in both.
  private mutating func takeKnown() -> Bool {
    let start = known.start(of: next)
    let common = TreeOrder.common(known.bytes, from: start, bytes, from: position)
    let end = known.firstEntry(from: next, endingAfter: start + common)
    guard end > next else { return true }
    let distance = position - start
    if let last = taken.last {
      guard precedes(last, known.entries[next].moved(by: distance)) else { return false }
    }
    if distance == 0 {
      taken.append(contentsOf: known.entries[next..<end])
    } else {
      for index in next..<end { taken.append(known.entries[index].moved(by: distance)) }
    }
    position = known.start(of: end) + distance
    next = end
    return true
  }

  /// Takes an entry that only the new one has so, and passes those of the known ones that were in its place.
  private mutating func takeFresh() -> Bool {
    guard let entry = try? reader.entry(at: position) else { return false }
    if let last = taken.last, !precedes(last, entry) { return false }
    fresh.append(taken.count)
    taken.append(entry)
    position = entry.end
    while next < known.entries.count,
      TreeOrder.compare(known.bytes, known.entries[next], bytes, entry) <= 0
    { next += 1 }
    return true
  }

  private func precedes(_ a: TreeObject.Entry, _ b: TreeObject.Entry) -> Bool {
    TreeOrder.compare(bytes, a, bytes, b) < 0
  }

  /// Whether there is a file and a directory of one name: whatever lies between the two begins with it.
  private mutating func hasTwin(_ index: Int) -> Bool {
    let entry = taken[index]
    let step = entry.mode == .tree ? -1 : 1
    var other = index + step
    while taken.indices.contains(other), TreeOrder.begins(bytes, taken[other], with: entry) {
      patience -= 1
      guard patience > 0 else { return true }
      if taken[other].nameCount == entry.nameCount { return true }
      other += step
    }
    return false
  }
}
