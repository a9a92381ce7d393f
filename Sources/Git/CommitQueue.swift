/// Commits to be visited, youngest first, and of those of one date the one that came last: a heap.
struct CommitQueue {
  private var entries: [Entry] = []

  private struct Entry: BitwiseCopyable {
    let date: Int64
    let commit: Int32
    /// Which one it is of all that came.
    let number: UInt32

    func precedes(_ other: Entry) -> Bool { (date, number) > (other.date, other.number) }
  }

  private var count: UInt32 = 0

  mutating func add(_ commit: Int, _ date: Int64) {
    count &+= 1
    let new = Entry(date: date, commit: Int32(commit), number: count)
    var place = entries.count
    entries.append(new)
    while place > 0, new.precedes(entries[(place - 1) / 2]) {
      entries[place] = entries[(place - 1) / 2]
      place = (place - 1) / 2
    }
    entries[place] = new
  }

  mutating func next() -> Int? {
    guard let first = entries.first, let last = entries.popLast() else { return nil }
    if !entries.isEmpty { sink(last) }
    return Int(first.commit)
  }

  /// Puts an entry where the first was.
  private mutating func sink(_ entry: Entry) {
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < entries.count else { break }
      if child + 1 < entries.count, entries[child + 1].precedes(entries[child]) { child += 1 }
      guard entries[child].precedes(entry) else { break }
      entries[place] = entries[child]
      place = child
    }
    entries[place] = entry
  }
}
