/// One statement of a script.
package struct SQLStatement: Hashable, Sendable {
  package let tokens: [SQLToken]
  /// It defines a routine, a trigger or a task: what else stands in it runs at another time.
  package let isRoutine: Bool

  package init(tokens: [SQLToken], isRoutine: Bool = false) {
    self.tokens = tokens
    self.isRoutine = isRoutine
  }

  package var position: Position { tokens.first?.position ?? Position(line: 1, column: 1) }
  package var line: Int { position.line }

  /// The same for every way to lay out the statement.
  package var canonical: String {
    let isLayoutFree = !tokens.contains { $0.keyword.hasPrefix("PLPY") || $0.is("PYTHON") }
    return tokens.map { isLayoutFree ? $0.layoutFree : $0.canonical }.joined(separator: " ")
  }
}

extension SQLToken {
  /// The body of a routine by its own tokens, if every dialect sees the same in it.
  package var layoutFree: String {
    guard kind == .body, text.utf8.count <= 65_536 else { return canonical }
    let script = SQLScript(Array(text.utf8))
    guard script.failure == nil, script.doubts.isEmpty else { return canonical }
    let statements = script.statements.map { statement in
      statement.tokens.map(\.canonical).joined(separator: " ")
    }
    return "$$ \(statements.joined(separator: "; ")) $$"
  }
}

/// The statements of a text, as far as it could be read.
package struct SQLScript: Sendable {
  package let statements: [SQLStatement]
  /// What stands in it that other dialects read differently.
  package let doubts: [SQLDoubt: Position]
  /// Why and where reading ended early.
  package let failure: SyntaxError?

  package init(
    _ text: [UInt8],
    dialect: SQLDialect = .standard,
    limits: SyntaxLimits = SyntaxLimits()
  ) {
    guard text.count <= limits.bytes else {
      statements = []
      doubts = [:]
      failure = SyntaxError(
        "longer than \(limits.bytes) bytes",
        at: Position(line: 1, column: 1)
      )
      return
    }
    var splitter = SQLSplitter(SQLLexer(text, dialect: dialect, limits: limits))
    failure = splitter.run(limits: limits)
    statements = splitter.statements
    doubts = splitter.lexer.doubts
  }
}
