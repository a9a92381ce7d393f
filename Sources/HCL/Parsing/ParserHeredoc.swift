import Syntax

extension Parser {
  mutating func heredoc() throws(SyntaxError) -> [TemplatePart] {
    let start = position
    offset += 2
    let isFlush = byte == UInt8(ascii: "-")
    if isFlush { offset += 1 }
    let length = nameLength
    guard length > 0 else { throw SyntaxError("a heredoc without a word that ends it", at: start) }
    let word = bytes[offset..<offset + length]
    offset += length
    if byte == UInt8(ascii: "\r") { offset += 1 }
    guard byte == UInt8(ascii: "\n") else {
      throw failure("expected the end of the line after a heredoc's word, found \(found)")
    }
    passNewline()
    var tokens = try templateTokens(until: .line(word))
    while byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { offset += 1 }
    offset += length
    if isFlush { tokens = flushed(tokens) }
    return try assemble(tokens, from: start)
  }

  /// Whether the line at hand is this word, but for blanks around it.
  func ends(with word: ArraySlice<UInt8>) -> Bool {
    var start = offset
    while start < bytes.count, isBlank(bytes[start]) { start += 1 }
    guard start + word.count <= bytes.count, bytes[start..<start + word.count] == word else {
      return false
    }
    var end = start + word.count
    while end < bytes.count, isBlank(bytes[end]) || bytes[end] == UInt8(ascii: "\r") { end += 1 }
    return end == bytes.count || bytes[end] == UInt8(ascii: "\n")
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private func isWhite(_ byte: UInt8) -> Bool {
    isBlank(byte) || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
  }

  /// Without the indent that all lines have.
  private func flushed(_ tokens: [TemplateToken]) -> [TemplateToken] {
    var indent = Int.max
    var startsLine = true
    for token in tokens {
      guard case .literal(let text, let literalStarts) = token else {
        if startsLine { indent = 0 }
        startsLine = false
        continue
      }
      let isEmptyLine = text.utf8.last == UInt8(ascii: "\n") && text.utf8.allSatisfy(isWhite)
      if literalStarts, !isEmptyLine {
        indent = min(indent, text.utf8.prefix(while: isBlank).count)
      }
      startsLine = text.utf8.last == UInt8(ascii: "\n")
    }
    return tokens.map { token in
      guard case .literal(let text, true) = token else { return token }
      let blanks = min(indent, text.utf8.prefix(while: isBlank).count)
      return .literal(String(text.dropFirst(blanks)), startsLine: true)
    }
  }
}
