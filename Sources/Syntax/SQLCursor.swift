/// Reads the tokens of a statement from left to right.
package struct SQLCursor: Sendable {
  package let tokens: [SQLToken]
  package var index = 0

  package init(_ tokens: [SQLToken]) { self.tokens = tokens }

  package var current: SQLToken? { index < tokens.count ? tokens[index] : nil }
  package var isAtEnd: Bool { index >= tokens.count }
  package var keyword: String { current?.keyword ?? "" }

  package func peek(_ offset: Int = 1) -> SQLToken? {
    let place = index &+ offset
    return place >= 0 && place < tokens.count ? tokens[place] : nil
  }

  package mutating func advance(_ count: Int = 1) { index &+= count }

  /// Takes the keywords if they all follow, in this order.
  package mutating func take(_ keywords: StaticString...) -> Bool {
    for (offset, keyword) in keywords.enumerated() {
      guard let token = peek(offset), token.is(keyword) else { return false }
    }
    index &+= keywords.count
    return true
  }

  package mutating func takeSymbol(_ character: Character) -> Bool {
    guard let current, current.isSymbol(character) else { return false }
    index &+= 1
    return true
  }

  /// Takes one of the keywords, in capitals.
  package mutating func take(anyOf keywords: Set<String>) -> String? {
    guard let current, current.kind == .word, keywords.contains(current.keyword) else { return nil }
    index &+= 1
    return current.keyword
  }

  /// Skips to one of the keywords outside of parentheses; `false`, and at the end, where none is.
  package mutating func skip(to keywords: Set<String>) -> Bool {
    var depth = 0
    while let token = current {
      if token.isSymbol("(") { depth &+= 1 }
      if token.isSymbol(")") { depth &-= 1 }
      if depth <= 0, token.kind == .word, keywords.contains(token.keyword) { return true }
      index &+= 1
    }
    return false
  }

  /// What is between parentheses, without them.
  package mutating func takeParenthesised() -> [SQLToken]? {
    guard let current, current.isSymbol("(") else { return nil }
    var depth = 0
    let start = index &+ 1
    while let token = self.current {
      if token.isSymbol("(") { depth &+= 1 }
      if token.isSymbol(")") { depth &-= 1 }
      index &+= 1
      if depth == 0 { return Array(tokens[start..<(index &- 1)]) }
    }
    return nil
  }

  /// A name of parts between dots: small letters where it has no quotes.
  package mutating func takeName() -> SQLName? {
    var parts: [String] = []
    while let part = takePart() {
      parts.append(part)
      guard takeSymbol(".") else { break }
    }
    return parts.isEmpty ? nil : SQLName(parts)
  }

  private mutating func takePart() -> String? {
    guard let token = current else { return nil }
    let text: String
    switch token.kind {
    case .word: text = token.text.asciiSmall
    case .name, .string: text = token.text
    case .doubleQuoted: text = token.text.isPlainSQLName ? token.text : "\"\(token.text)\""
    case .template, .number: text = token.text
    case .symbol where token.isSymbol("*"): text = "*"
    case .symbol where "@:%#$&?".contains(token.text):
      return takeSigilled()
    default: return nil
    }
    index &+= 1
    return glued(to: text, after: token)
  }

  /// `name{{ suffix }}` and other parts with nothing between them.
  private mutating func glued(to start: String, after token: SQLToken) -> String {
    var text = start
    var last = token
    while let next = current, next.range.lowerBound == last.range.upperBound,
      next.kind == .template || last.kind == .template,
      next.kind == .word || next.kind == .template
        || next.kind == .number
    {
      text += next.kind == .word ? next.text.asciiSmall : next.text
      last = next
      index &+= 1
    }
    return text
  }

  /// `@variable`, `:parameter`, `#temporary`.
  private mutating func takeSigilled() -> String? {
    guard let sigil = current, let next = peek(), next.range.lowerBound == sigil.range.upperBound,
      next.kind == .word || next.kind == .doubleQuoted || next.kind == .string
        || next.kind == .number || next.isSymbol("@")
    else { return nil }
    index &+= 2
    return sigil.text + next.text.asciiSmall
  }
}

/// A name of parts between dots.
package struct SQLName: Hashable, Sendable, CustomStringConvertible {
  package let parts: [String]

  package init(_ parts: [String]) { self.parts = parts }

  package var description: String { parts.joined(separator: ".") }
  package var last: String { parts.last ?? "" }
}

extension String {
  /// A name that means the same with quotes and without.
  var isPlainSQLName: Bool {
    !isEmpty
      && utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
      }
  }
}
