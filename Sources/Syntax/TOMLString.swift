/// A TOML string of any of the four kinds.
enum TOMLString {
  static func read(
    _ cursor: inout Cursor,
    mayHoldLines: Bool
  ) throws(SyntaxError) -> String {
    let opening = cursor.position
    let quote = cursor.next ?? UInt8(ascii: "\"")
    let isLong = cursor.starts(with: [quote, quote, quote])
    guard !isLong || mayHoldLines else {
      throw SyntaxError("a string of several lines is no key", at: opening)
    }
    cursor.advance(by: isLong ? 3 : 1)
    if isLong {
      if cursor.starts(with: "\r\n") { cursor.advance() }
      _ = cursor.take(UInt8(ascii: "\n"))
    }
    var text: [UInt8] = []
    while let byte = cursor.next {
      if byte == quote, ends(&cursor, quote, isLong, &text) {
        return String(decoding: text, as: UTF8.self)
      }
      try character(&cursor, quote, isLong, &text)
    }
    throw SyntaxError("a string that does not end", at: opening)
  }

  /// Takes the closing quotes; of up to five, the first two belong to the text.
  private static func ends(
    _ cursor: inout Cursor,
    _ quote: UInt8,
    _ isLong: Bool,
    _ text: inout [UInt8]
  ) -> Bool {
    guard isLong else {
      cursor.advance()
      return true
    }
    var count = 0
    while count < 5, cursor.peek(count) == quote { count += 1 }
    guard count >= 3 else { return false }
    text.append(contentsOf: repeatElement(quote, count: count - 3))
    cursor.advance(by: count)
    return true
  }

  private static func character(
    _ cursor: inout Cursor,
    _ quote: UInt8,
    _ isLong: Bool,
    _ text: inout [UInt8]
  ) throws(SyntaxError) {
    let byte = cursor.next ?? 0
    switch byte {
    case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""):
      try escape(&cursor, isLong, &text)
    case UInt8(ascii: "\r") where isLong && cursor.peek(1) == UInt8(ascii: "\n"):
      cursor.advance()
    case UInt8(ascii: "\n") where isLong, UInt8(ascii: "\t"), 0x20...0x7E, 0x80...0xFF:
      text.append(byte)
      cursor.advance()
    default: throw SyntaxError("a control character in a string", at: cursor.position)
    }
  }

  private static func escape(
    _ cursor: inout Cursor,
    _ isLong: Bool,
    _ text: inout [UInt8]
  ) throws(SyntaxError) {
    let position = cursor.position
    cursor.advance()
    let letter = cursor.next
    if isLong, let letter, isSpace(letter) { return try joinLines(&cursor, position) }
    cursor.advance()
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(letter ?? 0)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "u"): try unicode(&cursor, digits: 4, position, &text)
    case UInt8(ascii: "U"): try unicode(&cursor, digits: 8, position, &text)
    default: throw SyntaxError("an escape that TOML does not have", at: position)
    }
  }

  /// A backslash at the end of a line takes all blanks up to the next text.
  private static func joinLines(
    _ cursor: inout Cursor,
    _ position: Position
  ) throws(SyntaxError) {
    cursor.skip { $0 == 0x20 || $0 == 0x09 }
    guard cursor.next == UInt8(ascii: "\n") || cursor.starts(with: "\r\n") else {
      throw SyntaxError("an escape that TOML does not have", at: position)
    }
    while let byte = cursor.next, isSpace(byte) {
      if byte == UInt8(ascii: "\r"), cursor.peek(1) != UInt8(ascii: "\n") { return }
      cursor.advance()
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func unicode(
    _ cursor: inout Cursor,
    digits: Int,
    _ position: Position,
    _ text: inout [UInt8]
  ) throws(SyntaxError) {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = cursor.next?.hexValue else {
        throw SyntaxError("an escape that TOML does not have", at: position)
      }
      value = value << 4 | digit
      cursor.advance()
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw SyntaxError("an escape for no character", at: position)
    }
    text.append(contentsOf: String(scalar).utf8)
  }
}
