import Syntax

/// What the statements before it make of a statement.
struct SQLContext {
  /// The database that names without one are in.
  private(set) var database = ""
  /// The statement runs in some cases only.
  private(set) var isConditional = false
  private var templateDepth = 0
  /// Inside of a block that runs in some cases only.
  private var inConditionalBlock = false
  /// Tables that the script itself made.
  private var created: Set<String> = []

  init() {}

  /// The meaning, and the tokens of the statement proper.
  mutating func meaning(of statement: SQLStatement) -> (SQLMeaning, [SQLToken]) {
    isConditional = templateDepth > 0 || inConditionalBlock
    if statement.isRoutine { return (RoutineStatement.meaning(of: statement), statement.tokens) }
    var cursor = SQLCursor(statement.tokens)
    if let reason = skipPrefix(&cursor) { return (.opaque(reason), statement.tokens) }
    var tokens = Array(statement.tokens.dropFirst(cursor.index))
    while let last = tokens.last, last.is("END") {
      tokens.removeLast()
      inConditionalBlock = false
    }
    guard let first = tokens.first else {
      if let last = statement.tokens.last { inConditionalBlock = isConditional && !last.is("END") }
      return (.nothing, tokens)
    }
    if tokens.count > 1, let last = tokens.last, last.kind == .meta {
      let meaning = SessionStatement.meaning(ofOther: last)
      if case .opaque = meaning { return (meaning, tokens) }
    }
    return (dispatch(first, tokens), tokens)
  }

  private mutating func dispatch(_ first: SQLToken, _ tokens: [SQLToken]) -> SQLMeaning {
    switch first.keyword {
    case "GRANT", "REVOKE", "DENY": GrantStatement.meaning(of: tokens, in: database)
    case "ALTER": AlterStatement.meaning(of: tokens, in: database)
    case "CREATE": create(tokens)
    case "DROP": drop(tokens)
    case "TRUNCATE", "DELETE": DestructiveStatement.meaning(of: tokens, created: created)
    case "EXEC", "EXECUTE", "CALL", "DO", "PREPARE", "IMMEDIATE":
      DynamicStatement.meaning(of: tokens)
    case "REASSIGN", "ATTACH", "DETACH", "SET", "SECURITY", "UNSET":
      SessionStatement.meaning(of: tokens)
    case "USE": use(tokens)
    case "": SessionStatement.meaning(ofOther: first)
    default: PlainStatement.meaning(of: tokens)
    }
  }

  private mutating func create(_ tokens: [SQLToken]) -> SQLMeaning {
    var cursor = SQLCursor(tokens)
    cursor.advance()
    let words: Set<String> = [
      "OR", "REPLACE", "TEMP", "TEMPORARY", "UNLOGGED", "TRANSIENT", "GLOBAL", "LOCAL", "VOLATILE",
    ]
    while cursor.take(anyOf: words) != nil {}
    if cursor.take("TABLE") {
      _ = cursor.take("IF", "NOT", "EXISTS")
      if let name = cursor.takeName(), !isConditional { created.insert(name.description) }
      return .nothing
    }
    return CreateStatement.meaning(of: tokens)
  }

  private mutating func drop(_ tokens: [SQLToken]) -> SQLMeaning {
    let meaning = DestructiveStatement.meaning(of: tokens, created: created)
    if case .nothing = meaning { return DropStatement.meaning(of: tokens) }
    return meaning
  }

  private mutating func use(_ tokens: [SQLToken]) -> SQLMeaning {
    var cursor = SQLCursor(tokens)
    cursor.advance()
    if cursor.take(anyOf: ["ROLE", "WAREHOUSE", "SECONDARY"]) != nil { return .nothing }
    _ = cursor.take(anyOf: ["DATABASE", "SCHEMA"])
    database = cursor.takeName()?.description ?? ""
    return .nothing
  }
}

// MARK: - What stands before a statement

extension SQLContext {
  /// Skips templates, `BEGIN` and conditions; says why the rest cannot be told.
  private mutating func skipPrefix(_ cursor: inout SQLCursor) -> String? {
    while let token = cursor.current {
      if token.kind == .template {
        if let reason = take(template: token.text, alone: cursor.peek() == nil) { return reason }
        cursor.advance()
        continue
      }
      switch token.keyword {
      case "BEGIN", "THEN", "ELSE", "LOOP", "ATOMIC", "TRY", "CATCH":
        if token.is("THEN") || token.is("ELSE") || token.is("CATCH") { isConditional = true }
        cursor.advance()
      case "END":
        cursor.advance()
        _ = cursor.take(anyOf: ["IF", "LOOP", "TRY", "CASE", "WHILE", "FOR", "REPEAT"])
      case "IF", "ELSIF", "ELSEIF", "WHILE", "EXCEPTION", "WHEN", "FOR":
        isConditional = true
        cursor.advance()
        guard cursor.skip(to: Self.statements) else { return nil }
      default: return nil
      }
    }
    return nil
  }

  private static let statements: Set<String> = [
    "THEN", "BEGIN", "LOOP", "GRANT", "REVOKE", "DENY", "DROP", "ALTER", "CREATE", "EXEC",
    "EXECUTE", "TRUNCATE", "DELETE", "INSERT", "UPDATE", "PRINT",
  ]

  private mutating func take(template: String, alone: Bool) -> String? {
    if SQLWords.access(in: template, dynamic: false) != nil { return "a template that grants" }
    let isStatement =
      template.utf8.starts(with: "{{".utf8) || template.utf8.starts(with: "<%=".utf8)
    if isStatement || template.utf8.starts(with: "${".utf8) {
      return template.has(anyOf: ["config("]) ? nil : "a template in a statement's place"
    }
    let word = template.utf8.drop { "{<%-~+ \n\t".utf8.contains($0) }.prefix(while: \.isSQLWord)
    switch String(decoding: word, as: UTF8.self) {
    case "if", "for", "unless": templateDepth &+= 1
    case "endif", "endfor", "end": templateDepth = max(0, templateDepth &- 1)
    case "call", "include", "import", "from": return "a template that brings in others"
    default: break
    }
    isConditional = templateDepth > 0
    return nil
  }
}
