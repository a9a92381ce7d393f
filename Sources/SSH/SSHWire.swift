/// Reads the SSH wire format (RFC 4251 §5): every length is checked against what is there.
struct SSHReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isAtEnd: Bool { rest.isEmpty }
  var remaining: Int { rest.count }

  /// What another copy of this reader has read beyond it.
  func consumed(upTo later: SSHReader) -> [UInt8] { Array(rest.dropLast(later.rest.count)) }

  mutating func uint32() -> UInt32? {
    guard let bytes = bytes(4) else { return nil }
    return bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  mutating func uint64() -> UInt64? {
    guard let bytes = bytes(8) else { return nil }
    return bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func string() -> [UInt8]? {
    guard let length = uint32(), length <= rest.count else { return nil }
    return bytes(Int(length))
  }

  mutating func bytes(_ count: Int) -> [UInt8]? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// A positive integer without its sign byte; a negative or padded one is `nil`.
  mutating func positiveInteger() -> [UInt8]? {
    guard let bytes = string(), let first = bytes.first, first < 0x80 else { return nil }
    guard first == 0 else { return bytes }
    guard bytes.count > 1, bytes[1] >= 0x80 else { return nil }
    return Array(bytes.dropFirst())
  }
}

/// Writes the SSH wire format.
struct SSHWriter {
  private(set) var bytes: [UInt8] = []

  mutating func uint32(_ value: UInt32) {
    bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  mutating func string(_ value: [UInt8]) {
    uint32(UInt32(truncatingIfNeeded: value.count))
    bytes += value
  }

  mutating func string(_ value: String) { string(Array(value.utf8)) }
  mutating func raw(_ value: [UInt8]) { bytes += value }
}
