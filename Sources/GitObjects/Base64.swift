/// RFC 4648 base64, strict: no line breaks, no stray bits, one spelling for each value.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  /// The value of each digit; 64 and more for what is none.
  private static let values: [UInt8] = (UInt8.min...UInt8.max).map { byte in
    UInt8(alphabet.firstIndex(of: byte) ?? 64)
  }

  package static func encode(_ bytes: [UInt8], padded: Bool = true) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 3 * 4 + 4)
    var index = 0
    while index < bytes.count {
      let group = bytes[index..<min(index + 3, bytes.count)]
      var value: UInt32 = 0
      for byte in group { value = value << 8 | UInt32(byte) }
      value <<= UInt32(3 - group.count) * 8
      for digit in 0...group.count {
        result.append(alphabet[Int(value >> UInt32(18 - 6 * digit) & 63)])
      }
      if padded { result += repeatElement(UInt8(ascii: "="), count: 3 - group.count) }
      index += 3
    }
    return result
  }

  /// The bytes of padded base64; anything that ``encode(_:padded:)`` would not write is `nil`.
  package static func decode(_ text: some Collection<UInt8>) -> [UInt8]? { decode(Array(text)) }

  package static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    let padding = text.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
    let values = Self.values
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3)
    var (value, bits): (UInt32, UInt32) = (0, 0)
    for character in text.dropLast(padding) {
      let digit = values[Int(character)]
      guard digit < 64 else { return nil }
      value = value << 6 | UInt32(digit)
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      result.append(UInt8(truncatingIfNeeded: value >> bits))
    }
    // What is left over are zeros: one spelling for each value.
    guard value & (1 << bits - 1) == 0 else { return nil }
    return result
  }
}
