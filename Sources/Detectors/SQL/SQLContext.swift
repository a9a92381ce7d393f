import Syntax

/// What the statements before it make of a statement.
struct SQLContext {
  /// The database that names without one are in.
  private(set) var database = ""
  /// In which cases the statement runs; empty for all.
  private(set) var condition = ""
  private var session = SQLSession()
  private var templates: [String] = []
  /// What the blocks that run in some cases only depend on, and how many are open.
  private var blockCondition = ""
  private var blocks = 0
  /// Tables that the script itself made.
  private var created: Set<String>

  init(made: Set<String> = []) { created = made }

  /// The tables that a script makes.
  static func created(by text: [UInt8]) -> Set<String> {
    var context = Self()
    for statement in SQLScript(text).statements {
      _ = context.meaning(of: statement, isTakenBack: false)
    }
    return context.created
  }

  func place(of object: SQLObject) -> String { session.place(of: object) }

  /// The meaning, and the tokens of the statement proper.
  mutating func meaning(
    of statement: SQLStatement,
    isTakenBack: Bool
  ) -> (SQLMeaning, [SQLToken]) {
    session.read(statement.tokens)
    let cases = [
      session.condition, templates.joined(separator: " "), blocks > 0 ? blockCondition : "",
      isTakenBack ? "taken back" : "",
    ]
    condition = cases.filter { !$0.isEmpty }.joined(separator: ", ")
    if statement.isRoutine { return (RoutineStatement.meaning(of: statement), statement.tokens) }
    var cursor = SQLCursor(statement.tokens)
    if let reason = skipPrefix(&cursor) { return (.opaque(reason), statement.tokens) }
    var tokens = Array(statement.tokens.dropFirst(cursor.index))
    var ended = tokens.count
    while let last = tokens.last, last.is("END") { tokens.removeLast() }
    ended &-= tokens.count
    if blocks > 0 { ended &-= tokens.count { $0.is("CASE") } }
    blocks = max(0, blocks &- max(0, ended))
    guard let first = tokens.first else { return (.nothing, tokens) }
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
      if let name = cursor.takeName(), condition.isEmpty { created.insert(name.description) }
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
        let isCase = token.is("THEN") || token.is("ELSE") || token.is("CATCH")
        cursor.advance()
        if isCase { depend(on: statementText(cursor, from: 0)) }
        // `BEGIN;` begins a transaction.
        if cursor.tokens.count > 1 { opens(token, before: cursor.current) }
      case "END":
        cursor.advance()
        _ = cursor.take(anyOf: ["IF", "LOOP", "TRY", "CASE", "WHILE", "FOR", "REPEAT"])
        blocks = max(0, blocks &- 1)
      case "IF", "ELSIF", "ELSEIF", "WHILE", "EXCEPTION", "WHEN", "FOR":
        let start = cursor.index
        cursor.advance()
        let isKnown = cursor.skip(to: Self.statements)
        depend(on: statementText(cursor, from: start))
        guard isKnown else { return nil }
      default: return nil
      }
    }
    return nil
  }

  private func statementText(_ cursor: SQLCursor, from start: Int) -> String {
    let tokens = cursor.tokens[start..<min(cursor.index, cursor.tokens.count)].prefix(100)
    return tokens.map(\.canonical).joined(separator: " ")
  }

  private mutating func depend(on text: String) {
    condition = condition.isEmpty ? text : "\(condition.prefix(1000)), \(text)"
  }

  /// A block within a case runs in that case only, up to its `END`.
  private mutating func opens(_ token: SQLToken, before next: SQLToken?) {
    guard token.is("BEGIN") || token.is("THEN") || token.is("CATCH"), !condition.isEmpty,
      next?.is("TRY") != true, next?.is("CATCH") != true, next?.is("TRAN") != true,
      next?.is("TRANSACTION") != true
    else { return }
    if blocks == 0 { blockCondition = condition }
    blocks &+= 1
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
    case "if", "for", "unless":
      if templates.count < 100 { templates.append(String(template.prefix(200))) }
    case "endif", "endfor", "end": _ = templates.popLast()
    case "call", "include", "import", "from": return "a template that brings in others"
    default: break
    }
    if !templates.isEmpty { depend(on: templates.joined(separator: " ")) }
    return nil
  }
}
