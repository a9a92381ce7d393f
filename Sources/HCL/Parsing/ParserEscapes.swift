import Syntax

extension Parser {
  /// The backslash at hand and what belongs to it.
  mutating func escape(into text: inout [UInt8]) throws(SyntaxError) {
    switch byte(after: 1) {
    case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
    case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "\""): text.append(UInt8(ascii: "\""))
    case UInt8(ascii: "\\"): text.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "u"): return try scalar(digits: 4, into: &text)
    case UInt8(ascii: "U"): return try scalar(digits: 8, into: &text)
    default: throw failure("an unknown escape in a quoted string")
    }
    offset += 2
  }

  private mutating func scalar(digits: Int, into text: inout [UInt8]) throws(SyntaxError) {
    guard offset + 2 + digits <= bytes.count,
      bytes[offset + 2..<offset + 2 + digits].allSatisfy({
        Character(Unicode.Scalar($0)).isHexDigit
      }),
      let code = UInt32(
        String(decoding: bytes[offset + 2..<offset + 2 + digits], as: UTF8.self),
        radix: 16
      ),
      let scalar = Unicode.Scalar(code)
    else { throw failure("an unknown escape in a quoted string") }
    text += Array(String(Character(scalar)).utf8)
    offset += 2 + digits
  }
}
