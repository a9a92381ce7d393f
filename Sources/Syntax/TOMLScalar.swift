/// TOML's values that are one word: truths, numbers, dates.
enum TOMLScalar {
  static func read(_ cursor: inout Cursor) throws(SyntaxError) -> Node {
    let position = cursor.position
    let start = cursor.index
    cursor.skip(while: isWord)
    // A blank may stand between a date and a time.
    if cursor.index - start == 10, cursor.next == 0x20, cursor.peek(1)?.isDigit == true,
      TOMLDate.isDate(cursor.bytes[start..<cursor.index])
    {
      cursor.advance()
      cursor.skip(while: isWord)
    }
    let word = cursor.bytes[start..<cursor.index]
    guard !word.isEmpty else { throw SyntaxError("expected a value", at: position) }
    let text = cursor.text(from: start)
    switch text {
    case "true": return Node(.bool(true), at: position)
    case "false": return Node(.bool(false), at: position)
    default: break
    }
    if isNumber(word) {
      return Node(.number(text.filter { $0 != "_" }), at: position)
    }
    if TOMLDate.isMoment(word) { return Node(.string(text), at: position, tag: "!!timestamp") }
    throw SyntaxError("'\(text)' is no value", at: position)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: byte.isDigit || "+-_.:".utf8.contains(byte)
    }
  }

  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    for (prefix, highest) in [("0x", 15), ("0o", 7), ("0b", 1)] as [(String, UInt32)]
    where word.starts(with: prefix.utf8) {
      return isRun(word.dropFirst(2)) { $0.hexValue.map { $0 <= highest } ?? false }
    }
    var rest = word
    if let sign = rest.first, isSign(sign) { rest = rest.dropFirst() }
    if rest.elementsEqual("inf".utf8) || rest.elementsEqual("nan".utf8) { return true }
    let whole = rest.prefix { $0.isDigit || $0 == UInt8(ascii: "_") }
    guard isRun(whole, of: \.isDigit) else { return false }
    if whole.first == UInt8(ascii: "0"), whole.count > 1 { return false }
    return isFraction(rest.dropFirst(whole.count))
  }

  /// `.5`, `e9`, `.5e-9` or nothing.
  private static func isFraction(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { $0.isDigit || $0 == UInt8(ascii: "_") }
      guard isRun(digits, of: \.isDigit) else { return false }
      rest = rest.dropFirst(digits.count + 1)
    }
    guard let letter = rest.first else { return true }
    guard letter | 0x20 == UInt8(ascii: "e") else { return false }
    rest = rest.dropFirst()
    if let sign = rest.first, isSign(sign) { rest = rest.dropFirst() }
    return isRun(rest, of: \.isDigit)
  }

  /// Digits with single underscores between them.
  private static func isRun(
    _ text: ArraySlice<UInt8>,
    of isDigit: (UInt8) -> Bool
  ) -> Bool {
    var mayBreak = false
    for byte in text {
      if byte == UInt8(ascii: "_") {
        guard mayBreak else { return false }
        mayBreak = false
      } else {
        guard isDigit(byte) else { return false }
        mayBreak = true
      }
    }
    return mayBreak
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }
}

/// Dates and times as RFC 3339 writes them.
enum TOMLDate {
  /// A date, a time, or both, the latter with or without an offset.
  static func isMoment(_ word: ArraySlice<UInt8>) -> Bool {
    guard isDate(word.prefix(10)) else { return isTime(word) }
    let rest = word.dropFirst(10)
    guard let separator = rest.first else { return true }
    guard separator | 0x20 == UInt8(ascii: "t") || separator == 0x20 else { return false }
    return isTime(withoutOffset(rest.dropFirst()))
  }

  static func isDate(_ word: ArraySlice<UInt8>) -> Bool {
    guard let fields = fields(word, "dddd-dd-dd"), fields[0] > 0, 1...12 ~= fields[1] else {
      return false
    }
    let isLeap = fields[0] % 4 == 0 && (fields[0] % 100 != 0 || fields[0] % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return 1...lengths[fields[1] - 1] ~= fields[2]
  }

  private static func isTime(_ word: ArraySlice<UInt8>?) -> Bool {
    guard let word, let fields = fields(word.prefix(8), "dd:dd:dd"),
      fields[0] < 24, fields[1] < 60, fields[2] < 60
    else { return false }
    let fraction = word.dropFirst(8)
    guard let point = fraction.first else { return true }
    return point == UInt8(ascii: ".") && fraction.count > 1
      && fraction.dropFirst().allSatisfy(\.isDigit)
  }

  /// The time in front of `Z` or `+hh:mm`; `nil` where the offset is none.
  private static func withoutOffset(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    if let last = word.last, last | 0x20 == UInt8(ascii: "z") { return word.dropLast() }
    let offset = word.suffix(6)
    guard word.count > 8, offset.first == UInt8(ascii: "+") || offset.first == UInt8(ascii: "-")
    else { return word }
    guard let fields = fields(offset.dropFirst(), "dd:dd"), fields[0] < 24, fields[1] < 60 else {
      return nil
    }
    return word.dropLast(6)
  }

  /// The numbers of a text that looks like the shape, `d` for a digit.
  private static func fields(_ text: ArraySlice<UInt8>, _ shape: String) -> [Int]? {
    guard text.count == shape.utf8.count else { return nil }
    var fields = [0]
    for (byte, expected) in zip(text, shape.utf8) {
      if expected == UInt8(ascii: "d") {
        guard byte.isDigit else { return nil }
        fields[fields.count - 1] = fields[fields.count - 1] * 10 + Int(byte - 0x30)
      } else {
        guard byte == expected else { return nil }
        fields.append(0)
      }
    }
    return fields
  }
}
