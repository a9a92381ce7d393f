import Syntax

/// A piece of a Python text, as far as calls and their arguments need it.
struct PythonToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case name
    /// With `{…}` where a format string fills something in.
    case string
    case symbol
    /// The end of a logical line.
    case newline
  }

  let kind: Kind
  let text: String
  let line: Int

  func isSymbol(_ text: String) -> Bool { kind == .symbol && self.text == text }
}

/// Splits a Python text into names, strings and signs.
struct PythonTokens {
  private let text: [UInt8]
  private let limits: SyntaxLimits = {
    var limits = SyntaxLimits.small
    limits.nodes = 50_000
    return limits
  }()
  private var index = 0
  private var line = 1
  private var depth = 0
  private(set) var tokens: [PythonToken] = []

  static func read(_ text: [UInt8]) throws(SyntaxError) -> [PythonToken] {
    var reader = PythonTokens(text: text)
    guard text.count <= reader.limits.bytes else {
      throw SyntaxError("longer than \(reader.limits.bytes) bytes", at: reader.position)
    }
    while reader.index < text.count { try reader.next() }
    return reader.tokens
  }

  private init(text: [UInt8]) { self.text = text }

  private var position: Position { Position(line: line, column: 1) }

  private mutating func append(_ kind: PythonToken.Kind, _ text: String, line: Int)
    throws(SyntaxError)
  {
    guard tokens.count < limits.nodes else {
      throw SyntaxError("more than \(limits.nodes) tokens", at: position)
    }
    tokens.append(PythonToken(kind: kind, text: text, line: line))
  }

  private mutating func next() throws(SyntaxError) {
    let byte = text[index]
    switch byte {
    case 10:
      if depth == 0, tokens.last?.kind != .newline { try append(.newline, "", line: line) }
      line &+= 1
      index &+= 1
    case UInt8(ascii: "\\") where index &+ 1 < text.count && text[index &+ 1] == 10:
      line &+= 1
      index &+= 2
    case 0...0x20: index &+= 1
    case UInt8(ascii: "#"):
      while index < text.count, text[index] != 10 { index &+= 1 }
    case UInt8(ascii: "'"), UInt8(ascii: "\""): try string(isRaw: false)
    case _ where byte.isSQLWord: try word()
    default: try symbol(byte)
    }
  }

  private mutating func symbol(_ byte: UInt8) throws(SyntaxError) {
    if "([{".utf8.contains(byte) { depth &+= 1 }
    if ")]}".utf8.contains(byte) { depth = max(0, depth &- 1) }
    index &+= 1
    var sign = [byte]
    if index < text.count, text[index] == UInt8(ascii: "="), "=!<>+-*/%|&".utf8.contains(byte) {
      sign.append(text[index])
      index &+= 1
    }
    try append(.symbol, String(decoding: sign, as: UTF8.self), line: line)
  }

  private mutating func word() throws(SyntaxError) {
    let start = index
    while index < text.count, text[index].isSQLWord { index &+= 1 }
    let word = String(decoding: text[start..<index], as: UTF8.self)
    if index < text.count, text[index] == UInt8(ascii: "'") || text[index] == UInt8(ascii: "\""),
      word.utf8.count <= 2, word.utf8.allSatisfy({ "rRbBfFuU".utf8.contains($0) })
    {
      return try string(isRaw: word.asciiSmall.utf8.contains(UInt8(ascii: "r")))
    }
    try append(.name, word, line: line)
  }

  private mutating func string(isRaw: Bool) throws(SyntaxError) {
    let quote = text[index]
    let start = line
    let isLong = text[index...].starts(with: [quote, quote, quote])
    let end = isLong ? [quote, quote, quote] : [quote]
    index &+= end.count
    var value: [UInt8] = []
    while index < text.count {
      if text[index] == quote, text[index...].starts(with: end) {
        index &+= end.count
        return try append(.string, String(decoding: value, as: UTF8.self), line: start)
      }
      if text[index] == 10 {
        guard isLong else { break }
        line &+= 1
      }
      if text[index] == UInt8(ascii: "\\"), index &+ 1 < text.count {
        escape(isRaw, into: &value)
      } else {
        value.append(text[index])
        index &+= 1
      }
    }
    throw SyntaxError("a string has no end", at: Position(line: start, column: 1))
  }

  private mutating func escape(_ isRaw: Bool, into value: inout [UInt8]) {
    let next = text[index &+ 1]
    if next == 10 { line &+= 1 }
    index &+= 2
    if isRaw { return value += [UInt8(ascii: "\\"), next] }
    switch next {
    case UInt8(ascii: "n"): value.append(10)
    case UInt8(ascii: "t"): value.append(9)
    case 10: break
    default:
      if !"'\"\\".utf8.contains(next) { value.append(UInt8(ascii: "\\")) }
      value.append(next)
    }
  }
}
