/// Lowercase hexadecimal, the only spelling git and the formats here use.
package enum Hex {
  private static let digits = Array("0123456789abcdef".utf8)

  package static func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] { encode(Array(bytes)) }

  package static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(2 * bytes.underestimatedCount)
    for byte in bytes {
      result.append(digits[Int(byte >> 4)])
      result.append(digits[Int(byte & 15)])
    }
    return result
  }

  /// Adds a number's lowest digits, the highest of them first.
  static func append(_ number: some FixedWidthInteger, digits: Int, to result: inout [UInt8]) {
    for place in stride(from: 4 * (digits - 1), through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: number >> place) & 15
      result.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  /// The bytes that pairs of lowercase digits stand for; an odd count or another byte is `nil`.
  package static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? { decode(Array(text)) }

  package static func decode(_ text: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.underestimatedCount / 2)
    var high: UInt8?
    for character in text {
      guard let value = value(of: character) else { return nil }
      if let digit = high {
        result.append(digit << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return high == nil ? result : nil
  }

  /// The number that at most sixteen lowercase digits stand for; another byte is `nil`.
  static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
    var (number, isHex): (UInt64, Bool) = (0, true)
    for character in digits {
      let (decimal, letter) = (character &- UInt8(ascii: "0"), character &- UInt8(ascii: "a"))
      // With no branch in the loop: a range of commits is a hundred thousand ids.
      isHex = isHex && (decimal < 10 || letter < 6)
      number = number << 4 | UInt64(decimal < 10 ? decimal : letter &+ 10)
    }
    return isHex ? number : nil
  }

  static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
