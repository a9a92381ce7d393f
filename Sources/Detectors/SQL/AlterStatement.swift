import Syntax

/// `ALTER` of everything.
enum AlterStatement {
  static func meaning(of tokens: [SQLToken], in database: String) -> SQLMeaning {
    var cursor = SQLCursor(tokens)
    cursor.advance()
    switch cursor.keyword {
    case "DEFAULT": return DefaultPrivileges.meaning(of: tokens)
    case "ROLE", "USER", "LOGIN", "GROUP":
      let kind = cursor.keyword
      if cursor.take("USER", "MAPPING") { return UserMapping.meaning(&cursor, .changes) }
      cursor.advance()
      if cursor.take("ALL") { return .opaque("an 'ALTER' of all roles") }
      return owner(tokens) ?? RoleStatement.meaning(&cursor, kind: kind, creates: false)
    case "SERVER", "APPLICATION":
      cursor.advance()
      guard cursor.take("ROLE") else { return owner(tokens) ?? .nothing }
      return RoleStatement.meaning(&cursor, kind: "ROLE", creates: false)
    case "AUTHORIZATION": return authorization(&cursor)
    case "POLICY":
      cursor.advance()
      return PolicyStatement.alter(&cursor, .policy)
    case "SECURITY" where cursor.take("SECURITY", "POLICY"),
      "RLS" where cursor.take("RLS", "POLICY"),
      "ROW" where cursor.take("ROW", "ACCESS", "POLICY") || cursor.take("ROW", "POLICY"):
      return PolicyStatement.alter(&cursor, .policy)
    case "MASKING" where cursor.take("MASKING", "POLICY"):
      return PolicyStatement.alter(&cursor, .masking)
    case "NETWORK", "ACCOUNT": return NetworkStatement.meaning(of: tokens)
    case "SYSTEM", "SECURITY": return .opaque("'ALTER \(cursor.keyword)'")
    case "SHARE", "DATASHARE": return share(&cursor)
    case "TABLE", "VIEW", "MATERIALIZED", "FOREIGN", "ICEBERG", "EXTERNAL", "DYNAMIC":
      if let reason = CatalogStatement.moved(tokens) { return .opaque(reason) }
      return owner(tokens) ?? ProtectionStatement.meaning(of: tokens)
    case "DATABASE":
      if let reason = CatalogStatement.database(tokens) { return .opaque(reason) }
      return owner(tokens) ?? .nothing
    default: return owner(tokens) ?? .nothing
    }
  }

  /// `ALTER KIND name OWNER TO role`.
  private static func owner(_ tokens: [SQLToken]) -> SQLMeaning? {
    var cursor = SQLCursor(tokens)
    cursor.advance()
    var kind: [String] = []
    while let token = cursor.current, token.kind == .word, cursor.peek()?.kind != .symbol,
      cursor.peek().map({ !$0.is("OWNER") }) ?? false
    {
      if !["IF", "EXISTS", "ONLY"].contains(token.keyword) { kind.append(token.keyword) }
      cursor.advance()
    }
    guard let name = cursor.takeName() else { return nil }
    while !cursor.isAtEnd, !cursor.take("OWNER", "TO") { cursor.advance() }
    guard tokens.count >= 2, cursor.peek(-1)?.is("TO") == true, cursor.peek(-2)?.is("OWNER") == true
    else { return nil }
    guard let role = Grantees.takeOne(&cursor) else {
      return .opaque("an owner that cannot be read")
    }
    let object = SQLObject(kind: kind.joined(separator: " "), path: name.parts)
    return .settings([SQLSetting(SQLFact(topic: .owner, object: object), .opens, value: role)])
  }

  /// SQL Server's `ALTER AUTHORIZATION ON kind::name TO role`.
  private static func authorization(_ cursor: inout SQLCursor) -> SQLMeaning {
    cursor.advance()
    guard cursor.take("ON") else { return .opaque("an owner that cannot be read") }
    let start = cursor.index
    guard cursor.skip(to: ["TO"]),
      let object = SQLObjects.read(Array(cursor.tokens[start..<cursor.index]), in: "")?.first,
      cursor.take("TO"), let role = Grantees.takeOne(&cursor)
    else { return .opaque("an owner that cannot be read") }
    return .settings([SQLSetting(SQLFact(topic: .owner, object: object), .opens, value: role)])
  }

  /// `ALTER SHARE s ADD ACCOUNTS = a, b`.
  private static func share(_ cursor: inout SQLCursor) -> SQLMeaning {
    cursor.advance()
    _ = cursor.take("IF", "EXISTS")
    guard let name = cursor.takeName() else { return .opaque("a share that cannot be read") }
    guard let verb = cursor.take(anyOf: ["ADD", "REMOVE", "SET"]) else { return .nothing }
    guard cursor.take(anyOf: ["ACCOUNTS", "ACCOUNT", "CONSUMER"]) != nil else {
      return verb == "SET" && !cursor.take("SHARE_RESTRICTIONS")
        ? .nothing : .opaque("a share that changes")
    }
    _ = cursor.takeSymbol("=")
    var settings: [SQLSetting] = []
    repeat {
      guard let account = cursor.takeName() else { return .opaque("a share's account") }
      let fact = SQLFact(
        topic: .grant,
        who: "account \(account)",
        what: "USAGE",
        object: SQLObject(kind: "SHARE", path: name.parts)
      )
      settings.append(SQLSetting(fact, verb == "REMOVE" ? .closes : .opens))
    } while cursor.takeSymbol(",")
    return .settings(settings)
  }
}

/// `ALTER DEFAULT PRIVILEGES`: what is created from now on.
enum DefaultPrivileges {
  static func meaning(of tokens: [SQLToken]) -> SQLMeaning {
    var cursor = SQLCursor(tokens)
    guard cursor.take("ALTER", "DEFAULT", "PRIVILEGES") else {
      return .opaque("an 'ALTER DEFAULT' that cannot be read")
    }
    var makers: [String] = []
    var schemas: [String] = []
    if cursor.take("FOR") {
      _ = cursor.take(anyOf: ["ROLE", "USER", "ALL"])
      repeat { makers.append(cursor.takeName()?.description ?? "?") } while cursor.takeSymbol(",")
    }
    if cursor.take("IN", "SCHEMA") {
      repeat { schemas.append(cursor.takeName()?.description ?? "?") } while cursor.takeSymbol(",")
    }
    let rest = Array(tokens.dropFirst(cursor.index))
    guard case .settings(let settings) = GrantStatement.meaning(of: rest, in: "") else {
      return .opaque("an 'ALTER DEFAULT PRIVILEGES' that cannot be read")
    }
    let by = makers.isEmpty ? [""] : makers
    let paths = schemas.isEmpty ? ["*"] : schemas
    guard settings.count &* by.count &* paths.count <= 20_000 else {
      return .opaque("an 'ALTER DEFAULT PRIVILEGES' of too many rights")
    }
    return .settings(
      settings.flatMap { setting in
        by.flatMap { maker in paths.map { future(setting, by: maker, in: $0) } }
      }
    )
  }

  private static func future(_ setting: SQLSetting, by maker: String, in schema: String)
    -> SQLSetting
  {
    var fact = setting.fact
    let plural = fact.object.path.last?.asciiCapitals ?? "OBJECTS"
    let kind = SQLObjects.singular([plural])
    fact.object = SQLObject(
      kind: "FUTURE \(kind)",
      path: [schema, "*"],
      column: maker.isEmpty ? "-" : maker
    )
    return SQLSetting(fact, setting.effect, value: setting.value)
  }
}
