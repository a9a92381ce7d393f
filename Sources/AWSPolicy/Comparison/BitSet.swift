/// A set of small numbers.
struct BitSet: Hashable, Sendable {
  private(set) var words: [UInt64]

  init(count: Int, filled: Bool = false) {
    words = Array(repeating: filled ? .max : 0, count: (count + 63) / 64)
    if filled, count % 64 != 0, !words.isEmpty {
      words[words.count - 1] = (1 << UInt64(count % 64)) - 1
    }
  }

  mutating func insert(_ member: Int) { words[member >> 6] |= 1 << UInt64(member & 63) }
  mutating func remove(_ member: Int) { words[member >> 6] &= ~(1 << UInt64(member & 63)) }

  func contains(_ member: Int) -> Bool { words[member >> 6] & (1 << UInt64(member & 63)) != 0 }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  func meets(_ other: BitSet) -> Bool {
    for index in words.indices where words[index] & other.words[index] != 0 { return true }
    return false
  }

  func intersection(_ other: BitSet) -> BitSet {
    var result = self
    for index in words.indices { result.words[index] &= other.words[index] }
    return result
  }

  func isSubset(of other: BitSet) -> Bool {
    for index in words.indices where words[index] & ~other.words[index] != 0 { return false }
    return true
  }

  func union(_ other: BitSet) -> BitSet {
    var result = self
    result.formUnion(other)
    return result
  }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  mutating func formUnion(_ other: BitSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  var members: [Int] {
    var found: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        found.append(index << 6 + rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
    return found
  }
}
