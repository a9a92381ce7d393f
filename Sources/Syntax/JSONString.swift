/// A JSON string's text, from its first quote to its last.
enum JSONString {
  static func read(_ cursor: inout Cursor) throws(SyntaxError) -> String {
    let opening = cursor.position
    cursor.advance()
    let start = cursor.index
    cursor.skip(while: isPlain)
    if cursor.next == UInt8(ascii: "\"") {
      defer { cursor.advance() }
      return cursor.text(from: start)
    }
    var text = Array(cursor.bytes[start..<cursor.index])
    while let byte = cursor.next {
      switch byte {
      case UInt8(ascii: "\""):
        cursor.advance()
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text.append(contentsOf: String(try escape(&cursor)).utf8)
      case 0..<0x20:
        throw SyntaxError("a control character in a string", at: cursor.position)
      default:
        text.append(byte)
        cursor.advance()
      }
    }
    throw SyntaxError("a string that does not end", at: opening)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func escape(_ cursor: inout Cursor) throws(SyntaxError) -> Unicode.Scalar {
    let position = cursor.position
    cursor.advance()
    guard let letter = cursor.next else {
      throw SyntaxError("an escape that does not end", at: position)
    }
    cursor.advance()
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicode(&cursor, position)
    default: throw SyntaxError("an escape that JSON does not have", at: position)
    }
  }

  private static func unicode(
    _ cursor: inout Cursor,
    _ position: Position
  ) throws(SyntaxError) -> Unicode.Scalar {
    let first = try fourDigits(&cursor, position)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, cursor.take(UInt8(ascii: "\\")), cursor.take(UInt8(ascii: "u")) else {
      throw SyntaxError("half a surrogate pair", at: position)
    }
    let second = try fourDigits(&cursor, position)
    guard 0xDC00...0xDFFF ~= second,
      let scalar = Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
    else { throw SyntaxError("half a surrogate pair", at: position) }
    return scalar
  }

  private static func fourDigits(
    _ cursor: inout Cursor,
    _ position: Position
  ) throws(SyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = cursor.next?.hexValue else {
        throw SyntaxError("an escape that JSON does not have", at: position)
      }
      value = value << 4 | digit
      cursor.advance()
    }
    return value
  }
}
