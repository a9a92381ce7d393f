import Syntax

/// Policies of rows and masks of columns.
enum PolicyStatement {
  /// PostgreSQL's `CREATE POLICY p ON t …`; the cursor stands behind `POLICY`.
  static func create(_ cursor: inout SQLCursor) -> SQLMeaning {
    guard let fact = named(&cursor) else { return .opaque("a policy that cannot be read") }
    let rest = cursor.tokens.dropFirst(cursor.index)
    let value = rest.map(\.canonical).joined(separator: " ")
    let restricts = rest.contains { $0.is("RESTRICTIVE") }
    return .settings([SQLSetting(fact, restricts ? .closes : .opens, value: value)])
  }

  /// Snowflake's, which restricts, and BigQuery's, which names who sees the rows.
  static func createRowAccess(_ cursor: inout SQLCursor) -> SQLMeaning {
    guard cursor.tokens.contains(where: { $0.is("GRANT") }) else { return define(&cursor, .policy) }
    guard let fact = named(&cursor) else { return .opaque("a policy that cannot be read") }
    let value = cursor.tokens.dropFirst(cursor.index).map(\.canonical).joined(separator: " ")
    return .settings([SQLSetting(fact, .opens, value: value)])
  }

  private static func named(_ cursor: inout SQLCursor) -> SQLFact? {
    _ = cursor.take("IF", "NOT", "EXISTS") || cursor.take("IF", "EXISTS")
    guard let name = cursor.takeName(), cursor.take("ON"), let table = cursor.takeName() else {
      return nil
    }
    return SQLFact(
      topic: .policy,
      what: name.description,
      object: SQLObject(kind: "TABLE", path: table.parts)
    )
  }

  /// A policy that does something once it is attached.
  static func define(_ cursor: inout SQLCursor, _ topic: SQLFact.Topic) -> SQLMeaning {
    _ = cursor.take("IF", "NOT", "EXISTS")
    guard let name = cursor.takeName() else { return .opaque("a policy that cannot be read") }
    let rest = cursor.tokens.dropFirst(cursor.index)
    let value = rest.map(\.canonical).joined(separator: " ")
    let isOff = zip(rest, rest.dropFirst(2)).contains { $0.is("STATE") && $1.is("OFF") }
    let fact = SQLFact(topic: topic, what: name.description)
    return .settings([SQLSetting(fact, isOff ? .opens : .closes, value: isOff ? "" : value)])
  }

  /// `ALTER POLICY` and its like: whatever it was, it is another now.
  static func alter(_ cursor: inout SQLCursor, _ topic: SQLFact.Topic) -> SQLMeaning {
    _ = cursor.take("IF", "EXISTS")
    guard let name = cursor.takeName() else { return .opaque("a policy that cannot be read") }
    var fact = SQLFact(topic: topic, what: name.description)
    if cursor.take("ON"), let table = cursor.takeName() {
      fact.object = SQLObject(kind: "TABLE", path: table.parts)
    }
    let rest = cursor.tokens.dropFirst(cursor.index)
    let states = zip(rest, rest.dropFirst(2)).filter { $0.0.is("STATE") }.map(\.1.keyword)
    if let state = states.last {
      return .settings([SQLSetting(fact, state == "OFF" ? .opens : .closes)])
    }
    let value = rest.map(\.canonical).joined(separator: " ")
    return .settings([SQLSetting(fact, .changes, value: value)])
  }

  /// The cursor stands at what follows `DROP`.
  static func drop(_ cursor: inout SQLCursor) -> SQLMeaning {
    let all = cursor.take("ALL")
    _ =
      cursor.take(anyOf: ["RLS", "SECURITY"]) != nil || cursor.take("ROW", "ACCESS")
      || cursor.take("ROW")
    guard cursor.take("POLICY") || (all && cursor.take("POLICIES")) else { return .nothing }
    guard all else { return remove(&cursor, .policy) }
    guard cursor.take("ON"), let table = cursor.takeName() else {
      return .opaque("a 'DROP' of policies")
    }
    let object = SQLObject(kind: "TABLE", path: table.parts)
    return .settings([SQLSetting(SQLFact(topic: .policy, what: "*", object: object), .opens)])
  }

  static func remove(_ cursor: inout SQLCursor, _ topic: SQLFact.Topic) -> SQLMeaning {
    _ = cursor.take("IF", "EXISTS")
    guard let name = cursor.takeName() else { return .opaque("a 'DROP' of a policy") }
    var fact = SQLFact(topic: topic, what: name.description)
    if cursor.take("ON"), let table = cursor.takeName() {
      fact.object = SQLObject(kind: "TABLE", path: table.parts)
    }
    return .settings([SQLSetting(fact, .opens, value: "DROP")])
  }

  /// Redshift's `ATTACH` and `DETACH`.
  static func attach(_ cursor: inout SQLCursor) -> SQLMeaning {
    let attaches = cursor.take("ATTACH")
    if !attaches { cursor.advance() }
    let isMask = cursor.take("MASKING")
    guard isMask || cursor.take("RLS"), cursor.take("POLICY"), let name = cursor.takeName(),
      cursor.take("ON"), let table = cursor.takeName()
    else { return .nothing }
    let value = cursor.tokens.dropFirst(cursor.index).map(\.canonical).joined(separator: " ")
    let fact = SQLFact(
      topic: isMask ? .masking : .policy,
      what: name.description,
      object: SQLObject(kind: "TABLE", path: table.parts)
    )
    return .settings([SQLSetting(fact, attaches ? .closes : .opens, value: attaches ? value : "")])
  }
}
