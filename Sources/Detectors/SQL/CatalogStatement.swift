import Syntax

/// Statements that change access past `GRANT`: rows of the server's own tables, and texts that run later.
enum CatalogStatement {
  /// `nil` of what changes no access.
  static func reason(_ tokens: [SQLToken]) -> String? {
    written(tokens) ?? copied(tokens) ?? scheduled(tokens)
  }

  private static let schemas: Set<String> = [
    "mysql", "pg_catalog", "sys", "system_auth", "information_schema",
  ]

  /// `UPDATE pg_authid …`, `INSERT INTO mysql.user …`.
  private static func written(_ tokens: [SQLToken]) -> String? {
    var cursor = SQLCursor(tokens)
    guard cursor.take(anyOf: ["UPDATE", "INSERT", "DELETE", "REPLACE", "MERGE"]) != nil else {
      return nil
    }
    while cursor.take(anyOf: ["INTO", "FROM", "ONLY", "IGNORE", "LOW_PRIORITY", "TABLE"]) != nil {}
    guard let name = cursor.takeName()?.parts, let last = name.last,
      name.count > 1 && schemas.contains(name[name.count - 2]) || isCatalog(last)
    else { return nil }
    return "a change of the server's own table '\(last)'"
  }

  private static func isCatalog(_ name: String) -> Bool {
    [
      "pg_authid", "pg_auth_members", "pg_class", "pg_proc", "pg_language", "pg_database",
      "pg_namespace", "pg_policy", "pg_default_acl", "pg_attribute", "pg_shadow", "pg_user_mapping",
    ].contains(name)
  }

  /// `COPY t FROM PROGRAM '…'` runs what stands there on the server.
  private static func copied(_ tokens: [SQLToken]) -> String? {
    guard tokens.first?.is("COPY") == true,
      zip(tokens, tokens.dropFirst()).contains(where: { $0.is("FROM") && $1.is("PROGRAM") })
    else { return nil }
    return "'COPY' from a program"
  }

  /// `SELECT cron.schedule('…', '…', 'GRANT …')`: a statement that a function is given.
  private static func scheduled(_ tokens: [SQLToken]) -> String? {
    guard let first = tokens.first, ["SELECT", "PERFORM", "WITH", "VALUES"].contains(first.keyword)
    else { return nil }
    var depth = 0
    for token in tokens {
      if token.isSymbol("(") { depth &+= 1 }
      if token.isSymbol(")") { depth &-= 1 }
      guard depth > 0, token.kind == .string || token.kind == .body,
        token.text.utf8.count <= SQLWords.longest
      else { continue }
      let verb = token.text.utf8.drop { $0 <= 0x20 }.prefix(while: \.isSQLWord)
      guard verbs.contains(String(decoding: Array(verb), as: UTF8.self).asciiCapitals),
        let word = SQLWords.access(in: token.text, dynamic: false)
      else { continue }
      return "a function that is given '\(word)'"
    }
    return nil
  }

  private static let verbs: Set<String> = [
    "GRANT", "REVOKE", "DENY", "ALTER", "CREATE", "DROP", "REASSIGN", "COPY", "DO",
  ]

  /// `ALTER DATABASE … SET TRUSTWORTHY ON`.
  static func database(_ tokens: [SQLToken]) -> String? {
    let switches: Set<String> = ["TRUSTWORTHY", "DB_CHAINING", "ENCRYPTION", "SEARCH_PATH"]
    guard let word = tokens.first(where: { switches.contains($0.keyword) })?.keyword else {
      return nil
    }
    return "'ALTER DATABASE' of '\(word)'"
  }

  /// Tables that are read through others, or from another schema, than before.
  static func moved(_ tokens: [SQLToken]) -> String? {
    var cursor = SQLCursor(tokens)
    while cursor.take(anyOf: [
      "ALTER", "TABLE", "VIEW", "FOREIGN", "MATERIALIZED", "IF", "EXISTS", "ONLY", "SEQUENCE",
      "FUNCTION",
    ]) != nil {}
    guard let name = cursor.takeName() else { return nil }
    if cursor.take("SET", "SCHEMA") { return "a move to another schema" }
    let attaches = cursor.take("ATTACH", "PARTITION")
    guard attaches || cursor.take("INHERIT"), let other = cursor.takeName() else { return nil }
    let isApart = name.parts.dropLast() != other.parts.dropLast()
    return isApart ? "a table that is read through one of another schema" : nil
  }
}

/// Who acts as whom on another server: `CREATE USER MAPPING FOR PUBLIC SERVER s`.
enum UserMapping {
  /// The cursor stands behind `USER MAPPING`.
  static func meaning(_ cursor: inout SQLCursor, _ effect: SQLSetting.Effect) -> SQLMeaning {
    _ = cursor.take("IF", "NOT", "EXISTS") || cursor.take("IF", "EXISTS")
    guard cursor.take("FOR"), let who = Grantees.takeOne(&cursor), cursor.take("SERVER"),
      let server = cursor.takeName()
    else { return .opaque("a user mapping that cannot be read") }
    let fact = SQLFact(
      topic: .grant,
      who: who,
      what: "USER MAPPING",
      object: SQLObject(kind: "FOREIGN SERVER", path: server.parts)
    )
    let value = cursor.tokens.dropFirst(cursor.index).map(\.canonical).joined(separator: " ")
    return .settings([SQLSetting(fact, effect, value: effect == .closes ? "" : value)])
  }
}
