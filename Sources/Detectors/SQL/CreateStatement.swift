import Syntax

/// `CREATE` of anything but tables and routines.
enum CreateStatement {
  static func meaning(of tokens: [SQLToken]) -> SQLMeaning {
    var cursor = SQLCursor(tokens)
    cursor.advance()
    let replaces = cursor.take("OR", "REPLACE")
    _ = cursor.take("OR", "ALTER")
    switch cursor.keyword {
    case "ROLE", "USER", "LOGIN", "GROUP":
      let kind = cursor.keyword
      if cursor.take("USER", "MAPPING") { return UserMapping.meaning(&cursor, .opens) }
      cursor.advance()
      return RoleStatement.meaning(&cursor, kind: kind, creates: true, replaces: replaces)
    case "POLICY":
      cursor.advance()
      return PolicyStatement.create(&cursor)
    case "ROW" where cursor.take("ROW", "ACCESS", "POLICY"):
      return PolicyStatement.createRowAccess(&cursor)
    case "ROW" where cursor.take("ROW", "POLICY"): return PolicyStatement.create(&cursor)
    case "MASKING" where cursor.take("MASKING", "POLICY"):
      return PolicyStatement.define(&cursor, .masking)
    case "RLS" where cursor.take("RLS", "POLICY"):
      return PolicyStatement.define(&cursor, .policy)
    case "SECURITY" where cursor.take("SECURITY", "POLICY"):
      return PolicyStatement.define(&cursor, .policy)
    case "NETWORK": return NetworkStatement.meaning(of: tokens)
    case "APPLICATION", "SERVER":
      return tokens.contains { $0.is("ROLE") } ? .nothing : PlainStatement.meaning(of: tokens)
    default:
      let settings = SQLView.settings(of: tokens) + (definer(tokens) ?? [])
      return settings.isEmpty ? .nothing : .settings(settings)
    }
  }

  /// A view that MySQL runs with another's rights.
  private static func definer(_ tokens: [SQLToken]) -> [SQLSetting]? {
    guard tokens.contains(where: { $0.is("VIEW") }) else { return nil }
    return RoutineStatement.definer(of: tokens, kinds: ["VIEW"]).map { [$0] }
  }
}

/// `DROP` of what protects or acts; tables are ``DestructiveStatement``'s.
enum DropStatement {
  static func meaning(of tokens: [SQLToken]) -> SQLMeaning {
    var cursor = SQLCursor(tokens)
    cursor.advance()
    switch cursor.keyword {
    case "ROLE", "USER", "LOGIN", "GROUP":
      if cursor.take("USER", "MAPPING") { return UserMapping.meaning(&cursor, .closes) }
      cursor.advance()
      return dropRole(&cursor)
    case "OWNED": return .opaque("'DROP OWNED'")
    case "POLICY", "RLS", "SECURITY", "ROW", "ALL": return PolicyStatement.drop(&cursor)
    case "MASKING":
      guard cursor.take("MASKING", "POLICY") else { return .nothing }
      return PolicyStatement.remove(&cursor, .masking)
    case "NETWORK": return NetworkStatement.meaning(of: tokens)
    default: return .nothing
    }
  }

  private static func dropRole(_ cursor: inout SQLCursor) -> SQLMeaning {
    _ = cursor.take("IF", "EXISTS")
    var settings: [SQLSetting] = []
    repeat {
      guard let who = Grantees.takeOne(&cursor) else { return .opaque("a 'DROP' of a role") }
      var fact = SQLFact(topic: .attribute, who: who, what: "LOGIN")
      fact.object.kind = "DROPPED"
      settings.append(SQLSetting(fact, .closes))
    } while cursor.takeSymbol(",")
    return .settings(settings)
  }
}
