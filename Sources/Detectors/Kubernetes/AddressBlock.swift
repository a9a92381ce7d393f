/// A range of addresses as `10.0.0.0/8` has it.
struct AddressBlock: Hashable {
  private let isSix: Bool
  private let base: UInt128
  private let prefix: Int

  private var width: Int { isSix ? 128 : 32 }

  private init(isSix: Bool, base: UInt128, prefix: Int) {
    self.isSix = isSix
    self.prefix = prefix
    let host = (isSix ? 128 : 32) - prefix
    self.base = host >= 128 ? 0 : (base >> UInt128(host)) << UInt128(host)
  }

  init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let four = Self.four(parts[0])
    guard let address = four ?? Self.six(parts[0]) else { return nil }
    let width = four == nil ? 128 : 32
    let prefix = parts.count == 2 ? Int(parts[1]) : width
    guard let prefix, 0...width ~= prefix else { return nil }
    self.init(isSix: four == nil, base: address, prefix: prefix)
  }

  private static func four(_ text: Substring) -> UInt128? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let bytes = parts.compactMap { UInt8($0) }
    guard parts.count == 4, bytes.count == 4 else { return nil }
    return bytes.reduce(0) { $0 << 8 | UInt128($1) }
  }

  private static func six(_ text: Substring) -> UInt128? {
    guard text.contains(":") else { return nil }
    var groups = text.split(separator: ":", omittingEmptySubsequences: false)
    if groups.first == "", groups.count > 1, groups[1] == "" { groups.removeFirst() }
    if groups.last == "", groups.count > 1, groups[groups.count - 2] == "" { groups.removeLast() }
    guard groups.count <= 8 else { return nil }
    if let gap = groups.firstIndex(of: "") {
      let zeros = repeatElement(Substring("0"), count: 9 - groups.count)
      groups.replaceSubrange(gap...gap, with: zeros)
    }
    let words = groups.compactMap { UInt16($0, radix: 16) }
    guard groups.count == 8, words.count == 8 else { return nil }
    return words.reduce(0) { $0 << 16 | UInt128($1) }
  }

  var isEverything: Bool { prefix == 0 }

  func covers(_ other: AddressBlock) -> Bool {
    guard isSix == other.isSix, prefix <= other.prefix else { return false }
    return AddressBlock(isSix: isSix, base: other.base, prefix: prefix) == self
  }

  /// The same addresses in as few blocks as can be, so that one block and its halves are alike.
  static func merged(_ blocks: Set<AddressBlock>) -> Set<AddressBlock> {
    var rest = blocks
    var queue = Array(blocks)
    while let block = queue.popLast() {
      guard block.prefix > 0, rest.contains(block) else { continue }
      let bit = UInt128(1) << UInt128(block.width - block.prefix)
      let twin = AddressBlock(isSix: block.isSix, base: block.base ^ bit, prefix: block.prefix)
      guard rest.contains(twin) else { continue }
      let whole = AddressBlock(isSix: block.isSix, base: block.base, prefix: block.prefix - 1)
      rest.remove(block)
      rest.remove(twin)
      if rest.insert(whole).inserted { queue.append(whole) }
    }
    return rest
  }
}
