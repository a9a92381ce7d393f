import Syntax

/// `ALTER TABLE` that switches row security or a column's mask.
enum ProtectionStatement {
  static func meaning(of tokens: [SQLToken]) -> SQLMeaning {
    var cursor = SQLCursor(tokens)
    while let token = cursor.current, token.kind == .word, altered.contains(token.keyword) {
      cursor.advance()
    }
    guard let name = cursor.takeName() else { return .nothing }
    let object = SQLObject(kind: "TABLE", path: name.parts)
    var settings = SQLView.option(in: tokens, SQLObject(kind: "VIEW", path: name.parts))
    while !cursor.isAtEnd {
      let start = cursor.index
      settings += rowSecurity(&cursor, object)
      settings += rowPolicy(&cursor, object)
      settings += mask(&cursor, object)
      settings += column(&cursor, object)
      settings += trigger(&cursor, object)
      if cursor.index == start { cursor.advance() }
    }
    return settings.isEmpty ? .nothing : .settings(settings)
  }

  private static let altered: Set<String> = [
    "ALTER", "TABLE", "VIEW", "MATERIALIZED", "FOREIGN", "ICEBERG", "EXTERNAL", "DYNAMIC", "IF",
    "EXISTS", "ONLY",
  ]

  private static func rowSecurity(_ cursor: inout SQLCursor, _ object: SQLObject) -> [SQLSetting] {
    let enabled = SQLFact(topic: .rowSecurity, object: object)
    var forced = enabled
    forced.what = "FORCE"
    if cursor.take("ENABLE", "ROW", "LEVEL", "SECURITY")
      || cursor.take("ROW", "LEVEL", "SECURITY", "ON")
    {
      return [SQLSetting(enabled, .closes)]
    }
    if cursor.take("DISABLE", "ROW", "LEVEL", "SECURITY")
      || cursor.take("ROW", "LEVEL", "SECURITY", "OFF")
    {
      return [SQLSetting(enabled, .opens)]
    }
    if cursor.take("NO", "FORCE", "ROW", "LEVEL", "SECURITY") {
      return [SQLSetting(forced, .opens)]
    }
    if cursor.take("FORCE", "ROW", "LEVEL", "SECURITY") { return [SQLSetting(forced, .closes)] }
    return []
  }

  /// What watches, or refuses, what is written.
  private static func trigger(_ cursor: inout SQLCursor, _ object: SQLObject) -> [SQLSetting] {
    let isOff = cursor.take("DISABLE", "TRIGGER")
    _ =
      isOff || cursor.take("ENABLE", "ALWAYS", "TRIGGER")
      || cursor.take("ENABLE", "REPLICA", "TRIGGER") || cursor.take("ENABLE", "TRIGGER")
    guard cursor.peek(-1)?.is("TRIGGER") == true, let name = cursor.takeName() else { return [] }
    let fact = SQLFact(topic: .policy, what: "trigger \(name)", object: object)
    return [SQLSetting(fact, isOff ? .opens : .closes)]
  }

  private static func rowPolicy(_ cursor: inout SQLCursor, _ object: SQLObject) -> [SQLSetting] {
    if cursor.take("DROP", "ALL", "ROW", "ACCESS", "POLICIES") {
      return [SQLSetting(SQLFact(topic: .policy, what: "*", object: object), .opens)]
    }
    if cursor.take("DROP", "ROW", "FILTER") {
      return [SQLSetting(SQLFact(topic: .policy, what: "row filter", object: object), .opens)]
    }
    if cursor.take("SET", "ROW", "FILTER") {
      let value = cursor.tokens.dropFirst(cursor.index).map(\.canonical).joined(separator: " ")
      let fact = SQLFact(topic: .policy, what: "row filter", object: object)
      return [SQLSetting(fact, .closes, value: value)]
    }
    let adds = cursor.take("ADD", "ROW", "ACCESS", "POLICY")
    guard adds || cursor.take("DROP", "ROW", "ACCESS", "POLICY"), let name = cursor.takeName()
    else {
      return []
    }
    let fact = SQLFact(topic: .policy, what: name.description, object: object)
    return [SQLSetting(fact, adds ? .closes : .opens)]
  }

  /// A column that goes takes its data along.
  private static func column(_ cursor: inout SQLCursor, _ object: SQLObject) -> [SQLSetting] {
    guard cursor.take("DROP", "COLUMN") else { return [] }
    _ = cursor.take("IF", "EXISTS")
    guard let name = cursor.takeName() else { return [] }
    var target = object
    target.column = name.description
    return [SQLSetting(SQLFact(topic: .destruction, what: "DROP", object: target), .opens)]
  }

  private static func mask(_ cursor: inout SQLCursor, _ object: SQLObject) -> [SQLSetting] {
    var target = object
    if cursor.take("UNSET", "MASKING", "POLICY") || cursor.take("DROP", "MASKED")
      || cursor.take("DROP", "MASK")
    {
      target.column = column(before: cursor)
      return [SQLSetting(SQLFact(topic: .masking, object: target), .opens)]
    }
    if cursor.take("SET", "MASKING", "POLICY") || cursor.take("ADD", "MASKED")
      || cursor.take("MASKED", "WITH") || cursor.take("SET", "MASK")
    {
      target.column = column(before: cursor)
      let value = cursor.tokens.dropFirst(cursor.index).map(\.canonical).joined(separator: " ")
      return [SQLSetting(SQLFact(topic: .masking, object: target), .closes, value: value)]
    }
    return []
  }

  /// The name that follows `COLUMN` or `MODIFY` before it.
  private static func column(before cursor: SQLCursor) -> String {
    var place = cursor.index &- 1
    while place > 0 {
      let token = cursor.tokens[place]
      if token.is("COLUMN") || (token.is("MODIFY") && !cursor.tokens[place &+ 1].is("COLUMN")) {
        return cursor.tokens[place &+ 1].text.asciiSmall
      }
      place &-= 1
    }
    return ""
  }
}

/// Snowflake's network policies, and what is set for its whole account.
enum NetworkStatement {
  static func meaning(of tokens: [SQLToken]) -> SQLMeaning {
    var cursor = SQLCursor(tokens)
    let verb = cursor.keyword
    cursor.advance()
    _ = cursor.take("OR", "REPLACE")
    if cursor.take("ACCOUNT") { return account(&cursor) }
    guard cursor.take("NETWORK", "POLICY") || cursor.take("NETWORK", "RULE") else {
      return .nothing
    }
    _ = cursor.take("IF", "NOT", "EXISTS") || cursor.take("IF", "EXISTS")
    guard let name = cursor.takeName() else { return .opaque("a network policy") }
    let fact = SQLFact(topic: .network, what: name.description)
    let rest = cursor.tokens.dropFirst(cursor.index)
    let value = rest.map(\.canonical).joined(separator: " ")
    if verb == "DROP" { return .settings([SQLSetting(fact, .opens)]) }
    if rest.contains(where: { $0.text == "0.0.0.0/0" }) {
      return .settings([SQLSetting(fact, .opens, value: value)])
    }
    return .settings([SQLSetting(fact, .changes, value: value)])
  }

  private static func account(_ cursor: inout SQLCursor) -> SQLMeaning {
    let sets = cursor.take("SET")
    guard sets || cursor.take("UNSET"), cursor.take("NETWORK_POLICY") else {
      return .opaque("'ALTER ACCOUNT'")
    }
    _ = cursor.takeSymbol("=")
    let fact = SQLFact(topic: .network, what: "account")
    let value = cursor.takeName()?.description ?? ""
    return .settings([SQLSetting(fact, sets ? .closes : .opens, value: value)])
  }
}
