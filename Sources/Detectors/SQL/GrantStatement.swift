import Syntax

/// `GRANT`, `REVOKE` and `DENY` in every dialect's form.
enum GrantStatement {
  private static let names: [String] = ["ROLE", "USER", "GROUP", "SHARE", "APPLICATION", "LOGIN"]
  private static let maximum = 20_000

  static func meaning(of tokens: [SQLToken], in database: String) -> SQLMeaning {
    var cursor = SQLCursor(tokens)
    let verb = cursor.keyword
    cursor.advance()
    var optionOnly = false
    if verb == "REVOKE" {
      _ = cursor.take("IF", "EXISTS")
      for kind in ["GRANT", "ADMIN", "INHERIT", "SET"] as [StaticString]
      where cursor.take(kind, "OPTION", "FOR") { optionOnly = true }
    }
    if cursor.take("ON", "CLUSTER") { _ = cursor.takeName() }
    let start = cursor.index
    guard cursor.skip(to: verb == "REVOKE" ? ["FROM", "TO"] : ["TO"]) else {
      return .opaque("a \(verb) without a grantee")
    }
    let granted = Array(tokens[start..<cursor.index])
    cursor.advance()
    guard let grantees = Grantees(&cursor), !grantees.names.isEmpty else {
      return .opaque("a \(verb) whose grantees cannot be read")
    }
    guard var facts = facts(granted, grantees.names, in: database) else {
      return .opaque("a \(verb) that cannot be read")
    }
    let passesOn = facts.filter { $0.what == "GRANT OPTION" }
    facts.removeAll { $0.what == "GRANT OPTION" }
    guard facts.count + passesOn.count > 0, facts.count <= maximum else {
      return .opaque("a \(verb) of more than \(maximum) rights")
    }
    let options =
      facts.map(\.withOption)
      + passesOn.map { fact in
        var all = fact.withOption
        all.what = "ALL"
        return all
      }
    if verb == "GRANT" {
      let given = facts + (grantees.withOption ? options : passesOn.isEmpty ? [] : options)
      return .settings(
        given.map { fact in
          let isMember = fact.topic == .member && !fact.option
          return SQLSetting(fact, .opens, value: isMember ? grantees.limits : "")
        }
      )
    }
    let denied = verb == "DENY" ? facts.map(\.asDenial) : []
    let taken = optionOnly ? options : facts + passesOn.map(\.withOption)
    return .settings((denied.isEmpty ? taken : denied).map { SQLSetting($0, .closes) })
  }

  private static func facts(
    _ granted: [SQLToken],
    _ grantees: [String],
    in database: String
  ) -> [SQLFact]? {
    var cursor = SQLCursor(granted)
    guard cursor.skip(to: ["ON"]) else { return withoutObject(granted, grantees) }
    let privileges = Privileges.read(Array(granted[..<cursor.index]))
    cursor.advance()
    guard let privileges,
      let objects = SQLObjects.read(Array(granted[cursor.index...]), in: database),
      privileges.count * objects.count * grantees.count <= maximum
    else { return nil }
    return grantees.flatMap { who in
      objects.flatMap { object in
        privileges.map { privilege in
          var target = object
          target.column = privilege.column
          return SQLFact(topic: .grant, who: who, what: privilege.name, object: target)
        }
      }
    }
  }

  /// Roles, or rights over the whole server.
  private static func withoutObject(_ granted: [SQLToken], _ grantees: [String]) -> [SQLFact]? {
    guard let items = Privileges.split(granted), items.count * grantees.count <= maximum else {
      return nil
    }
    var facts: [SQLFact] = []
    for item in items {
      let words = item.map(\.keyword)
      let isRight = words.joined(separator: " ") == "ALL" || isServerRight(words)
      var cursor = SQLCursor(item)
      if cursor.take("DATABASE", "ROLE") || cursor.take("ROLE")
        || cursor.take("APPLICATION", "ROLE")
      {
        // The name follows.
      }
      let role = isRight ? nil : Grantees.takeOne(&cursor)
      guard isRight || (role != nil && cursor.isAtEnd) else { return nil }
      for who in grantees {
        if let role {
          facts.append(SQLFact(topic: .member, who: who, what: role))
        } else {
          let what = words.filter { $0 != "PRIVILEGES" }.joined(separator: " ")
          let object = SQLObject(kind: "SERVER")
          facts.append(SQLFact(topic: .grant, who: who, what: what, object: object))
        }
      }
    }
    return facts
  }

  private static func isServerRight(_ words: [String]) -> Bool {
    guard let first = words.first, !first.isEmpty else { return false }
    if words.count == 1 {
      return ["CONNECT", "SELECT", "INSERT", "UPDATE", "DELETE", "EXECUTE", "CONTROL", "SHOWPLAN"]
        .contains(first)
    }
    return [
      "VIEW", "CREATE", "ALTER", "CONTROL", "CONNECT", "ALL", "ADMINISTER", "BACKUP", "IMPERSONATE",
      "UNSAFE", "EXTERNAL", "AUTHENTICATE", "DROP", "SELECT", "EXECUTE", "GRANT", "UNLIMITED",
      "EXEMPT", "BECOME", "INSERT", "UPDATE", "DELETE", "MANAGE", "ACCESS", "EXPLAIN",
    ].contains(first)
  }
}

extension SQLFact {
  /// What a `DENY` puts in place, other than taking a grant back.
  fileprivate var asDenial: SQLFact {
    var fact = self
    fact.object.kind = "DENIED " + fact.object.kind
    return fact
  }
}
