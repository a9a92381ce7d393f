/// Splits a SQL text into tokens, as one dialect reads it.
struct SQLLexer {
  let text: [UInt8]
  let dialect: SQLDialect
  let limits: SyntaxLimits
  var index = 0
  var doubts: [SQLDoubt: Position] = [:]
  /// What ends a statement besides `;`, as MySQL's client takes it.
  var delimiter: [UInt8] = []
  /// Where the next end of a template is.
  var closings: [String: Int] = [:]
  private var line = 1
  private var lineStart = 0
  private var counted = 0
  /// Inside of a comment that MySQL executes.
  private var conditional = false

  init(_ text: [UInt8], dialect: SQLDialect, limits: SyntaxLimits) {
    self.text = text
    self.dialect = dialect
    self.limits = limits
  }

  func byte(_ offset: Int = 0) -> UInt8? {
    let place = index &+ offset
    return place < text.count ? text[place] : nil
  }

  /// Where an offset not before the last one asked for is.
  mutating func position(of offset: Int) -> Position {
    while counted < offset {
      if text[counted] == UInt8(ascii: "\n") {
        line &+= 1
        lineStart = counted &+ 1
      }
      counted &+= 1
    }
    return Position(line: line, column: offset &- lineStart &+ 1)
  }

  mutating func doubt(_ doubt: SQLDoubt) {
    if doubts[doubt] == nil { doubts[doubt] = Position(line: line, column: 1) }
  }

  /// The next token; `nil` at the end.
  mutating func next() throws(SyntaxError) -> SQLToken? {
    try skipBlanks()
    guard let first = byte() else { return nil }
    let start = index
    let position = position(of: start)
    let kind: SQLToken.Kind
    let value: String
    if !delimiter.isEmpty, text[start...].starts(with: delimiter) {
      index &+= delimiter.count
      (kind, value) = (.delimiter, "")
    } else if let template = try takeTemplate(at: position) {
      (kind, value) = (.template, template)
    } else {
      (kind, value) = try take(first, at: position)
    }
    return SQLToken(
      kind,
      value,
      at: position,
      range: start..<index,
      isConditional: conditional
    )
  }

  private mutating func take(
    _ first: UInt8,
    at position: Position
  ) throws(SyntaxError) -> (SQLToken.Kind, String) {
    switch first {
    case UInt8(ascii: "'"):
      return (.string, try takeQuoted(first, escapes: dialect.backslashEscapes, at: position))
    case UInt8(ascii: "\""):
      return (.doubleQuoted, try takeQuoted(first, escapes: dialect.backslashEscapes, at: position))
    case UInt8(ascii: "`"):
      return (.name, try takeQuoted(first, escapes: false, at: position))
    case UInt8(ascii: "["):
      if let name = takeBracketed() { return (.name, name) }
    case UInt8(ascii: "$"):
      if let body = try takeBody(at: position) { return (.body, body) }
    case UInt8(ascii: "\\"):
      return (.meta, takeCommand())
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return (.number, takeWhile { $0.isSQLWord || $0 == UInt8(ascii: ".") })
    case _ where first.isSQLWord:
      return try takeWord(at: position)
    default: break
    }
    index &+= 1
    return (.symbol, String(decoding: [first], as: UTF8.self))
  }

  /// A word, or a string with a prefix such as `E'…'`.
  private mutating func takeWord(
    at position: Position
  ) throws(SyntaxError) -> (SQLToken.Kind, String) {
    let word = takeWhile { $0.isSQLWord || $0 == UInt8(ascii: "$") }
    guard let quote = byte(), quote == UInt8(ascii: "'"), word.utf8.count <= 2 else {
      return (.word, word)
    }
    switch word.asciiCapitals {
    case "E": return (.string, try takeQuoted(quote, escapes: true, at: position))
    case "N", "B", "X":
      return (.string, try takeQuoted(quote, escapes: dialect.backslashEscapes, at: position))
    default: return (.word, word)
    }
  }

  mutating func takeWhile(_ belongs: (UInt8) -> Bool) -> String {
    let start = index
    while let next = byte(), belongs(next) { index &+= 1 }
    return String(decoding: text[start..<index], as: UTF8.self)
  }

  mutating func takeLine() -> String { takeWhile { $0 != UInt8(ascii: "\n") } }

  /// A command of psql: to the end of its line, or to `\\`, behind which a statement may stand.
  private mutating func takeCommand() -> String {
    let start = index
    let separator = [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
    if text[start...].starts(with: separator) {
      index &+= separator.count
      return "\\\\"
    }
    var isQuoted = false
    while let next = byte(), next != UInt8(ascii: "\n") {
      if next == UInt8(ascii: "'") { isQuoted.toggle() }
      if !isQuoted, text[index...].starts(with: separator) { break }
      index &+= 1
    }
    return String(decoding: text[start..<index], as: UTF8.self)
  }
}

// MARK: - Blanks and comments

extension SQLLexer {
  private mutating func skipBlanks() throws(SyntaxError) {
    while let next = byte() {
      switch next {
      case UInt8(ascii: " "), 0x09...0x0D: index &+= 1
      case UInt8(ascii: "-") where byte(1) == UInt8(ascii: "-"):
        guard isDashComment() else { return }
        skipLine()
      case UInt8(ascii: "#"):
        guard isPlainHashLine() else {
          _ = position(of: index)
          doubt(.hash)
          guard dialect.hashComments else { return }
          skipLine()
          continue
        }
        skipLine()
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
        if isExecutable() { enterExecutable() } else { try skipComment() }
      case UInt8(ascii: "*") where conditional && byte(1) == UInt8(ascii: "/"):
        conditional = false
        index &+= 2
      default: return
      }
    }
  }

  private mutating func skipLine() {
    while let next = byte(), next != UInt8(ascii: "\n") {
      if next == UInt8(ascii: "\r"), let after = byte(1), after != UInt8(ascii: "\n") {
        _ = position(of: index)
        doubt(.carriageReturn)
        if !dialect.commentsPassReturns { return }
      }
      index &+= 1
    }
  }

  /// A line of its own that no dialect takes for a part of a statement.
  private func isPlainHashLine() -> Bool {
    guard let next = byte(1), next <= 0x20 || next == UInt8(ascii: "#") else { return false }
    var start = index
    while start > 0, text[start &- 1] == 0x20 || text[start &- 1] == 9 { start &-= 1 }
    guard start == 0 || text[start &- 1] == UInt8(ascii: "\n"), index &- start < 1000 else {
      return false
    }
    let line = text[index...].prefix(1000).prefix { $0 != UInt8(ascii: "\n") }
    return line.count < 1000 && !line.contains { ";'\"`$*-\\".utf8.contains($0) }
  }

  /// MySQL takes `1--1` for a sum: what follows such dashes is code to it.
  private mutating func isDashComment() -> Bool {
    guard let next = byte(2), next.isSQLWord || "('\"`@".utf8.contains(next) else { return true }
    let near = text[index..<min(text.count, index &+ 1000)]
    let line = near.prefix { $0 != UInt8(ascii: "\n") }
    let rest = String(decoding: line, as: UTF8.self).asciiCapitals
    guard line.count == 1000 || rest.has(anyOf: [";", "INTO ", "/*"]) else { return true }
    _ = position(of: index)
    doubt(.dashes)
    return !dialect.spacedDashes
  }

  /// `/*! … */` and `/*+ … */` are code to MySQL, the second a hint only.
  private func isExecutable() -> Bool {
    byte(2) == UInt8(ascii: "!")
      || (byte(2) == UInt8(ascii: "M") && byte(3) == UInt8(ascii: "!"))
  }

  private mutating func enterExecutable() {
    index &+= byte(2) == UInt8(ascii: "!") ? 3 : 4
    while let digit = byte(), (0x30...0x39).contains(digit) { index &+= 1 }
    conditional = true
  }

  private mutating func skipComment() throws(SyntaxError) {
    let start = position(of: index)
    index &+= 2
    var depth = 1
    while let next = byte() {
      if next == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        index &+= 2
        depth &-= 1
        if depth == 0 { return }
      } else if next == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
        index &+= 2
        doubt(.nestedComment)
        if dialect.nestsComments { depth &+= 1 }
        guard depth <= limits.depth else {
          throw SyntaxError("comments are nested more than \(limits.depth) deep", at: start)
        }
      } else {
        index &+= 1
      }
    }
    throw SyntaxError("a comment has no end", at: start)
  }
}

extension UInt8 {
  /// Letters, digits, `_` and everything beyond ASCII.
  package var isSQLWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }
}

extension String {
  /// Whether any of these stands in it, byte for byte.
  package func has(anyOf parts: [String]) -> Bool {
    parts.contains { part in
      let wanted = Array(part.utf8)
      guard let first = wanted.first else { return true }
      var rest = utf8[...]
      while let start = rest.firstIndex(of: first) {
        if rest[start...].starts(with: wanted) { return true }
        rest = rest[rest.index(after: start)...]
      }
      return false
    }
  }
}
