import Syntax

/// `CREATE` and `ALTER` of roles, users, logins and groups.
enum RoleStatement {
  /// The cursor stands behind `ROLE`, `USER`, `LOGIN` or `GROUP`.
  static func meaning(
    _ cursor: inout SQLCursor,
    kind: String,
    creates: Bool,
    replaces: Bool = false
  ) -> SQLMeaning {
    _ = cursor.take("IF", "NOT", "EXISTS") || cursor.take("IF", "EXISTS")
    var settings: [SQLSetting] = []
    repeat {
      guard let who = Grantees.takeOne(&cursor) else {
        return .opaque("a role whose name cannot be read")
      }
      var reader = RoleReader(who: who, creates: creates)
      if creates, kind == "USER" || kind == "LOGIN" { reader.open("LOGIN") }
      guard reader.read(&cursor) else { return .opaque("a role's attribute that is not known") }
      settings += reader.settings
    } while cursor.takeSymbol(",")
    return settings.isEmpty ? .nothing : .settings(settings)
  }
}

/// Reads the attributes of one role.
private struct RoleReader {
  let who: String
  let creates: Bool
  var settings: [SQLSetting] = []

  init(who: String, creates: Bool) {
    self.who = who
    self.creates = creates
  }

  mutating func open(_ attribute: String, value: String = "") {
    add(SQLFact(topic: .attribute, who: who, what: attribute), .opens, value)
  }

  private mutating func add(
    _ fact: SQLFact,
    _ effect: SQLSetting.Effect,
    _ value: String = ""
  ) {
    settings.removeAll { $0.fact == fact }
    settings.append(SQLSetting(fact, effect, value: value))
  }

  private static let powers: Set<String> = [
    "SUPERUSER", "CREATEROLE", "CREATEDB", "BYPASSRLS", "REPLICATION", "LOGIN", "CREATEUSER",
  ]
  private static let withValue: Set<String> = [
    "DEFAULT_ROLE", "DEFAULT_SECONDARY_ROLES", "NETWORK_POLICY", "DEFAULT_SCHEMA",
    "MINS_TO_BYPASS_MFA", "MINS_TO_BYPASS_NETWORK_POLICY", "EXT_AUTHN_DUO",
  ]

  /// `false` where something cannot be read.
  mutating func read(_ cursor: inout SQLCursor) -> Bool {
    while let token = cursor.current, !token.isSymbol(",") {
      let word = token.keyword
      cursor.advance()
      if Self.powers.contains(word) {
        open(word)
      } else if word.hasPrefix("NO"), Self.powers.contains(String(word.dropFirst(2))) {
        deny(String(word.dropFirst(2)))
      } else if !readClause(word, &cursor) {
        return false
      }
    }
    return true
  }

  private mutating func deny(_ attribute: String) {
    let fact = SQLFact(topic: .attribute, who: who, what: attribute)
    settings.removeAll { $0.fact == fact }
    if !creates { add(fact, .closes) }
  }

  private mutating func readClause(_ word: String, _ cursor: inout SQLCursor) -> Bool {
    switch word {
    case "PASSWORD", "IDENTIFIED", "RSA_PUBLIC_KEY", "RSA_PUBLIC_KEY_2": readPassword(&cursor)
    case "IN", "ADD", "DROP": return readMembership(word, &cursor)
    case "ROLE" where creates, "USER" where creates, "ADMIN" where creates:
      readMembers(&cursor, option: word == "ADMIN")
    case "ACCOUNT": readLock(&cursor)
    case "VALID" where cursor.take("UNTIL"): readLimit("UNLIMITED VALIDITY", ["INFINITY"], &cursor)
    case "HOST": readLimit("LOGIN FROM ANY HOST", ["ANY"], &cursor)
    case "REQUIRE": readLimit("LOGIN WITHOUT TLS", ["NONE"], &cursor)
    case "ENABLE": open("LOGIN")
    case "DISABLE": deny("LOGIN")
    case "DISABLED": readDisabled(&cursor)
    case "SET", "RESET", "UNSET": return readSet(word, &cursor)
    case "RENAME", "SWAP":
      add(SQLFact(topic: .attribute, who: who, what: "NAME"), .changes, rest(&cursor))
    case "DEFAULT" where cursor.take("ROLE"):
      open("DEFAULT ROLE", value: rest(&cursor))
    case _ where Self.withValue.contains(word): readValue(word, &cursor)
    default: break
    }
    return true
  }

  private func rest(_ cursor: inout SQLCursor) -> String {
    let tokens = cursor.tokens.dropFirst(cursor.index)
    cursor.index = cursor.tokens.count
    return tokens.map(\.canonical).joined(separator: " ")
  }

  private mutating func readPassword(_ cursor: inout SQLCursor) {
    let fact = SQLFact(topic: .password, who: who)
    var value: [String] = []
    while let token = cursor.current, !token.isSymbol(","),
      token.kind != .word || ["BY", "WITH", "AS", "NULL", "VIA", "USING"].contains(token.keyword)
        || value.last == "WITH"
    {
      value.append(token.canonical)
      cursor.advance()
    }
    if value == ["NULL"] {
      add(fact, .closes)
    } else {
      add(fact, .changes, value.joined(separator: " "))
    }
  }

  /// A limit of the role, or that there is none.
  private mutating func readLimit(
    _ freedom: String,
    _ unlimited: Set<String>,
    _ cursor: inout SQLCursor
  ) {
    let start = cursor.index
    cursor.advance()
    while let token = cursor.current, token.kind == .string || Self.limiting.contains(token.keyword)
    {
      cursor.advance()
    }
    let tokens = cursor.tokens[
      min(start, cursor.tokens.count)..<min(cursor.index, cursor.tokens.count)
    ]
    let value = tokens.map(\.canonical).joined(separator: " ")
    let fact = SQLFact(topic: .attribute, who: who, what: freedom)
    if tokens.count == 1, let only = tokens.first, unlimited.contains(only.text.asciiCapitals) {
      add(fact, .opens)
    } else {
      // Another limit than the one it had may be a wider one.
      add(fact, creates || freedom == "LOGIN WITHOUT TLS" ? .closes : .changes, value)
    }
  }

  private static let limiting: Set<String> = [
    "NAME", "REGEXP", "IP", "LIKE", "LOCAL", "SSL", "X509", "SUBJECT", "ISSUER", "CIPHER", "AND",
  ]

  private mutating func readMembership(_ word: String, _ cursor: inout SQLCursor) -> Bool {
    _ = cursor.take(anyOf: ["ROLE", "GROUP", "USER", "MEMBER"])
    repeat {
      guard let other = Grantees.takeOne(&cursor) else { return word == "IN" && !cursor.isAtEnd }
      let isIn = word == "IN"
      let fact = SQLFact(topic: .member, who: isIn ? who : other, what: isIn ? other : who)
      add(fact, word == "DROP" ? .closes : .opens)
    } while cursor.takeSymbol(",")
    return true
  }

  private mutating func readMembers(_ cursor: inout SQLCursor, option: Bool) {
    repeat {
      guard let member = Grantees.takeOne(&cursor) else { return }
      add(SQLFact(topic: .member, who: member, what: who), .opens)
      if option { add(SQLFact(topic: .member, who: member, what: who, option: true), .opens) }
    } while cursor.takeSymbol(",")
  }

  private mutating func readLock(_ cursor: inout SQLCursor) {
    if cursor.take("LOCK") { deny("LOGIN") } else if cursor.take("UNLOCK") { open("LOGIN") }
  }

  private mutating func readDisabled(_ cursor: inout SQLCursor) {
    _ = cursor.takeSymbol("=")
    if cursor.take("TRUE") { deny("LOGIN") } else if cursor.take("FALSE") { open("LOGIN") }
  }

  private mutating func readValue(_ word: String, _ cursor: inout SQLCursor) {
    _ = cursor.takeSymbol("=")
    let value = cursor.takeName()?.description ?? "?"
    add(SQLFact(topic: .attribute, who: who, what: word), .changes, value)
  }

  /// `SET` of a session's parameters is no access; of the user's own properties it may be.
  private mutating func readSet(_ word: String, _ cursor: inout SQLCursor) -> Bool {
    while let token = cursor.current {
      if token.is("ROLE") || token.is("SESSION_AUTHORIZATION") || token.is("ROW_SECURITY")
        || token.is("SEARCH_PATH") || token.is("SESSION_PRELOAD_LIBRARIES")
      {
        add(SQLFact(topic: .attribute, who: who, what: token.keyword), .changes, rest(&cursor))
        return true
      }
      if Self.withValue.contains(token.keyword) || token.is("DISABLED") || token.is("PASSWORD")
        || token.is("RSA_PUBLIC_KEY") || token.is("RSA_PUBLIC_KEY_2")
      {
        cursor.advance()
        if word == "UNSET" {
          add(SQLFact(topic: .attribute, who: who, what: token.keyword), .changes, "UNSET")
        } else {
          _ = readClause(token.keyword, &cursor)
        }
      } else {
        cursor.advance()
      }
    }
    return true
  }
}
