import Syntax

/// What ends a template.
enum TemplateEnd {
  case quote
  /// A line that is this word but for blanks.
  case line(ArraySlice<UInt8>)
  case end
}

/// A template before its directives are put into each other.
enum TemplateToken {
  case literal(String, startsLine: Bool)
  case interpolation(Expression, TrimmedSides)
  case ifStarts(Expression, TrimmedSides)
  case otherwise(TrimmedSides)
  case ifEnds(TrimmedSides)
  case loopStarts(key: String?, value: String, collection: Expression, TrimmedSides)
  case loopEnds(TrimmedSides)

  struct TrimmedSides {
    var before = false
    var after = false
  }
}

extension Parser {
  mutating func template(until end: TemplateEnd) throws(SyntaxError) -> [TemplatePart] {
    let start = position
    return try assemble(try templateTokens(until: end), from: start)
  }

  mutating func templateTokens(until end: TemplateEnd) throws(SyntaxError) -> [TemplateToken] {
    try enter()
    defer { depth -= 1 }
    let start = position
    var tokens: [TemplateToken] = []
    var text: [UInt8] = []
    var startsLine = true
    func flush() {
      if !text.isEmpty {
        tokens.append(.literal(String(decoding: text, as: UTF8.self), startsLine: startsLine))
      }
      text = []
    }
    while true {
      if case .line(let word) = end, offset == lineStart, ends(with: word) { break }
      guard let byte else {
        if case .end = end { break }
        throw SyntaxError("a string without an end", at: start)
      }
      if byte == UInt8(ascii: "\n") {
        if case .quote = end { throw failure("a line's end within a quoted string") }
        text.append(byte)
        passNewline()
        flush()
        startsLine = true
      } else if case .quote = end, byte == UInt8(ascii: "\"") {
        offset += 1
        break
      } else if case .quote = end, byte == UInt8(ascii: "\\") {
        try escape(into: &text)
      } else if let token = try marked(&text) {
        flush()
        startsLine = false
        tokens.append(token)
      }
    }
    flush()
    return tokens
  }

  /// An interpolation or a directive; `nil` where a byte of text was taken.
  private mutating func marked(_ text: inout [UInt8]) throws(SyntaxError) -> TemplateToken? {
    guard let byte else { return nil }
    let isMark = byte == UInt8(ascii: "$") || byte == UInt8(ascii: "%") && !isOld
    if isMark, self.byte(after: 1) == byte, self.byte(after: 2) == UInt8(ascii: "{") {
      text += [byte, UInt8(ascii: "{")]
      offset += 3
      return nil
    }
    guard isMark, self.byte(after: 1) == UInt8(ascii: "{") else {
      text.append(byte)
      offset += 1
      return nil
    }
    offset += 1
    var sides = TemplateToken.TrimmedSides()
    if self.byte(after: 1) == UInt8(ascii: "~") {
      sides.before = true
      offset += 1
    }
    return try within("}", "after an interpolation") { parser throws(SyntaxError) in
      var token =
        byte == UInt8(ascii: "$")
        ? .interpolation(try parser.expression(), sides) : try parser.directive(sides)
      try parser.skipBlanks()
      if parser.byte == UInt8(ascii: "~") {
        parser.offset += 1
        token = token.trimmingAfter
      }
      return token
    }
  }

  private mutating func directive(
    _ sides: TemplateToken.TrimmedSides
  ) throws(SyntaxError) -> TemplateToken {
    switch try name("'if' or 'for'") {
    case "if":
      try skipBlanks()
      return .ifStarts(try expression(), sides)
    case "else": return .otherwise(sides)
    case "endif": return .ifEnds(sides)
    case "for":
      let (key, value, collection) = try loopHead()
      return .loopStarts(key: key, value: value, collection: collection, sides)
    case "endfor": return .loopEnds(sides)
    case let word: throw failure("an unknown directive '\(word)'")
    }
  }
}

extension TemplateToken {
  var sides: TrimmedSides? {
    switch self {
    case .literal: nil
    case .interpolation(_, let sides), .ifStarts(_, let sides), .otherwise(let sides),
      .ifEnds(let sides), .loopStarts(_, _, _, let sides), .loopEnds(let sides):
      sides
    }
  }

  fileprivate var trimmingAfter: TemplateToken {
    guard var sides else { return self }
    sides.after = true
    switch self {
    case .literal: return self
    case .interpolation(let inner, _): return .interpolation(inner, sides)
    case .ifStarts(let condition, _): return .ifStarts(condition, sides)
    case .otherwise: return .otherwise(sides)
    case .ifEnds: return .ifEnds(sides)
    case .loopStarts(let key, let value, let collection, _):
      return .loopStarts(key: key, value: value, collection: collection, sides)
    case .loopEnds: return .loopEnds(sides)
    }
  }
}
