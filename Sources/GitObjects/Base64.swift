/// RFC 4648 base64, strict: no line breaks, no stray bits, one spelling for each value.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static let values: [UInt8: UInt32] = Dictionary(
    uniqueKeysWithValues: alphabet.enumerated().map { ($1, UInt32($0)) })

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
  package static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    let text = Array(text)
    guard text.count % 4 == 0 else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3)
    var index = 0
    while index < text.count {
      let group = text[index..<(index + 4)]
      index += 4
      let digits = group.prefix { $0 != UInt8(ascii: "=") }
      let padding = group.dropFirst(digits.count)
      guard digits.count >= 2, padding.allSatisfy({ $0 == UInt8(ascii: "=") }),
        padding.isEmpty || index == text.count
      else { return nil }
      var value: UInt32 = 0
      for digit in digits {
        guard let bits = values[digit] else { return nil }
        value = value << 6 | bits
      }
      value <<= UInt32(padding.count) * 6
      let bytes = [16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
      let kept = 3 - padding.count
      guard bytes.dropFirst(kept).allSatisfy({ $0 == 0 }) else { return nil }
      result += bytes.prefix(kept)
    }
    return result
  }
}
