/// The addresses of a CIDR block, or one address.
struct Network: Hashable, Sendable {
  enum Family: Hashable, Sendable, CaseIterable { case v4, v6 }

  let family: Family
  let low: UInt128
  let high: UInt128

  init?(_ text: String) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count <= 2, let address = halves.first else { return nil }
    let found: (Family, UInt128)? =
      address.contains(":")
      ? Network.v6(address).map { (.v6, $0) } : Network.v4(address).map { (.v4, $0) }
    guard let (family, value) = found else { return nil }
    let width = family == .v4 ? 32 : 128
    var length = width
    if halves.count == 2 {
      guard let given = Network.decimal(halves[1], upTo: width) else { return nil }
      length = given
    }
    let hosts: UInt128 = length == 0 && width == 128 ? .max : (UInt128(1) << (width - length)) &- 1
    self.family = family
    low = value & ~hosts
    high = value | hosts
  }

  private static func decimal(_ text: Substring, upTo limit: Int) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 3, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let value = Int(text), value <= limit
    else { return nil }
    return value
  }

  private static func v4(_ text: Substring) -> UInt128? {
    let fields = text.split(separator: ".", omittingEmptySubsequences: false)
    guard fields.count == 4 else { return nil }
    var value: UInt128 = 0
    for field in fields {
      guard let byte = decimal(field, upTo: 255) else { return nil }
      value = value << 8 | UInt128(byte)
    }
    return value
  }

  private static func v6(_ text: Substring) -> UInt128? {
    let (before, after) = halves(text)
    guard let head = groups(before), let tail = groups(after ?? "") else { return nil }
    let missing = 8 - head.count - tail.count
    guard after == nil ? missing == 0 : missing >= 1 else { return nil }
    return (head + Array(repeating: 0, count: missing) + tail).reduce(0) { $0 << 16 | $1 }
  }

  /// What stands before the first `::`, and after it.
  private static func halves(_ text: Substring) -> (Substring, Substring?) {
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      if text[index] == ":", next < text.endIndex, text[next] == ":" {
        return (text[..<index], text[text.index(after: next)...])
      }
      index = next
    }
    return (text, nil)
  }

  private static func groups(_ text: Substring) -> [UInt128]? {
    if text.isEmpty { return [] }
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    let values = fields.compactMap { field in
      field.utf8.count <= 4 && field.allSatisfy(\.isHexDigit) ? UInt128(field, radix: 16) : nil
    }
    return values.count == fields.count ? values : nil
  }

  static func text(_ value: UInt128, _ family: Family) -> String {
    let step = family == .v4 ? 8 : 16
    let count = family == .v4 ? 4 : 8
    let mask: UInt128 = (1 << step) - 1
    let fields = (0..<count).reversed().map { (value >> (UInt128($0) * UInt128(step))) & mask }
    return fields.map { String($0, radix: family == .v4 ? 10 : 16) }
      .joined(separator: family == .v4 ? "." : ":")
  }
}
