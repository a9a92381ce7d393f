/// Text in base64, as Terraform's functions write it and clouds read it.
package enum Base64Text {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )
  private static let values: [UInt8: UInt32] = Dictionary(
    uniqueKeysWithValues: letters.enumerated().map { ($1, UInt32($0)) }
  )

  package static func encode(_ text: String) -> String { encode(Array(text.utf8)) }

  static func encode(_ bytes: [UInt8]) -> String {
    var made: [UInt8] = []
    made.reserveCapacity(bytes.count / 3 * 4 + 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for byte in group { bits = bits << 8 | UInt32(byte) }
      bits <<= UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        made.append(
          place > group.count
            ? UInt8(ascii: "=") : letters[Int(bits >> UInt32(18 - 6 * place) & 63)]
        )
      }
    }
    return String(decoding: made, as: UTF8.self)
  }

  /// The text; `nil` where it is no base64, or not of a text in UTF-8.
  ///
  /// Line ends are left out.
  package static func decode(_ text: String) -> String? {
    let bytes = text.utf8.filter { $0 != 0x0A && $0 != 0x0D }
    let body = bytes.prefix { $0 != UInt8(ascii: "=") }
    guard bytes.count % 4 == 0, bytes.count - body.count <= 2,
      bytes[body.count...].allSatisfy({ $0 == UInt8(ascii: "=") })
    else { return nil }
    var made: [UInt8] = []
    made.reserveCapacity(body.count / 4 * 3 + 3)
    var (bits, count): (UInt32, UInt32) = (0, 0)
    for byte in body {
      guard let value = values[byte] else { return nil }
      bits = (bits << 6 | value) & 0xFFFFFF
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      made.append(UInt8(bits >> count & 0xFF))
    }
    return String(validating: made, as: UTF8.self)
  }
}

extension Call {
  func base64(_ name: String) -> Value? {
    switch name {
    case "base64encode":
      guard let value = value(0), value.opaque == nil, value.pieces != nil else { return nil }
      return Value(.base64(value), at: origin)
    case "base64decode":
      if case .base64(let inner)? = value(0)?.content { return inner }
      return text(0).flatMap(Base64Text.decode).map(string)
    default: return nil
    }
  }
}
