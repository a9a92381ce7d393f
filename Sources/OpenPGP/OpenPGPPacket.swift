/// One packet of an OpenPGP stream (RFC 4880 §4).
struct OpenPGPPacket: Hashable, Sendable {
  enum Tag {
    static let signature: UInt8 = 2
    static let secretKey: UInt8 = 5
    static let publicKey: UInt8 = 6
    static let secretSubkey: UInt8 = 7
    static let publicSubkey: UInt8 = 14
  }

  let tag: UInt8
  let body: [UInt8]

  /// The packets of a stream, or `nil` where it is not one from end to end.
  ///
  /// Partial and indeterminate lengths, which only messages have, are not read.
  static func read(_ bytes: [UInt8]) -> [OpenPGPPacket]? {
    var rest = bytes[...]
    var packets: [OpenPGPPacket] = []
    while let first = rest.first {
      guard first & 0x80 != 0 else { return nil }
      rest = rest.dropFirst()
      let isNew = first & 0x40 != 0
      let tag = isNew ? first & 0x3F : first >> 2 & 0x0F
      guard let length = isNew ? newLength(&rest) : oldLength(first & 0x03, &rest),
        length <= rest.count
      else { return nil }
      packets.append(OpenPGPPacket(tag: tag, body: Array(rest.prefix(length))))
      rest = rest.dropFirst(length)
    }
    return packets
  }

  private static func oldLength(_ kind: UInt8, _ rest: inout ArraySlice<UInt8>) -> Int? {
    switch kind {
    case 0: number(1, &rest)
    case 1: number(2, &rest)
    case 2: number(4, &rest)
    default: nil
    }
  }

  private static func newLength(_ rest: inout ArraySlice<UInt8>) -> Int? {
    guard let first = number(1, &rest) else { return nil }
    switch first {
    case 0..<192: return first
    case 192..<224: return number(1, &rest).map { (first - 192) << 8 + $0 + 192 }
    case 255: return number(4, &rest)
    default: return nil
    }
  }

  /// A big-endian number of so many bytes.
  static func number(_ count: Int, _ rest: inout ArraySlice<UInt8>) -> Int? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
  }
}
