import Syntax

extension Parser {
  /// What an operator stands between, without what is taken of it.
  mutating func term() throws(SyntaxError) -> Expression {
    let start = position
    switch byte {
    case let digit? where isDigit(digit): return try node(.number(number()), at: start)
    case UInt8(ascii: "\""):
      offset += 1
      return try node(.template(try template(until: .quote)), at: start)
    case UInt8(ascii: "<"):
      guard byte(after: 1) == UInt8(ascii: "<") else { break }
      return try node(.heredoc(try heredoc()), at: start)
    case UInt8(ascii: "("):
      return try within(")", "after an expression in parentheses") { parser throws(SyntaxError) in
        try parser.expression()
      }
    case UInt8(ascii: "["): return try tuple()
    case UInt8(ascii: "{"): return try object()
    default: if atName { return try named() }
    }
    throw failure("expected an expression, found \(found)")
  }

  /// Between the bracket at hand and the one that closes it, newlines are blanks.
  mutating func within<T>(
    _ end: Character,
    _ place: String,
    _ read: (inout Parser) throws(SyntaxError) -> T
  ) throws(SyntaxError) -> T {
    let matter = newlinesMatter
    newlinesMatter = false
    defer { newlinesMatter = matter }
    offset += 1
    try skipBlanks()
    let value = try read(&self)
    try skipBlanks()
    try expect(end, place)
    return value
  }

  private mutating func named() throws(SyntaxError) -> Expression {
    let start = position
    var name = try name("a name")
    while starts(with: "::") {
      offset += 2
      name += "::" + (try self.name("a function's name"))
    }
    try skipBlanks()
    if byte == UInt8(ascii: "(") { return try call(name, at: start) }
    switch name {
    case "true": return try node(.bool(true), at: start)
    case "false": return try node(.bool(false), at: start)
    case "null": return try node(.null, at: start)
    default: return try node(.variable(name), at: start)
    }
  }

  private mutating func call(_ name: String, at start: Position) throws(SyntaxError) -> Expression {
    var arguments: [Expression] = []
    var expandsLast = false
    try within(")", "after the arguments of '\(name)'") { parser throws(SyntaxError) in
      while parser.byte != UInt8(ascii: ")") {
        arguments.append(try parser.expression())
        try parser.skipBlanks()
        if parser.starts(with: "...") {
          parser.offset += 3
          expandsLast = true
          try parser.skipBlanks()
          break
        }
        guard parser.byte == UInt8(ascii: ",") else { break }
        parser.offset += 1
        try parser.skipBlanks()
      }
    }
    return try node(.call(name, arguments, expandsLast: expandsLast), at: start)
  }

  private mutating func tuple() throws(SyntaxError) -> Expression {
    let start = position
    return try within("]", "at the end of a list") { parser throws(SyntaxError) in
      if parser.atWord("for") { return try parser.loop(makesObject: false, at: start) }
      var items: [Expression] = []
      while parser.byte != UInt8(ascii: "]") {
        items.append(try parser.expression())
        try parser.skipBlanks()
        guard parser.byte == UInt8(ascii: ",") else { break }
        parser.offset += 1
        try parser.skipBlanks()
      }
      return try parser.node(.tuple(items), at: start)
    }
  }

  private mutating func number() -> String {
    let start = offset
    skipDigits()
    if byte == UInt8(ascii: "."), let next = byte(after: 1), isDigit(next) {
      offset += 1
      skipDigits()
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      let sign = byte(after: 1) == UInt8(ascii: "+") || byte(after: 1) == UInt8(ascii: "-")
      if let next = byte(after: sign ? 2 : 1), isDigit(next) {
        offset += sign ? 2 : 1
        skipDigits()
      }
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  mutating func skipDigits() {
    while let byte, isDigit(byte) { offset += 1 }
  }

  func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
