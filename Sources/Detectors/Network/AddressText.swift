/// Reads and writes addresses and blocks of them.
enum AddressText {
  static func range4(_ text: String) -> ClosedRange<UInt32>? {
    let (address, prefix) = halves(text)
    guard let base = address4(address), let length = length(prefix, of: 32) else { return nil }
    let mask: UInt32 = length == 0 ? 0 : ~0 << UInt32(32 - length)
    return (base & mask)...(base & mask | ~mask)
  }

  static func address4(_ text: Substring) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var address: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.utf8.count), let byte = UInt8(part), part.utf8.first != 0x2B
      else { return nil }
      address = address << 8 | UInt32(byte)
    }
    return address
  }

  static func range6(_ text: String) -> ClosedRange<UInt128>? {
    let (address, prefix) = halves(text)
    guard let base = address6(address), let length = length(prefix, of: 128) else { return nil }
    let mask: UInt128 = length == 0 ? 0 : ~0 << UInt128(128 - length)
    return (base & mask)...(base & mask | ~mask)
  }

  private static func address6(_ text: Substring) -> UInt128? {
    guard text.utf8.contains(UInt8(ascii: ":")), text.utf8.count <= 45 else { return nil }
    let bytes = Array(text.utf8)
    var gap: Int?
    for place in bytes.indices.dropLast() where bytes[place] == 0x3A && bytes[place + 1] == 0x3A {
      if gap != nil { return nil }
      gap = place
    }
    guard let gap else {
      let all = groups(bytes[...])
      return all?.count == 8 ? all.map(joined) : nil
    }
    guard let head = groups(bytes[..<gap]), let tail = groups(bytes[(gap + 2)...]),
      head.count + tail.count < 8
    else { return nil }
    return joined(head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail)
  }

  private static func groups(_ bytes: ArraySlice<UInt8>) -> [UInt16]? {
    if bytes.isEmpty { return [] }
    var groups: [UInt16] = []
    for part in bytes.split(separator: 0x3A, omittingEmptySubsequences: false) {
      guard (1...4).contains(part.count), part.first != 0x2B,
        let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
      else { return nil }
      groups.append(group)
    }
    return groups
  }

  private static func joined(_ groups: [UInt16]) -> UInt128 {
    groups.reduce(0) { $0 << 16 | UInt128($1) }
  }

  private static func halves(_ text: String) -> (Substring, Substring?) {
    guard let slash = text.firstIndex(of: "/") else { return (text[...], nil) }
    return (text[..<slash], text[text.index(after: slash)...])
  }

  private static func length(_ text: Substring?, of bits: Int) -> Int? {
    guard let text else { return bits }
    guard (1...3).contains(text.utf8.count), let length = Int(text), (0...bits).contains(length),
      text.utf8.first != 0x2B
    else { return nil }
    return length
  }

  // MARK: writing

  static func blocks4(_ range: ClosedRange<UInt32>) -> [String] {
    blocks(range).map { base, length in
      let parts = [24, 16, 8, 0].map { String(base >> UInt32($0) & 0xFF) }
      return parts.joined(separator: ".") + "/\(length)"
    }
  }

  static func blocks6(_ range: ClosedRange<UInt128>) -> [String] {
    blocks(range).map { base, length in
      let groups = (0..<8).map { UInt16(truncatingIfNeeded: base >> UInt128(112 - 16 * $0)) }
      let last = groups.lastIndex { $0 != 0 } ?? -1
      let head = groups.prefix(last + 1).map { String($0, radix: 16) }.joined(separator: ":")
      return (last == 7 ? head : head + "::") + "/\(length)"
    }
  }

  /// The fewest blocks that make up a range; not more than a few are written.
  private static func blocks<Bound: FixedWidthInteger & UnsignedInteger>(
    _ range: ClosedRange<Bound>
  ) -> [(Bound, Int)] {
    var made: [(Bound, Int)] = []
    var low = range.lowerBound
    while made.count < 16 {
      var size = low == 0 ? Bound.bitWidth : low.trailingZeroBitCount
      while size > 0, !fits(low, size, range.upperBound) { size -= 1 }
      made.append((low, Bound.bitWidth - size))
      let mask: Bound = size == Bound.bitWidth ? .max : (1 << Bound(size)) - 1
      let end = low | mask
      if end >= range.upperBound { break }
      low = end + 1
    }
    return made
  }

  private static func fits<Bound: FixedWidthInteger & UnsignedInteger>(
    _ low: Bound,
    _ size: Int,
    _ high: Bound
  ) -> Bool {
    let mask: Bound = size == Bound.bitWidth ? .max : (1 << Bound(size)) - 1
    return low | mask <= high
  }
}
