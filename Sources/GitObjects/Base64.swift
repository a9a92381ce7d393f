/// RFC 4648 base64, strict: no line breaks, no stray bits, one spelling for each value.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  /// The value of each digit; 0xFF for every other byte.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
  }()

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
  ///
  /// Signed commits make this a hot path, so it walks one array with one table.
  package static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    let padding = text.suffix(2).count { $0 == UInt8(ascii: "=") }
    let digits = text.count - padding
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3)
    var (value, bits): (UInt32, UInt32) = (0, 0)
    for index in 0..<digits {
      let digit = values[Int(text[index])]
      guard digit != 0xFF else { return nil }
      value = value << 6 | UInt32(digit)
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      result.append(UInt8(truncatingIfNeeded: value >> bits))
      value &= (1 << bits) - 1
    }
    // What is left over of the last digit must be zeros, or one value would have several spellings.
    return value == 0 ? result : nil
  }

  package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? { decode(Array(text)) }
}
