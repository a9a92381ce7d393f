/// Puts the tokens of a script together to statements.
struct SQLSplitter {
  var lexer: SQLLexer
  private(set) var statements: [SQLStatement] = []
  private var tokens: [SQLToken] = []
  private var block = SQLBlock()
  private var parentheses = 0
  /// There is no more end of inline data to find.
  private var dataEnded = false

  init(_ lexer: SQLLexer) { self.lexer = lexer }

  /// Reads to the end, or to what cannot be read.
  mutating func run(limits: SyntaxLimits) -> SyntaxError? {
    var count = 0
    do throws(SyntaxError) {
      while let token = try lexer.next() {
        count &+= 1
        guard count <= limits.nodes else {
          throw SyntaxError("more than \(limits.nodes) tokens", at: token.position)
        }
        take(token)
      }
      finish()
      return nil
    } catch {
      finish()
      return error
    }
  }

  private mutating func take(_ token: SQLToken) {
    switch token.kind {
    case .delimiter: finish()
    case .meta: takeMeta(token)
    case .word where tokens.isEmpty && token.is("DELIMITER"): takeDelimiter()
    case .word where token.is("GO") && isAlone(token): finish()
    case .symbol where token.isSymbol("/") && isAlone(token): finish()
    case .symbol where token.isSymbol(";"):
      if block.ends(byDelimiter: !lexer.delimiter.isEmpty) {
        finish(skippingData: true)
      } else {
        tokens.append(token)
      }
    default: append(token)
    }
  }

  private mutating func append(_ token: SQLToken) {
    if token.isSymbol("(") { parentheses &+= 1 }
    if token.isSymbol(")") { parentheses = max(0, parentheses &- 1) }
    if !block.isRoutine, parentheses == 0, let last = tokens.last {
      splitIfNeeded(before: token, after: last)
    }
    tokens.append(token)
    block.take(token, head: tokens)
  }

  /// SQL Server needs no `;` between statements.
  private mutating func splitIfNeeded(before token: SQLToken, after last: SQLToken) {
    if Self.isGrant(token) {
      if Self.canEnd(last), !takesGrant { finish() }
    } else if tokens.count > 1, Self.begins(last, token), !isGrantHead {
      let before = tokens[tokens.count &- 2]
      guard before.position.line < last.position.line, Self.canEnd(before) else { return }
      tokens.removeLast()
      finish()
      tokens.append(last)
      block.take(last, head: tokens)
    }
  }

  private var isGrantHead: Bool { tokens.first.map(Self.isGrant) ?? false }

  /// Whether `GRANT` is a clause of it, not the next statement.
  private var takesGrant: Bool {
    guard tokens.count > 1 else { return false }
    if tokens[0].is("ALTER") { return tokens[1].is("DEFAULT") }
    guard tokens[0].is("CREATE") else { return false }
    return zip(tokens, tokens.dropFirst()).prefix(6).contains { $0.is("ROW") && $1.is("ACCESS") }
  }

  private static func isGrant(_ token: SQLToken) -> Bool {
    token.is("GRANT") || token.is("REVOKE") || token.is("DENY")
  }

  /// Whether a statement may end with it.
  private static func canEnd(_ token: SQLToken) -> Bool {
    switch token.kind {
    case .word: !inner.contains(token.keyword)
    case .symbol: token.isSymbol(")") || token.isSymbol("*")
    default: true
    }
  }

  private static let inner: Set<String> = [
    "WITH", "GRANT", "REVOKE", "SHOW", "FOR", "AS", "SELECT", "EXPLAIN", "BY", "ON", "OF", "OR",
    "AND", "IN", "TO", "FROM", "SET", "EXISTS", "NOT", "COPY", "CURRENT", "FUTURE",
  ]

  private static func begins(_ first: SQLToken, _ second: SQLToken) -> Bool {
    guard first.kind == .word, second.kind == .word else { return false }
    guard let seconds = beginnings[first.keyword] else { return false }
    return seconds.contains(second.keyword)
  }

  private static let beginnings: [String: Set<String>] = [
    "DROP": ["TABLE", "DATABASE", "SCHEMA", "ROLE", "USER", "LOGIN", "SECURITY"],
    "TRUNCATE": ["TABLE"],
    "DELETE": ["FROM"],
    "ALTER": ["ROLE", "TABLE", "USER", "LOGIN", "SERVER", "AUTHORIZATION", "SECURITY"],
    "CREATE": ["USER", "LOGIN", "ROLE", "SECURITY"],
    "EXEC": ["SP_ADDROLEMEMBER", "SP_ADDSRVROLEMEMBER", "SP_EXECUTESQL", "XP_CMDSHELL"],
    "BULK": ["INSERT"],
  ]

  private mutating func finish(skippingData: Bool = false) {
    if !tokens.isEmpty {
      statements.append(SQLStatement(tokens: tokens, isRoutine: block.isRoutine))
    }
    let copies = skippingData && readsInlineData
    tokens.removeAll(keepingCapacity: true)
    block = SQLBlock()
    parentheses = 0
    if copies { skipData() }
  }
}

// MARK: - What clients add to the language

extension SQLSplitter {
  private mutating func takeMeta(_ token: SQLToken) {
    if token.text.utf8.count > 1 {
      if !token.text.has(anyOf: ["\\g", "\\o", "\\w"]) || tokens.isEmpty { finish() }
      tokens.append(token)
      finish()
    }
  }

  private mutating func takeDelimiter() {
    let line = lexer.takeLine().utf8.filter { $0 != UInt8(ascii: " ") && $0 >= 0x20 }
    lexer.delimiter = line == [UInt8(ascii: ";")] ? [] : Array(line.prefix(16))
  }

  /// Whether nothing but a count stands beside it on its line.
  private func isAlone(_ token: SQLToken) -> Bool {
    let text = lexer.text
    var start = token.range.lowerBound
    while start > 0, text[start &- 1] == UInt8(ascii: " ") || text[start &- 1] == 9 { start &-= 1 }
    guard start == 0 || text[start &- 1] == UInt8(ascii: "\n") else { return false }
    let rest = text[token.range.upperBound...].prefix { $0 != UInt8(ascii: "\n") }
    return rest.allSatisfy { $0 <= 0x20 || (0x30...0x39).contains($0) || $0 == UInt8(ascii: ";") }
  }

  /// `COPY t FROM stdin`, which the rows follow.
  private var readsInlineData: Bool {
    guard !dataEnded, let first = tokens.first, first.is("COPY") else { return false }
    return zip(tokens, tokens.dropFirst()).contains { $0.is("FROM") && $1.is("STDIN") }
  }

  /// Skips rows up to a line `\.`, if there is such a line.
  private mutating func skipData() {
    let end = Array("\n\\.".utf8)
    var place = lexer.index
    while let next = lexer.text[place...].firstIndex(of: UInt8(ascii: "\n")) {
      if lexer.text[next...].starts(with: end) {
        lexer.index = next &+ end.count
        return
      }
      place = next &+ 1
    }
    dataEnded = true
  }
}
