import Syntax

/// Statements that destroy data.
enum DestructiveStatement {
  static func meaning(of tokens: [SQLToken], created: Set<String>) -> SQLMeaning {
    var cursor = SQLCursor(tokens)
    let verb = cursor.keyword
    cursor.advance()
    switch verb {
    case "DROP":
      _ = cursor.take(anyOf: ["TEMPORARY", "FOREIGN", "ICEBERG", "DYNAMIC"])
      guard let kind = cursor.take(anyOf: ["TABLE", "DATABASE", "SCHEMA"]) else { return .nothing }
      _ = cursor.take("IF", "EXISTS")
      return names(&cursor, "DROP", kind: kind, created: created)
    case "TRUNCATE":
      _ = cursor.take(anyOf: ["TABLE", "DATABASE", "ALL"])
      _ = cursor.take("IF", "EXISTS")
      return names(&cursor, "TRUNCATE", kind: "TABLE", created: created)
    default:
      guard cursor.take("FROM") || cursor.current?.kind == .word else { return .nothing }
      let ends: Set<String> = ["WHERE", "USING", "JOIN", "LIMIT", "TOP", "RETURNING", "INNER"]
      guard !tokens.contains(where: { ends.contains($0.keyword) }) else { return .nothing }
      return names(&cursor, "DELETE", kind: "TABLE", created: created)
    }
  }

  private static func names(
    _ cursor: inout SQLCursor,
    _ verb: String,
    kind: String,
    created: Set<String>
  ) -> SQLMeaning {
    var settings: [SQLSetting] = []
    repeat {
      _ = cursor.take("ONLY")
      guard let name = cursor.takeName() else { return .opaque("a '\(verb)' that cannot be read") }
      _ = cursor.takeSymbol("*")
      let isOwn = created.contains(name.description) || name.last.hasPrefix("#")
      guard !(kind == "TABLE" && isOwn) else { continue }
      let fact = SQLFact(
        topic: .destruction,
        what: verb,
        object: SQLObject(kind: kind, path: name.parts)
      )
      settings.append(SQLSetting(fact, .opens))
    } while cursor.takeSymbol(",")
    return settings.isEmpty ? .nothing : .settings(settings)
  }
}

/// Statements that run a text, or a routine.
enum DynamicStatement {
  private static let members: Set<String> = ["SP_ADDROLEMEMBER", "SP_ADDSRVROLEMEMBER"]

  static func meaning(of tokens: [SQLToken]) -> SQLMeaning {
    var cursor = SQLCursor(tokens)
    let verb = cursor.keyword
    cursor.advance()
    if let meaning = membership(cursor) { return meaning }
    if let word = SQLWords.access(in: Array(tokens.dropFirst())) {
      return .opaque("'\(verb)' of a text that holds '\(word)'")
    }
    if verb == "EXECUTE", tokens.dropFirst().contains(where: { $0.is("IMMEDIATE") }) || verb == "DO"
    {
      return .opaque("'\(verb)' of a text")
    }
    let runsText = tokens.dropFirst().first.map { $0.isSymbol("(") || $0.isSymbol("@") } ?? false
    if verb.hasPrefix("EXEC"), runsText || tokens.contains(where: { $0.is("FORMAT") }) {
      return literalOnly(tokens) ? .nothing : .opaque("'\(verb)' of a text that is put together")
    }
    let name = cursor.takeName()?.last ?? ""
    var path = SQLCursor(Array(tokens.dropFirst()))
    if let package = path.takeName()?.parts.dropLast().last, packages.contains(package) {
      return .opaque("'\(verb)' of '\(package).\(name)'")
    }
    let admin = ["sp_", "xp_", "rds_", "dbms_", "pg_"].contains { name.hasPrefix($0) }
    return admin && !["sp_rename", "sp_refreshview"].contains(name)
      ? .opaque("'\(verb)' of '\(name)'") : .nothing
  }

  /// Oracle's own that give access, shield rows, or run a text later.
  private static let packages: Set<String> = [
    "dbms_rls", "dbms_fga", "dbms_redact", "dbms_network_acl_admin", "dbms_macadm", "dbms_java",
    "dbms_scheduler", "dbms_job", "dbms_credential", "dbms_xdb", "utl_http", "dbms_datapump",
  ]

  private static func literalOnly(_ tokens: [SQLToken]) -> Bool {
    tokens.dropFirst().allSatisfy { $0.kind == .string || $0.isSymbol("(") || $0.isSymbol(")") }
  }

  /// `sp_addrolemember 'role', 'member'`.
  private static func membership(_ start: SQLCursor) -> SQLMeaning? {
    var cursor = start
    guard let name = cursor.takeName()?.last,
      [
        "sp_addrolemember", "sp_addsrvrolemember",
        "sp_droprolemember", "sp_dropsrvrolemember",
      ].contains(name)
    else { return nil }
    let strings = cursor.tokens.dropFirst(cursor.index).filter {
      $0.kind == .string || $0.kind == .name || ($0.kind == .word && !$0.is("AS"))
    }.map(\.text)
    guard strings.count == 2 else { return .opaque("'\(name)' that cannot be read") }
    let onServer = name.hasSuffix("srvrolemember")
    let fact = SQLFact(
      topic: .member,
      who: strings[onServer ? 0 : 1].asciiSmall,
      what: strings[onServer ? 1 : 0].asciiSmall
    )
    return .settings([SQLSetting(fact, name.hasPrefix("sp_drop") ? .closes : .opens)])
  }
}

/// What is set for a session, and the few statements of roles among it.
enum SessionStatement {
  static func meaning(of tokens: [SQLToken]) -> SQLMeaning {
    var cursor = SQLCursor(tokens)
    switch cursor.keyword {
    case "REASSIGN":
      return reassign(&cursor)
    case "ATTACH", "DETACH": return PolicyStatement.attach(&cursor)
    case "SECURITY": return .opaque("a security label")
    default: break
    }
    cursor.advance()
    if cursor.take("PASSWORD") {
      let who = cursor.take("FOR") ? Grantees.takeOne(&cursor) ?? "?" : "the current user"
      let value = cursor.tokens.dropFirst(cursor.index).map(\.canonical).joined(separator: " ")
      return .settings([SQLSetting(SQLFact(topic: .password, who: who), .changes, value: value)])
    }
    if cursor.take("DEFAULT", "ROLE") { return defaultRole(&cursor) }
    if cursor.take(anyOf: ["GLOBAL", "PERSIST"]) != nil {
      return .opaque("a setting of the server")
    }
    return .nothing
  }

  private static func reassign(_ cursor: inout SQLCursor) -> SQLMeaning {
    guard cursor.take("REASSIGN", "OWNED", "BY") else { return .opaque("a 'REASSIGN'") }
    var settings: [SQLSetting] = []
    var from: [String] = []
    repeat { from.append(Grantees.takeOne(&cursor) ?? "?") } while cursor.takeSymbol(",")
    guard cursor.take("TO"), let role = Grantees.takeOne(&cursor) else {
      return .opaque("a 'REASSIGN'")
    }
    for owner in from {
      let object = SQLObject(kind: "EVERYTHING OF", path: [owner])
      settings.append(SQLSetting(SQLFact(topic: .owner, object: object), .opens, value: role))
    }
    return .settings(settings)
  }

  private static func defaultRole(_ cursor: inout SQLCursor) -> SQLMeaning {
    guard let role = cursor.takeName()?.description, cursor.skip(to: ["TO"]), cursor.take("TO"),
      let who = Grantees.takeOne(&cursor)
    else { return .opaque("a default role that cannot be read") }
    let fact = SQLFact(topic: .attribute, who: who, what: "DEFAULT ROLE")
    return .settings([SQLSetting(fact, .opens, value: role)])
  }

  /// What begins with no word.
  static func meaning(ofOther token: SQLToken) -> SQLMeaning {
    switch token.kind {
    case .meta:
      let word = token.text.prefix { $0 != " " }
      let runs = ["\\i", "\\ir", "\\include", "\\include_relative", "\\!", "\\gexec", "\\password"]
      return runs.contains { $0 == word } || token.text.has(anyOf: ["\\gexec"])
        ? .opaque("'\(word)', which runs something else") : .nothing
    case .symbol where token.isSymbol("("), .number: return .nothing
    case .symbol where token.isSymbol("@") || token.isSymbol("!"):
      return .opaque("a command of a client")
    default: return .opaque("a statement that begins with '\(token.text.prefix(40))'")
    }
  }
}

/// Everything else: known to give nothing, or not known.
enum PlainStatement {
  private static let plain: Set<String> = [
    "SELECT", "WITH", "INSERT", "UPDATE", "MERGE", "REPLACE", "UPSERT", "VALUES", "TABLE", "BEGIN",
    "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "ABORT", "END", "LOCK", "UNLOCK",
    "COMMENT", "ANALYZE", "ANALYSE", "VACUUM", "REINDEX", "CLUSTER", "REFRESH", "EXPLAIN", "SHOW",
    "DESCRIBE", "DESC", "LISTEN", "NOTIFY", "UNLISTEN", "CHECKPOINT", "DISCARD", "RESET", "COPY",
    "UNLOAD", "EXPORT", "PUT", "GET", "LIST", "LS", "REMOVE", "RM", "DECLARE", "FETCH", "MOVE",
    "CLOSE", "OPEN", "DEALLOCATE", "IMPORT", "LOAD", "OPTIMIZE", "CHECK", "REPAIR", "FLUSH",
    "HANDLER", "XA", "PRINT", "RETURN", "LET", "RAISE", "RAISERROR", "THROW", "WAITFOR", "SAVE",
    "UNDROP", "BACKUP", "RESTORE", "DBCC", "CREATE", "SYSTEM", "EXISTS", "ASSERT", "PRAGMA",
    "CACHE", "UNCACHE", "INVALIDATE", "MSCK", "KILL", "RENAME", "EXCHANGE", "WHENEVER", "PROMPT",
    "SPOOL", "EXIT", "QUIT", "DEFINE", "COLUMN", "NULL", "PERFORM", "GOTO", "LEAVE", "ITERATE",
    "FROM", "SIGNAL", "GETDIAGNOSTICS", "BULK", "DELIMITER", "UPDATETEXT", "RECONFIGURE",
  ]

  static func meaning(of tokens: [SQLToken]) -> SQLMeaning {
    guard let first = tokens.first else { return .nothing }
    if let reason = CatalogStatement.reason(tokens) { return .opaque(reason) }
    if first.is("RENAME"), tokens.count > 1, tokens[1].is("USER") { return renamed(tokens) }
    if first.is("SYSTEM") || first.is("KILL") || first.is("RECONFIGURE") {
      return .opaque("'\(first.keyword)'")
    }
    return plain.contains(first.keyword)
      ? .nothing : .opaque("a statement that begins with '\(first.text.prefix(40))'")
  }

  /// `RENAME USER a TO b, …`: a host is a part of the name.
  private static func renamed(_ tokens: [SQLToken]) -> SQLMeaning {
    var cursor = SQLCursor(tokens)
    cursor.advance(2)
    var settings: [SQLSetting] = []
    repeat {
      guard let old = Grantees.takeOne(&cursor), cursor.take("TO"),
        let new = Grantees.takeOne(&cursor)
      else { return .opaque("a 'RENAME' of a user") }
      let fact = SQLFact(topic: .attribute, who: old, what: "NAME")
      settings.append(SQLSetting(fact, .changes, value: new))
    } while cursor.takeSymbol(",")
    return .settings(settings)
  }
}
