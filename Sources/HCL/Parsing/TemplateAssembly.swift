import Syntax

extension Parser {
  /// Puts directives into each other, trims, and joins literals.
  func assemble(
    _ tokens: [TemplateToken],
    from start: Position
  ) throws(SyntaxError) -> [TemplatePart] {
    var assembly = TemplateAssembly(tokens: tokens, position: start, limit: limits.depth)
    let parts = try assembly.parts()
    guard assembly.isAtEnd else {
      throw SyntaxError("a directive ends what none begins", at: start)
    }
    return parts
  }
}

private struct TemplateAssembly {
  let tokens: [TemplateToken]
  let position: Position
  let limit: Int
  var next = 0
  var depth = 0

  init(tokens: [TemplateToken], position: Position, limit: Int) {
    self.tokens = tokens
    self.position = position
    self.limit = limit
  }

  var isAtEnd: Bool { next == tokens.count }

  mutating func parts() throws(SyntaxError) -> [TemplatePart] {
    depth += 1
    defer { depth -= 1 }
    guard depth <= limit else { throw SyntaxError("deeper than \(limit) levels", at: position) }
    var parts: [TemplatePart] = []
    var literal = ""
    func flush() {
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = ""
    }
    while next < tokens.count {
      switch tokens[next] {
      case .literal: literal += literalRun()
      case .interpolation(let inner, _):
        flush()
        parts.append(.interpolation(inner))
        next += 1
      case .ifStarts(let condition, _):
        flush()
        next += 1
        parts.append(try conditional(condition))
      case .loopStarts(let key, let value, let collection, _):
        flush()
        next += 1
        let body = try self.parts()
        guard next < tokens.count, case .loopEnds = tokens[next] else { throw missing("endfor") }
        next += 1
        parts.append(.loop(key: key, value: value, collection: collection, body: body))
      case .otherwise, .ifEnds, .loopEnds:
        flush()
        return parts
      }
    }
    flush()
    return parts
  }

  private mutating func conditional(_ condition: Expression) throws(SyntaxError) -> TemplatePart {
    let then = try parts()
    var otherwise: [TemplatePart] = []
    if next < tokens.count, case .otherwise = tokens[next] {
      next += 1
      otherwise = try parts()
    }
    guard next < tokens.count, case .ifEnds = tokens[next] else { throw missing("endif") }
    next += 1
    return .conditional(condition, then: then, otherwise: otherwise)
  }

  /// Neighbouring literals, trimmed as the tokens around them ask.
  private mutating func literalRun() -> String {
    let trimsStart = next > 0 && tokens[next - 1].sides?.after == true
    var text = ""
    while next < tokens.count, case .literal(let piece, _) = tokens[next] {
      text += piece
      next += 1
    }
    var bytes = text.utf8[...]
    if trimsStart { bytes = bytes.drop(while: Self.isSpace) }
    if next < tokens.count, tokens[next].sides?.before == true {
      while let last = bytes.last, Self.isSpace(last) { bytes.removeLast() }
    }
    return String(bytes) ?? text
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private func missing(_ word: String) -> SyntaxError {
    SyntaxError("a directive without '\(word)'", at: position)
  }
}
